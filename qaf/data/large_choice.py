"""Which rows of a large file a recipe may take, worked out once for each different cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from qaf.data.conditions import AllOf, tests_of
from qaf.data.large_batches import Batch
from qaf.model.recipe import Recipe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from qaf.data.large_batches import Codes

    Mask = NDArray[np.bool_]


class RowChoice:
    """The conditions of a recipe, for whole batches.

    Kept is every row from which a figure may come or about which something is to be said: those that `where`, a series
    and a measure take, those that two series take, and for each series one row of each place that it speaks of.
    Without columns (`at`) the recipe does not fit the file, and no row is kept.
    """

    def __init__(self, recipe: Recipe, at: Mapping[str, int] | None) -> None:
        self._fits = at is not None
        self._seen: set[tuple[int, int]] = set()
        if at is not None:
            self._where = tests_of(recipe, recipe.where, at)
            self._series = [tests_of(recipe, rule.where, at) for rule in recipe.series] or [AllOf(())]
            self._measures = [tests_of(recipe, rule.where, at) for rule in recipe.measures]
            self._place = at[recipe.places.column] if recipe.places else None

    def rows(self, batch: Batch, filled: Mask, places: Sequence[Codes]) -> Codes:
        """The indices of the rows that are kept. `places`: the texts of each column among those of the whole file."""
        import numpy as np

        if not self._fits:
            return np.zeros(0, dtype=np.intp)
        where = np.flatnonzero(filled)
        where = where[self._among(self._where, batch, where)]
        series = []
        for each in self._series:
            series.append(np.zeros(len(batch), dtype=bool))
            series[-1][where] = self._among(each, batch, where)
        taken = np.sum(series, axis=0)
        kept = taken > 1
        rows = np.flatnonzero(taken)
        for each in self._measures:
            kept[rows[self._among(each, batch, rows)]] = True
        for number, mask in enumerate(series):
            kept[self._witnesses(number, mask, batch, places)] = True
        return np.flatnonzero(kept)

    def _among(self, tests: AllOf, batch: Batch, rows: Codes) -> Mask:
        """Which of some rows fulfil the conditions."""
        import numpy as np

        mask = np.ones(len(rows), dtype=bool)
        for test in tests.tests:
            holds = np.array([test.holds(text) for text in batch.texts[test.column]], dtype=bool)
            mask &= holds[batch.codes[test.column][rows]]
        return mask

    def _witnesses(self, series: int, mask: Mask, batch: Batch, places: Sequence[Codes]) -> list[int]:
        """Rows that show that the file speaks of a series and place, where no earlier batch has shown it."""
        import numpy as np

        rows = np.flatnonzero(mask)
        if not len(rows):
            return []
        shown = {-1: 0}
        if self._place is not None:
            codes, first = np.unique(batch.codes[self._place][rows], return_index=True)
            shown = dict(zip(places[self._place][codes].tolist(), first.tolist(), strict=True))
        found = []
        for place, at in shown.items():
            if (series, place) not in self._seen:
                self._seen.add((series, place))
                found.append(int(rows[at]))
        return found
