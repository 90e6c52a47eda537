"""QAF551: an identifier of a person.

A cell looks like the number, address or name by which a person can be found. That can never be part of a figure, so
the file stops here; the finding says where it stood, and never what it was. Of an Excel workbook comments and the
other sheets are looked through too.

Take the column or the row out. If the cell only looks like an identifier, a recipe can `allow` its column, with the
reason.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF551"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value,note
sessions-due,2025/26,120,see QQ 12 34 56 C
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value,note
sessions-due,2025/26,120,see the minutes
""",
}
