"""QAF348: concern that nothing follows.

A body that puts a worry on record expects to hear of it again. A concern has been taken up where an action or an
activity of the timetable `arises_from` it, or where something was begun about its area from the day of the meeting on.
Otherwise the next pack has to say that nothing was done.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.concerns import followed_by
from qaf.ground.findings import Finding, finding
from qaf.ground.text import quoted
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF348"
APPLIES = WORKING_FOLDER

_BESIDE: Files = {
    "areas/housing.yaml": "name: Housing\ngroup: wider\n",
    "governance.yaml": """\
bodies:
  - {id: cabinet, name: Cabinet, role: senior_leadership, trained: {on: 2026-01-20, of: 9, count: 9}}
""",
    "meetings.yaml": """\
meetings:
  - on: 2026-03-19
    body: cabinet
    concerns:
      - {id: families-unasked, area: housing, why: Nobody has asked the families}
""",
}

BAD: Files = _BESIDE
GOOD: Files = {
    **_BESIDE,
    "actions.yaml": """\
actions:
  - {id: ask-families, text: Ask the families themselves, arises_from: families-unasked, status: planned}
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such concern that has an id."""
    framework = facts.framework
    if {"timetable", "actions", "meetings"} & framework.unread:
        return
    for meeting in framework.meetings:
        for concern in meeting.concerns:
            if concern.id and meeting.on <= facts.as_at and not followed_by(framework, concern, meeting.on):
                raised = f"raised by {framework.title(meeting.body)} on {meeting.on.isoformat()}"
                message = f"Nothing has followed the concern `{concern.id}`, {raised}."
                advice = f"Plan an action or an activity with `arises_from: {concern.id}`."
                yield finding(
                    CODE, facts.place(concern.id), message, help=advice, subject=concern.id, area=concern.area or ""
                )


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was found to follow it."""
    framework = facts.framework
    for meeting in framework.meetings:
        for concern in meeting.concerns:
            if concern.id == about:
                followed = quoted(followed_by(framework, concern, meeting.on), "and") or "nothing"
                yield f"Raised on {meeting.on.isoformat()} about area {concern.area or 'none'}; taken up by {followed}."
    yield "Counted are actions and activities that arise from it, and those about its area that began afterwards."
