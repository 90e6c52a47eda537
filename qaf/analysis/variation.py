"""How teams or places differ: who lies outside the funnel around what all have together, and never a ranking."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qaf.analysis.points import Line, Point
from qaf.analysis.series import BreakdownLines, MeasureSeries
from qaf.analysis.tested import PROPORTIONS, Amounts, Difference, Reason, amounts, difference, never
from qaf.model.framework import Framework
from qaf.model.period import Period
from qaf.statistics.funnel import Standing, proportion_funnel, rate_funnel

FEWEST_FOR_FUNNEL = 3


@dataclass(frozen=True, slots=True)
class Unit:
    """A team or place of a breakdown at the latest period, with its numbers; `standing` against the funnel."""

    id: str
    name: str
    point: Point
    amounts: Amounts
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class Variation:
    """One breakdown at its latest period. `centre` is a share, or a rate for each one; None where no funnel is drawn.

    `pair` is the test where there are only two units, the first seen from the second. `left_out`: categories whose
    numbers are withheld, `without`: those that have none; neither takes part.
    """

    breakdown: str
    name: str
    rater: str
    period: Period | None
    units: tuple[Unit, ...] = ()
    method: Literal["funnel", "pair", ""] = ""
    why: Reason | None = None
    centre: float | None = None
    pair: Difference | None = None
    left_out: int = 0
    without: int = 0

    @property
    def outside(self) -> tuple[Unit, ...]:
        """The units outside the 99.8 % limits, in the order of `qaf.yaml`."""
        return tuple(unit for unit in self.units if unit.standing and unit.standing.strength == "differs")

    @property
    def watch(self) -> tuple[Unit, ...]:
        """The units between the 95 % and the 99.8 % limits."""
        return tuple(unit for unit in self.units if unit.standing and unit.standing.strength == "watch")

    @property
    def tests(self) -> int:
        """How many tests at the 95 % level were made."""
        return 1 if self.pair is not None else sum(unit.standing is not None for unit in self.units)

    @property
    def signals(self) -> int:
        """How many of them found more than chance."""
        if self.pair is not None:
            return int(self.pair.apart)
        return len(self.outside) + len(self.watch)


def variations(framework: Framework, series: MeasureSeries, profile: str) -> tuple[Variation, ...]:
    """Each breakdown that has figures, with where its categories lie or why that cannot be said."""
    held = (b for b in series.breakdowns if any(line.points for line in b.lines))
    return tuple(_variation(framework, series, one, profile) for one in held)


def _variation(framework: Framework, series: MeasureSeries, held: BreakdownLines, profile: str) -> Variation:
    measure = series.measure
    period = max(line.points[-1].period for line in held.lines if line.points)
    blank = Variation(held.id, held.name, held.rater, period)
    why = never(measure, profile)
    if measure.unit == "count":
        why = why or "count"
    breakdown = framework.breakdowns.get(held.id)
    if breakdown is not None and breakdown.parts == "overlapping":
        why = why or "overlapping"
    units, left_out, without = _units(series, held, period)
    if why is None and len(units) < 2:
        why = "withheld" if left_out else "one_place"
    if why is not None:
        return Variation(blank.breakdown, blank.name, blank.rater, period, why=why, left_out=left_out, without=without)
    return _tested(series, blank, units, (left_out, without), profile)


def _units(series: MeasureSeries, held: BreakdownLines, period: Period) -> tuple[list[Unit], int, int]:
    """The units with numbers at the period, how many are withheld, and how many have no number."""
    units, left_out, without = [], 0, 0
    for line in held.lines:
        point = _at(line, period)
        found = amounts(series.measure, point)
        if isinstance(found, Amounts) and point is not None:
            units.append(Unit(line.id, line.name, point, found))
        elif found == "withheld":
            left_out += 1
        elif line.points:
            without += 1
    return units, left_out, without


def _tested(
    series: MeasureSeries, blank: Variation, units: list[Unit], absent: tuple[int, int], profile: str
) -> Variation:
    left_out, without = absent
    if len(units) < FEWEST_FOR_FUNNEL:
        pair = difference(series.measure, units[0].point, units[1].point, profile)
        tested = isinstance(pair, Difference)
        return Variation(
            blank.breakdown, blank.name, blank.rater, blank.period, tuple(units), "pair" if tested else "",
            None if isinstance(pair, Difference) else pair, pair=pair if isinstance(pair, Difference) else None,
            left_out=left_out, without=without,
        )  # fmt: skip
    counts, totals = [float(u.amounts.count) for u in units], [float(u.amounts.total) for u in units]
    funnel = (proportion_funnel if series.measure.unit in PROPORTIONS else rate_funnel)(counts, totals)
    placed = tuple(
        Unit(unit.id, unit.name, unit.point, unit.amounts, standing)
        for unit, standing in zip(units, funnel.standings, strict=True)
    )
    return Variation(
        blank.breakdown, blank.name, blank.rater, blank.period, placed, "funnel",
        centre=funnel.centre, left_out=left_out, without=without,
    )  # fmt: skip


def _at(line: Line, period: Period) -> Point | None:
    return next((point for point in line.points if point.period == period), None)
