"""QAF504: undeclared breakdown or category.

Teams, places and ages are declared once in `qaf.yaml`, and each measure names the breakdowns that it comes in. A
category that is not declared would stand beside the others without anybody knowing whether it overlaps with them, and
the protection of small numbers could not add the parts up.

Correct the spelling, or declare the category under `breakdowns`. A lookup in a recipe turns other people's spellings
into yours.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF504"

_BESIDE: Files = {
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
  - id: sessions-on-time
    kind: quality
    text: Supervision sessions held in the month in which they were due
    unit: percent
    of: sessions-due
    counts: events
""",
    "qaf.yaml": SETTINGS
    + """\
breakdowns:
  - id: team
    categories:
      - {id: fellside}
      - {id: millgate}
""",
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,breakdown,category,value
sessions-due,2025/26,team,fellside,70
sessions-due,2025/26,team,milgate,50
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,breakdown,category,value
sessions-due,2025/26,team,fellside,70
sessions-due,2025/26,team,millgate,50
""",
}
