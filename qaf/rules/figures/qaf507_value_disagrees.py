"""QAF507: a value that disagrees with its own numerator and denominator.

Numerator, denominator and value were all given, and they do not agree even when rounding is allowed for. One of the
three is wrong, and nobody but you can know which.

Leave the value empty, and qaf works it out; or put right whichever is wrong.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF507"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,numerator,denominator,value
sessions-on-time,2025/26,96,120,90.0
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,numerator,denominator,value
sessions-on-time,2025/26,96,120,80.0
""",
}
