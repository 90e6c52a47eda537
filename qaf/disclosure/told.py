"""What notices say, as limits of a linear programme in whole numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf
from typing import TYPE_CHECKING, Any

from qaf.disclosure.notice import Notice
from qaf.disclosure.solver import Triple, matrix_of

if TYPE_CHECKING:
    from qaf.disclosure.programme import Programme


class Told:
    """What notices ask for, as limits of a programme: yes or no for each slot, and for each number that may be small.

    `count`: how many such questions there are; they come after the numbers.
    """

    def __init__(self, programme: Programme) -> None:
        self.programme = programme
        self.count = self.rows = 0
        self.triples: list[Triple] = []
        self.low: list[float] = []
        self.high: list[float] = []
        for notice in programme.notices:
            chosen = [self._slot(notice, need, figures) for need, figures in notice.slots]
            self._limit(((at, 1.0) for at in chosen), 1.0, inf)

    def limits(self) -> tuple[Any, list[float], list[float]]:
        """As a matrix over the numbers and the questions, with the least and the most of each of its rows."""
        size = (self.rows, len(self.programme.members) + self.count)
        return matrix_of(self.triples, size), self.low, self.high

    def _slot(self, notice: Notice, need: int, figures: Sequence[Sequence[Sequence[int]]]) -> int:
        at = self._question()
        counted = []
        for options in figures:
            asked = [self._small(notice, numbers) for numbers in options]
            self._limit([(one, 1.0) for one in asked], 0.0, 1.0)
            counted += asked
        self._limit([*((one, 1.0) for one in counted), (at, -float(need))], 0.0, inf)
        return at

    def _small(self, notice: Notice, numbers: Sequence[int]) -> int:
        """A question that can be answered by yes only where these add up to a small number."""
        kept = self.programme
        at = self._question()
        open_ = [kept.at[i] for i in numbers if i in kept.at]
        known = sum(kept.found.low[i] for i in numbers if i not in kept.at)
        most, least = sum(float(kept.high[x]) for x in open_), sum(float(kept.low[x]) for x in open_)
        terms = [(x, 1.0) for x in open_]
        above, below = max(most + known - notice.most, 0.0), max(notice.least - least - known, 0.0)
        self._limit([*terms, (at, above)], -inf, notice.most - known + above)
        self._limit([*terms, (at, -below)], notice.least - known - below, inf)
        return at

    def _question(self) -> int:
        self.count += 1
        return len(self.programme.members) + self.count - 1

    def _limit(self, terms: Iterable[tuple[int, float]], low: float, high: float) -> None:
        self.triples += [(self.rows, x, sign) for x, sign in terms]
        self.low.append(low)
        self.high.append(high)
        self.rows += 1
