"""QAF527: categories or parts that do not add up to their total.

By the framework these figures are parts of another one: the categories of a breakdown of the whole, teams of their
locality, measures of the measure that names them as its `parts`. Added up they give something else, even when every
number may have been rounded. Often a row is counted twice (London, and Inner and Outer London), or stands in the wrong
category.

Look at both rows. The figures are taken in all the same, and nothing is corrected: if a case can be in several
categories, say `parts: overlapping`; if the categories leave something out, `parts: some`.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF527"

_BESIDE: Files = {
    "qaf.yaml": SETTINGS
    + """\
breakdowns:
  - id: team
    parts: all
    categories: [{id: north}, {id: south}]
""",
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-due
    kind: quantity
    text: Supervision sessions that were due
    unit: count
    counts: events
    breakdowns: [team]
""",
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,breakdown,category,value
sessions-due,2025/26,,,120
sessions-due,2025/26,team,north,70
sessions-due,2025/26,team,south,61
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,breakdown,category,value
sessions-due,2025/26,,,120
sessions-due,2025/26,team,north,70
sessions-due,2025/26,team,south,50
""",
}
