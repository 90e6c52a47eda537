"""QAF326: something on record of a day that has not come.

Meetings, self-assessments, ideas, reviews of a curve, updates of an action, a milestone that is done, an activity as
it took place: all of them tell what has happened. One that bears a day after the day of judging has not happened yet,
or its day is wrong, and the next pack would report it as done.

Correct the day. What is planned goes into the forward plan of `governance.yaml`, under `due` of an activity, or under
`due` of an action or a milestone.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qaf.ground.findings import Finding, Where, finding
from qaf.model.framework import Framework
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts

CODE = "QAF326"
APPLIES = ANY_FOLDER

_BESIDE: Files = {
    "governance.yaml": """\
bodies:
  - id: cabinet
    name: Cabinet
    role: senior_leadership
""",
}

BAD: Files = {
    **_BESIDE,
    "meetings.yaml": """\
meetings:
  - on: 2027-03-19
    body: cabinet
    minutes_spent: 40
""",
}
GOOD: Files = {
    **_BESIDE,
    "meetings.yaml": """\
meetings:
  - on: 2026-03-19
    body: cabinet
    minutes_spent: 40
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each such day."""
    for what, subject, where, day in _recorded(facts.framework):
        if day and day > facts.as_at:
            message = f"{what} is on record for {day}, and that day has not come."
            advice = "Correct the day, or write under `due` or in the forward plan what is only planned."
            yield finding(CODE, where, message, help=advice, subject=subject, area=facts.framework.area_of(subject))


def _recorded(framework: Framework) -> Iterator[tuple[str, str, Where, date | None]]:
    """What is told as having happened: in words, its id or name, where its day stands, and the day."""
    for meeting, where in framework.meeting_records:
        yield f"A meeting of `{meeting.body}`", meeting.name, where.at("on"), meeting.on
    for assessment, where in framework.assessment_records:
        yield f"A self-assessment of `{assessment.area}`", assessment.name, where.at("on"), assessment.on
    for idea in framework.ideas:
        yield f"Idea `{idea.id}`", idea.id, _entry(framework, idea.id).at("on"), idea.on
    for curve in framework.curves.values():
        entry = Where(framework.where(curve.id).path)
        for index, review in enumerate(curve.reviews):
            yield f"A review of curve `{curve.id}`", curve.id, entry.at("reviews", index, "on"), review.on
    for mapping in framework.mappings.values():
        where = Where(framework.where(mapping.id).path, ("checked",))
        yield f"The check of mapping `{mapping.id}`", mapping.id, where, mapping.checked
    yield from _work(framework)


def _work(framework: Framework) -> Iterator[tuple[str, str, Where, date | None]]:
    for action in framework.actions:
        entry = _entry(framework, action.id)
        for index, update in enumerate(action.updates):
            yield f"An update of action `{action.id}`", action.id, entry.at("updates", index, "on"), update.on
        for index, step in enumerate(action.milestones):
            where = entry.at("milestones", index, "done")
            yield f"A milestone of action `{action.id}`", action.id, where, step.done
    for activity in framework.timetable.activities:
        entry = _entry(framework, activity.id)
        for index, done in enumerate(activity.done):
            yield f"Activity `{activity.id}`", activity.id, entry.at("done", index, "on"), done.on


def _entry(framework: Framework, id_: str) -> Where:
    where = framework.where(id_)
    return Where(where.path, where.loc[:-1])
