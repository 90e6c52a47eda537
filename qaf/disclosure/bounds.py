"""What a reader can work out by going along sums: the least and the greatest of every number that is not shown.

Each sum bounds each of its numbers by the bounds of the others; that is repeated until nothing changes. Where the sums
hang together like a tree the result is exact; where they close a circle it can be too wide, and `audit` goes on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Set
from dataclasses import dataclass
from math import ceil, floor, inf

from qaf.disclosure.unknowns import Block

_MOST_VISITS = 40
"""How often a sum is gone through at most; circles of sums can creep up on a bound without end."""

_NEAR = 1e-6


@dataclass(slots=True)
class Bounds:
    """The least and the greatest of each number of a block. `broken`: a sum that cannot be, None where all can.

    `settled`: nothing more would change.
    """

    low: list[float]
    high: list[float]
    broken: int | None = None
    settled: bool = True

    def width(self, index: int) -> float:
        """Greatest less least."""
        return self.high[index] - self.low[index]

    def is_open(self, index: int) -> bool:
        """Whether the number is not known."""
        return self.high[index] - self.low[index] > _NEAR


def bounds(block: Block, hidden: Set[int], leave_out: Set[int] = frozenset()) -> Bounds:
    """Bounds of every number where those of `hidden` are hidden; the sums `leave_out` do not count."""
    seen, unseen = block.seen, block.unseen
    chosen = [unseen[i] if i in hidden else seen[i] for i in range(len(seen))]
    found = Bounds([low for low, _ in chosen], [high for _, high in chosen])
    waiting = deque(
        rule for rule, terms in enumerate(block.rules)
        if rule not in leave_out and any(found.is_open(i) for i, _ in terms)
    )  # fmt: skip
    if not _settled_sums_hold(block, found, leave_out):
        return found
    queued = set(waiting)
    visits = [0] * len(block.rules)
    while waiting:
        rule = waiting.popleft()
        queued.discard(rule)
        visits[rule] += 1
        if visits[rule] > _MOST_VISITS:
            found.settled = False
            continue
        changed = _tighten(block, rule, found)
        if changed is None:
            found.broken = rule
            return found
        for index in changed:
            for other in block.touching[index]:
                if other != rule and other not in queued and other not in leave_out:
                    waiting.append(other)
                    queued.add(other)
    return found


def _settled_sums_hold(block: Block, found: Bounds, leave_out: Set[int]) -> bool:
    for rule, terms in enumerate(block.rules):
        if rule in leave_out or any(found.is_open(i) for i, _ in terms):
            continue
        total = block.constants[rule] + sum(sign * found.low[i] for i, sign in terms)
        if abs(total) > 1e-3:
            found.broken = rule
            return False
    return True


def _tighten(block: Block, rule: int, found: Bounds) -> list[int] | None:
    """Bound each number of a sum by the others; those that changed, or None where the sum cannot be."""
    terms = block.rules[rule]
    low = high = block.constants[rule]
    open_below = open_above = 0
    for index, sign in terms:
        least, greatest = (found.low[index], found.high[index]) if sign > 0 else (-found.high[index], -found.low[index])
        if least == -inf:
            open_below += 1
        else:
            low += least
        if greatest == inf:
            open_above += 1
        else:
            high += greatest
    changed = []
    for index, sign in terms:
        least, greatest = (found.low[index], found.high[index]) if sign > 0 else (-found.high[index], -found.low[index])
        most = _without(low, open_below, least)
        fewest = _without(high, open_above, greatest)
        new_low, new_high = (-fewest, -most) if sign > 0 else (most, fewest)
        if _narrow(block, index, new_low, new_high, found):
            changed.append(index)
        if found.low[index] > found.high[index] + _NEAR:
            return None
    return changed


def _without(total: float, open_ends: int, own: float) -> float:
    """The sum of the other ends: without limit where one of them has none."""
    endless = abs(own) == inf
    if open_ends - endless > 0:
        return -inf if total is None else _limit(own, open_ends)
    return total if endless else total - own


def _limit(own: float, open_ends: int) -> float:
    raise NotImplementedError
