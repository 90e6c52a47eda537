"""The steps that a curve is drawn and reckoned along: its baseline, and what came after, one period after another."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from qaf.analysis.points import Point
from qaf.model.period import Period, PeriodError, PeriodKind

MOST_STEPS = 1200
"""A hundred years of months."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Periods that follow one another; a point's time is its position among them."""

    periods: tuple[Period, ...]

    def time(self, period: Period) -> float | None:
        """The position of a period; None where it does not lie on the axis."""
        return float(self.periods.index(period)) if period in self.periods else None

    def after(self, period: Period, last: Period) -> tuple[Period, ...]:
        """The periods after one, up to another."""
        return tuple(one for one in self.periods if period.start < one.start <= last.start)


def axis(first: Period, last: Period) -> Axis:
    """Every period from the first to the last; shorter where they do not lead from one to the other."""
    found = [first]
    while found[-1].start < last.start and len(found) < MOST_STEPS:
        later = next_of(found[-1])
        if later is None:
            break
        found.append(later)
    return Axis(tuple(found))


def next_of(period: Period) -> Period | None:
    """The period one step later: the next of its kind; of a snapshot day the same day a year later. None at the end."""
    try:
        if period.kind is not PeriodKind.DAY:
            return period.next()
        year, month = period.end.year + 1, period.end.month
        last = calendar.monthrange(year, month)[1]
        at_end = period.end.day == calendar.monthrange(period.end.year, month)[1]
        day = date(year, month, last if at_end else period.end.day)
        return Period(day, day, PeriodKind.DAY)
    except PeriodError:
        return None


def steps_a_year(period: Period) -> int:
    """How many such periods make a year: 4 for quarters; 1 for years and days, and where they make none."""
    return 12 // period.months if period.is_part_of_year and 12 % period.months == 0 else 1


def of_kind(points: Sequence[Point], period: Period) -> tuple[Point, ...]:
    """The points of periods of the same kind and length."""
    return tuple(point for point in points if point.period.kind is period.kind and point.period.months == period.months)
