"""QAF550: a column about single people.

The column says something about each single child, parent or worker. qaf takes numbers about many, never records about
one, so the file stops here and nothing of it is kept or shown.

Count or average first, in the system that holds the records, and take in the result. Then delete the file from shared
drives.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF550"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value,date_of_birth
sessions-due,2025/26,120,2014-02-03
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,120
""",
}
