"""QAF575: a member's withheld figure that an edition gives back.

A partnership's own figures are protected beside what its members show: a total less what the members show would give
back what one of them withholds, and so the total is withheld too. An edition that went out before the member's bundle
came in could not know of it, and what is out cannot be taken back.

Tell the member, so that it knows. To keep it from happening again take the members' bundles in before the partnership
publishes.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF575"
BAD: Files | None = None
GOOD: Files | None = None
NO_EXAMPLE = "it takes a partnership, a bundle of a member, and an edition that went out before it"
