"""QAF330: area that the timetable never reaches.

Routine figures say how much is done. To learn how well, and whether anybody is better off, somebody has to go and look:
in three years each content area is reached at least once, by an audit, a survey, a deep dive or another activity. One
that looks at an area looks at all below it, and one below is a look at a part of it. Nothing is said in a folder whose
timetable has no activity at all: `qaf steps` says that.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import quoted
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.governance.timetable_examples import THREE_YEARS

CODE = "QAF330"
APPLIES = WORKING_FOLDER

_AREAS: Files = {
    "qaf.yaml": THREE_YEARS,
    "areas/supervision.yaml": "name: Supervision\ngroup: organisational\n",
    "areas/neglect.yaml": "name: Neglect\ngroup: practice\n",
}
_ACTIVITY = """\
activities:
  - id: file-reading
    name: Reading files together
    kind: audit
    areas: [{areas}]
    due: [2026-10-30]
"""

BAD: Files = {**_AREAS, "timetable.yaml": _ACTIVITY.format(areas="neglect")}
GOOD: Files = {**_AREAS, "timetable.yaml": _ACTIVITY.format(areas="neglect, supervision")}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such area."""
    programme = facts.programme
    if not programme.activities or not programme.years or "timetable" in facts.framework.unread:
        return
    never = set(programme.never_reached)
    for item in facts.areas:
        if item.area.id in never:
            years = f"from {programme.years[0].name} to {programme.years[-1].name}"
            message = f"No activity of the timetable looks at {item.area.name} {years}."
            advice = "Name it in `areas` of an activity, or plan one."
            yield finding(
                CODE, facts.place(item.area.id), message, help=advice, subject=item.area.id, area=item.area.id
            )


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was counted in each year."""
    reach = next(item for item in facts.programme.reach if item.area == about)
    for year, ids in zip(facts.programme.years, reach.by_year, strict=True):
        yield f"In {year.name} it is reached by {quoted(ids, 'and') or 'no activity'}."
    others = [id_ for id_ in facts.programme.by_id if not any(id_ in ids for ids in reach.by_year)]
    if others:
        yield f"Not counted, for they look elsewhere or at no time in these years: {quoted(others, 'and')}."
