"""QAF503: unknown measure.

A figure belongs to a measure of the framework, which says what it means, what it is of, and how it is protected. A
figure of no measure would be a number without a meaning.

Correct the id in the file, or add the measure to its area. For figures that are stored already, this says that their
measure has gone since.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF503"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
session-due,2025/26,120
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,120
""",
}
