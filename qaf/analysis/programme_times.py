"""When each activity of the timetable falls due: the times given, or those its frequency asks for, and what was done.

A time is a stretch of days: a day, or a period within which the activity is to take place. Where an activity gives no
times its frequency does: monthly means once in each month, two-yearly once in the first two of the timetable's years.
What is done on a day counts for the time nearest to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from qaf.ground.days import months_later
from qaf.model.period import Period, PeriodError, latest_whole_reporting_year, spanning

if TYPE_CHECKING:
    from qaf.model.settings import Settings
    from qaf.model.timetable import Activity

MONTHS_BETWEEN = {
    "monthly": 1, "quarterly": 3, "six_monthly": 6, "annual": 12, "two_yearly": 24, "three_yearly": 36,
}  # fmt: skip
"""How many months lie between two times of a frequency; the others have no times of their own."""

EVERY_YEAR = ("continuous", "monthly", "quarterly", "six_monthly", "annual")
"""Frequencies with at least one time in each year."""

State = Literal["done", "done_late", "overdue", "missed", "unrecorded", "now", "ahead"]
"""How a time stands on the day. `overdue`: it has passed and is still to be done. `missed`: it has passed, and the
activity was done again since. `unrecorded`: it has passed, only a frequency asked for it, and the activity was not
recorded as done before, so nobody can say. `now`: it is a period that has begun and is not over.
"""


@dataclass(frozen=True, slots=True)
class Year:
    """One year of the timetable and its quarters, each from its first to its last day."""

    period: Period
    quarters: tuple[tuple[date, date], ...]

    @property
    def name(self) -> str:
        """As it is spelt: `2026/27`."""
        return str(self.period)


@dataclass(frozen=True, slots=True)
class Time:
    """One time of an activity. `given`: it stands in the file; else the frequency asks for it.

    `done` is the day on which it took place, None where it has not, or on a day that nobody wrote down (`undated`).
    """

    start: date
    end: date
    given: bool
    spelt: str
    state: State
    done: date | None = None
    undated: bool = False

    @property
    def is_done(self) -> bool:
        """Whether it took place."""
        return self.state in ("done", "done_late")

    @property
    def days_late(self) -> int:
        """By how many days it was done after the time; 0 where it was in time or is not done."""
        return max(0, (self.done - self.end).days) if self.done else 0


def years_of(settings: Settings, as_at: date) -> tuple[Year, ...]:
    """The timetable's years in order; where `qaf.yaml` names none, the year of the day and the two after it."""
    named = sorted({period for period in settings.timetable_years if period.is_year})
    if not named:
        try:
            first = latest_whole_reporting_year(as_at, settings.year_starts).next()
            named = [first, first.next(), first.next().next()]
        except PeriodError:
            return ()
    return tuple(Year(period, quarters_of(period)) for period in named)


def quarters_of(year: Period) -> tuple[tuple[date, date], ...]:
    """The first and the last day of each three months of a year."""
    starts = [months_later(year.start, months) for months in (0, 3, 6, 9)]
    return tuple((start, months_later(start, 3) - timedelta(days=1)) for start in starts)


def times_of(activity: Activity, years: Sequence[Year], as_at: date) -> tuple[tuple[Time, ...], tuple[date, ...]]:
    """The times of an activity in order, and the days on which it was done besides.

    What is said to have been done after the day is not done yet.
    """
    given = bool(activity.due)
    due = sorted(set(activity.due)) if given else list(_expected(activity.frequency or "", years))
    days = sorted(done.on for done in activity.done if done.on and done.on <= as_at)
    undated = sum(1 for done in activity.done if done.on is None)
    matched, besides = _matched(due, days)
    times = []
    for index, period in enumerate(due):
        day, without_day = matched.get(index), False
        if day is None and undated and period.start <= as_at:
            undated, without_day = undated - 1, True
        times.append(Time(period.start, period.end, given, str(period), "ahead", day, without_day))
    last = max((index for index, time in enumerate(times) if time.done or time.undated), default=-1)
    first = min((index for index, time in enumerate(times) if time.done or time.undated), default=len(times))
    states = (_state(time, as_at, again=index < last, known=given or index > first) for index, time in enumerate(times))
    return tuple(replace(time, state=state) for time, state in zip(times, states, strict=True)), tuple(besides)


def _expected(frequency: str, years: Sequence[Year]) -> Iterable[Period]:
    """The times that a frequency asks for within the timetable's years; a step that runs out of them ends with them."""
    step = MONTHS_BETWEEN.get(frequency, 0)
    if not years or frequency == "on_event":
        return
    begins = years[0].period.start.month
    if frequency == "once":
        yield spanning(years[0].period.start, years[-1].period.end, begins)
    elif step and step <= 12:
        for year in years:
            for months in range(0, 12, step):
                start = months_later(year.period.start, months)
                yield spanning(start, months_later(start, step) - timedelta(days=1), begins)
    elif step:
        for index in range(0, len(years), step // 12):
            last = years[min(index + step // 12, len(years)) - 1]
            yield spanning(years[index].period.start, last.period.end, begins)


def _matched(due: Sequence[Period], days: Sequence[date]) -> tuple[dict[int, date], list[date]]:
    """For each time by its index the first day that lies nearest to it, and the days that are left over."""
    matched: dict[int, date] = {}
    besides: list[date] = []
    for day in days:
        nearest = min(range(len(due)), key=lambda index: (_days_between(due[index], day), index), default=None)
        if nearest is None or nearest in matched:
            besides.append(day)
        else:
            matched[nearest] = day
    return matched, besides


def _days_between(period: Period, day: date) -> int:
    if period.start <= day <= period.end:
        return 0
    return (period.start - day).days if day < period.start else (day - period.end).days


def _state(time: Time, as_at: date, *, again: bool, known: bool) -> State:
    """`again`: a later time was done; `known`: somebody would have written it down."""
    if time.undated:
        return "done"
    if time.done is not None:
        return "done_late" if time.done > time.end else "done"
    if time.end >= as_at:
        return "now" if time.start <= as_at < time.end else "ahead"
    if not known:
        return "unrecorded"
    return "missed" if again else "overdue"
