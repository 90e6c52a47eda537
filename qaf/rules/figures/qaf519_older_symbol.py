"""QAF519: an older spelling of a symbol was understood.

The file marks an absent figure by an older sign, such as a colon or a star. It was understood, and is stored as the
symbol that is used today.

Nothing has to be done. Look whether the sign means in this file what it usually means.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF519"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,:
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,x
""",
}
