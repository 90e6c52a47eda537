"""QAF407: a date that cannot be.

Each date is one that exists, and it makes no sense: an activity is due twice on the same day, or so far from now that
a figure of the year must have slipped. Reminders, the timetable and the calendar would all carry the mistake on.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.governance.timetable_examples import THREE_YEARS

if TYPE_CHECKING:
    from qaf.model.timetable import Activity

CODE = "QAF407"
APPLIES = WORKING_FOLDER
FURTHEST = 10
"""No activity is planned, nor kept in the timetable, more than so many years away from the day."""

_ACTIVITY = """\
activities:
  - id: staff-survey
    name: Staff survey
    kind: survey
    due: [DAY]
"""

BAD: Files = {"qaf.yaml": THREE_YEARS, "timetable.yaml": _ACTIVITY.replace("DAY", "2062-05-29")}
GOOD: Files = {"qaf.yaml": THREE_YEARS, "timetable.yaml": _ACTIVITY.replace("DAY", "2026-05-29")}

_Fault = tuple[tuple[str | int, ...], str, str]


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each date."""
    for activity in facts.framework.timetable.activities:
        yield from _at(facts, activity.id, _of_activity(activity, facts.as_at))


def _at(facts: Facts, id_: str, faults: Iterator[_Fault]) -> Iterator[Finding]:
    place = facts.place(id_)
    for loc, message, advice in faults:
        where = place._replace(loc=(*place.loc[:-1], *loc))
        yield finding(CODE, where, f"`{id_}` {message}", help=advice, subject=id_)


def _of_activity(activity: Activity, as_at: date) -> Iterator[_Fault]:
    for index, due in enumerate(activity.due):
        if abs(due.end.year - as_at.year) > FURTHEST:
            yield ("due", index), f"is due in {due}, more than {FURTHEST} years from now.", "Look at the year."
        elif due in activity.due[:index]:
            yield ("due", index), f"is due twice in {due}.", "Take one of the two away."
