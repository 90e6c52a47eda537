"""QAF521: a period that has not begun.

The figure is of a period that begins after the date for which qaf is run. Nothing can have been counted in it, so the
year may be wrong, or a target or a forecast may stand where a figure is wanted. A period that has begun and not ended
is fine.

Look at the period of the rows that are named. If they are right, run qaf for the right date (`--as-at`).
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF521"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2052/53,120
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,120
""",
}
