"""Which category of a breakdown the cells of a file mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qaf.data.cells import plain
from qaf.data.faults import Faults
from qaf.model.settings import Breakdown

WHOLE = "whole"
"""What a recipe's `lookup` says of a spelling that means all categories together."""


class Categories:
    """The category that a cell of the breakdown's column means; "" for the whole."""

    def __init__(
        self, breakdown: Breakdown, column: int, lookup: Mapping[str, str], has_total: bool, faults: Faults
    ) -> None:
        self.breakdown = breakdown
        self._column = column
        self._faults = faults
        self._meant = {plain(text): meant for text, meant in lookup.items()}
        self._ids = {category.id for category in breakdown.categories}
        self._named: dict[str, list[str]] = {}
        for category in breakdown.categories:
            self._named.setdefault(category.title.casefold(), []).append(category.id)
        self._has_total = has_total
        self._seen: dict[str, str | None] = {}

    def read(self, row: int, cells: Sequence[str]) -> str | None:
        """The category's id, "" for the whole, None where the cell means none (which is then a fault)."""
        text = cells[self._column]
        if text not in self._seen:
            self._seen[text] = self._find(plain(text))
        found = self._seen[text]
        if found is None:
            known = [*self._ids, *(name for name in self._named)]
            near = self._faults.near(plain(text), known)
            what = "this is no category" if text.strip() else "the cell is empty, which is no category"
            help_ = near or "Add it to qaf.yaml, or let the recipe's `lookup` say what it means (`whole` for all)."
            words = f"{what} of breakdown `{self.breakdown.id}`."
            self._faults.at("QAF504", row, self._column, words, help=help_, same=text)
        return found

    def _find(self, text: str) -> str | None:
        meant = self._meant.get(text, text)
        if meant == WHOLE and text in self._meant:
            return ""
        if meant in self._ids:
            return meant
        named = self._named.get(meant.casefold(), [])
        if len(named) == 1:
            return named[0]
        return "" if self._has_total and text.casefold() == "total" else None
