"""The period in which a day lies, and the day that is so many months after another."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from qaf.model.period import Period, PeriodKind, spanning

_YEARS = {"reporting_year": 4, "academic_year": 9, "calendar_year": 1}
_LENGTHS = {"quarter": 3, "half": 6, "month": 1}
_TERMS = ((9, 4), (4, 5), (1, 3))


def later_by(day: date, length: str) -> date:
    """The day so many days, weeks, months or years after another, as `8w` or `6m` says.

    The last day of a longer month becomes that of the shorter: half a year after 31 August is 28 February.
    """
    count, unit = int(length[:-1]), length[-1]
    if unit in "dw":
        return day + timedelta(days=count * (7 if unit == "w" else 1))
    index = day.year * 12 + day.month - 1 + count * (12 if unit == "y" else 1)
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def period_around(day: date, kind: str | None, year_starts: int) -> Period:
    """The period in which a day lies: of a recipe's `kind`, or a year where none is given.

    Years of no kind, quarters and halves are counted from the month `year_starts`.
    """
    if kind == "term":
        begins, months = next((first, count) for first, count in _TERMS if day.month >= first)
        start, end = _stretch(day, begins, months)
        return Period(start, end, PeriodKind.TERM)
    begins = _YEARS.get(kind or "", year_starts)
    start, end = _stretch(day, begins, _LENGTHS.get(kind or "", 12))
    return spanning(start, end, year_starts)


def _stretch(day: date, begins: int, months: int) -> tuple[date, date]:
    """The first and last day of the stretch that holds a day, where one begins with a certain month."""
    index = day.year * 12 + day.month - 1
    first = index - (day.month - begins) % 12 % months
    last = first + months - 1
    return (
        date(first // 12, first % 12 + 1, 1),
        date(last // 12, last % 12 + 1, calendar.monthrange(last // 12, last % 12 + 1)[1]),
    )
