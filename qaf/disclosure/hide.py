"""Secondary hiding: which further numbers must go so that no sum gives a hidden one back.

In this order: another part, the base, the total; as few as can be, and of those that serve alike the smallest. The
choice is made sum by sum, then every number that turns out not to be needed is shown again.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from qaf.disclosure.audit import audit, cut_for, is_guarded
from qaf.disclosure.bounds import Bounds, bounds, is_tree, parts_of
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
    if not thorough or choice.hidden == start or choice.exposed or choice.broken or _is_plain(block, choice.hidden):
        return choice
    fewer = fewest(block, start)
    if fewer is None or _cost(block, fewer) >= _cost(block, choice.hidden):
        return choice
    return Choice(fewer)


def _is_plain(block: Block, hidden: Set[int]) -> bool:
    """Whether no circle of sums is left among what is not shown."""
    found = bounds(block, hidden)
    return all(is_tree(block, rules, found) for _, rules in parts_of(block, found))


def _cost(block: Block, hidden: Set[int]) -> float:
    return sum(price(block, index) for index in hidden)


def _sum_by_sum(block: Block, choice: Choice, *, thorough: bool) -> Choice:
    while True:
        found = bounds(block, choice.hidden, set(choice.broken))
        if found.broken is not None:
            choice.broken.append(found.broken)
            continue
        narrow = [i for i in _narrow(block, choice, found) if i not in choice.exposed]
        if narrow:
            index, best = _next(block, choice, found, narrow)
            _hide_for(block, choice, index, best)
            continue
        if not thorough:
            break
        verdict = audit(block, choice.hidden, choice.broken)
        choice.broken = verdict.broken
        left = [i for i in verdict.too_close if i not in choice.exposed]
        if not left:
            break
        weigh = Scales(block, choice.hidden, set(choice.broken), found, hopeful=True)
        binding = cut_for(block, choice.hidden, left[0], set(choice.broken)).weights
        _hide_for(block, choice, left[0], min((weigh.anywhere(c) for c in binding if weigh.can_go(c)), default=None))
    _show_again(block, choice, thorough)
    return choice


def _hide_for(block: Block, choice: Choice, index: int, best: Weighed | None) -> None:
    """Hide the best that was found for a number, or give that number up."""
    if best is None:
        choice.exposed.add(index)
    else:
        choice.hidden |= with_tied(block, {best[1]})


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
    """The best number to hide among those in the sums of `index`, else in the sums of what stands in those, and so on."""
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


def _show_again(block: Block, choice: Choice, thorough: bool) -> None:
    """Show again what was hidden for others and is not needed: totals first, then bases, then the largest parts."""
    start = with_tied(block, block.start())
    added = [i for i in choice.hidden if i not in start]
    for index in sorted(added, key=lambda i: _worth(block, i), reverse=True):
        if index not in choice.hidden:
            continue
        fewer = with_tied(block, choice.hidden - {index} - set(block.tied[index]) | start)
        if index not in fewer and _is_safe(block, choice, fewer, thorough):
            choice.hidden = fewer


def _worth(block: Block, index: int) -> tuple[float, ...]:
    return (highest_rank(block, index), block.unknowns[index].weight, block.unknowns[index].true[0], -index)


def _is_safe(block: Block, choice: Choice, hidden: Set[int], thorough: bool) -> bool:
    found = bounds(block, hidden, set(choice.broken))
    if found.broken is not None:
        return False
    tried = Choice(set(hidden), choice.exposed, choice.broken)
    if any(i not in choice.exposed for i in _narrow(block, tried, found)):
        return False
    if not thorough:
        return True
    verdict = audit(block, hidden, choice.broken)
    return verdict.broken == choice.broken and choice.exposed.issuperset(verdict.too_close)
