"""QAF542: a withheld figure that published ones give back.

A publisher withheld a number, and other numbers that it published give it back: a total, and all of its parts but
one. Published figures are shown as published, so that nothing which is hidden here would help.

Tell the publisher. Until they have mended it, think about leaving the breakdown out of what you take in.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF542"

_SETTINGS = (
    SETTINGS
    + """\
breakdowns:
  - {id: sex, name: Sex, parts: all, categories: [{id: girls}, {id: boys}]}
comparators:
  - {id: england, name: England, method: published, cite: National tables}
"""
)
_BESIDE: Files = {
    "qaf.yaml": _SETTINGS,
    "areas/front-door.yaml": """\
name: Front door
group: practice
measures:
  - {id: contacts, kind: quantity, text: Contacts, unit: count, breakdowns: [sex]}
""",
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,series,breakdown,category,value
contacts,2025/26,england,,,100
contacts,2025/26,england,sex,girls,97
contacts,2025/26,england,sex,boys,c
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,series,breakdown,category,value
contacts,2025/26,england,,,100
contacts,2025/26,england,sex,girls,c
contacts,2025/26,england,sex,boys,c
""",
}
