"""QAF341: more actions at a time than can be done well.

An improvement plan of forty actions is a list of everything that is wrong. A few that are followed to the end change
more. Where more than twenty are planned or under way, decide which of them would move what matters most, and stop the
others openly: `status: stopped` with a `result` says so.

`at_most: {actions: 10}` in `qaf.yaml` sets another number.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF341"
APPLIES = WORKING_FOLDER

_SETTINGS = """\
schema: 2
organisation: {id: our-council, name: Our Council, kind: organisation}
at_most: {actions: 1}
"""
_ACTIONS = """\
actions:
  - {{id: hold-sessions, text: Supervision is moved only by the head of service, status: under_way}}
  - {{id: new-form, text: Design a form, status: {status}}}
"""

BAD: Files = {"qaf.yaml": _SETTINGS, "actions.yaml": _ACTIONS.format(status="planned")}
GOOD: Files = {"qaf.yaml": _SETTINGS, "actions.yaml": _ACTIONS.format(status="stopped")}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for the whole folder."""
    settings = facts.framework.settings
    count = len(_open(facts))
    if count > settings.at_most.actions and "actions" not in facts.framework.unread:
        organisation = settings.organisation.id
        message = (
            f"{count} actions are planned or under way, more than the {settings.at_most.actions} that can be done well."
        )
        advice = "Choose the few that would move most and stop the others; `at_most` in qaf.yaml sets the number."
        yield finding(CODE, facts.place(organisation), message, help=advice, subject=organisation)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """How many there are, and how many are too many."""
    yield f"Planned or under way: {len(_open(facts))} of {len(facts.framework.actions)} actions of `{about}`."
    yield f"At most {facts.framework.settings.at_most.actions} are looked for at a time."


def _open(facts: Facts) -> list[str]:
    return [action.id for action in facts.framework.actions if action.status in ("planned", "under_way")]
