"""QAF405: an activity that the years never see.

What comes round every two or three years, or once, has to take place somewhere in the timetable's three years: else it
is an intention, and the next timetable will carry it over again. The same holds of an activity with neither a frequency
nor a date. Add a date or a period to `due`. What was done once in earlier years, and is over, may stay as it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.programme import RARE, Scheduled
from qaf.analysis.programme_times import EVERY_YEAR
from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.governance.timetable_examples import THREE_YEARS

CODE = "QAF405"
APPLIES = WORKING_FOLDER

_ACTIVITY = """\
activities:
  - id: peer-review
    name: A neighbouring authority reviews our supervision
    kind: external_peer_review
    frequency: three_yearly
    due: [{due}]
"""

BAD: Files = {"qaf.yaml": THREE_YEARS, "timetable.yaml": _ACTIVITY.format(due="2028-06-16")}
GOOD: Files = {"qaf.yaml": THREE_YEARS, "timetable.yaml": _ACTIVITY.format(due="2027-06-18")}


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each such activity."""
    years = facts.programme.years
    for item in facts.programme.activities if facts.programme.years_named else ():
        if item.always or item.activity.frequency in EVERY_YEAR or any(map(item.reaches, years)) or _is_over(item):
            continue
        activity = item.activity
        place = facts.place(activity.id)
        if item.times or item.besides:
            message = f"`{activity.id}` ({activity.name}) takes place in none of the timetable's years."
            place = place._replace(loc=place.loc[:-1]).at("due")
        else:
            message = f"`{activity.id}` ({activity.name}) does not say when it takes place."
        advice = "Add a date or a period within the timetable's years to `due`, or take the activity out."
        yield finding(CODE, place, message, help=advice, subject=activity.id)


def _is_over(item: Scheduled) -> bool:
    """Whether it was to be done once, and has been."""
    done = bool(item.besides) or any(time.is_done for time in item.times)
    comes_round = item.activity.frequency in RARE and item.activity.frequency != "once"
    return done and not comes_round and item.next is None
