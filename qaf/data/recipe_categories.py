"""Which category of a breakdown the cells of a column mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qaf.data.cells import plain
from qaf.data.faults import Faults
from qaf.ground.findings import Loc
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.framework import Framework
from qaf.model.recipe import Recipe
from qaf.model.settings import Breakdown

WHOLE = "whole"
"""What a recipe's `lookup` says of a spelling that means all categories together."""


class Categories:
    """The category that a cell of the breakdown's column means; "" for the whole."""

    def __init__(self, breakdown: Breakdown, column: int, lookup: Mapping[str, str], faults: Faults) -> None:
        self.breakdown = breakdown
        self._column = column
        self._faults = faults
        self._meant = {plain(text): meant for text, meant in lookup.items()}
        self._ids = {category.id for category in breakdown.categories}
        self._named: dict[str, list[str]] = {}
        for category in breakdown.categories:
            self._named.setdefault(category.title.casefold(), []).append(category.id)
        self._seen: dict[str, str | None] = {}

    def known(self, cells: Sequence[str]) -> bool:
        """Whether the cell means a category or the whole; says nothing where it does not."""
        return self._find(plain(cells[self._column])) is not None

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
        return None


def category_faults(recipe: Recipe, framework: Framework) -> Iterator[tuple[Loc, str, str, str]]:
    """What is wrong with the categories that entries of `measures` name: the key, the words, advice, the code."""
    rule = recipe.breakdown
    named = [(index, each.category) for index, each in enumerate(recipe.measures) if each.category]
    if rule is None:
        for index, _ in named:
            words = "`category` is a part of a breakdown, and the recipe does not say of which."
            yield ("measures", index, "category"), words, "Add `breakdown: {id: NAME}`.", "QAF517"
        return
    if rule.column is None and not named:
        words = f"Nothing says which category of breakdown `{rule.id}` a figure is of."
        advice = "Add `column` with the column that holds it, or `category` to the entries of `measures`."
        yield ("breakdown",), words, advice, "QAF517"
    if rule.column is None and rule.lookup:
        words = "`lookup` says what spellings in a column mean, and no column is named."
        yield ("breakdown", "lookup"), words, "Add `column`, or take `lookup` away.", "QAF517"
    breakdown = framework.breakdowns.get(rule.id)
    known = [category.id for category in breakdown.categories] if breakdown else []
    for index, category in named:
        loc: Loc = ("measures", index, "category")
        if rule.column is not None:
            words = f"Column `{rule.column}` says the category of every row, so `category` has no use."
            yield loc, words, "Take one of them away: a figure is of one category.", "QAF517"
        elif breakdown is not None and category not in known:
            advice = did_you_mean(category, known) or f"It is one of {quoted(known, limit=12)}."
            yield loc, f"`{category}` is no category of breakdown `{rule.id}`.", advice, "QAF504"
