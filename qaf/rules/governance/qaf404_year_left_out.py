"""QAF404: a year that an activity leaves out.

What is said to take place each year, or more often, has dates, and none of them lies in one of the timetable's years.
Perhaps the dates of a new year were not added yet, perhaps the activity was given up and nobody said so. Add a date to
`due` (a period such as `2027/28 Q3` will do until a day is agreed), or change `frequency`.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import listing
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.governance.timetable_examples import THREE_YEARS

CODE = "QAF404"
APPLIES = WORKING_FOLDER

_ACTIVITY = """\
activities:
  - id: staff-survey
    name: Staff survey
    kind: survey
    frequency: annual
    due: [2025-10-31, {due}2027-10-29]
"""

BAD: Files = {"qaf.yaml": THREE_YEARS, "timetable.yaml": _ACTIVITY.format(due="")}
GOOD: Files = {"qaf.yaml": THREE_YEARS, "timetable.yaml": _ACTIVITY.format(due="2026-10-30, ")}


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each activity, with the years that it leaves out."""
    for item in facts.programme.activities if facts.programme.years_named else ():
        if item.years_without:
            activity = item.activity
            often = (activity.frequency or "").replace("_", "-")
            years = listing((year.name for year in item.years_without), "and")
            message = f"`{activity.id}` ({activity.name}) is {often}, and has no date in {years}."
            advice = "Add a date or a period to `due`, or change `frequency`."
            place = facts.place(activity.id)
            yield finding(CODE, place._replace(loc=place.loc[:-1]).at("due"), message, help=advice, subject=activity.id)
