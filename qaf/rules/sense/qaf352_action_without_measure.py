"""QAF352: action that aims at no measure.

If it works, what will be different, and where would anybody see it? `aims_at:` names the measures that an action is
meant to move. A good statement is an aim too, and counts where a measure shows how near it is; otherwise nobody will
ever know whether the action helped. Actions that are done or stopped are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import quoted, shortened
from qaf.model.action import Action
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF352"
APPLIES = WORKING_FOLDER

_ACTION = """\
actions:
  - id: hold-sessions
    text: Supervision is moved only by the head of service
    status: under_way
"""
_AREA = """\
name: Supervision
group: organisational
measures:
  - {id: sessions-held, kind: quantity, text: Supervision sessions held, unit: count}
"""

BAD: Files = {"areas/supervision.yaml": _AREA, "actions.yaml": _ACTION}
GOOD: Files = {"areas/supervision.yaml": _AREA, "actions.yaml": f"{_ACTION}    aims_at: [sessions-held]\n"}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such action."""
    if "area" in facts.framework.unread or facts.unsure:
        return
    for action in facts.framework.actions:
        if action.status in ("planned", "under_way") and not measures_of(facts, action):
            aims = "which no measure shows" if action.aims_at else "and nobody will see whether it helped"
            aim = f"aims at {quoted(action.aims_at, 'and')}" if action.aims_at else "aims at no measure"
            message = f"`{action.id}` ({shortened(action.text)}) {aim}, {aims}."
            advice = "Name in `aims_at` the measure that it is meant to move, or plan one."
            area = action.area or ""
            yield finding(CODE, facts.place(action.id), message, help=advice, subject=action.id, area=area)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What it aims at, and by which measures that can be seen."""
    action = next(one for one in facts.framework.actions if one.id == about)
    yield f"Action `{about}` aims at {quoted(action.aims_at, 'and') or 'nothing'}."
    yield f"Measures by which that can be seen: {quoted(measures_of(facts, action), 'and') or 'none'}."


def measures_of(facts: Facts, action: Action) -> list[str]:
    """Ids of the measures that an action aims at, and of those that show the statements it aims at."""
    framework = facts.framework
    found = [id_ for id_ in action.aims_at if id_ in framework.measures]
    return found + [measure.id for id_ in action.aims_at for measure in framework.shown_by.get(id_, ())]
