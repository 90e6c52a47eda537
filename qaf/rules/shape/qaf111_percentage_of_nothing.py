"""QAF111: a percentage or rate says neither `of` nor `base`.

Eighty per cent of what? A percentage or a rate that does not say what it is of cannot be judged, compared or added
up, and it is how small and unlike groups come to look alike.

Where it covers a whole group, add `of:` with the id of the measure that counts the group. Where it is about those who
answered or were read, describe them in words under `base:`.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF111"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
  - id: held-on-time
    kind: quality
    text: Sessions held in time
    unit: percent
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
  - id: held-on-time
    kind: quality
    text: Sessions held in time
    unit: percent
    of: sessions-held
""",
}
