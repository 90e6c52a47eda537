"""The conditions of a recipe (`where`), worked out once for each different text of a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from qaf.data.cells import plain
from qaf.model.recipe import Condition, Recipe


class RowTest(Protocol):
    """Says whether a row counts."""

    def __call__(self, row: Sequence[str]) -> bool:
        """Whether it does."""


class CellTest:
    """One condition on one column. `lookup`: what spellings in that column mean, before they are compared."""

    def __init__(self, condition: Condition, column: int, lookup: Mapping[str, str]) -> None:
        self.column = column
        self._lookup = lookup
        self._wanted = _texts(condition.is_, condition.in_)
        self._unwanted = _texts(condition.not_, None)
        self._seen: dict[str, bool] = {}

    def __call__(self, row: Sequence[str]) -> bool:
        """Whether the row fulfils the condition."""
        return self.holds(row[self.column])

    def holds(self, text: str) -> bool:
        """Whether a cell with this text fulfils it."""
        found = self._seen.get(text)
        if found is None:
            found = self._seen[text] = self._holds(plain(text))
        return found

    def _holds(self, text: str) -> bool:
        meant = self._lookup.get(text, text)
        if self._unwanted is not None and meant in self._unwanted:
            return False
        return self._wanted is None or meant in self._wanted


class AllOf:
    """Several conditions that must all hold; none always holds."""

    def __init__(self, tests: Sequence[CellTest]) -> None:
        self.tests = tuple(tests)

    @property
    def columns(self) -> frozenset[int]:
        """The columns that they look at."""
        return frozenset(test.column for test in self.tests)

    def __call__(self, row: Sequence[str]) -> bool:
        """Whether the row fulfils them all."""
        return all(test(row) for test in self.tests)


def tests_of(recipe: Recipe, conditions: Sequence[Condition], at: Mapping[str, int]) -> AllOf:
    """The conditions as tests of a row. `at`: where each column stands; the places' spellings mean what they mean."""
    place = at[recipe.places.column] if recipe.places else None
    lookup = recipe.places.lookup if recipe.places else {}
    meant = {plain(text): plain(meaning) for text, meaning in lookup.items()}
    return AllOf([CellTest(each, at[each.column], meant if at[each.column] == place else {}) for each in conditions])


def _texts(one: str | tuple[str, ...] | None, several: tuple[str, ...] | None) -> frozenset[str] | None:
    """The texts of `is` and `in` (or `not`): where both are given a row must fulfil both; None where neither is."""
    ones = None if one is None else frozenset(map(plain, (one,) if isinstance(one, str) else one))
    more = None if several is None else frozenset(map(plain, several))
    if ones is None or more is None:
        return more if ones is None else ones
    return ones & more
