"""QAF206: a base that is no count.

`of` says what a percentage or rate is of: a number of children, of staff, of sessions. A mean or another percentage
is not a number of anything, and a percentage of a percentage misleads.

Name the measure that counts the group. If there is none yet, add one: a count is the cheapest measure there is.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF206"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: mean
  - id: held-on-time
    kind: quality
    text: Sessions held in time
    unit: percent
    of: sessions-held
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
