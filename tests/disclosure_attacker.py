"""A reader who works against us: lays everything printed side by side and solves for what is not.

Written from the definitions in "Protecting people" alone; it shares no code with `qaf.disclosure`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from disclosure_worlds import Cell, World
from scipy.optimize import Bounds, LinearConstraint, milp

from qaf.model.protected import ProtectedFigure, ProtectedFigures, Shown

THRESHOLDS = {"dfe": 5, "nhs": 7, "strict": 9}
FAR = 100_000.0


@dataclass
class Attack:
    """What was printed, in one edition after the other, of worlds that may have been restated in between."""

    numbers: dict[tuple[Cell, str], int] = field(default_factory=dict)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)
    truths: list[int] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)
    hidden: dict[int, float] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    edition: int = 0
    printed: set[tuple[str, str, tuple[str, str], str]] = field(default_factory=set)

    def see(self, world: World, printed: ProtectedFigures) -> None:
        """Read an edition."""
        threshold = THRESHOLDS[printed.profile]
        self.edition += 1
        self.printed = {(f.measure, str(f.period), (f.breakdown, f.category), f.grade) for f in printed}
        for figure in printed:
            numerator, denominator, value = self._cells(world, figure)
            if denominator is None:
                self._learn(numerator, figure.value, printed.profile, threshold)
                continue
            self._learn(numerator, figure.numerator, printed.profile, threshold)
            self._learn(denominator, figure.denominator, printed.profile, threshold)
            if value.given and printed.profile != "nhs":
                self._divide(numerator, denominator, value)
        for whole, parts in world.sums:
            signs = {self._at(world, whole): 1.0}
            for part in parts:
                signs[self._at(world, part)] = signs.get(self._at(world, part), 0.0) - 1.0
            self.rows.append((signs, 0.0, 0.0))
        for first, second in world.same:
            if first != second:
                self.rows.append(({self._at(world, first): 1.0, self._at(world, second): -1.0}, 0.0, 0.0))
        for later, before in world.between:
            if self._is_printed(later) and self._is_printed(before):
                self._in_between(world, later, before, threshold)
        for part, whole in world.at_most:
            self.rows.append(({self._at(world, part): 1.0, self._at(world, whole): -1.0}, -FAR, 0.0))

    def recovered(self) -> list[str]:
        """Hidden numbers whose range is no wider than twice the threshold, with what was found."""
        found = []
        assert self._solve({}) is not None, "what was printed cannot all be true"
        for index, room in self.hidden.items():
            least, greatest = self._end(index, 1.0), self._end(index, -1.0)
            if greatest - least <= room:
                found.append(f"{self.names[index]} = {self.truths[index]}: {least} to {greatest}")
        return found

    def _cells(self, world: World, figure: ProtectedFigure) -> tuple[int, int | None, Shown]:
        place, period = (figure.breakdown, figure.category), str(figure.period)
        counted = Cell(figure.measure, "n", period, place, figure.grade)
        base = Cell(figure.measure, "d", period, place, figure.grade)
        assert figure.import_id == world.import_of(counted)
        return self._at(world, counted), self._at(world, base) if base in world.numbers else None, figure.value

    def _is_printed(self, cell: Cell) -> bool:
        return (cell.measure, cell.period, cell.place, cell.grade) in self.printed

    def _at(self, world: World, cell: Cell) -> int:
        """A printed number is the same in two editions where its key and its import are."""
        name = (cell, world.import_of(cell) + ("" if self._is_printed(cell) else f" not in {self.edition}"))
        if name not in self.numbers:
            self.numbers[name] = len(self.lows)
            self.lows.append(0.0)
            self.highs.append(FAR)
            self.truths.append(world.numbers[cell])
            self.names.append(str(name))
        index = self.numbers[name]
        assert self.truths[index] == world.numbers[cell]
        return index

    def _in_between(self, world: World, later: Cell, before: Cell, threshold: int) -> None:
        """What happened between two numbers since the start of a year, where that is small: nobody prints it."""
        small = world.numbers[later] - world.numbers[before]
        name = (Cell(f"{later} less {before}", "n", later.period, later.place), world.import_of(later))
        if 1 <= small <= threshold and name not in self.numbers:
            self.numbers[name] = index = len(self.lows)
            self.lows.append(0.0)
            self.highs.append(FAR)
            self.truths.append(small)
            self.names.append(str(name))
            self.hidden[index] = 2.0 * threshold
            signs = {index: 1.0, self._at(world, later): -1.0, self._at(world, before): 1.0}
            self.rows.append((signs, 0.0, 0.0))

    def _learn(self, index: int, shown: Shown, profile: str, threshold: int) -> None:
        if shown.symbol == "c":
            self.hidden[index] = 2.0 * threshold
            if profile != "strict" and self.truths[index] > 0:
                self.lows[index] = max(self.lows[index], 1.0)
        elif shown.given:
            low = high = float(shown.text)
            if profile == "nhs" and low:
                low, high = max(low - 2, 8.0), high + 2
            assert low <= self.truths[index] <= high
            self.lows[index] = max(self.lows[index], low)
            self.highs[index] = min(self.highs[index], high)

    def _divide(self, numerator: int, denominator: int, value: Shown) -> None:
        half = 0.5 * 10.0 ** -len(value.text.partition(".")[2]) + 1e-9
        for edge, low, high in ((float(value.text) - half, 0.0, math.inf), (float(value.text) + half, -math.inf, 0.0)):
            self.rows.append(({numerator: 100.0, denominator: -edge}, low, high))

    def _end(self, index: int, direction: float) -> float:
        answer = self._solve({index: direction})
        return math.inf * -direction if answer is None else round(answer[index])

    def _solve(self, goal: dict[int, float]) -> np.ndarray | None:
        """In whole numbers."""
        count = len(self.lows)
        costs = np.zeros(count)
        for index, weight in goal.items():
            costs[index] = weight
        matrix = np.zeros((len(self.rows), count))
        for row, (signs, _, _) in enumerate(self.rows):
            for index, sign in signs.items():
                matrix[row, index] = sign
        limits = LinearConstraint(matrix, [low for _, low, _ in self.rows], [high for _, _, high in self.rows])
        answer = milp(costs, integrality=np.ones(count), bounds=Bounds(self.lows, self.highs), constraints=limits)
        return answer.x if answer.status == 0 else None
