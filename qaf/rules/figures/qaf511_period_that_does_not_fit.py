"""QAF511: a period that does not exist or does not fit.

The period of a figure does not exist, is spelt so that it could mean two things, or is of another kind than the other
figures of the same series: years beside quarters would draw a line that means nothing.

Write 2025/26 for April to March, 2025/26 Q1 for a quarter, 2026-03 for a month. A recipe can say how other people
spell their periods. For years and quarters of one thing use two measures.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF511"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/27,120
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,120
""",
}
