"""QAF514: a figure is stored already with another value.

An earlier import stored this figure with another number. Boards have seen that number; changing it without a word
would make last year's minutes wrong. Both numbers are kept, and somebody has to say that this is a correction.

If the new number is right, take the file in with `--restates`, or with the recipe that the first one came by. If it
is not, put the file right.
"""

from __future__ import annotations

from qaf.rules.example_folder import SUPERVISION, Files

CODE = "QAF514"

_BESIDE: Files = {
    "areas/supervision.yaml": SUPERVISION,
    "incoming/1.csv": """\
measure,period,value
sessions-due,2025/26,120
""",
}

BAD: Files = {
    **_BESIDE,
    "incoming/2.csv": """\
measure,period,value
sessions-due,2025/26,125
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/2.csv": """\
measure,period,value
sessions-due,2025/26,120
sessions-due,2024/25,110
""",
}
