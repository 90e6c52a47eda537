"""QAF505: not a number.

A cell of numbers holds a number, a symbol that says why there is none (`x` not available, `c` withheld, `z` not
applicable and so on), or nothing. Words cannot be added up. What stood in the cell is never repeated, since a cell
that holds words may hold somebody's name.

Write the number without words, and put the words into `note`.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF505"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,about 120
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-due,2025/26,120
""",
}
