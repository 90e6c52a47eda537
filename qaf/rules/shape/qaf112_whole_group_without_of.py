"""QAF112: a whole-group percentage without `of`.

`covers: whole_group` says that nobody was left out. Then the group has been counted, and the count is a measure too:
with `of` the two can be checked against each other, and no reader has to wonder why the numbers differ.

Add `of:` with the id of the count. If only some were asked or read, say `covers: sample`.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF112"

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
    base: all sessions
    covers: whole_group
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
    covers: whole_group
""",
}
