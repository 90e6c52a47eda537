"""What a reader can work out by going along sums: the least and the greatest of every number that is not shown.

Each sum bounds each of its numbers by the bounds of the others; that is repeated until nothing changes. Where the sums
hang together like a tree the result is exact; where they close a circle it can be too wide, and `audit` goes on.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from math import ceil, floor, inf

from qaf.disclosure.unknowns import Block

_MOST_VISITS = 40
"""How often a sum is gone through at most; circles of sums can creep up on a bound without end."""

_NEAR = 1e-6
_FAR_OFF = 1e-3
"""By how much a sum of known numbers must miss to be wrong, and not only rounded."""


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
    _go_along(block, found, [rule for rule in range(len(block.rules)) if rule not in leave_out])
    return found


def bounds_after(
    block: Block, before: Bounds, hidden: Set[int], changed: Iterable[int], leave_out: Set[int] = frozenset()
) -> Bounds:
    """The bounds after some (`changed`) were hidden or shown: only what hangs together with them is redone."""
    found = Bounds(list(before.low), list(before.high), settled=before.settled)
    rules, members = dark_around(block, hidden, changed, leave_out)
    for i in members:
        found.low[i], found.high[i] = block.unseen[i] if i in hidden else block.seen[i]
    _go_along(block, found, rules)
    return found


def dark_around(
    block: Block, hidden: Set[int], start: Iterable[int], leave_out: Set[int] = frozenset()
) -> tuple[list[int], list[int]]:
    """The sums that hang together with some numbers through numbers that are not shown, and all numbers in them."""
    rules: set[int] = set()
    waiting = list(start)
    members = set(waiting)
    while waiting:
        for rule in block.touching[waiting.pop()]:
            if rule in rules or rule in leave_out:
                continue
            rules.add(rule)
            for other, _ in block.rules[rule]:
                if other not in members:
                    members.add(other)
                    if other in hidden or block.seen[other][0] != block.seen[other][1]:
                        waiting.append(other)
    return sorted(rules), sorted(members)


def _go_along(block: Block, found: Bounds, rules: Sequence[int]) -> None:
    """Tighten by these sums until nothing changes, or one of them cannot be."""
    waiting: deque[int] = deque()
    for rule in rules:
        if any(found.is_open(i) for i, _ in block.rules[rule]):
            waiting.append(rule)
        elif abs(block.constants[rule] + sum(sign * found.low[i] for i, sign in block.rules[rule])) > _FAR_OFF:
            found.broken = rule
            return
    allowed = set(rules)
    queued = set(waiting)
    visits: dict[int, int] = {}
    while waiting:
        rule = waiting.popleft()
        queued.discard(rule)
        visits[rule] = visits.get(rule, 0) + 1
        if visits[rule] > _MOST_VISITS:
            found.settled = False
            continue
        changed = _tighten(block, rule, found)
        if changed is None:
            found.broken = rule
            return
        for index in changed:
            for other in block.touching[index]:
                if other != rule and other not in queued and other in allowed:
                    waiting.append(other)
                    queued.add(other)


def _tighten(block: Block, rule: int, found: Bounds) -> list[int] | None:
    """Bound each number of a sum by the others; those that changed, or None where the sum cannot be."""
    low, high = found.low, found.high
    terms = [
        (index, sign, low[index] * sign, high[index] * sign) if sign > 0 else
        (index, sign, high[index] * sign, low[index] * sign)
        for index, sign in block.rules[rule]
    ]  # fmt: skip
    least = greatest = block.constants[rule]
    endless_below = endless_above = 0
    for _, _, below, above in terms:
        if below == -inf:
            endless_below += 1
        else:
            least += below
        if above == inf:
            endless_above += 1
        else:
            greatest += above
    changed = []
    for index, sign, below, above in terms:
        most, fewest = inf, -inf
        if endless_below == (below == -inf):
            most = -(least if below == -inf else least - below)
        if endless_above == (above == inf):
            fewest = -(greatest if above == inf else greatest - above)
        if most < above - _NEAR or fewest > below + _NEAR:
            ends = (fewest / sign, most / sign) if sign > 0 else (most / sign, fewest / sign)
            if _narrow(block, index, ends, found):
                changed.append(index)
            if low[index] > high[index] + _NEAR:
                return None
    return changed


def _narrow(block: Block, index: int, ends: tuple[float, float], found: Bounds) -> bool:
    """Take in new ends of one number, whole ones where it is whole; whether that changed anything."""
    low, high = ends
    if block.unknowns[index].whole:
        low = float(ceil(low - _NEAR)) if low != -inf else low
        high = float(floor(high + _NEAR)) if high != inf else high
    changed = False
    if low > found.low[index] + _NEAR:
        found.low[index], changed = low, True
    if high < found.high[index] - _NEAR:
        found.high[index], changed = high, True
    return changed


def parts_of(block: Block, found: Bounds, leave_out: Set[int] = frozenset()) -> Iterator[tuple[list[int], list[int]]]:
    """The numbers that are still open, with the sums between them, in groups that no sum ties together."""
    group: dict[int, int] = {}

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    ties: list[tuple[int, int]] = []
    for rule, terms in enumerate(block.rules):
        if rule in leave_out:
            continue
        inside = [index for index, _ in terms if found.is_open(index)]
        for index in inside:
            group.setdefault(index, index)
            low, high = sorted((root(inside[0]), root(index)))
            group[high] = low
        if inside:
            ties.append((rule, inside[0]))
    members: dict[int, tuple[list[int], list[int]]] = {}
    for index in sorted(group):
        members.setdefault(root(index), ([], []))[0].append(index)
    for rule, index in ties:
        members[root(index)][1].append(rule)
    yield from members.values()


def is_tree(block: Block, rules: list[int], found: Bounds) -> bool:
    """Whether the sums of one such group close no circle, so that its bounds are exact."""
    links = sum(found.is_open(index) for rule in rules for index, _ in block.rules[rule])
    numbers = {index for rule in rules for index, _ in block.rules[rule] if found.is_open(index)}
    plain = all(abs(sign) == 1 for rule in rules for _, sign in block.rules[rule])
    return plain and links == len(numbers) + len(rules) - 1
