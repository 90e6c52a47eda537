"""QAF576: figures withheld beside what a member sent and nobody can read.

A partnership's own figures are protected beside what its members show. Where a bundle or folder of a member is there
and cannot be read, it may be out all the same, and a total of the partnership less what stands in it could give back
what the member withholds. So every number of people that might include that member's is withheld until it can be read:
not published figures, not those of things, and not those that other members alone supply (`supplied_by`).

`qaf overview` says what is wrong with it. Ask its sender for a new one. Where nothing was sent, take the file away.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF576"
BAD: Files | None = None
GOOD: Files | None = None
NO_EXAMPLE = "it takes a partnership with figures, and a bundle of a member that cannot be read"
