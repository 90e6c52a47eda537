"""QAF508: a published value that disagrees with its own numerator and denominator.

A published figure does not agree with the counts that were published beside it. Publishers round, correct and leave
cases out; the value stays as it was published and is shown so, but somebody should know.

Check that the right columns were taken. If they were, read the publisher's notes; there is nothing to mend.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, SUPERVISION, Files

CODE = "QAF508"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "qaf.yaml": SETTINGS
    + """\
comparators:
  - id: england
    name: England
""",
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,series,numerator,denominator,value
sessions-on-time,2025/26,england,96000,120000,78.0
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,series,numerator,denominator,value
sessions-on-time,2025/26,england,96000,120000,80.0
""",
}
