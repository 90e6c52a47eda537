"""Secondary hiding: which further numbers must go so that no sum gives a hidden one back.

In this order: another part, the base, the total; as few as can be, and of those that serve alike the smallest. The
choice is made sum by sum, then every number that turns out not to be needed is shown again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field

from qaf.disclosure.audit import audit, is_guarded
from qaf.disclosure.bounds import Bounds, bounds
from qaf.disclosure.unknowns import Block, Interval

_NEAR = 1e-6
_WIDE = 1e9
"""Stands for a range without end where ranges are compared."""


@dataclass
class Choice:
    """What is hidden in a block. `exposed`: numbers that cannot be protected, whatever is hidden.

    `broken`: sums that cannot hold together with the others, and were left out.
    """

    hidden: set[int]
    exposed: set[int] = field(default_factory=set)
    broken: list[int] = field(default_factory=list)


def hide(block: Block, *, thorough: bool = True) -> Choice:
    """Choose what to hide in a block, beyond what is hidden from the start.

    Without `thorough` circles of sums are not looked at: a first estimate that asks for no linear programme.
    """
    choice = Choice(_with_tied(block, block.start()))
    while True:
        found = bounds(block, choice.hidden, set(choice.broken))
        if found.broken is not None:
            choice.broken.append(found.broken)
            continue
        narrow = [i for i in _narrow(block, choice, found) if i not in choice.exposed]
        if narrow:
            _hide_for(block, choice, narrow[0], _beside(block, choice, found, narrow[0]))
            continue
        if not thorough:
            break
        verdict = audit(block, choice.hidden, explain=True, left_out=choice.broken)
        choice.broken = verdict.broken
        left = [one for one in verdict.too_close if one.index not in choice.exposed]
        if not left:
            break
        weigh = _Scales(block, choice, found)
        candidates = [weigh.anywhere(c) for c in left[0].binding if weigh.can_go(c)]
        _hide_for(block, choice, left[0].index, min(candidates, default=None))
    _show_again(block, choice, thorough)
    return choice


_Weighed = tuple[tuple[float, ...], int]


def _hide_for(block: Block, choice: Choice, index: int, best: _Weighed | None) -> None:
    """Hide the best that was found for a number, or give that number up."""
    if best is None:
        choice.exposed.add(index)
    else:
        choice.hidden |= _with_tied(block, {best[1]})


def _with_tied(block: Block, hidden: set[int]) -> set[int]:
    """With the numbers that cannot be known either once these are hidden."""
    found, waiting = set(hidden), list(hidden)
    while waiting:
        for other in block.tied[waiting.pop()]:
            if other not in found and block.unknowns[other].movable:
                found.add(other)
                waiting.append(other)
    return found


def _narrow(block: Block, choice: Choice, found: Bounds) -> list[int]:
    """Numbers that are not shown and whose range is too narrow."""
    return [
        i for i, unknown in enumerate(block.unknowns)
        if is_guarded(block, i, choice.hidden) and found.width(i) <= unknown.room + _NEAR
    ]  # fmt: skip


# what to hide ------------------------------------------------------------------------------------------------------


def _beside(block: Block, choice: Choice, found: Bounds, index: int) -> _Weighed | None:
    """The best number to hide so that `index` has more room: in one of its sums, else behind what binds those."""
    weigh = _Scales(block, choice, found)
    seen, waiting = {index}, [index]
    while waiting:
        behind: list[int] = []
        best: _Weighed | None = None
        for at in waiting:
            for rule in weigh.sums_of(at):
                candidates = [weigh.within(c, rule, at) for c in weigh.shown_in(rule)]
                useful = [one for one in candidates if one is not None]
                if useful and (best is None or min(useful) < best):
                    best = min(useful)
                if useful and at == index:
                    return best
                behind += [i for i, _ in block.rules[rule] if weigh.is_dark(i) and i not in seen]
        if best is not None:
            return best
        waiting = sorted(set(behind))
        seen |= set(waiting)
    return None


@dataclass
class _Scales:
    """Weighs numbers that could be hidden against one another."""

    block: Block
    choice: Choice
    found: Bounds

    def is_dark(self, index: int) -> bool:
        """Whether a number is not shown."""
        return index in self.choice.hidden or self.block.unknowns[index].shown is None

    def can_go(self, index: int) -> bool:
        """Whether a number is shown and may be hidden: zero is shown wherever the reader knows that it is."""
        unknown = self.block.unknowns[index]
        return not self.is_dark(index) and bool(unknown.movable) and unknown.true[1] >= unknown.least

    def shown_in(self, rule: int) -> list[int]:
        """Numbers of a sum that could be hidden."""
        return [i for i, _ in self.block.rules[rule] if self.can_go(i)]

    def sums_of(self, index: int) -> Iterator[int]:
        """The sums that a number stands in, those that bind it most first."""
        rules = [rule for rule in self.block.touching[index] if rule not in self.choice.broken]
        yield from sorted(rules, key=lambda rule: (self._width(rule, index), rule))

    def within(self, index: int, rule: int, beside: int) -> _Weighed | None:
        """A number's weight as a partner in a sum; None where hiding it would give the other no more room."""
        before = self._width(rule, beside)
        after = self._width(rule, beside, index)
        if after <= before + _NEAR and before < _WIDE:
            return None
        rank = _rank(self.block, rule, index)
        enough = after > self.block.unknowns[beside].room + _NEAR
        more = self._more_narrow(index) + self.block.unknowns[index].weight
        size = self._size(index)
        if enough:
            return (rank, 0.0, more, size), index
        return (rank, 1.0, -after, more, size), index

    def anywhere(self, index: int) -> _Weighed:
        """A number's weight where the linear programme named it."""
        rank = _highest_rank(self.block, index)
        return (rank, self._more_narrow(index) + self.block.unknowns[index].weight, self._size(index)), index

    def _size(self, index: int) -> float:
        return self.block.unknowns[index].true[0]

    def _more_narrow(self, index: int) -> float:
        """How many more numbers would have too little room in some sum once this one is hidden (fewer: below 0)."""
        more = 0
        for rule in self.block.touching[index]:
            if rule not in self.choice.broken:
                more += self._narrow_in(rule, index) - self._narrow_in(rule)
        return float(more)

    def _narrow_in(self, rule: int, and_hidden: int | None = None) -> int:
        """In how many of its numbers a sum leaves too little room."""
        return sum(
            1 for i, _ in self.block.rules[rule]
            if self.block.unknowns[i].room >= 0 and (self.is_dark(i) or i == and_hidden)
            and self._width(rule, i, and_hidden) <= self.block.unknowns[i].room + _NEAR
        )  # fmt: skip

    def _width(self, rule: int, index: int, and_hidden: int | None = None) -> float:
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
        if index == and_hidden:
            return self.block.unseen[index]
        return (self.found.low[index], self.found.high[index])


def _rank(block: Block, rule: int, index: int) -> float:
    """What a number is in a sum: 0 a part, 1 the base, 2 the total."""
    if block.wholes[rule] != index:
        return 0.0
    return 1.0 if block.equations[rule].of_base else 2.0


def _highest_rank(block: Block, index: int) -> float:
    return max((_rank(block, rule, index) for rule in block.touching[index]), default=0.0)


# what need not be hidden after all ---------------------------------------------------------------------------------


def _show_again(block: Block, choice: Choice, thorough: bool) -> None:
    """Show again what was hidden for others and is not needed: totals first, then bases, then the largest parts."""
    start = _with_tied(block, block.start())
    added = [i for i in choice.hidden if i not in start]
    for index in sorted(added, key=lambda i: _worth(block, i), reverse=True):
        if index not in choice.hidden:
            continue
        fewer = _with_tied(block, choice.hidden - {index} - set(block.tied[index]) | start)
        if index not in fewer and _is_safe(block, choice, fewer, thorough):
            choice.hidden = fewer


def _worth(block: Block, index: int) -> tuple[float, ...]:
    return (_highest_rank(block, index), block.unknowns[index].weight, block.unknowns[index].true[0], -index)


def _is_safe(block: Block, choice: Choice, hidden: Set[int], thorough: bool) -> bool:
    found = bounds(block, hidden, set(choice.broken))
    if found.broken is not None:
        return False
    tried = Choice(set(hidden), choice.exposed, choice.broken)
    if any(i not in choice.exposed for i in _narrow(block, tried, found)):
        return False
    if not thorough:
        return True
    verdict = audit(block, hidden, left_out=choice.broken)
    return verdict.broken == choice.broken and not _others(verdict.too_close, choice.exposed)


def _others(found: Sequence[tuple[int, object]], exposed: Set[int]) -> list[int]:
    return [index for index, _ in found if index not in exposed]
