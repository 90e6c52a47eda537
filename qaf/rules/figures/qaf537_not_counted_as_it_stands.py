"""QAF537: cases or ratings that are not counted as they stand.

A file of single cases holds a case without an end, a later rating without a first one, a case without a group, the same
rating twice, a case in two groups, references that differ in blanks or capitals alone, or nothing of a point at which
the measure is followed up. The rest of the file is counted. A case without an end is left for the next extract; one
without a first rating counts as not rated; one without a group counts in the whole alone; one in two groups counts
where its involvement ended; references that are not alike are different cases.

Nothing has to be done where that is right. Otherwise complete the file and take it in again: by the same recipe it
corrects the figures.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files
from qaf.rules.figures.qaf534_row_about_a_case import AREA, RECIPE, SCALE

CODE = "QAF537"

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
a,Worker,Closure,safe,2024/25
b,Worker,Closure,safe,2024/25
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/ratings.csv": """\
Case,Rated by,When,Rating,Ended
a,Worker,Start,unsafe,2024/25
a,Worker,Closure,safe,2024/25
b,Worker,Start,unsafe,2024/25
b,Worker,Closure,safe,2024/25
""",
}
