"""QAF105: not a valid id.

An id is the short name by which other files, figures and reports refer to an entry. It stands in file names,
addresses and tables of figures, so it is made of small letters, digits and single hyphens, and has at most 60
characters.

Rewrite it as the finding suggests, also where other entries refer to it. The id says what the thing is; the title to
print stands in `name` or `text`.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF105"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: Sessions_Held
    kind: quantity
    text: Supervision sessions held
    unit: count
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
""",
}
