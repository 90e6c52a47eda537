"""QAF601: a placeholder that no figure can fill.

The sentence can be read, but there is no figure for what it asks: none has come in for that period, or for that team,
or several fit. The page prints `[no figure]`, so that nobody takes the gap for a number.

Check measure, period and what stands behind them, or take the figure in. This is found when a report is built, since
`qaf validate` judges the words and not the figures.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF601"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,120
""",
}

BAD: Files = {
    **_BESIDE,
    "analysis/supervision/2025_26.md": 'There were {{ figure("sessions-due", "2019/20") }} sessions due.\n',
}
GOOD: Files = {
    **_BESIDE,
    "analysis/supervision/2025_26.md": 'There were {{ figure("sessions-due", "2025/26") }} sessions due.\n',
}
