"""QAF544: figures that do not add up.

`qaf.yaml` and the measures say what makes up what: teams a locality, quarters a year, measures another, a number and
its remainder a base. Here the figures say otherwise. A reader sees it, and small numbers are protected less well,
because a sum that does not hold cannot be taken into account.

Have the figures mended. Where they count different things, say so: `parts: overlapping` or `some` for a breakdown,
`distinct: true` for a measure that counts each person once a period.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF544"

_BESIDE: Files = {
    "qaf.yaml": SETTINGS
    + """\
breakdowns:
  - {id: team, name: Team, parts: all, categories: [{id: fellside}, {id: millgate}]}
""",
    "areas/front-door.yaml": """\
name: Front door
group: practice
measures:
  - {id: contacts, kind: quantity, text: Contacts, unit: count, breakdowns: [team]}
""",
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,breakdown,category,value
contacts,2025/26,,,120
contacts,2025/26,team,fellside,70
contacts,2025/26,team,millgate,60
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,breakdown,category,value
contacts,2025/26,,,130
contacts,2025/26,team,fellside,70
contacts,2025/26,team,millgate,60
""",
}
