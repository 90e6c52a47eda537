"""Secondary hiding: which further numbers must go so that no sum gives a hidden one back.

In this order: another part, the base, the total; as few as can be, and of those that serve alike the smallest. The
choice is made sum by sum, then every number that turns out not to be needed is shown again.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from qaf.disclosure.audit import audit, cut_for, is_guarded
from qaf.disclosure.bounds import Bounds, bounds, bounds_after, dark_around, is_tree, parts_of
from qaf.disclosure.fewest import fewest, with_tied
from qaf.disclosure.unknowns import Block
from qaf.disclosure.weigh import NEAR, Scales, Weighed, highest_rank, price


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
    start = with_tied(block, block.start())
    choice = _sum_by_sum(block, Choice(set(start)), thorough=thorough)
    if choice.exposed and thorough:
        choice = _rather_all(block, choice)
    if not thorough or choice.hidden == start or choice.exposed or choice.broken or _is_plain(block, choice.hidden):
        return choice
    fewer = fewest(block, start)
    if fewer is None or _cost(block, fewer) >= _cost(block, choice.hidden):
        return choice
    return Choice(fewer)


def _rather_all(block: Block, choice: Choice) -> Choice:
    """Everything that can go is hidden, where that protects more; what was not needed is shown again."""
    zeros = {i for i, unknown in enumerate(block.unknowns) if unknown.true[1] < unknown.least}
    can = {i for i, unknown in enumerate(block.unknowns) if unknown.movable and unknown.shown is not None}
    hidden = with_tied(block, choice.hidden | can - zeros)
    verdict = audit(block, hidden, choice.broken)
    exposed = set(verdict.too_close)
    if verdict.broken != choice.broken or not exposed < choice.exposed:
        return choice
    better = Choice(hidden, exposed, verdict.broken)
    _show_again(block, better, _sound(block, better), True)
    return better


def _is_plain(block: Block, hidden: Set[int]) -> bool:
    """Whether no circle of sums is left among what is not shown."""
    found = bounds(block, hidden)
    return all(is_tree(block, rules, found) for _, rules in parts_of(block, found))


def _cost(block: Block, hidden: Set[int]) -> float:
    return sum(price(block, index) for index in hidden)


def _sum_by_sum(block: Block, choice: Choice, *, thorough: bool) -> Choice:
    found = _sound(block, choice)
    while True:
        narrow = [i for i in _narrow(block, choice, found) if i not in choice.exposed]
        if narrow:
            index, best = _next(block, choice, found, narrow)
            found = _hide_for(block, choice, found, index, best)
            continue
        if not thorough:
            break
        among = set(range(len(block.places))) - choice.exposed
        verdict = audit(block, choice.hidden, choice.broken, found, among=among, first=True)
        if verdict.broken != choice.broken:
            choice.broken = verdict.broken
            found = _sound(block, choice)
        if not verdict.too_close:
            break
        index = verdict.too_close[0]
        weigh = Scales(block, choice.hidden, set(choice.broken), found, hopeful=True)
        binding = cut_for(block, choice.hidden, index, set(choice.broken)).weights
        best = min((weigh.anywhere(c) for c in binding if weigh.can_go(c)), default=None)
        found = _hide_for(block, choice, found, index, best)
    _show_again(block, choice, found, thorough)
    return choice


def _sound(block: Block, choice: Choice) -> Bounds:
    """Bounds of the whole block, without the sums that cannot hold."""
    while (found := bounds(block, choice.hidden, set(choice.broken))).broken is not None:
        choice.broken.append(found.broken)
    return found


def _hide_for(block: Block, choice: Choice, found: Bounds, index: int, best: Weighed | None) -> Bounds:
    """Hide the best that was found for a number, or give that number up; the bounds after that."""
    if best is None:
        choice.exposed.add(index)
        return found
    more = with_tied(block, {best[1]}) - choice.hidden
    choice.hidden |= more
    after = bounds_after(block, found, choice.hidden, more, set(choice.broken))
    return after if after.broken is None else _sound(block, choice)


def _narrow(block: Block, choice: Choice, found: Bounds) -> list[int]:
    """Numbers that are not shown and whose range is too narrow; those that were hidden from the start first."""
    narrow = [
        i for i, unknown in enumerate(block.unknowns)
        if is_guarded(block, i, choice.hidden) and found.width(i) <= unknown.room + NEAR
    ]  # fmt: skip
    return sorted(narrow, key=lambda i: (not block.unknowns[i].hidden, i))


# what to hide ------------------------------------------------------------------------------------------------------


def _next(block: Block, choice: Choice, found: Bounds, narrow: Sequence[int]) -> tuple[int, Weighed | None]:
    """The number to help next, and the best to hide for it.

    First those that a sum binds whatever its other hidden numbers are; then those that are bound through the others.
    """
    weigh = Scales(block, choice.hidden, set(choice.broken), found, hopeful=True)
    for index in narrow:
        for rule in weigh.sums_of(index):
            if weigh.width(rule, index) <= block.unknowns[index].room + NEAR:
                candidates = [weigh.within(c, rule, index) for c in weigh.shown_in(rule)]
                best = min((one for one in candidates if one is not None), default=None)
                if best is not None:
                    return index, best
    return narrow[0], _behind(Scales(block, choice.hidden, set(choice.broken), found), narrow[0])


def _behind(weigh: Scales, index: int) -> Weighed | None:
    """The best number to hide in the sums of `index`, else in the sums of what stands in those, and so on."""
    seen, waiting = {index}, [index]
    while waiting:
        behind: set[int] = set()
        useful: list[Weighed] = []
        for at in waiting:
            for rule in weigh.sums_of(at):
                candidates = [weigh.within(c, rule, at) for c in weigh.shown_in(rule)]
                useful += [one for one in candidates if one is not None]
                behind |= {i for i, _ in weigh.block.rules[rule] if weigh.is_dark(i) and i not in seen}
        if useful:
            return min(useful)
        waiting = sorted(behind)
        seen |= behind
    return None


# what need not be hidden after all ---------------------------------------------------------------------------------


def _show_again(block: Block, choice: Choice, found: Bounds, thorough: bool) -> None:
    """Show again what was hidden for others and is not needed: totals first, then bases, then the largest parts."""
    start = with_tied(block, block.start())
    added = [i for i in choice.hidden if i not in start]
    for index in sorted(added, key=lambda i: _worth(block, i), reverse=True):
        if index not in choice.hidden:
            continue
        fewer = with_tied(block, choice.hidden - {index} - set(block.tied[index]) | start)
        if index in fewer:
            continue
        after = bounds_after(block, found, fewer, choice.hidden - fewer, set(choice.broken))
        if _is_safe(block, Choice(fewer, choice.exposed, choice.broken), after, choice.hidden - fewer, thorough):
            choice.hidden, found = fewer, after


def _worth(block: Block, index: int) -> tuple[float, ...]:
    return (highest_rank(block, index), block.unknowns[index].weight, block.unknowns[index].true[0], -index)


def _is_safe(block: Block, tried: Choice, found: Bounds, shown: Set[int], thorough: bool) -> bool:
    """Whether a choice protects as much as the one before it, in which `shown` were hidden."""
    if found.broken is not None or any(i not in tried.exposed for i in _narrow(block, tried, found)):
        return False
    if not thorough:
        return True
    _, around = dark_around(block, tried.hidden, shown, set(tried.broken))
    verdict = audit(block, tried.hidden, tried.broken, found, set(around), first=not tried.exposed)
    return verdict.broken == tried.broken and tried.exposed.issuperset(verdict.too_close)
