"""QAF209: a measure shows a statement of another area.

A measure shows a good statement of its own area, or of one above it. A link to a statement of another area is kept as
a note, but it counts nowhere: that statement still has nothing to show how near it is.

Nothing needs to be done. To make it count, move the measure, add one to the other area, or let one area lie within
the other.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF209"

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
    shows: [staff-stay]
""",
    "areas/workforce.yaml": """\
name: Workforce
group: organisational
good:
  - id: staff-stay
    kind: outcome
    text: Staff stay.
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
    shows: [staff-stay]
good:
  - id: staff-stay
    kind: outcome
    text: Staff stay.
""",
    "areas/workforce.yaml": """\
name: Workforce
group: organisational
""",
}
