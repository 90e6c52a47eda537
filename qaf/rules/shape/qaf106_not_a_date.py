"""QAF106: not a date.

`03/04/2026` is March to some readers and April to others. Days are written one way only: year, month, day.

Write the day as in 2026-03-31. Where only a month or a quarter is known, look for a key that takes a period.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF106"

_BESIDE: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
}

BAD: Files = {
    **_BESIDE,
    "actions.yaml": """\
actions:
  - id: train-supervisors
    text: Train all supervisors
    status: planned
    due: 31/03/2026
""",
}
GOOD: Files = {
    **_BESIDE,
    "actions.yaml": """\
actions:
  - id: train-supervisors
    text: Train all supervisors
    status: planned
    due: 2026-03-31
""",
}
