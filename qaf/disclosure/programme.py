"""The linear programme of numbers that hang together: how far apart can each of them lie?

Answers in whole numbers are gathered, each of which widens the range of all. What a reader learns from being told that
something coarser stands there counts as well: an answer is taken only where enough figures are small in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import ceil, floor, inf
from typing import Any

from qaf.disclosure.bounds import Bounds
from qaf.disclosure.solver import Solver, filled, matrix_of, misses, wider
from qaf.disclosure.told import Told
from qaf.disclosure.unknowns import Block

CLOSE = 1e-4
MOST_NODES = 5_000
"""How far a search for whole numbers goes; what it cannot show to be wide enough counts as too close."""

_NEAR = 1e-6
_MOST_WAYS = 4
_LITTLE = 0.01
"""The weight of numbers that are to lie at the other end, beside those that an answer pushes to one."""

Ends = tuple[Any, Any]


class Programme:
    """The linear programme of one group of open numbers; `x` goes by their order in `members`."""

    def __init__(self, block: Block, members: Sequence[int], rules: Sequence[int], found: Bounds) -> None:
        import numpy as np

        self.block, self.members, self.rules, self.found = block, members, rules, found
        self.at = {index: x for x, index in enumerate(members)}
        self.notices = [notice for notice in block.notices if not self.at.keys().isdisjoint(notice.numbers())]
        self.inside = set(rules)
        total = [0.0] * len(rules)
        self.rows: list[list[tuple[int, float]]] = [[] for _ in rules]
        for row, rule in enumerate(rules):
            total[row] = -block.constants[rule]
            for index, sign in block.rules[rule]:
                if index in self.at:
                    self.rows[row].append((self.at[index], sign))
                else:
                    total[row] -= sign * found.low[index]
        triples = [(row, x, sign) for row, terms in enumerate(self.rows) for x, sign in terms]
        self.matrix = matrix_of(triples, (len(rules), len(members)))
        self.total = np.array(total)
        ends = [end for i in members for end in (found.low[i], found.high[i]) if abs(end) != inf]
        room = max(block.unknowns[i].room for i in members)
        far = sum(map(abs, ends)) + float(np.abs(self.total).sum()) + 20 * (room + 2)
        self.low = np.array([max(found.low[i], -far) for i in members])
        self.high = np.array([min(found.high[i], far) for i in members])
        self.whole = np.array([block.unknowns[i].whole for i in members])
        self.rooms = np.array([block.unknowns[i].room + _NEAR for i in members])
        self.least, self.greatest = np.full(len(members), inf), np.full(len(members), -inf)
        self.first = self._truth()
        self.solver: Solver | None = None

    def too_narrow(self, wanted: Sequence[int], *, first: bool = False) -> list[int]:
        """Those of the wanted numbers whose range does not exceed their room, or cannot be shown to.

        `first`: one of them is enough.
        """
        self._take(self.first)
        for known in self.block.answers:
            self._take(self._from(known))
        for ends in self._ways():
            self._sweeps(wanted, ends)
        if self.notices:
            self._beside(wanted)
        narrow: list[int] = []
        for i in self._left(wanted):
            if self._left([i]) and not self._can_be_wide(i):
                narrow.append(i)
                if first:
                    return narrow
        open_ = [i for i in wanted if i not in narrow]
        if self.notices:
            self._sweeps(open_, None)
        for i in self._left(open_):
            for sign in (-1.0, 1.0):
                if self._left([i]):
                    self._take(self._best({self.at[i]: sign}, whole=True))
        return self._left(wanted)

    def _truth(self) -> Any:
        """What the numbers are, as an answer; None where that is not known of all of them, or does not fit."""
        true = [self.block.unknowns[i].true for i in self.members]
        known = {x: low for x, (low, high) in enumerate(true) if low == high}
        answer = filled(self.rows, self.total.tolist(), known, len(true))
        return answer if answer is not None and self._holds(answer) else None

    def _is_told(self, answer: Sequence[float]) -> bool:
        return all(notice.is_true(lambda i: self._number(answer, i)) for notice in self.notices)

    def _sweeps(self, wanted: Sequence[int], ends: Ends | None) -> None:
        """Push numbers that stand in no sum together to one end, and the others to the other; then the other way.

        Where no `ends` are given, in whole numbers and so that all notices are true.
        """
        for sign in (-1.0, 1.0):
            untried = self._left(wanted)
            while untried:
                pushed = self._apart(untried)
                others = {self.at[i]: -sign * _LITTLE for i in self._left(wanted)}
                goal = others | {self.at[i]: sign for i in pushed}
                self._take(self._best(goal, ends, whole=ends is None))
                untried = [i for i in self._left(untried) if i not in pushed]

    def _ways(self) -> Iterator[Ends]:
        """Ends between which every notice holds and the truth lies, because some that are small stay so; in turn."""
        import numpy as np

        in_turn = [list(notice.ways(lambda i: self.block.unknowns[i].true)) for notice in self.notices]
        for n in range(min(max(map(len, in_turn), default=1), _MOST_WAYS)):
            low, high = np.array(self.low), np.array(self.high)
            for ways in in_turn:
                for i, (least, most) in ways[n % len(ways)].items() if ways else ():
                    if i in self.at:
                        low[self.at[i]] = max(low[self.at[i]], least)
                        high[self.at[i]] = min(high[self.at[i]], most)
            yield low, high

    def _beside(self, wanted: Sequence[int]) -> None:
        """Push each number to its ends while every notice holds because of others, away from it."""
        for i in self._left(wanted):
            ends = self._ends_beside(i) if self._left([i]) else None
            for sign in (-1.0, 1.0):
                if ends is not None and self._left([i]):
                    self._take(self._best({self.at[i]: sign}, ends))

    def _ends_beside(self, index: int) -> Ends | None:
        """Ends between which every notice holds because of others than this number and those in its sums."""
        import numpy as np

        apart = {i for rule in self.block.touching[index] for i, _ in self.block.rules[rule]} | {index}
        low, high = np.array(self.low), np.array(self.high)
        for notice in self.notices:
            way = notice.way_beside(lambda i: self.block.unknowns[i].true, apart)
            for i, (least, most) in (way or {}).items():
                if i in self.at:
                    low[self.at[i]] = max(low[self.at[i]], least)
                    high[self.at[i]] = min(high[self.at[i]], most)
        return low, high

    def _can_be_wide(self, index: int) -> bool:
        """Whether a number's range is wide enough were numbers not whole, and no notice given."""
        ends = []
        for sign in (-1.0, 1.0):
            ends.append(self._best({self.at[index]: sign}))
            self._take(ends[-1])
            if not self._left([index]):
                return True
        return self._could_be_wide(index, ends)

    def _left(self, wanted: Sequence[int]) -> list[int]:
        """Those that no answers lie far enough apart for as yet."""
        wide = self.greatest - self.least > self.rooms
        return [i for i in wanted if not wide[self.at[i]]]

    def _apart(self, wanted: Sequence[int]) -> set[int]:
        """As many of these as stand in no sum together, so that one answer can push all of them to their ends."""
        taken: set[int] = set()
        found = set()
        for index in wanted:
            sums = {rule for rule in self.block.touching[index] if rule in self.inside}
            if taken.isdisjoint(sums):
                found.add(index)
                taken |= sums
        return found

    def culprit(self) -> int | None:
        """A sum that cannot hold together with the others; None where all can."""
        if self.first is not None or self._best({}) is not None:
            return None
        slack = misses(self.matrix, self.total, self.low, self.high)
        if slack.max() <= CLOSE:
            return None
        return self.rules[int(slack.argmax())]

    # answers ---------------------------------------------------------------------------------------------------------

    def _take(self, answer: Any) -> None:
        """An answer in whole numbers widens the range of all of them, and serves other groups that it fits."""
        import numpy as np

        if answer is None or not self._holds(answer):
            return
        answer = np.where(self.whole, np.round(answer), answer)
        narrow = self.greatest - self.least <= self.rooms
        if bool((narrow & ((answer < self.least) | (answer > self.greatest))).any()):
            self.block.answers.append(dict(zip(self.members, map(float, answer), strict=True)))
        self.least, self.greatest = np.minimum(self.least, answer), np.maximum(self.greatest, answer)

    def _from(self, known: dict[int, float]) -> Any:
        """An answer that was found where more or fewer numbers were hidden; None where it says too little.

        What was shown then was what it is.
        """
        import numpy as np

        answer = []
        for i in self.members:
            low, high = self.block.unknowns[i].true
            if i not in known and low != high:
                return None
            answer.append(known.get(i, low))
        return np.array(answer)

    def _best(self, goal: dict[int, float], ends: Ends | None = None, *, whole: bool = False) -> Any:
        """The answer with the least `goal` (weights by place); None where there is none, or none was found.

        `ends`: the least and the greatest of each, where it is not as far as they can go. `whole`: in whole numbers,
        and so that all notices are true.
        """
        low, high = ends or (self.low, self.high)
        if not whole:
            self.solver = self.solver or Solver(self.rows, self.total, self.low, self.high)
            return self.solver.best(goal, low, high)
        return self._best_in_whole_numbers(goal, low, high)

    def _best_in_whole_numbers(self, goal: dict[int, float], low: Any, high: Any) -> Any:
        import numpy as np
        from scipy.optimize import Bounds as Between
        from scipy.optimize import LinearConstraint, milp

        told = Told(self)
        more = told.count
        costs = np.zeros(len(self.members) + more)
        for x, weight in goal.items():
            costs[x] = weight
        limits = [LinearConstraint(wider(self.matrix, more), self.total, self.total)]
        if more:
            limits.append(LinearConstraint(*told.limits()))
        answer = milp(
            costs,
            integrality=np.concatenate([self.whole.astype(int), np.ones(more, dtype=int)]),
            bounds=Between(np.concatenate([low, np.zeros(more)]), np.concatenate([high, np.ones(more)])),
            constraints=limits,
            options={"node_limit": MOST_NODES},
        )
        return None if answer.x is None else answer.x[: len(self.members)]

    def _holds(self, answer: Any) -> bool:
        """Whether an answer is in whole numbers where it has to be, keeps every sum, and makes every notice true."""
        import numpy as np

        rounded = np.where(self.whole, np.round(answer), answer)
        if float(np.abs(rounded - answer).max()) > CLOSE:
            return False
        off = np.abs(self.matrix @ rounded - self.total)
        inside = (rounded >= self.low - CLOSE) & (rounded <= self.high + CLOSE)
        if off.max(initial=0.0) > CLOSE or not inside.all():
            return False
        return self._is_told(rounded)

    def _number(self, answer: Any, index: int) -> float:
        return float(answer[self.at[index]]) if index in self.at else self.found.low[index]

    def _could_be_wide(self, index: int, ends: Sequence[Any]) -> bool:
        """Whether whole numbers could still lie far enough apart between ends that are not whole."""
        if ends[0] is None or ends[1] is None:
            return False
        high, low = (float(answer[self.at[index]]) for answer in ends)
        if self.block.unknowns[index].whole:
            low, high = ceil(low - CLOSE), floor(high + CLOSE)
        return high - low > self.block.unknowns[index].room + _NEAR
