"""The linear programme of numbers that hang together: how far apart can each of them lie?

Answers in whole numbers are gathered, each of which widens the range of all.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, inf
from typing import Any

from qaf.disclosure.bounds import Bounds
from qaf.disclosure.unknowns import Block

CLOSE = 1e-4
MOST_NODES = 5_000
"""How far a search for whole numbers goes; what it cannot show to be wide enough counts as too close."""

_NEAR = 1e-6
_LITTLE = 0.01
"""The weight of numbers that are to lie at the other end, beside those that an answer pushes to one."""

Triple = tuple[int, int, float]
Ends = tuple[Any, Any]


class Programme:
    """The linear programme of one group of open numbers; `x` goes by their order in `members`."""

    def __init__(self, block: Block, members: Sequence[int], rules: Sequence[int], found: Bounds) -> None:
        import numpy as np

        self.block, self.members, self.rules, self.found = block, members, rules, found
        self.at = {index: x for x, index in enumerate(members)}
        self.inside = set(rules)
        triples: list[Triple] = []
        total = [0.0] * len(rules)
        for row, rule in enumerate(rules):
            total[row] = -block.constants[rule]
            for index, sign in block.rules[rule]:
                if index in self.at:
                    triples.append((row, self.at[index], sign))
                else:
                    total[row] -= sign * found.low[index]
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

    def too_narrow(self, wanted: Sequence[int], *, first: bool = False) -> list[int]:
        """Those of the wanted numbers whose range does not exceed their room, or cannot be shown to.

        `first`: one of them is enough.
        """
        for known in self.block.answers:
            self._take(self._from(known))
        self._sweeps(wanted)
        narrow: list[int] = []
        for i in self._left(wanted):
            if self._left([i]) and not self._can_be_wide(i):
                narrow.append(i)
                if first:
                    return narrow
        open_ = [i for i in wanted if i not in narrow]
        for i in self._left(open_):
            for sign in (-1.0, 1.0) if self._left([i]) else ():
                self._take(self._best({self.at[i]: sign}, whole=True))
        return self._left(wanted)

    def _sweeps(self, wanted: Sequence[int]) -> None:
        """Push numbers that stand in no sum together to one end, and the others to the other; then the other way."""
        for sign in (-1.0, 1.0):
            untried = self._left(wanted)
            while untried:
                pushed = self._apart(untried)
                others = {self.at[i]: -sign * _LITTLE for i in self._left(wanted)}
                goal = others | {self.at[i]: sign for i in pushed}
                self._take(self._best(goal))
                untried = [i for i in self._left(untried) if i not in pushed]

    def _can_be_wide(self, index: int) -> bool:
        """Whether a number's range is wide enough were numbers not whole."""
        ends = self._best({self.at[index]: -1.0}), self._best({self.at[index]: 1.0})
        for answer in ends:
            self._take(answer)
        return not self._left([index]) or self._could_be_wide(index, ends)

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
        if self._best({}) is not None:
            return None
        import numpy as np
        from scipy.optimize import linprog
        from scipy.sparse import eye_array, hstack

        count = len(self.rules)
        matrix = hstack([self.matrix, eye_array(count), -eye_array(count)])
        costs = np.concatenate([np.zeros(len(self.members)), np.ones(2 * count)])
        ends = [*zip(self.low, self.high, strict=True), *[(0, None)] * (2 * count)]
        answer = linprog(costs, A_eq=matrix, b_eq=self.total, bounds=ends, method="highs")
        slack = answer.x[-2 * count : -count] + answer.x[-count:]
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
        """An answer that was found where more or fewer numbers were hidden; None where it says too little."""
        import numpy as np

        if not self.at.keys() <= known.keys():
            return None
        return np.array([known[i] for i in self.members])

    def _best(self, goal: dict[int, float], *, whole: bool = False) -> Any:
        """The answer with the least `goal` (weights by place); None where there is none, or none was found.

        `whole`: in whole numbers.
        """
        import numpy as np
        from scipy.optimize import Bounds as Between
        from scipy.optimize import LinearConstraint, milp

        costs = np.zeros(len(self.members))
        for x, weight in goal.items():
            costs[x] = weight
        answer = milp(
            costs,
            integrality=self.whole.astype(int) if whole else None,
            bounds=Between(self.low, self.high),
            constraints=LinearConstraint(self.matrix, self.total, self.total),
            options={"node_limit": MOST_NODES} if whole else None,
        )
        return answer.x

    def _holds(self, answer: Any) -> bool:
        """Whether an answer is in whole numbers where it has to be, and keeps every sum."""
        import numpy as np

        rounded = np.where(self.whole, np.round(answer), answer)
        if float(np.abs(rounded - answer).max()) > CLOSE:
            return False
        off = np.abs(self.matrix @ rounded - self.total)
        inside = (rounded >= self.low - CLOSE) & (rounded <= self.high + CLOSE)
        return bool(off.max(initial=0.0) <= CLOSE and inside.all())

    def _could_be_wide(self, index: int, ends: Ends) -> bool:
        """Whether whole numbers could still lie far enough apart between ends that are not whole."""
        if ends[0] is None or ends[1] is None:
            return False
        high, low = (float(answer[self.at[index]]) for answer in ends)
        if self.block.unknowns[index].whole:
            low, high = ceil(low - CLOSE), floor(high + CLOSE)
        return high - low > self.block.unknowns[index].room + _NEAR


def matrix_of(triples: Sequence[Triple], shape: tuple[int, int]) -> Any:
    """A matrix from (row, column, number); what is not named is nothing."""
    from scipy.sparse import csr_array

    rows, columns, signs = zip(*triples, strict=True) if triples else ((), (), ())
    return csr_array((signs, (rows, columns)), shape=shape)
