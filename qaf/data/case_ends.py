"""When the involvement in a case ended: in which period, and on which day as far as the file says.

A column of days is put into periods here, because a figure for a single day would be about a handful of people: of the
`kind` that the recipe gives, else the folder's year.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from qaf.data.cells import plain
from qaf.data.faults import Faults
from qaf.data.period_around import period_around
from qaf.data.recipe_periods import say_other_years
from qaf.data.sheet import Sheet
from qaf.model.framework import Framework
from qaf.model.period import Period, PeriodError, PeriodKind, month_number
from qaf.model.recipe import Recipe

KINDS_OF_A_STRETCH = ("reporting_year", "academic_year", "calendar_year", "quarter", "half", "term", "month")
"""Kinds of period that cases can be counted in."""


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
        self._sheet, self._faults, self._columns = sheet, faults, columns
        self._year_starts = framework.settings.year_starts
        self._starts = month_number(self._year_starts)
        source = recipe.period
        assert source is not None  # the keys were checked
        self._source, self._kind = source, source.kind
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
        if others is None:
            say_other_years(self._sheet, self._source, self._columns[0], texts, self._faults)
        as_it_stands = parse_column(texts, self._year_starts, format=format_, identifiers=others)
        of_the_kind = parse_column(texts, self._year_starts, kind=self._kind, format=format_, identifiers=others)
        for key, first, second in zip(keys, as_it_stands, of_the_kind, strict=True):
            if isinstance(first, Period) and first.kind is PeriodKind.DAY:
                self._found[key] = Ending(period_around(first.end, self._kind, self._starts), first.end, True)
            elif isinstance(second, Period):
                self._found[key] = Ending(second, second.end, False)
            else:
                self._found[key] = first if isinstance(first, PeriodError) else second

    def is_unreadable(self, row: int) -> bool:
        """Whether a row gives an end that cannot be read."""
        return self._constant is None and isinstance(self._found.get(self._keys[row]), PeriodError)

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
