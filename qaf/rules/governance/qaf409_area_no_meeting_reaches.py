"""QAF409: area that no meeting reaches.

The forward plan says what each meeting looks at, so that every priority area has its turn: one area across partners,
or one partner across areas. An area that stands in no meeting to come is reported on and never talked about. Nothing
is said in a folder whose forward plan has no meeting to come.

A meeting reaches the areas that its `focus` names, with all below them, and those to which a member of its `focus`
supplies figures. One without a `focus` reaches nothing that anybody could rely on.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.forward_plan import meetings_ahead, never_on_the_table
from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF409"
APPLIES = WORKING_FOLDER

_BESIDE: Files = {
    "areas/neglect.yaml": "name: Neglect\ngroup: practice\npriority: 1\n",
    "areas/housing.yaml": "name: Housing\ngroup: wider\npriority: 2\n",
}
_PLAN = """\
bodies:
  - {{id: cabinet, name: Cabinet, role: senior_leadership}}
forward_plan:
  - {{on: 2026-09-17, body: cabinet, focus: {{areas: [{areas}]}}, purpose: One sheet at a time}}
"""

BAD: Files = {**_BESIDE, "governance.yaml": _PLAN.format(areas="neglect")}
GOOD: Files = {**_BESIDE, "governance.yaml": _PLAN.format(areas="neglect, housing")}


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each such priority area."""
    if {"governance", "area"} & facts.framework.unread or not meetings_ahead(facts.framework, facts.as_at):
        return
    for area in never_on_the_table(facts.framework, facts.as_at):
        message = f"No meeting of the forward plan looks at {area.name}, which is priority {area.priority}."
        advice = f"Name it in `focus: {{areas: [{area.id}]}}` of a meeting to come."
        yield finding(CODE, facts.place(area.id), message, help=advice, subject=area.id, area=area.id)
