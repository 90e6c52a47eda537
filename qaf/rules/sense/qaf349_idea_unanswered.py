"""QAF349: idea without an answer.

A team that sends an idea and hears nothing sends no second one. `response:` says what the team was told, whatever was
decided: an idea that is tried, adopted or declined without a word is unanswered too. A new idea has a month.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from qaf.ground.findings import Finding, finding
from qaf.model.idea import Idea
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF349"
APPLIES = WORKING_FOLDER

_IDEA = """\
ideas:
  - id: school-run-visits
    team: Thornley team
    text: Walk home from school with a parent in place of a visit at home
    on: 2026-03-22
"""

BAD: Files = {"ideas.yaml": _IDEA}
GOOD: Files = {"ideas.yaml": f"{_IDEA}    status: trying\n    response: Try it until the autumn.\n"}

DAYS = 30


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such idea."""
    for idea in facts.framework.ideas:
        if not idea.response and not _is_fresh(idea, facts):
            said = (
                "has not been answered"
                if idea.status == "new"
                else f"is {_STATUS[idea.status]}, and nobody told the team"
            )
            message = f"The idea `{idea.id}` {said}."
            advice = "Tell the team what you will do with it, and write that as `response`."
            yield finding(CODE, facts.place(idea.id), message, help=advice, subject=idea.id)


_STATUS = {"trying": "being tried", "adopted": "adopted", "declined": "declined"}


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    idea = next(one for one in facts.framework.ideas if one.id == about)
    on = idea.on.isoformat() if idea.on else "on a day that is not given"
    answered = "an answer" if idea.response else "no answer"
    yield f"Idea `{about}` was sent {on}, has status {idea.status} and {answered}."
    yield f"A new idea has {DAYS} days."


def _is_fresh(idea: Idea, facts: Facts) -> bool:
    return idea.status == "new" and idea.on is not None and idea.on + timedelta(days=DAYS) >= facts.as_at
