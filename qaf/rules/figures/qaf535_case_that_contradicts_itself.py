"""QAF535: rows about one case that contradict each other.

One case has two ratings by the same rater at the same point, two ends, or two groups. Which is right cannot be told
from the file, so nothing of it is taken. The same rating twice is no contradiction: it is counted once.

Take the wrong row out. Where a child came twice, the column of the case has to tell the two times apart: a case is one
involvement with one start and one end.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files
from qaf.rules.figures.qaf534_row_about_a_case import AREA, RECIPE, SCALE

CODE = "QAF535"

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
a,Worker,Start,safe,2024/25
a,Worker,Closure,safe,2024/25
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/ratings.csv": """\
Case,Rated by,When,Rating,Ended
a,Worker,Start,unsafe,2024/25
a,Worker,Closure,safe,2024/25
""",
}
