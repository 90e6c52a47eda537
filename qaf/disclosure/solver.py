"""One linear programme asked many times: HiGHS goes on from the last answer where only the goal or the ends change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Terms = Sequence[tuple[int, float]]
"""The numbers of a sum, by place, each with its sign."""

_PRIMAL = 4
"""The primal simplex method goes on from the last answer where only the goal changes; twice as fast here."""

Triple = tuple[int, int, float]


class Solver:
    """Numbers between ends whose sums (`rows` of number and sign) are `totals`."""

    def __init__(self, rows: Sequence[Terms], totals: Any, low: Any, high: Any) -> None:
        import highspy
        import numpy as np

        self._highs = _silent()
        self._optimal = highspy.HighsModelStatus.kOptimal
        self._low, self._high = np.array(low, dtype=float), np.array(high, dtype=float)
        self._all = np.arange(len(self._low), dtype=np.int32)
        starts = np.cumsum([0, *map(len, rows)], dtype=np.int32)
        places = np.array([x for terms in rows for x, _ in terms], dtype=np.int32)
        signs = np.array([sign for terms in rows for _, sign in terms], dtype=float)
        self._highs.addVars(len(self._all), self._low, self._high)
        self._highs.addRows(len(rows), totals, totals, len(places), starts[:-1], places, signs)

    def best(self, goal: Mapping[int, float], low: Any, high: Any) -> Any:
        """The answer between these ends with the least `goal` (weights by place); None where there is none."""
        import numpy as np

        costs = np.zeros(len(self._all))
        for x, weight in goal.items():
            costs[x] = weight
        self._highs.changeColsCost(len(self._all), self._all, costs)
        if not (np.array_equal(low, self._low) and np.array_equal(high, self._high)):
            self._low, self._high = np.array(low, dtype=float), np.array(high, dtype=float)
            self._highs.changeColsBounds(len(self._all), self._all, self._low, self._high)
        self._highs.run()
        if self._highs.getModelStatus() != self._optimal:
            return None
        return np.array(self._highs.getSolution().col_value)

    def prices(self) -> Any:
        """By how much the goal of the last answer would rise for each number were it one more; 0 between its ends."""
        import numpy as np

        return np.array(self._highs.getSolution().col_dual)


def _silent() -> Any:
    """HiGHS with its output off before it says its name, which it otherwise writes among what a command prints."""
    import highspy

    class Silent(highspy.Highs):
        """HiGHS, told to be silent before its callbacks are set, which is when it would first write."""

        def enableCallbacks(self) -> None:  # noqa: N802 (the name is highspy's)
            self.silent()
            super().enableCallbacks()

    highs = Silent()
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("simplex_strategy", _PRIMAL)
    highs.setOptionValue("primal_simplex_bound_perturbation_multiplier", 0.0)
    return highs


def filled(rows: Sequence[Terms], totals: Sequence[float], known: Mapping[int, float], count: int) -> Any:
    """All `count` numbers, where those not `known` follow one after another, each the only one left open in a sum.

    None where some do not follow. A sum is looked at once, in the order given.
    """
    import numpy as np

    found = dict(known)
    for terms, total in zip(rows, totals, strict=True):
        open_ = [(x, sign) for x, sign in terms if x not in found]
        if len(open_) == 1:
            ((x, sign),) = open_
            found[x] = (total - sum(s * found[y] for y, s in terms if y != x)) / sign
    return np.array([found[x] for x in range(count)]) if len(found) == count else None


def matrix_of(triples: Sequence[Triple], shape: tuple[int, int]) -> Any:
    """A matrix from (row, column, number); what is not named is nothing."""
    from scipy.sparse import csr_array

    rows, columns, signs = zip(*triples, strict=True) if triples else ((), (), ())
    return csr_array((signs, (rows, columns)), shape=shape)


def wider(matrix: Any, more: int) -> Any:
    """The matrix with so many columns of nothing after its own."""
    from scipy.sparse import csr_array, hstack

    return hstack([matrix, csr_array((matrix.shape[0], more))])


def misses(matrix: Any, totals: Any, low: Any, high: Any) -> Any:
    """By how much each sum must miss at least, taken together, for numbers to lie between these ends."""
    import numpy as np
    from scipy.optimize import linprog
    from scipy.sparse import eye_array, hstack

    count, width = matrix.shape
    costs = np.concatenate([np.zeros(width), np.ones(2 * count)])
    ends = [*zip(low, high, strict=True), *[(0, None)] * (2 * count)]
    apart = hstack([matrix, eye_array(count), -eye_array(count)])
    answer = linprog(costs, A_eq=apart, b_eq=totals, bounds=ends, method="highs")
    return answer.x[-2 * count : -count] + answer.x[-count:]
