"""The audit: can the reader work out a hidden number, or come too close to it?

Bounds along sums come first; a linear programme (HiGHS, in scipy) is asked only about what those leave open, one group
of numbers at a time. A range counts as wide enough only where two answers in whole numbers were found that lie far
enough apart: counts are whole, and the reader knows it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from math import ceil, floor, inf
from typing import Any, NamedTuple

from qaf.disclosure.bounds import Bounds, bounds, dark_around, is_tree, parts_of
from qaf.disclosure.unknowns import Block

_NEAR = 1e-6
_CLOSE = 1e-4
_MOST_NODES = 5_000
"""How far a search for whole numbers goes; what it cannot show to be wide enough counts as too close."""


@dataclass
class Verdict:
    """What an audit of a block found: numbers whose range is not wide enough.

    `broken`: sums that cannot hold with the others, and were left out.
    """

    too_close: list[int] = field(default_factory=list)
    broken: list[int] = field(default_factory=list)


class Cut(NamedTuple):
    """What any choice must keep to: the weights of those it hides add up to `need` at least."""

    weights: dict[int, float]
    need: float


def is_guarded(block: Block, index: int, hidden: Set[int]) -> bool:
    """Whether a number is not shown, and somebody would be told of by its range."""
    unknown = block.unknowns[index]
    return unknown.room >= 0 and (index in hidden or unknown.shown is None)


def audit(
    block: Block,
    hidden: Set[int],
    left_out: Sequence[int] = (),
    found: Bounds | None = None,
    only: Set[int] | None = None,
) -> Verdict:
    """Every number of the block that is not shown and whose range is too narrow where `hidden` is hidden.

    `found`: the bounds, where they are known. `only`: look at groups that hold one of these, and no others.
    """
    verdict = Verdict(broken=list(left_out))
    found = bounds(block, hidden, set(verdict.broken)) if found is None else found
    while found.broken is not None:
        verdict.broken.append(found.broken)
        found = bounds(block, hidden, set(verdict.broken))
    guarded = [i for i in range(len(block.places)) if is_guarded(block, i, hidden)]
    verdict.too_close = [i for i in guarded if found.width(i) <= block.unknowns[i].room + _NEAR]
    for members, rules in parts_of(block, found, set(verdict.broken)):
        inside = set(members)
        if (found.settled and is_tree(block, rules, found)) or (only is not None and only.isdisjoint(inside)):
            continue
        wanted = [i for i in guarded if i in inside and found.width(i) > block.unknowns[i].room + _NEAR]
        if not wanted:
            continue
        programme = _Programme(block, members, rules, found)
        culprit = programme.culprit()
        if culprit is not None:
            return audit(block, hidden, [*verdict.broken, culprit])
        verdict.too_close += programme.too_narrow(wanted)
    return verdict


class _Programme:
    """The linear programme of one group of open numbers; `x` goes by their order in `members`."""

    def __init__(self, block: Block, members: Sequence[int], rules: Sequence[int], found: Bounds) -> None:
        import numpy as np

        self.block, self.members, self.rules = block, members, rules
        self.at = {index: x for x, index in enumerate(members)}
        triples: list[tuple[int, int, float]] = []
        total = [0.0] * len(rules)
        for row, rule in enumerate(rules):
            total[row] = -block.constants[rule]
            for index, sign in block.rules[rule]:
                if index in self.at:
                    triples.append((row, self.at[index], sign))
                else:
                    total[row] -= sign * found.low[index]
        self.matrix = _matrix(triples, (len(rules), len(members)))
        self.total = np.array(total)
        ends = [end for i in members for end in (found.low[i], found.high[i]) if abs(end) != inf]
        room = max(block.unknowns[i].room for i in members)
        far = sum(map(abs, ends)) + float(np.abs(self.total).sum()) + 20 * (room + 2)
        self.low = np.array([max(found.low[i], -far) for i in members])
        self.high = np.array([min(found.high[i], far) for i in members])
        self.whole = np.array([block.unknowns[i].whole for i in members])

    def too_narrow(self, wanted: Sequence[int]) -> list[int]:
        """Those of the wanted numbers whose range does not exceed their room, or cannot be shown to."""
        span = dict.fromkeys(wanted, (inf, -inf))

        def take(answer: Any) -> None:
            """An answer in whole numbers widens the range of all of them."""
            if answer is not None and self._holds(answer):
                for i in wanted:
                    value = self._value(answer, i)
                    span[i] = (min(span[i][0], value), max(span[i][1], value))

        def wide(i: int) -> bool:
            return span[i][1] - span[i][0] > self.block.unknowns[i].room + _NEAR

        for weights in _sweeps():
            left = [i for i in wanted if not wide(i)]
            if len(left) > 2:
                take(self._best({self.at[i]: weights[n % len(weights)] for n, i in enumerate(left)}))
        narrow = []
        for i in wanted:
            if not wide(i):
                ends = self._best({self.at[i]: -1.0}), self._best({self.at[i]: 1.0})
                for answer in ends:
                    take(answer)
                if not wide(i) and self._could_be_wide(i, ends):
                    take(self._best({self.at[i]: -1.0}, whole=True))
                    take(self._best({self.at[i]: 1.0}, whole=True))
            if not wide(i):
                narrow.append(i)
        return narrow

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
        if slack.max() <= _CLOSE:
            return None
        return self.rules[int(slack.argmax())]

    def _best(self, goal: dict[int, float], *, whole: bool = False) -> Any:
        """The answer with the least `goal` (weights by place); None where there is none, or none was found."""
        import numpy as np
        from scipy.optimize import Bounds as Ends
        from scipy.optimize import LinearConstraint, milp

        costs = np.zeros(len(self.members))
        for x, weight in goal.items():
            costs[x] = weight
        answer = milp(
            costs,
            integrality=self.whole.astype(int) if whole else None,
            bounds=Ends(self.low, self.high),
            constraints=LinearConstraint(self.matrix, self.total, self.total),
            options={"node_limit": _MOST_NODES} if whole else None,
        )
        return answer.x

    def _holds(self, answer: Any) -> bool:
        """Whether an answer is in whole numbers where it has to be, and keeps every sum."""
        import numpy as np

        rounded = np.where(self.whole, np.round(answer), answer)
        if float(np.abs(rounded - answer).max()) > _CLOSE:
            return False
        off = np.abs(self.matrix @ rounded - self.total)
        inside = (rounded >= self.low - _CLOSE) & (rounded <= self.high + _CLOSE)
        return bool(off.max(initial=0.0) <= _CLOSE and inside.all())

    def _value(self, answer: Any, index: int) -> float:
        value = float(answer[self.at[index]])
        return float(round(value)) if self.block.unknowns[index].whole else value

    def _could_be_wide(self, index: int, ends: tuple[Any, Any]) -> bool:
        """Whether whole numbers could still lie far enough apart between ends that are not whole."""
        if ends[0] is None or ends[1] is None:
            return False
        high, low = (float(answer[self.at[index]]) for answer in ends)
        if self.block.unknowns[index].whole:
            low, high = ceil(low - _CLOSE), floor(high + _CLOSE)
        return high - low > self.block.unknowns[index].room + _NEAR


def _sweeps() -> Iterable[tuple[float, ...]]:
    """Goals that pull the numbers apart, so that one answer serves many: all up, all down, every other one up."""
    for signs in ((1.0,), (1.0, -1.0), (1.0, 1.0, -1.0, -1.0)):
        yield signs
        yield tuple(-sign for sign in signs)


# what would help ---------------------------------------------------------------------------------------------------


def cut_for(block: Block, hidden: Set[int], index: int, left_out: Set[int] = frozenset()) -> Cut:
    """What must be hidden so that the range of `index` can be wide enough, as the prices of the programme tell.

    The weight of a number is by how much the range is wider because it is hidden, or could be were it hidden; `need`
    is what is still missing. Empty where nothing helps.
    """
    import numpy as np
    from scipy.optimize import linprog

    rules, members = dark_around(block, hidden, [index], left_out)
    at = {i: x for x, i in enumerate(members)}
    triples = [(row, at[i], sign) for row, rule in enumerate(rules) for i, sign in block.rules[rule]]
    matrix = _matrix(triples, (len(rules), len(members)))
    total = np.array([-block.constants[rule] for rule in rules])
    known = [block.unseen[i] if i in hidden else block.seen[i] for i in members]
    far = 1e3 + 20 * block.unknowns[index].room
    far += sum(abs(end) for ends in known for end in ends if abs(end) != inf) + float(np.abs(total).sum())
    ends = [(max(low, -far), min(high, far)) for low, high in known]
    weights: dict[int, float] = {}
    width = 0.0
    for direction in (1.0, -1.0):
        costs = np.zeros(len(members))
        costs[at[index]] = direction
        answer = linprog(costs, A_eq=matrix, b_eq=total, bounds=ends, method="highs-ds")
        if answer.status != 0:
            return Cut({}, 1.0)
        width -= answer.fun
        prices = costs - matrix.T @ answer.eqlin.marginals
        for i, price in zip(members, prices, strict=True):
            gain = _gain(block, i, float(price))
            if gain > _NEAR:
                weights[i] = weights.get(i, 0.0) + gain
    need = block.unknowns[index].room + (1.0 if block.unknowns[index].whole else 10 * _CLOSE) - width
    return Cut(weights, need)


def cheapest(prices: Mapping[int, float], cuts: Sequence[Cut]) -> set[int] | None:
    """The cheapest numbers whose weights reach what every cut needs; None where there are none."""
    import numpy as np
    from scipy.optimize import Bounds as Ends
    from scipy.optimize import LinearConstraint, milp

    at = {i: x for x, i in enumerate(prices)}
    triples = [(row, at[i], weight) for row, cut in enumerate(cuts) for i, weight in cut.weights.items() if i in at]
    answer = milp(
        np.array(list(prices.values())),
        integrality=np.ones(len(at)),
        bounds=Ends(np.zeros(len(at)), np.ones(len(at))),
        constraints=LinearConstraint(_matrix(triples, (len(cuts), len(at))), np.array([cut.need for cut in cuts]), inf),
        options={"node_limit": _MOST_NODES},
    )
    return None if answer.x is None else {i for i, x in at.items() if answer.x[x] > 0.5}


def _gain(block: Block, index: int, price: float) -> float:
    """How much an end of a range moves for a number that is hidden, at its price."""
    seen, unseen = block.seen[index], block.unseen[index]
    if abs(price) < _NEAR:
        return 0.0
    return price * (seen[0] - unseen[0]) if price > 0 else -price * (unseen[1] - seen[1])


def _matrix(triples: Sequence[tuple[int, int, float]], shape: tuple[int, int]) -> Any:
    from scipy.sparse import csr_array

    rows, columns, signs = zip(*triples, strict=True) if triples else ((), (), ())
    return csr_array((signs, (rows, columns)), shape=shape)
