"""QAF506: a number that cannot be.

A number below zero, half a child, a part that is more than its whole: each is a sign that two columns were swapped,
or that the file counts something else than the measure says.

Look at the row in the system it came from. Often numerator and denominator stand the wrong way round, or a rate
stands in the column of a percentage.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF506"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,numerator,denominator
sessions-on-time,2025/26,120,96
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,numerator,denominator
sessions-on-time,2025/26,96,120
""",
}
