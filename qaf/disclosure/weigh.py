"""Weighing numbers that could be hidden against one another: what room a sum leaves, and what hiding one costs."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from qaf.disclosure.bounds import Bounds
from qaf.disclosure.unknowns import Block, Interval

NEAR = 1e-6
_WIDE = 1e9
"""Stands for a range without end where ranges are compared."""

_MOST_OF_A_SIZE = 2_000.0
_LEAST_OF_A_FIGURE = 0.01
"""All sizes together cost less than one figure, in a block of up to a hundred numbers that could be hidden."""

Weighed = tuple[tuple[float, ...], int]
"""A number with its weight, the best first."""


@dataclass
class Scales:
    """Weighs numbers that could be hidden against one another.

    Where `hopeful`, what is hidden already is taken to be as free as it could be, whatever other sums say of it.
    """

    block: Block
    hidden: Set[int]
    broken: Set[int]
    found: Bounds
    hopeful: bool = False

    def is_dark(self, index: int) -> bool:
        """Whether a number is not shown."""
        return index in self.hidden or self.block.unknowns[index].shown is None

    def can_go(self, index: int) -> bool:
        """Whether a number is shown and may be hidden: zero is shown wherever the reader knows that it is."""
        unknown = self.block.unknowns[index]
        return not self.is_dark(index) and bool(unknown.movable) and unknown.true[1] >= unknown.least

    def shown_in(self, rule: int) -> list[int]:
        """Numbers of a sum that could be hidden."""
        return [i for i, _ in self.block.rules[rule] if self.can_go(i)]

    def sums_of(self, index: int) -> Iterator[int]:
        """The sums that a number stands in, those that bind it most first."""
        rules = [rule for rule in self.block.touching[index] if rule not in self.broken]
        yield from sorted(rules, key=lambda rule: (self.width(rule, index), rule))

    def within(self, index: int, rule: int, beside: int) -> Weighed | None:
        """A number's weight as a partner in a sum; None where hiding it would give the other no more room."""
        before = self.width(rule, beside)
        after = self.width(rule, beside, index)
        if after <= before + NEAR:
            return None
        rank = rank_in(self.block, rule, index)
        enough = after > self.block.unknowns[beside].room + NEAR
        more = self._more_narrow(index) + self.block.unknowns[index].weight
        size = self._size(index)
        if enough:
            return (rank, 0.0, more, size), index
        return (rank, 1.0, -after, more, size), index

    def anywhere(self, index: int) -> Weighed:
        """A number's weight where the linear programme named it."""
        rank = highest_rank(self.block, index)
        return (rank, self._more_narrow(index) + self.block.unknowns[index].weight, self._size(index)), index

    def _size(self, index: int) -> float:
        return self.block.unknowns[index].true[0]

    def _more_narrow(self, index: int) -> float:
        """How many more numbers would have too little room in some sum once this one is hidden (fewer: below 0)."""
        more = 0
        for rule in self.block.touching[index]:
            if rule not in self.broken:
                more += self._narrow_in(rule, index) - self._narrow_in(rule)
        return float(more)

    def _narrow_in(self, rule: int, and_hidden: int | None = None) -> int:
        """In how many of its numbers a sum leaves too little room."""
        return sum(
            1 for i, _ in self.block.rules[rule]
            if self.block.unknowns[i].room >= 0 and (self.is_dark(i) or i == and_hidden)
            and self.width(rule, i, and_hidden) <= self.block.unknowns[i].room + NEAR
        )  # fmt: skip

    def width(self, rule: int, index: int, and_hidden: int | None = None) -> float:
        """The range of a number as far as one sum binds it, with one more number hidden."""
        low = high = self.block.constants[rule]
        own = 1.0
        for other, sign in self.block.rules[rule]:
            if other == index:
                own = sign
                continue
            least, greatest = self._ends(other, and_hidden)
            low += least * sign if sign > 0 else greatest * sign
            high += greatest * sign if sign > 0 else least * sign
        ends = (-high / own, -low / own) if own > 0 else (-low / own, -high / own)
        unseen = self.block.unseen[index]
        width = min(ends[1], unseen[1]) - max(ends[0], unseen[0])
        return min(width, _WIDE)

    def _ends(self, index: int, and_hidden: int | None) -> Interval:
        if index == and_hidden or (self.hopeful and self.is_dark(index)):
            return self.block.unseen[index]
        return (self.found.low[index], self.found.high[index])


def rank_in(block: Block, rule: int, index: int) -> float:
    """What a number is in a sum: 0 a part, 1 the base, 2 the total."""
    if block.wholes[rule] != index:
        return 0.0
    return 1.0 if block.equations[rule].of_base else 2.0


def highest_rank(block: Block, index: int) -> float:
    """The most that a number is in any of its sums."""
    return max((rank_in(block, rule, index) for rule in block.touching[index]), default=0.0)


def price(block: Block, index: int) -> float:
    """What hiding a number costs: each figure that shows it; a base counts for three, a total for two, and one of
    the whole organisation for ten. Of numbers that cost the same, the smaller."""
    unknown = block.unknowns[index]
    rank = highest_rank(block, index)
    factor = 1.0
    if rank:
        factor = 10.0 if not unknown.name.key.breakdown else 3.0 if rank == 1 else 2.0
    size = min(max(unknown.true[0], 0.0), _MOST_OF_A_SIZE) / _MOST_OF_A_SIZE
    return factor * max(unknown.weight, 1) + _LEAST_OF_A_FIGURE * size
