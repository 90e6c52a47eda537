"""QAF403: the timetable's years are not three in a row.

A framework looks three years ahead: long enough to reach every area and to come back to what was changed, short enough
to be kept. `timetable_years` in `qaf.yaml` names them, each as a year (`2026/27`), one after another. Without them qaf
takes the year of the day and the two after it, which move on by themselves; that is a remark and no warning. One or two
years leave areas out; a list of ten is no plan. When a new year begins, take the oldest away and add one; a fourth or
fifth may stand for a while.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qaf.ground.findings import Finding, Level, Where, finding
from qaf.ground.text import plural
from qaf.model.period import Period, PeriodError
from qaf.rules.example_folder import SETTINGS, Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.governance.timetable_examples import THREE_YEARS

CODE = "QAF403"
APPLIES = WORKING_FOLDER
FEWEST, MOST = 3, 5

_ACTIVITIES = """\
activities:
  - id: staff-survey
    name: Staff survey
    kind: survey
    frequency: annual
"""

BAD: Files = {
    "qaf.yaml": f"{SETTINGS}timetable_years: [2025/26, 2027/28]\n",
    "timetable.yaml": _ACTIVITIES,
}
GOOD: Files = {"qaf.yaml": THREE_YEARS, "timetable.yaml": _ACTIVITIES}


def find(facts: Facts) -> Iterator[Finding]:
    """One warning at the years, or at the settings where none are named and there are activities."""
    settings = facts.framework.settings
    named = settings.timetable_years
    place = Where("qaf.yaml", ("timetable_years",) if named else ())
    if (named or facts.framework.timetable.activities) and (message := _wrong(named)):
        advice = "Write three years in a row, such as `timetable_years: [2025/26, 2026/27, 2027/28]`."
        level = None if named else Level.INFO
        yield finding(CODE, place, message, help=advice, subject=settings.organisation.id, level=level)


def _wrong(years: Sequence[Period]) -> str:
    if not years:
        return "There are activities in the timetable, and `timetable_years` does not name its years."
    for index, year in enumerate(years):
        if not year.is_year:
            return f"`{year}` in `timetable_years` is not a year."
        if year in years[:index]:
            return f"`{year}` stands twice in `timetable_years`."
    for before, after in zip(years, years[1:], strict=False):
        if not _follows(before, after):
            return f"The timetable's years do not follow each other: after `{before}` comes `{after}`."
    if not FEWEST <= len(years) <= MOST:
        return f"`timetable_years` names {plural(len(years), 'year')}, and a timetable is made for three."
    return ""


def _follows(before: Period, after: Period) -> bool:
    try:
        return before.next() == after
    except PeriodError:
        return False
