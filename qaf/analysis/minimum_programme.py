"""What a partnership should have done at least, by the guidance: each kind of exercise, once in so many years.

Every year a deep dive and an exercise of turning the curve, every two years a look at its own impact, every three an
external peer review; and once a year an event at which what all members found is shared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from qaf.analysis.programme import Programme, Scheduled
from qaf.analysis.programme_times import Time, Year
from qaf.model.framework import Framework

EVERY: Mapping[str, int] = {
    "deep_dive": 1,
    "turning_the_curve": 1,
    "own_impact_review": 2,
    "external_peer_review": 3,
    "learning_event": 1,
}
"""In how many years each kind of activity takes place at least once. Source: LGID (2011), on partnership boards."""

NEEDS_AREA = ("deep_dive", "turning_the_curve", "external_peer_review")
"""Kinds that look at content areas, and count only where they say which."""

_STILL = ("now", "ahead", "overdue")


@dataclass(frozen=True, slots=True)
class Counted:
    """An activity in a year: done or still to be done then; `why_not` says why it does not count, "" where it does."""

    activity: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One kind of activity over the years: what was found in each, and the stretches of years that hold none."""

    kind: str
    every: int
    by_year: tuple[tuple[Year, tuple[Counted, ...]], ...]

    @property
    def without(self) -> tuple[tuple[Year, ...], ...]:
        """The stretches of `every` years in a row in which none counts."""
        return tuple(
            tuple(year for year, _ in stretch)
            for stretch in _stretches(self.by_year, self.every)
            if not any(one.why_not == "" for _, found in stretch for one in found)
        )


def requirement(framework: Framework, held: Programme, kind: str) -> Requirement:
    """What the timetable says of one kind of activity, a key of `EVERY`."""
    found: dict[str, list[Counted]] = {year.name: [] for year in held.years}
    for item in held.activities:
        if item.activity.kind == kind:
            for year, on in _years(item, held):
                counted = Counted(item.activity.id, _why_not(framework, item, kind, on))
                if counted not in found[year.name]:
                    found[year.name].append(counted)
    return Requirement(kind, EVERY[kind], tuple((year, tuple(found[year.name])) for year in held.years))


def flagged(framework: Framework, area: str, on: date) -> bool:
    """Whether an area, or one above or below it, has a priority, or was put on record as a concern up to a day."""
    near = {one.id for one in (*framework.above(area), *framework.below(area))}
    if any(framework.areas[id_].priority is not None for id_ in near):
        return True
    return any(
        concern.area in near and meeting.on <= on for meeting in framework.meetings for concern in meeting.concerns
    )


def _years(item: Scheduled, held: Programme) -> Iterator[tuple[Year, date]]:
    """The years that an exercise belongs to, each with the day on which it begins or began.

    What was done late belongs to the year in which it was due. In a year that is over only what was done counts. One
    time belongs to one year: where it is a period over several, to that in which it was done, else to the last.
    """
    for time in item.times:
        year = _year_of(held.years, time)
        if year is not None and (time.is_done or (year.period.end >= held.as_at and time.state in _STILL)):
            yield year, time.done or time.start
    for day in item.besides:
        if year := _year_on(held.years, day):
            yield year, day


def _year_of(years: Sequence[Year], time: Time) -> Year | None:
    if _year_on(years, time.start) == _year_on(years, time.end):
        return _year_on(years, time.end)
    return _year_on(years, time.done or time.end)


def _year_on(years: Sequence[Year], day: date) -> Year | None:
    return next((year for year in years if year.period.start <= day <= year.period.end), None)


def _why_not(framework: Framework, item: Scheduled, kind: str, on: date) -> str:
    if kind in NEEDS_AREA and not item.areas:
        return "it names no area"
    if kind == "turning_the_curve" and not any(flagged(framework, area, on) for area in item.areas):
        return "its area has no priority, and no meeting had put a concern about it on record"
    return ""


_ByYear = Sequence[tuple[Year, tuple[Counted, ...]]]


def _stretches(by_year: _ByYear, every: int) -> Iterator[_ByYear]:
    """Every run of so many years that follow each other."""
    for start in range(len(by_year) - every + 1):
        run = by_year[start : start + every]
        pairs = zip(run, run[1:], strict=False)
        if all(before.period.end + timedelta(days=1) == after.period.start for (before, _), (after, _) in pairs):
            yield run
