"""What the reader we guard against has before them: numbers seen, numbers not seen, and the sums that tie them.

A `System` holds one `Unknown` for each number that a figure stands for, whether a page prints it or not, and one
`Equation` for each sum that the framework declares. It falls apart into `Block`s that have nothing to do with one
another.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import inf
from typing import NamedTuple

from qaf.model.figure import FigureKey

Interval = tuple[float, float]
ANYTHING: Interval = (-inf, inf)
NOBODY = -1.0
"""The room of an unknown that protects nobody: any range is wide enough."""


class Name(NamedTuple):
    """Which number it is: its role in a figure, the figure's key, and the import that the figure came with.

    Two editions speak of the same number only where all three are the same.
    """

    role: str
    key: FigureKey
    import_id: str = ""


@dataclass(slots=True)
class Unknown:
    """One number. `true` is what qaf itself knows of it, `known` what the reader knows whatever is hidden now.

    `shown` is what a reader learns where it is shown (None: no page prints it); `least` what they know where it is
    not. `room`: where it is not shown, greatest less least must be more than this. `movable`: may it be hidden?
    (None where nobody in it needs protection and only another figure could ask for it.) `through`: the denominator
    without which this one cannot be known either. `shown_by`: editions that show it, "" for its own publisher.
    `replaced`: nothing prints it because something coarser stands there.
    """

    name: Name
    true: Interval = ANYTHING
    known: Interval = ANYTHING
    shown: Interval | None = None
    least: float = 0.0
    room: float = NOBODY
    movable: bool | None = None
    hidden: bool = False
    whole: bool = True
    weight: int = 0
    through: int | None = None
    shown_by: frozenset[str] = frozenset()
    replaced: bool = False

    def meet(self, other: Unknown) -> None:
        """Take in what is said of the same number elsewhere."""
        self.true = overlap(self.true, other.true)
        self.known = overlap(self.known, other.known)
        if other.shown is not None:
            self.shown = other.shown if self.shown is None else overlap(self.shown, other.shown)
        self.least = max(self.least, other.least)
        self.room = max(self.room, other.room)
        if False in (self.movable, other.movable):
            self.movable = False
        else:
            self.movable = self.movable or other.movable
        self.hidden = self.hidden or other.hidden
        self.whole = self.whole and other.whole
        self.weight += other.weight
        self.shown_by = self.shown_by | other.shown_by
        self.replaced = self.replaced and other.replaced

    def unseen(self) -> Interval:
        """What the reader knows where it is not shown."""
        low = min(self.least, self.true[1]) if self.true[1] < 1 else self.least
        return (max(low, self.known[0]), self.known[1])

    def seen(self) -> Interval:
        """What the reader knows where it is shown as far as it can be."""
        return overlap(self.unseen() if self.shown is None else self.shown, self.known)


class Equation(NamedTuple):
    """`sum of sign times unknown = 0`. `whole`: the one that the others make up; `of_base`: part and rest of a base.

    `about`: the measure, breakdown and period that a finding names.
    """

    terms: tuple[tuple[int, float], ...]
    whole: int
    about: tuple[str, str, str]
    of_base: bool = False


@dataclass
class System:
    """All unknowns and equations of a folder, its editions included."""

    unknowns: list[Unknown] = field(default_factory=list)
    equations: list[Equation] = field(default_factory=list)
    _index: dict[Name, int] = field(default_factory=dict)
    _same: list[int] = field(default_factory=list)

    def add(self, unknown: Unknown) -> int:
        """Put a number in, or what is said of it here to what was said before; returns its place."""
        place = self._index.get(unknown.name)
        if place is None:
            place = len(self.unknowns)
            self._index[unknown.name] = place
            self.unknowns.append(unknown)
            self._same.append(place)
            return place
        place = self.place(place)
        self.unknowns[place].meet(unknown)
        return place

    def place(self, index: int) -> int:
        """Where the number stands that was put in at `index`, after what was found to be the same."""
        while self._same[index] != index:
            self._same[index] = self._same[self._same[index]]
            index = self._same[index]
        return index

    def find(self, name: Name) -> int | None:
        """The place of a number; None where there is none of this name."""
        index = self._index.get(name)
        return None if index is None else self.place(index)

    def tie(self, first: int, second: int) -> bool:
        """Say that two are the same number; False, and nothing is said, where they cannot be."""
        first, second = self.place(first), self.place(second)
        if first == second:
            return True
        both = overlap(self.unknowns[first].true, self.unknowns[second].true)
        if both[0] > both[1]:
            return False
        first, second = min(first, second), max(first, second)
        self.unknowns[first].meet(self.unknowns[second])
        self._same[second] = first
        return True

    def true_sum(self, terms: Iterable[tuple[int, float]]) -> Interval:
        """What a sum of sign times unknown is, as far as qaf itself knows."""
        low = high = 0.0
        for index, sign in terms:
            least, greatest = self.unknowns[self.place(index)].true
            low += sign * (least if sign > 0 else greatest)
            high += sign * (greatest if sign > 0 else least)
        return (low, high)

    def blocks(self) -> list[Block]:
        """The unknowns in groups that no equation ties together; those that no equation holds stand alone."""
        group = list(range(len(self.unknowns)))

        def root(index: int) -> int:
            while group[index] != index:
                group[index] = group[group[index]]
                index = group[index]
            return index

        equations = [_placed(self, equation) for equation in self.equations]
        for terms, _ in equations:
            tying = [index for index, _ in terms if not self._settled(index)]
            for other in tying[1:]:
                low, high = sorted((root(tying[0]), root(other)))
                group[high] = low
        members: dict[int, list[int]] = {}
        for index in range(len(self.unknowns)):
            if self.place(index) == index and not self._settled(index):
                members.setdefault(root(index), []).append(index)
        rules: dict[int, list[tuple[tuple[tuple[int, float], ...], Equation]]] = {}
        for terms, equation in equations:
            tying = [index for index, _ in terms if not self._settled(index)]
            if tying:
                rules.setdefault(root(tying[0]), []).append((terms, equation))
        return [_block(self, indexes, rules.get(leader, [])) for leader, indexes in members.items()]

    def _settled(self, index: int) -> bool:
        """Whether it is known for good, so that nothing that is hidden hangs on it."""
        unknown = self.unknowns[index]
        low, high = unknown.known
        return low == high and not unknown.hidden


def overlap(first: Interval, second: Interval) -> Interval:
    """What both allow; the first number is greater than the second where nothing is."""
    return (max(first[0], second[0]), min(first[1], second[1]))


def _placed(system: System, equation: Equation) -> tuple[tuple[tuple[int, float], ...], Equation]:
    """The equation over places, each once."""
    signs: dict[int, float] = {}
    for index, sign in equation.terms:
        place = system.place(index)
        signs[place] = signs.get(place, 0.0) + sign
    return tuple((place, sign) for place, sign in signs.items() if sign), equation


@dataclass
class Block:
    """Numbers that hang together, counted from 0. The lists go by that count; `places` leads back to the system.

    `unseen` and `seen`: what the reader knows of each where it is hidden and where it is shown; the same for one that
    no page prints. `rules`: equations as (number, sign). `constants`: what settled numbers add to each of them.
    `answers`: whole numbers that all of it could be where some were hidden, as found so far.
    """

    places: list[int]
    unknowns: list[Unknown]
    unseen: list[Interval]
    seen: list[Interval]
    rules: list[tuple[tuple[int, float], ...]]
    constants: list[float]
    equations: list[Equation]
    wholes: list[int]
    touching: list[list[int]]
    tied: list[list[int]]
    answers: list[dict[int, float]] = field(default_factory=list)

    def start(self) -> set[int]:
        """Those that are hidden from the start."""
        return {i for i, unknown in enumerate(self.unknowns) if unknown.hidden}

    def looks(self) -> tuple[object, ...]:
        """All that a choice of what to hide depends on; the same for blocks that are alike."""
        numbers = tuple(
            (u.true, u.room, u.movable, u.hidden, u.whole, u.weight, u.shown is None, u.replaced, u.name.key.breakdown)
            for u in self.unknowns
        )
        bases = tuple(equation.of_base for equation in self.equations)
        ties = tuple(map(tuple, self.tied))
        shown = (tuple(self.unseen), tuple(self.seen))
        return (numbers, *shown, tuple(self.rules), tuple(self.constants), tuple(self.wholes), bases, ties)

    def guarded(self) -> bool:
        """Whether there is anything in it to protect."""
        return any(unknown.room >= 0 and (unknown.hidden or unknown.shown is None) for unknown in self.unknowns)


def _block(
    system: System, indexes: Sequence[int], rules: Sequence[tuple[tuple[tuple[int, float], ...], Equation]]
) -> Block:
    local = {index: i for i, index in enumerate(indexes)}
    unknowns = [system.unknowns[index] for index in indexes]
    block = Block(
        list(indexes),
        unknowns,
        [unknown.unseen() for unknown in unknowns],
        [unknown.seen() for unknown in unknowns],
        [],
        [],
        [],
        [],
        [[] for _ in indexes],
        [[] for _ in indexes],
    )
    for terms, equation in rules:
        inside = tuple((local[index], sign) for index, sign in terms if index in local)
        constant = sum(sign * system.unknowns[index].known[0] for index, sign in terms if index not in local)
        for i, _ in inside:
            block.touching[i].append(len(block.rules))
        block.rules.append(inside)
        block.constants.append(constant)
        block.equations.append(equation)
        block.wholes.append(local.get(system.place(equation.whole), -1))
    for i, unknown in enumerate(unknowns):
        base = system.place(unknown.through) if unknown.through is not None else None
        if base in local:
            block.tied[local[base]].append(i)
    return block
