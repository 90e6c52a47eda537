"""Whether a slot is shown coarser: where the average figure would be too small to show safely.

The decision is made from the coarser figures that would stand in its place, and from nothing else. Each stands for a
number of finer ones; where a count of it, shared out among them, would come to less than one and a half times to twice
the threshold, they are expected to be hidden. Where more than a third of the figures of the slot are, it is shown
coarser. So whoever sees the coarser figures learns nothing from the decision: any finer figures that make them up
would have led to it.

Where such a coarser figure is not shown itself, the reader is taken to know on which side of the line it lies. Lines
lie so far apart that this leaves it wide enough. Of all that a decision tells, only so much has to be granted as makes
it come out as it did: what a reader could make of less is wider still.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from qaf.disclosure.coarser import REST, Coarser, Large, Slot, Step
from qaf.disclosure.primary import Profile
from qaf.disclosure.relations import BASE, COUNT
from qaf.disclosure.rows import Row, base_told, count_of, part_of
from qaf.disclosure.unknowns import Interval
from qaf.model.figure import FigureKey

_LINES_APART = 3
"""Lines are this many thresholds apart. Two cells share one line, so that one and a half of it falls to each."""


class Side(NamedTuple):
    """What a reader is taken to know of a number that is not shown: between which ends it lies.

    `sums`: keys that each make it up; the first that a reader could have before them counts.
    """

    sums: tuple[tuple[FigureKey, ...], ...]
    role: str
    ends: Interval


class Witness(NamedTuple):
    """A coarser figure that makes a decision come out as it did: for how many figures it stands, and how large it is.

    Each of `ways` would do: the sides that are told then, none where nobody keeps it a secret.
    """

    cells: int
    size: float
    ways: tuple[tuple[Side, ...], ...]


class Decision(NamedTuple):
    """What was decided of a slot. The witnesses' cells must come to `need` for it to come out so."""

    need: int
    witnesses: tuple[Witness, ...]


def decide(coarser: Coarser) -> tuple[Decision, ...]:
    """Show coarser whatever is too small on average, and what came in its place again; what was decided, each once."""
    decisions: dict[Decision, None] = {}
    asked: set[Slot] = set()
    while waiting := [slot for slot in coarser.slots() if slot not in asked]:
        for slot in waiting:
            asked.add(slot)
            step = coarser.step(slot) if slot in set(coarser.slots()) else None
            if step is not None:
                decision, fires = _decide(step, coarser.rules)
                decisions[decision] = None
                if fires:
                    coarser.take(step)
    coarser.rebuild()
    return tuple(decisions)


def line(rules: Profile, cells: int) -> float:
    """What a count that stands for so many cells must reach, so that each would be large enough on average.

    Where counts are rounded it lies between two of the windows that they are shown as.
    """
    least = _LINES_APART * rules.threshold * -(-cells // 2)
    if not rules.round_to:
        return float(least)
    reach = (rules.round_to + 1) // 2
    return float(-(-(least - reach) // rules.round_to) * rules.round_to + reach)


def _decide(step: Step, rules: Profile) -> tuple[Decision, bool]:
    """What is decided of a slot, and whether the coarser figures are to take its place.

    A coarser figure that stands for one cell only says nothing: it is that cell.
    """
    telling = [large for large in step.large if large.cells > 1]
    cells = sum(large.cells for large in telling)
    small = [(large, list(_small(large, rules))) for large in telling]
    hidden = sum(large.cells if ways else large.kept_back for large, ways in small)
    if 3 * hidden > cells:
        known = sum(large.kept_back for large, _ in small)
        fires = [
            Witness(large.cells - large.kept_back, _size(large, rules), tuple(ways)) for large, ways in small if ways
        ]
        return Decision(cells // 3 + 1 - known, tuple(fires)), True
    rest = [
        Witness(large.cells - large.kept_back, _size(large, rules), (tuple(_large(large, rules)),))
        for large, ways in small
        if not ways
    ]
    return Decision(cells - cells // 3, tuple(rest)), False


def _small(large: Large, rules: Profile) -> Iterator[tuple[Side, ...]]:
    """Each of its numbers that is small is a way for it to be; nobody needs to be told of what is held back."""
    found = list(_numbers(large, rules))
    if not found and large.kept_back:
        yield ()
    least = 0.0 if rules.zeros else 1.0
    end = line(rules, large.cells)
    for role, (low, high) in found:
        if least <= high < end:
            yield (Side(large.sums, role, (min(least, low), max(high, end - 1))),)


def _large(large: Large, rules: Profile) -> Iterator[Side]:
    """What is told of a figure none of whose numbers is small: each is none at all, or reaches the line."""
    end = line(rules, large.cells)
    for role, (low, high) in _numbers(large, rules):
        yield Side(large.sums, role, (min(low, end), inf) if high >= end else (low, high))


def _size(large: Large, rules: Profile) -> float:
    return min((high for _, (_, high) in _numbers(large, rules)), default=0.0)


# numbers -----------------------------------------------------------------------------------------------------------


def _numbers(large: Large, rules: Profile) -> Iterator[tuple[str, Interval]]:
    """Each number of a coarser figure that protection looks at, as far as qaf knows it, by its role."""
    for role in large.roles:
        found = [_number(row, role, rules) for row in large.rows]
        known = [interval for interval in found if interval is not None]
        if known and len(known) == len(found) and all(high < inf for _, high in known):
            yield role, _sum(known)


def _number(row: Row, role: str, rules: Profile) -> Interval | None:
    if role == COUNT:
        told = count_of(row, rules)
        return told.true if told else None
    if role == BASE:
        return _base(row, rules)
    part = part_of(row, rules)
    if role != REST or part is None:
        return part.true if part else None
    base = _base(row, rules)
    return (base[0] - part.true[1], base[1] - part.true[0]) if base else None


def _base(row: Row, rules: Profile) -> Interval | None:
    if row.base is not None:
        return (float(row.base), float(row.base))
    told = base_told(row, rules)
    return told.true if told else None


def _sum(intervals: Sequence[Interval]) -> Interval:
    return (sum(low for low, _ in intervals), sum(high for _, high in intervals))
