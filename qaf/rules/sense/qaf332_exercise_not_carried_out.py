"""QAF332: exercise that no activity carries out.

A source that is no part of daily business (`routine: false`: a survey, an audit, an evening with young people) brings
nothing unless somebody plans it. Name it in `sources` of an activity in `timetable.yaml`, so that it has a time and a
lead. Nothing is said in a folder whose timetable has no activity at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import quoted
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.governance.timetable_examples import THREE_YEARS

CODE = "QAF332"
APPLIES = WORKING_FOLDER

_AREA = """\
name: Supervision
group: organisational
sources:
  - id: yearly-staff-survey
    family: frontline_staff
    method: survey
    routine: false
"""
_ACTIVITY = """\
activities:
  - id: asking-staff
    name: We ask the staff
    kind: survey
    areas: [supervision]
    due: [2026-10-30]
"""

BAD: Files = {"qaf.yaml": THREE_YEARS, "areas/supervision.yaml": _AREA, "timetable.yaml": _ACTIVITY}
GOOD: Files = {
    "qaf.yaml": THREE_YEARS,
    "areas/supervision.yaml": _AREA,
    "timetable.yaml": f"{_ACTIVITY}    sources: [yearly-staff-survey]\n",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such source."""
    activities = facts.programme.activities
    if not activities or "timetable" in facts.framework.unread:
        return
    carried = {id_ for item in activities for id_ in item.activity.sources}
    for source in facts.framework.sources.values():
        if source.routine is False and source.id not in carried:
            text = f" ({source.text})" if source.text else ""
            message = f"No activity of the timetable carries out `{source.id}`{text}."
            advice = "Name it in `sources` of an activity, or say `routine: true` where it is part of daily business."
            area = facts.framework.area_of(source.id)
            yield finding(CODE, facts.place(source.id), message, help=advice, subject=source.id, area=area)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    routine = facts.framework.sources[about].routine
    said = "is not said to be" if routine is None else "is" if routine else "is not"
    carrying = [item.activity.id for item in facts.programme.activities if about in item.activity.sources]
    yield f"Source `{about}` {said} routine. It is carried out by {quoted(carrying, 'and') or 'no activity'}."
