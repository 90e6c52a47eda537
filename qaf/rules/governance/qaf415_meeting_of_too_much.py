"""QAF415: a meeting that looks at too much at once.

A board that gets every member's report at every meeting reads none of them. A meeting of a partnership does better to
look at one area as all partners see it, or at all areas of one or two partners, or of the partners of one sector
(`sector` at `members:` in `qaf.yaml`). Once a year everything may be on the table: on the days of an activity with
`kind: learning_event` nothing is said.

A topic counts as its area. A meeting to come without a `focus` is remarked too: what it looks at is left to whoever
sends the longest report.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qaf.analysis.forward_plan import meetings_ahead
from qaf.ground.findings import Finding, Where, finding
from qaf.ground.text import plural
from qaf.model.governance import Focus, PlannedMeeting
from qaf.rules.example_folder import Files
from qaf.rules.facts import Facts
from qaf.rules.governance.minimum_programme import AREAS, PARTNERSHIP

CODE = "QAF415"
APPLIES = PARTNERSHIP
MOST_MEMBERS = 2

_PLAN = """\
bodies:
  - {{id: board, name: The board, role: partnership}}
forward_plan:
  - {{on: 2026-09-17, body: board, focus: {{areas: [{first}]}}, purpose: One area across all partners}}
  - {{on: 2026-12-10, body: board, focus: {{areas: [housing]}}, purpose: {second}}}
"""

BAD: Files = {**AREAS, "governance.yaml": _PLAN.format(first="neglect, housing", second="More of it")}
GOOD: Files = {**AREAS, "governance.yaml": _PLAN.format(first="neglect", second="The other area")}


def find(facts: Facts) -> Iterator[Finding]:
    """One finding for each such meeting to come."""
    framework = facts.framework
    if {"governance", "timetable", "area"} & framework.unread:
        return
    plan = framework.governance.forward_plan
    for meeting in meetings_ahead(framework, facts.as_at):
        planned = meeting.planned
        if _shares_everything(facts, planned) or not (wrong := _too_much(facts, planned.focus)):
            continue
        body = framework.title(planned.body) if planned.body else "a body that is not named"
        when = str(planned.on) if planned.on else "without a day"
        message = f"The meeting of {body} ({when}) looks at {wrong}."
        advice = "Choose one area, one or two members, or the members of one sector; leave the rest to another meeting."
        index = next(number for number, one in enumerate(plan) if one is planned)
        yield finding(CODE, Where("governance.yaml", ("forward_plan", index)), message, help=advice)


def _too_much(facts: Facts, focus: Focus | None) -> str:
    """What is too much about a focus, in words; "" where it is few enough."""
    if focus is None or not (focus.areas or focus.members):
        return "nothing that was chosen before"
    framework = facts.framework
    inside = {one.id for id_ in focus.areas for one in framework.below(id_) if one.id != id_}
    areas = [id_ for id_ in dict.fromkeys(focus.areas) if id_ not in inside]
    if len(areas) > 1:
        return f"{plural(len(areas), 'area')} at once"
    members = set(focus.members)
    sectors = {one.sector or one.id for one in framework.settings.members if one.id in members}
    if not areas and len(members) > MOST_MEMBERS and len(sectors) > 1:
        return f"{plural(len(members), 'member')} at once, and they are not of one sector"
    return ""


def _shares_everything(facts: Facts, planned: PlannedMeeting) -> bool:
    """Whether the meeting takes place at a time of an event at which everything is shared."""
    if planned.on is None:
        return False
    start, end = planned.on.start, planned.on.end
    return any(_overlaps(item.activity.due, start, end) for item in facts.programme.activities
               if item.activity.kind == "learning_event")  # fmt: skip


def _overlaps(due: tuple[object, ...], start: date, end: date) -> bool:
    return any(getattr(period, "start", end) <= end and getattr(period, "end", start) >= start for period in due)
