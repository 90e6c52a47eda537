"""QAF361: curve without a plan.

An exercise that ends with ideas and without an action has turned nothing. `plan` names the actions of `actions.yaml`
that were decided on. Stopped actions are no plan.

Write the first action with `qaf new action`, and name it here.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, Where, finding
from qaf.ground.text import plural
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF361"
APPLIES = WORKING_FOLDER

_BESIDE: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
""",
}

BAD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
plan: []
""",
}
GOOD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
plan: [fixed-days]
""",
    "actions.yaml": """\
actions:
  - id: fixed-days
    text: Every team has fixed days for supervision
    status: planned
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each curve that no action follows from; none where `actions.yaml` could not be read."""
    framework = facts.framework
    if "actions" in framework.unread:
        return
    alive = {action.id for action in framework.actions if action.status != "stopped"}
    for curve in framework.curves.values():
        if alive.intersection(curve.plan):
            continue
        message = f"No action follows from curve `{curve.id}`."
        if curve.plan:
            message = f"Every action of curve `{curve.id}` was stopped."
        advice = "Decide on one, write it with `qaf new action`, and name it in `plan`."
        where = Where(framework.where(curve.id).path, ("plan",) if curve.plan else ("measure",))
        area = framework.area_of(curve.measure)
        yield finding(CODE, where, message, help=advice, subject=curve.id, area=area)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    plan = facts.framework.curves[about].plan
    status = {action.id: action.status for action in facts.framework.actions}
    yield f"Curve `{about}` names {plural(len(plan), 'action')} in its plan."
    yield from (f"`{id_}`: {status[id_].replace('_', ' ')}" for id_ in plan if id_ in status)
