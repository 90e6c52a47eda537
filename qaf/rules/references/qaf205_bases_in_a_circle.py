"""QAF205: bases that refer to each other in a circle.

A measure that is worked out of another, which is worked out of the first, can be worked out by nobody. The same holds
for measures that are parts of each other.

Decide which of them is counted first, and take away its `of` or `parts`.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF205"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
    parts: [sessions-with-notes]
  - id: sessions-with-notes
    kind: quantity
    text: Sessions with notes
    unit: count
    parts: [sessions-held]
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
    parts: [sessions-with-notes]
  - id: sessions-with-notes
    kind: quantity
    text: Sessions with notes
    unit: count
""",
}
