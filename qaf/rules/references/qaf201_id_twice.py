"""QAF201: the same id twice.

Ids are unique over the whole folder and all kinds of entry. Where two things share one, a reference, a figure or a
gap could mean either, and different pages would show different things under one name.

Rename one of the two, and whatever refers to it. The finding names both places.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF201"

_BESIDE: Files = {
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

BAD: Files = {
    **_BESIDE,
    "areas/workforce.yaml": """\
name: Workforce
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
""",
}
GOOD: Files = {
    **_BESIDE,
    "areas/workforce.yaml": """\
name: Workforce
group: organisational
measures:
  - id: sessions-missed
    kind: quantity
    text: Supervision sessions held
    unit: count
""",
}
