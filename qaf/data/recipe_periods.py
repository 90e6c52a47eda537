"""The periods of a file that a recipe reads: the whole column is looked at, because it settles what one cell cannot."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.data.cells import plain
from qaf.data.faults import Faults
from qaf.data.sheet import Sheet
from qaf.model.framework import Framework
from qaf.model.period import Period, PeriodError
from qaf.model.recipe import Recipe


class PeriodReader:
    """Gives each row its period."""

    def __init__(
        self, sheet: Sheet, recipe: Recipe, framework: Framework, faults: Faults, columns: Sequence[int]
    ) -> None:
        self._faults = faults
        self._columns = columns
        self._constant: Period | None = None
        self._found: list[Period | PeriodError] = []
        source = recipe.period
        if source is not None and source.constant is not None:
            self._constant = Period.canonical(source.constant)
            return
        from qaf.model.period_words import parse_column

        seen: dict[str, str] = {}
        texts, *others = [
            [seen.get(cell) or seen.setdefault(cell, plain(cell)) for cell in (row[column] for row in sheet.rows)]
            for column in columns
        ]
        self._found = parse_column(
            texts,
            framework.settings.year_starts,
            kind=source.kind if source else None,
            format=source.format if source else None,
            identifiers=others[0] if others else None,
        )

    def read(self, row: int) -> Period | None:
        """The period of a row, or None where there is none to be read (which is then a fault)."""
        if self._constant is not None:
            return self._constant
        found = self._found[row]
        if isinstance(found, Period):
            return found
        words = found.without_value
        help_ = "Say in the recipe, under `period`, of which `kind` it is or in which `format` it is written."
        self._faults.at("QAF511", row, self._columns[0], words[:1].lower() + words[1:], help=help_, same=words)
        return None
