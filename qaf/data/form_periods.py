"""For which periods a collection sheet asks: the latest that is due.

A period is due when it is over and the measure's normal lag (`ready_after`) has gone by. Its kind is that of the stored
figures, because a series has one kind of period; where there are none it follows from the measure's `frequency`.
"""

from __future__ import annotations

from datetime import date, timedelta

from qaf.data.period_around import later_by, period_around
from qaf.model.measure import Measure
from qaf.model.period import Period, PeriodKind, month_number

_BY_FREQUENCY = {"continuous": "month", "monthly": "month", "quarterly": "quarter", "six_monthly": "half"}
_BY_KIND: dict[PeriodKind, tuple[str, int]] = {
    PeriodKind.REPORTING_YEAR: ("reporting_year", 4),
    PeriodKind.REPORTING_HALF: ("half", 4),
    PeriodKind.REPORTING_QUARTER: ("quarter", 4),
    PeriodKind.ACADEMIC_YEAR: ("academic_year", 9),
    PeriodKind.TERM: ("term", 9),
    PeriodKind.CALENDAR_YEAR: ("calendar_year", 1),
    PeriodKind.CALENDAR_QUARTER: ("quarter", 1),
    PeriodKind.MONTH: ("month", 1),
}
"""For each kind the word of a recipe, and the month from which it is counted."""


def due_period(
    measure: Measure, year_starts: str, as_at: date, stored: Period | None = None, follow_up: str = ""
) -> Period:
    """The latest period of a measure that is due on a day.

    `stored`: the latest period that figures are stored for. `follow_up`: a point (`6m`) that lies so long after the
    period. A snapshot day is the last day of the stretch that its frequency gives.
    """
    starts = month_number(year_starts)
    period = _latest(measure, starts, as_at, stored)
    while not _is_due(period, measure, as_at, follow_up):
        period = period.previous()
    if stored is not None and stored.kind is PeriodKind.DAY:
        return Period(period.end, period.end, PeriodKind.DAY)
    return period


def same_length(measure: Measure, period: Period, stored: Period | None) -> bool:
    """Whether a period is of the kind that the measure is collected for, as far as that is known."""
    if stored is not None:
        return stored.kind is period.kind and stored.months == period.months
    if measure.frequency is None or period.kind is PeriodKind.DAY:
        return True
    return period.months == {"month": 1, "quarter": 3, "half": 6}.get(_BY_FREQUENCY.get(measure.frequency, ""), 12)


def _latest(measure: Measure, starts: int, as_at: date, stored: Period | None) -> Period:
    """A period of the measure's kind that no later one is due before."""
    if stored is not None and stored.kind is PeriodKind.RUN:
        period = stored
        while period.end < as_at:
            period = period.next()
        return period
    word, begins = _BY_FREQUENCY.get(measure.frequency or "", ""), starts
    if stored is not None and stored.kind in _BY_KIND:
        word, begins = _BY_KIND[stored.kind]
    return period_around(as_at, word or None, begins)


def _is_due(period: Period, measure: Measure, as_at: date, follow_up: str) -> bool:
    day = period.end + timedelta(days=1)
    for length in (follow_up, measure.ready_after or ""):
        day = later_by(day, length) if length else day
    return day <= as_at
