"""QAF351: action without evidence.

Why should this work? An action rests on something: a piece of research, what another place tried, what families or
staff said would help. `evidence:` lists who says so and what they say. Without it an action is a hope.

Actions that are done or stopped are not asked.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import plural, shortened
from qaf.model.action import Action
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF351"
APPLIES = WORKING_FOLDER

_ACTION = """\
actions:
  - id: hold-sessions
    text: Supervision is moved only by the head of service
    status: under_way
"""

BAD: Files = {"actions.yaml": _ACTION}
GOOD: Files = {
    "actions.yaml": f"""\
{_ACTION}    evidence:
      - cite: Trial in one team, spring 2025
        says: Sessions that could not be moved were held.
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such action."""
    for action in facts.framework.actions:
        if action.status in ("planned", "under_way") and not action.evidence:
            message = f"Nothing is given for why `{action.id}` ({shortened(action.text)}) should work."
            advice = "Add `evidence:` with `cite` and `says`."
            yield finding(CODE, facts.place(action.id), message, help=advice, subject=action.id, area=_area(action))


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    action = next(one for one in facts.framework.actions if one.id == about)
    entries = plural(len(action.evidence), "entry", "entries")
    yield f"Action `{about}` is {action.status.replace('_', ' ')} and has {entries} under `evidence`."


def _area(action: Action) -> str:
    return action.area or ""
