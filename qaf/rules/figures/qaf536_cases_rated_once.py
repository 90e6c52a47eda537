"""QAF536: cases that were rated at one time only.

The file holds ratings of single cases, and no case was rated at the start, or none at a later point. Whether anybody is
better off can be told only from ratings of the same cases at both.

Put the extract of the start and that of the end into one file: the rows below each other with a column that says the
point, or beside each other with a column of ratings for each.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files
from qaf.rules.figures.qaf534_row_about_a_case import AREA, RECIPE, SCALE

CODE = "QAF536"

_BESIDE: Files = {
    "qaf.yaml": SETTINGS + SCALE,
    "areas/neglect.yaml": AREA,
    "imports/ratings.yaml": RECIPE,
}

BAD: Files = {
    **_BESIDE,
    "incoming/ratings.csv": """\
Case,Rated by,When,Rating,Ended
a,Worker,Start,unsafe,2024/25
b,Worker,Start,safe,2024/25
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/ratings.csv": """\
Case,Rated by,When,Rating,Ended
a,Worker,Start,unsafe,2024/25
b,Worker,Start,safe,2024/25
a,Worker,Closure,safe,2024/25
""",
}
