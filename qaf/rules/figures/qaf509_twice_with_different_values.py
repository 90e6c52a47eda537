"""QAF509: the same figure twice with different values.

The same measure, for the same period and the same part, stands in the file twice with different numbers, or in two
files of one run. Taking the last one would be tossing a coin.

Find out which is right and take the other row out. If the two are about different teams, places or people, a
breakdown is missing in the file.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF509"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,120
sessions-due,2025/26,125
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,120
""",
}
