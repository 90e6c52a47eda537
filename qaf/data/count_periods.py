"""The period in which a counted row falls: a row with a date counts in the month, quarter or year around that day."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.data.faults import Faults
from qaf.data.recipe_periods import PeriodReader
from qaf.data.sheet import Sheet
from qaf.model.framework import Framework
from qaf.model.period import Period, PeriodKind, month_number, spanning
from qaf.model.period_kinds import first_of_month, last_of_month, month_index
from qaf.model.recipe import PeriodWord, Recipe

_LENGTHS: dict[PeriodWord, tuple[int, int]] = {
    "month": (1, 0),
    "quarter": (3, 0),
    "half": (6, 3),
    "reporting_year": (12, 3),
    "academic_year": (12, 8),
    "calendar_year": (12, 0),
}
"""How many months, and the month (from 0, January) in which one of them begins."""


def around(day: Period, kind: PeriodWord, year_starts: str = "april") -> Period:
    """The period of a kind in which a day lies; quarters are those of the folder's year."""
    month = month_index(day.end)
    if kind == "term":
        first, length = next((m, n) for m, n in ((8, 4), (0, 3), (3, 5)) if m <= month % 12 < m + n)
        start = month - month % 12 + first
        return Period(first_of_month(start), last_of_month(start + length - 1), PeriodKind.TERM)
    length, first = _LENGTHS[kind]
    start = month - (month - first) % length
    return spanning(first_of_month(start), last_of_month(start + length - 1), month_number(year_starts))


def counts_dates(recipe: Recipe) -> bool:
    """Whether rows that give a day are counted in the longer period that the recipe's `kind` says."""
    kind = recipe.period.kind if recipe.period is not None else None
    return bool(recipe.count_rows) and (kind == "term" or kind in _LENGTHS)


class CountPeriods:
    """Gives each row the period in which it counts. `reader` reads the periods of the file as the recipe says."""

    def __init__(
        self,
        sheet: Sheet,
        recipe: Recipe,
        framework: Framework,
        columns: Sequence[int],
        reader: PeriodReader,
    ) -> None:
        self._reader = reader
        self._kind: PeriodWord | None = None
        self._year_starts = framework.settings.year_starts
        source = recipe.period
        if source is not None and source.kind is not None and counts_dates(recipe):
            self._kind = source.kind
            days = recipe.model_copy(update={"period": source.model_copy(update={"kind": None})})
            self._said = PeriodReader(sheet, recipe, framework, Faults(sheet), columns)
            self._days = PeriodReader(sheet, days, framework, Faults(sheet), columns)

    def read(self, row: int) -> Period | None:
        """The period of a row, or None where there is none to be read (which is then a fault)."""
        if self._kind is not None and self._said.read(row) is None:
            day = self._days.read(row)
            if day is not None and day.kind is PeriodKind.DAY:
                return around(day, self._kind, self._year_starts)
        return self._reader.read(row)
