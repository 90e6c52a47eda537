"""QAF216: the same meeting or self-assessment twice.

A meeting goes by its body and its day, a self-assessment by its area, its tier, who made it, and its day. Two that
share all of these are most often one record that was put in twice, and what they say would be counted twice.

Put the two together, or correct the day of one of them.
"""

from __future__ import annotations

from qaf.rules.example_folder import Files

CODE = "QAF216"

_BESIDE: Files = {
    "governance.yaml": """\
bodies:
  - id: cabinet
    name: Cabinet
    role: senior_leadership
""",
}

BAD: Files = {
    **_BESIDE,
    "meetings.yaml": """\
meetings:
  - on: 2026-03-19
    body: cabinet
    minutes_spent: 40
  - on: 2026-03-19
    body: cabinet
    minutes_spent: 25
""",
}
GOOD: Files = {
    **_BESIDE,
    "meetings.yaml": """\
meetings:
  - on: 2026-03-19
    body: cabinet
    minutes_spent: 65
""",
}
