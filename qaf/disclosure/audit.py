"""The audit: can the reader work out a hidden number, or come too close to it?

Bounds along sums come first; a linear programme (HiGHS, in scipy) is asked only about what those leave open, one group
of numbers at a time. A range counts as wide enough only where two answers in whole numbers were found that lie far
enough apart: counts are whole, and the reader knows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from qaf.disclosure.bounds import Bounds, bounds, dark_around, is_tree, parts_of
from qaf.disclosure.programme import CLOSE, MOST_NODES, Programme
from qaf.disclosure.solver import Solver, matrix_of
from qaf.disclosure.unknowns import Block

_NEAR = 1e-6


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
    *,
    among: Set[int] | None = None,
    first: bool = False,
) -> Verdict:
    """Every number of the block that is not shown and whose range is too narrow where `hidden` is hidden.

    `found`: the bounds, where they are known. `only`: look at groups that hold one of these, and no others. `among`:
    the numbers to look at with a programme, where the others are known to be wide enough. `first`: one is enough.
    """
    verdict = Verdict(broken=list(left_out))
    found = bounds(block, hidden, set(verdict.broken)) if found is None else found
    while found.broken is not None:
        verdict.broken.append(found.broken)
        found = bounds(block, hidden, set(verdict.broken))
    looked_at = range(len(block.places)) if among is None else sorted(among)
    guarded = [i for i in looked_at if is_guarded(block, i, hidden)]
    verdict.too_close = [i for i in guarded if found.width(i) <= block.unknowns[i].room + _NEAR]
    for members, rules in parts_of(block, found, set(verdict.broken)):
        inside = set(members)
        noticed = any(not inside.isdisjoint(notice.numbers()) for notice in block.notices)
        plain = found.settled and not noticed and is_tree(block, rules, found)
        if plain or (only is not None and only.isdisjoint(inside)):
            continue
        if first and verdict.too_close:
            break
        wanted = [i for i in guarded if i in inside and found.width(i) > block.unknowns[i].room + _NEAR]
        if not wanted:
            continue
        programme = Programme(block, members, rules, found)
        culprit = programme.culprit()
        if culprit is not None:
            return audit(block, hidden, [*verdict.broken, culprit], first=first)
        verdict.too_close += programme.too_narrow(wanted, first=first)
    return verdict


# what would help ---------------------------------------------------------------------------------------------------


def cut_for(block: Block, hidden: Set[int], index: int, left_out: Set[int] = frozenset()) -> Cut:
    """What must be hidden so that the range of `index` can be wide enough, as the prices of the programme tell.

    The weight of a number is by how much the range is wider because it is hidden, or could be were it hidden; `need`
    is what is still missing. Empty where nothing helps.
    """
    import numpy as np

    rules, members = dark_around(block, hidden, [index], left_out)
    at = {i: x for x, i in enumerate(members)}
    rows = [[(at[i], sign) for i, sign in block.rules[rule]] for rule in rules]
    total = np.array([-block.constants[rule] for rule in rules])
    known = [block.unseen[i] if i in hidden else block.seen[i] for i in members]
    far = 1e3 + 20 * block.unknowns[index].room
    far += sum(abs(end) for ends in known for end in ends if abs(end) != inf) + float(np.abs(total).sum())
    low, high = np.array([max(end, -far) for end, _ in known]), np.array([min(end, far) for _, end in known])
    solver = Solver(rows, total, low, high)
    weights: dict[int, float] = {}
    width = 0.0
    for direction in (1.0, -1.0):
        answer = solver.best({at[index]: direction}, low, high)
        if answer is None:
            return Cut({}, 1.0)
        width -= direction * float(answer[at[index]])
        for i, price in zip(members, solver.prices(), strict=True):
            gain = _gain(block, i, float(price))
            if gain > _NEAR:
                weights[i] = weights.get(i, 0.0) + gain
    need = block.unknowns[index].room + (1.0 if block.unknowns[index].whole else 10 * CLOSE) - width
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
        constraints=LinearConstraint(
            matrix_of(triples, (len(cuts), len(at))), np.array([cut.need for cut in cuts]), inf
        ),
        options={"node_limit": MOST_NODES},
    )
    return None if answer.x is None else {i for i, x in at.items() if answer.x[x] > 0.5}


def _gain(block: Block, index: int, price: float) -> float:
    """How much an end of a range moves for a number that is hidden, at its price."""
    seen, unseen = block.seen[index], block.unseen[index]
    if abs(price) < _NEAR:
        return 0.0
    return price * (seen[0] - unseen[0]) if price > 0 else -price * (unseen[1] - seen[1])
