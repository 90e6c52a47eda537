"""QAF502: a column is missing, unknown or given twice.

Columns are found by their names. Where one is missing, is there twice, or has a name that qaf does not know, figures
would land under the wrong heading or nowhere.

A file without a recipe has the columns `measure` and `period` and any of `series`, `breakdown`, `category`, `grade`,
`point`, `rater`, `numerator`, `denominator`, `value` and `note`. For a file with other columns write a recipe in
`imports/`.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF502"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,year,value
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
