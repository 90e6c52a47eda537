"""QAF515: parts of a figure that do not fit its unit.

What a figure consists of depends on its unit: a count is one number, in `value`; a percentage has a numerator and a
denominator, or a value; shares and before-and-after figures have a grade for each row.

Move the number to the column where it belongs; the finding says which.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF515"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,numerator
sessions-due,2025/26,120
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,120
""",
}
