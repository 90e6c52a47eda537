"""When the involvement in a case ended: in which period, and on which day as far as the file says.

A column of days is put into periods here, because a figure for a single day would be about a handful of people: of the
`kind` that the recipe gives, else the folder's year.
"""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from qaf.data.cells import plain
from qaf.data.faults import Faults
from qaf.data.sheet import Sheet
from qaf.model.framework import Framework
from qaf.model.period import Period, PeriodError, PeriodKind, month_number, spanning
from qaf.model.recipe import Recipe

KINDS_OF_A_STRETCH = ("reporting_year", "academic_year", "calendar_year", "quarter", "half", "term", "month")
"""Kinds of period that cases can be counted in."""

_YEARS = {"reporting_year": 4, "academic_year": 9, "calendar_year": 1}
_LENGTHS = {"quarter": 3, "half": 6, "month": 1}
_TERMS = ((9, 4), (4, 5), (1, 3))


class Ending(NamedTuple):
    """The period in which a case ended, and its day: the last of the period where the file gives none (`exact`)."""

    period: Period
    day: date
    exact: bool


class EndReader:
    """Gives each row the end of its case."""

    def __init__(
        self, sheet: Sheet, recipe: Recipe, framework: Framework, faults: Faults, columns: Sequence[int]
    ) -> None:
        self._faults, self._columns = faults, columns
        self._starts = framework.settings.year_starts
        source = recipe.period
        assert source is not None  # the keys were checked
        self._kind = source.kind
        self._constant: Ending | None = None
        self._found: dict[tuple[str, ...], Ending | PeriodError] = {}
        if source.constant is not None:
            period = Period.canonical(source.constant)
            self._constant = Ending(period, period.end, False)
            return
        self._keys = [tuple(plain(row[column]) for column in columns) for row in sheet.rows]
        self._read(source.format)

    def _read(self, format_: str | None) -> None:
        from qaf.model.period_words import parse_column

        keys = [key for key in dict.fromkeys(self._keys) if key[0]]
        texts = [key[0] for key in keys]
        others = [key[1] for key in keys] if len(self._columns) > 1 else None
        as_it_stands = parse_column(texts, self._starts, format=format_, identifiers=others)
        of_the_kind = parse_column(texts, self._starts, kind=self._kind, format=format_, identifiers=others)
        for key, first, second in zip(keys, as_it_stands, of_the_kind, strict=True):
            if isinstance(first, Period) and first.kind is PeriodKind.DAY:
                self._found[key] = Ending(_around(first.end, self._kind, self._starts), first.end, True)
            elif isinstance(second, Period):
                self._found[key] = Ending(second, second.end, False)
            else:
                self._found[key] = second

    def read(self, row: int) -> Ending | None:
        """The end that a row gives, None where it gives none or one that cannot be read (which is then a fault)."""
        if self._constant is not None:
            return self._constant
        key = self._keys[row]
        found = self._found.get(key)
        if not isinstance(found, PeriodError):
            return found
        words = found.without_value
        help_ = "Say in the recipe, under `period`, of which `kind` it is or in which `format` it is written."
        self._faults.at("QAF511", row, self._columns[0], words[:1].lower() + words[1:], help=help_, same=words)
        return None


def later_by(day: date, point: str) -> date:
    """The day on which a follow-up is due: so many weeks (`8w`) or months (`6m`) after a day."""
    count = int(point[:-1])
    if point.endswith("w"):
        return day + timedelta(weeks=count)
    index = day.year * 12 + day.month - 1 + count
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def _around(day: date, kind: str | None, year_starts: str) -> Period:
    """The period of a kind in which a day lies; of the folder's year where no kind is given."""
    starts = month_number(year_starts)
    if kind == "term":
        begins, months = next((first, count) for first, count in _TERMS if day.month >= first)
        start, end = _stretch(day, begins, months)
        return Period(start, end, PeriodKind.TERM)
    begins = _YEARS.get(kind or "", starts)
    start, end = _stretch(day, begins, _LENGTHS.get(kind or "", 12))
    return spanning(start, end, starts)


def _stretch(day: date, begins: int, months: int) -> tuple[date, date]:
    """The first and last day of the stretch that holds a day, where one begins with a certain month."""
    index = day.year * 12 + day.month - 1
    first = index - (day.month - begins) % 12 % months
    last = first + months - 1
    return (
        date(first // 12, first % 12 + 1, 1),
        date(last // 12, last % 12 + 1, calendar.monthrange(last // 12, last % 12 + 1)[1]),
    )
