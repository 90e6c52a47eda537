"""QAF210: breakdowns or categories that lie within each other wrongly.

A team lies within a locality, a locality within the whole. Where small numbers have to be hidden, qaf shows the
coarser parts instead, and adds the finer ones up to check that nothing can be worked out again. Both need every
category to lie within one that exists.

Let `within` of a breakdown name the coarser breakdown, and `within` of each category one of its categories.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF210"

BAD: Files = {
    "qaf.yaml": SETTINGS
    + """\
breakdowns:
  - id: locality
    categories:
      - {id: north}
  - id: team
    within: locality
    categories:
      - {id: fellside, within: noth}
""",
}
GOOD: Files = {
    "qaf.yaml": SETTINGS
    + """\
breakdowns:
  - id: locality
    categories:
      - {id: north}
  - id: team
    within: locality
    categories:
      - {id: fellside, within: north}
""",
}
