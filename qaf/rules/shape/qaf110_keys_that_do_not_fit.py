"""QAF110: keys that do not fit together.

Keys can be right one by one and contradict each other: only a rate is per something, shares need a scale to be shares
of, and small numbers are shown openly only where somebody has written down why that gives nobody away.

Take one of the two away, or add the one that is missing; the finding says which.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF110"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
    per: 10000
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
    unit: rate
    per: 10000
    base: social workers in post
""",
}
