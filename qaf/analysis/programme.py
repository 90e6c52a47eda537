"""The three-year timetable as facts: when each activity falls due, what was done, and what the years leave out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qaf.analysis.programme_times import EVERY_YEAR, Time, Year, times_of, years_of
from qaf.model.framework import Framework

if TYPE_CHECKING:
    from qaf.model.timetable import Activity

ROUTINE_FREQUENCIES = ("continuous", "monthly")
"""Frequencies of what goes on in the course of the work; it is no load that comes and goes."""
RARE = ("two_yearly", "three_yearly", "once")
"""Frequencies that ask for one time in the years, and not for one in each."""


@dataclass(frozen=True, slots=True)
class Scheduled:
    """An activity with its times in order.

    `areas`: ids of the content areas that it reaches: named, or those of its measures and sources. `besides`: days on
    which it was done and no time was near. `years_without`: years in which a frequency asks for a time and none is.
    """

    activity: Activity
    areas: tuple[str, ...]
    times: tuple[Time, ...]
    besides: tuple[date, ...] = ()
    years_without: tuple[Year, ...] = ()

    @property
    def routine(self) -> bool:
        """Whether it goes on in the course of the work."""
        return self.activity.kind == "routine_collection" or self.activity.frequency in ROUTINE_FREQUENCIES

    @property
    def always(self) -> bool:
        """Whether it has no times, for it goes on all the time or whenever something happens."""
        return not self.times and self.activity.frequency in ("continuous", "on_event")

    def within(self, start: date, end: date) -> tuple[Time, ...]:
        """Its times that share a day with a stretch of days."""
        return tuple(time for time in self.times if time.start <= end and time.end >= start)

    def reaches(self, year: Year) -> bool:
        """Whether it takes place in a year: a time of it is then, it was done then, or it goes on all the time.

        A time that passed without anybody doing anything reaches nothing.
        """
        start, end = year.period.start, year.period.end
        days = [*self.besides, *(time.done for time in self.times if time.done)]
        if any(start <= day <= end for day in days) or self.activity.frequency == "continuous":
            return True
        return any(time.done is None and time.state != "missed" for time in self.within(start, end))

    @property
    def next(self) -> Time | None:
        """The first time that is still to come, or is overdue."""
        return next((time for time in self.times if time.state in ("overdue", "now", "ahead")), None)


@dataclass(frozen=True, slots=True)
class AreaReach:
    """How the years reach a content area: for each year the ids of the activities that look at it then.

    An activity that looks at an area looks at all below it; one that looks at something below it looks at a part of it.
    """

    area: str
    by_year: tuple[tuple[str, ...], ...]

    @property
    def never(self) -> bool:
        """Whether no activity reaches it in any of the years."""
        return not any(self.by_year)


@dataclass(frozen=True, slots=True)
class Programme:
    """The timetable on a day: its years, its activities in the order of the file, and how the years reach each area."""

    as_at: date
    years: tuple[Year, ...]
    activities: tuple[Scheduled, ...]
    reach: tuple[AreaReach, ...]
    years_named: bool = True

    @property
    def quarters(self) -> tuple[tuple[date, date], ...]:
        """The first and the last day of each quarter of the years."""
        return tuple(quarter for year in self.years for quarter in year.quarters)

    @property
    def by_id(self) -> Mapping[str, Scheduled]:
        """The activities by id; of two with the same id the first."""
        return {item.activity.id: item for item in reversed(self.activities)}

    @property
    def never_reached(self) -> tuple[str, ...]:
        """Ids of the areas that no activity reaches in any of the years."""
        return tuple(item.area for item in self.reach if item.never)

    @property
    def inspections(self) -> tuple[Scheduled, ...]:
        """The inspections that are still expected."""
        return tuple(item for item in self.activities if item.activity.kind == "inspection" and item.next)


def programme(framework: Framework, as_at: date) -> Programme:
    """The timetable of a folder on a day. What is still to be written has to have been left out before."""
    years = years_of(framework.settings, as_at)
    activities = tuple(_scheduled(framework, activity, years, as_at) for activity in framework.timetable.activities)
    named = any(period.is_year for period in framework.settings.timetable_years)
    return Programme(as_at, years, activities, tuple(_reach(framework, activities, years)), named)


def _scheduled(framework: Framework, activity: Activity, years: tuple[Year, ...], as_at: date) -> Scheduled:
    times, besides = times_of(activity, years, as_at)
    item = Scheduled(activity, areas_of(framework, activity), times, besides)
    if activity.frequency not in EVERY_YEAR or not times:
        return item
    without = tuple(year for year in years if not _has_time(item, year))
    return Scheduled(activity, item.areas, times, besides, without)


def _has_time(item: Scheduled, year: Year) -> bool:
    start, end = year.period.start, year.period.end
    days = [*item.besides, *(time.done for time in item.times if time.done)]
    return bool(item.within(start, end)) or any(start <= day <= end for day in days)


def areas_of(framework: Framework, activity: Activity) -> tuple[str, ...]:
    """Ids of the areas that an activity looks at: those it names, then those of its measures and its own sources."""
    found = dict.fromkeys(id_ for id_ in activity.areas if id_ in framework.areas)
    for id_ in (*activity.measures, *activity.sources):
        if (area := framework.area_of(id_)) in framework.areas:
            found.setdefault(area)
    return tuple(found)


def _reach(framework: Framework, activities: Iterable[Scheduled], years: tuple[Year, ...]) -> Iterable[AreaReach]:
    touched: dict[str, list[Scheduled]] = {id_: [] for id_ in framework.areas}
    for item in activities:
        near = dict.fromkeys(one.id for id_ in item.areas for one in (*framework.below(id_), *framework.above(id_)))
        for id_ in near:
            touched[id_].append(item)
    for area, items in touched.items():
        reached = (tuple(item.activity.id for item in items if item.reaches(year)) for year in years)
        yield AreaReach(area, tuple(reached))
