"""The fewest numbers to hide where sums close circles: what any choice must keep to is gathered until one does.

Whatever binds a hidden number too closely, one sum or the prices of a linear programme, says which numbers could give
it room, and how much each. The cheapest choice that keeps to all of that is audited, and what it breaks is added.
(The way of M. Fischetti and J. J. Salazar-González for tables whose cells add up.)
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from math import ceil, floor, inf

from qaf.disclosure.audit import Cut, audit, cheapest, cut_for, is_guarded
from qaf.disclosure.bounds import bounds
from qaf.disclosure.unknowns import Block
from qaf.disclosure.weigh import NEAR, Scales, price

MOST_ROUNDS = 40
MOST_NUMBERS = 120
"""In larger blocks, and after so many rounds, what was chosen sum by sum stands."""


def fewest(block: Block, start: Set[int]) -> set[int] | None:
    """The cheapest numbers to hide, `start` among them; None where that was not found in time, or nothing helps."""
    scales = Scales(block, start, frozenset(), bounds(block, start))
    prices = {i: price(block, i) for i in range(len(block.places)) if scales.can_go(i)}
    if len(prices) > MOST_NUMBERS:
        return None
    cuts: list[Cut] = []
    chosen: set[int] = set()
    for _ in range(MOST_ROUNDS):
        hidden = with_tied(block, start | chosen)
        new = list(_of_sums(block, start, hidden, prices)) or _of_programme(block, hidden, prices)
        if new is None:
            return None
        if not new:
            return hidden
        cuts += [_binding(cut, index, prices) for index, cut in new]
        found = cheapest(prices, cuts)
        if found is None:
            return None
        chosen = found
    return None


def with_tied(block: Block, hidden: Set[int]) -> set[int]:
    """With the numbers that cannot be known either once these are hidden."""
    found, waiting = set(hidden), list(hidden)
    while waiting:
        for other in block.tied[waiting.pop()]:
            if other not in found and block.unknowns[other].movable:
                found.add(other)
                waiting.append(other)
    return found


def _of_sums(block: Block, start: Set[int], hidden: Set[int], prices: Mapping[int, float]) -> Iterator[tuple[int, Cut]]:
    """What single sums ask for, where that is not there yet."""
    for index in range(len(block.places)):
        if is_guarded(block, index, hidden):
            for rule in block.touching[index]:
                for cut in _of_sum(block, start, rule, index, prices):
                    if _reached(cut, hidden) < cut.need - NEAR:
                        yield index, cut


def _of_sum(block: Block, start: Set[int], rule: int, index: int, prices: Mapping[int, float]) -> Iterator[Cut]:
    """What one sum asks for, so that it leaves a number room: from above, from below, and between the two."""
    own = next(sign for i, sign in block.rules[rule] if i == index)
    low = high = -block.constants[rule] / own
    above: dict[int, float] = {}
    below: dict[int, float] = {}
    for other, sign in block.rules[rule]:
        if other == index:
            continue
        factor = -sign / own
        seen, unseen = block.seen[other], block.unseen[other]
        ends = unseen if other in start else seen
        low += factor * (ends[0] if factor > 0 else ends[1])
        high += factor * (ends[1] if factor > 0 else ends[0])
        if other in prices:
            up, down = unseen[1] - seen[1], seen[0] - unseen[0]
            above[other], below[other] = (factor * up, factor * down) if factor > 0 else (-factor * down, -factor * up)
    least, greatest = block.unseen[index]
    need = block.unknowns[index].room + 1.0
    both = {i: above[i] + below[i] for i in above}
    for width, weights in ((high - least, above), (greatest - low, below), (high - low, both)):
        if width < need:
            yield Cut(weights, need - width)


def _of_programme(block: Block, hidden: Set[int], prices: Mapping[int, float]) -> list[tuple[int, Cut]] | None:
    """What the linear programme asks for; None where it cannot say what would help."""
    verdict = audit(block, hidden)
    if verdict.broken:
        return None
    found = []
    for index in verdict.too_close:
        cut = cut_for(block, hidden, index)
        chosen = {i: weight for i, weight in cut.weights.items() if i in hidden and i in prices and weight != inf}
        weights = {i: weight for i, weight in cut.weights.items() if i in chosen or (i in prices and i not in hidden)}
        if not weights or cut.need <= NEAR:
            return None
        found.append((index, Cut(weights, cut.need + sum(chosen.values()))))
    return found


def _reached(cut: Cut, hidden: Set[int]) -> float:
    return sum(weight for i, weight in cut.weights.items() if i in hidden)


def _binding(cut: Cut, index: int, prices: Mapping[int, float]) -> Cut:
    """In whole numbers, no weight above the need; for a number that need not be hidden, only if it is."""
    need = float(floor(cut.need + NEAR))
    weights = {
        i: min(float(ceil(min(weight, need) - NEAR)), need) for i, weight in cut.weights.items() if weight > NEAR
    }
    return Cut({**weights, index: -need}, 0.0) if index in prices else Cut(weights, need)
