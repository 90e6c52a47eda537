"""Figures that follow from stored ones: those of a longer period, and those of a coarser breakdown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from qaf.disclosure.over_time import ENDS_WITH_THE_YEAR, adds_up_over_time, base_adds_up_over_time, made_of
from qaf.disclosure.printed import QUOTIENTS
from qaf.disclosure.reading import KEPT_BACK, Counts, base_key
from qaf.disclosure.rows import Row
from qaf.disclosure.sums import exists
from qaf.model.figure import Figure, FigureKey
from qaf.model.framework import Framework
from qaf.model.period import Period, PeriodKind, month_number, spanning
from qaf.model.period_kinds import last_of_month

_YEAR_BEGINS = {
    PeriodKind.REPORTING_QUARTER: 4,
    PeriodKind.REPORTING_HALF: 4,
    PeriodKind.CALENDAR_QUARTER: 1,
    PeriodKind.TERM: 9,
}
_PARTS_OF_A_YEAR = {4: (3, 3, 3, 3), 1: (3, 3, 3, 3), 9: (4, 3, 5)}
"""How many months each quarter or term has, by the month in which the year begins."""


def longer_periods(period: Period, year_starts: str) -> list[Period]:
    """The next longer periods, the shortest first: for a month its quarter or term and its year, for those the year."""
    if not period.is_part_of_year:
        return []
    begins = _YEAR_BEGINS.get(period.kind) or month_number(year_starts)
    first = (period.start.year - (period.start.month < begins)) * 12 + begins - 1
    found = []
    if period.months == 1:
        at = first
        for months in _PARTS_OF_A_YEAR.get(begins, ()):
            part = _span(at, months, begins)
            if part.contains(period):
                found.append(part)
            at += months
    year = _span(first, 12, begins)
    return [*found, *([year] if year.contains(period) else [])]


def _span(first: int, months: int, begins: int) -> Period:
    start, end = date(first // 12, first % 12 + 1, 1), last_of_month(first + months - 1)
    if begins == 9 and months < 12:
        return Period(start, end, PeriodKind.TERM)
    return spanning(start, end, begins)


def parts_for(framework: Framework, measure: str, period: Period, known: Iterable[Period]) -> list[Period]:
    """The known periods that are shown as one longer period, all of them; none where nothing can be said of that.

    A figure at the end of the year is that of its last part, so that only that one has to be there.
    """
    kept = framework.measures[measure]
    parts = made_of(period, known)
    if kept.window in ENDS_WITH_THE_YEAR:
        inside = sorted(other for other in known if 0 < other.months < period.months and period.contains(other))
        return inside if inside and inside[-1].end == period.end else []
    return parts if adds_up_over_time(kept) else []


def longer_figure(
    framework: Framework, rows: Mapping[Period, Row], parts: Sequence[Period], period: Period, counts: Counts
) -> Figure | None:
    """The figure of a longer period for one place, from its rows by period; None where none can be made.

    A part that is not available makes the whole not available; one that does not apply adds nothing.
    """
    any_row = next(iter(rows.values()))
    measure = any_row.measure
    if measure.window in ENDS_WITH_THE_YEAR:
        last = rows.get(parts[-1])
        return None if last is None else _moved(last, period)
    wanted = [part for part in parts if _exists(framework, any_row.key, part)]
    found = [rows[part] for part in wanted if part in rows]
    if not found:
        return None
    symbol = _symbol(found) if len(found) == len(wanted) else "x"
    key = any_row.key._replace(period=period)
    base: Decimal | None = None
    if measure.unit in QUOTIENTS and not base_adds_up_over_time(framework, measure):
        wanted_key = base_key(key, measure)
        base = counts.get(wanted_key) if wanted_key else None
        if base is None:
            return None
    return _summed(found, key, symbol, base)


def coarser_figure(rows: Sequence[Row], key: FigureKey) -> Figure | None:
    """The figure of a coarser category from those of all its parts; None where none can be made."""
    return _summed(rows, key, _symbol(rows), None)


def _summed(rows: Sequence[Row], key: FigureKey, symbol: str, base: Decimal | None) -> Figure | None:
    """Numerators, denominators or counts added up; `symbol` in their place where there is one."""
    imports = "+".join(sorted({row.figure.import_id for row in rows}))
    unit = rows[0].measure.unit
    if symbol:
        return Figure(key, value=symbol, import_id=imports)
    counted = [row for row in rows if "z" not in (row.figure.value, row.figure.numerator, row.figure.denominator)]
    if unit == "count":
        values = [row.cells.value for row in counted]
        return Figure(key, value=_text(values), import_id=imports) if None not in values else None
    bases = [base] if base is not None else [row.base for row in counted]
    numerators = [row.cells.numerator for row in counted]
    if unit not in QUOTIENTS or None in numerators or None in bases:
        return None
    return Figure(key, _text(numerators), _text(bases), import_id=imports)


def _symbol(rows: Sequence[Row]) -> str:
    """Why there can be no sum: a part is held back, or not available, or nothing applies; else ""."""
    cells = [{row.figure.numerator, row.figure.denominator, row.figure.value} for row in rows]
    present = set().union(*cells)
    if present & KEPT_BACK:
        return "c"
    if "x" in present:
        return "x"
    return "z" if all("z" in found for found in cells) else ""


def _text(numbers: Sequence[Decimal | None]) -> str:
    return format(sum((number for number in numbers if number is not None), Decimal(0)), "f")


def _moved(row: Row, period: Period) -> Figure:
    figure = row.figure
    key = figure.key._replace(period=period)
    return Figure(key, figure.numerator, figure.denominator, figure.value, figure.note, False, figure.import_id)


def _exists(framework: Framework, key: FigureKey, period: Period) -> bool:
    breakdown = framework.breakdowns.get(key.breakdown)
    category = next((c for c in breakdown.categories if c.id == key.category), None) if breakdown else None
    return category is None or exists(category, period)
