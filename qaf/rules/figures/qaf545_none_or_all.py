"""QAF545: none or all of a small group.

Nobody is a small number, and neither is everybody; and yet of a small group either tells something about each one in
it: who knows that a child was among them knows what became of that child.

Where that matters write `protect: both_sides`, as outcome measures have it without asking, and the figure is withheld.
Where it does not, leave it: this is a warning and stops nothing; `levels: {QAF545: info}` makes it quieter.
"""

from __future__ import annotations

from qaf.rules.example_folder import SETTINGS, Files

CODE = "QAF545"

_AREA = """\
name: Front door
group: practice
measures:
  - id: seen
    kind: quality
    text: Children who were seen alone
    unit: percent
    base: children visited{more}
"""
_BESIDE: Files = {
    "qaf.yaml": SETTINGS,
    "incoming/figures.csv": """\
measure,period,numerator,denominator
seen,2025/26,8,8
""",
}

BAD: Files = {**_BESIDE, "areas/front-door.yaml": _AREA.format(more="")}
GOOD: Files = {**_BESIDE, "areas/front-door.yaml": _AREA.format(more="\n    protect: both_sides")}
