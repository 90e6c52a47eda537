"""A measure's latest figure against its comparators and its ambitions: the interval against one value each time.

Fingertips technical guidance, "comparing with a benchmark": the area's interval against the benchmark's point value.
Where own figures are of quarters or months and a comparator's of years, the parts of a year are added up (numbers and
what they are of, never percentages), where all of them are shown and may be added.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from qaf.analysis.points import Line, Point
from qaf.analysis.series import MeasureSeries
from qaf.analysis.tested import Reason, interval
from qaf.disclosure.printed import factor_of, quotient
from qaf.model.framework import Framework
from qaf.model.measure import Ambition
from qaf.model.period import Period
from qaf.model.protected import Shown
from qaf.statistics.intervals import Comparison as Side
from qaf.statistics.intervals import against
from qaf.statistics.polarity import Judgement, judged

State = Literal["met", "short", "untold"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The own figure of a period beside a comparator's. `side` and `judged` are None where no test can be made (`why`).

    `rolled`: the own figure was added up from the parts of the year. `limits`: the interval that was used.
    """

    line: Line
    theirs: Point
    own: Point
    rolled: bool = False
    side: Side | None = None
    judged: Judgement | None = None
    why: Reason | None = None
    limits: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class AmbitionState:
    """How a figure stands to an ambition: met, short of it, or cannot be told; `why` where no test can be made.

    `tested`: whether an interval was used. `point` is the figure that was looked at, None where there is none.
    """

    ambition: Ambition
    point: Point | None
    state: State = "untold"
    why: Reason | None = None
    tested: bool = False


def comparisons(series: MeasureSeries, line: Line, profile: str) -> tuple[Comparison, ...]:
    """The latest comparison with each comparator: of the latest period for which both have a number.

    None for counts: how many there are elsewhere says nothing beside how many there are here.
    """
    if series.measure.unit in ("count", "grade"):
        return ()
    found = (_comparison(series, line, comparator, profile) for comparator in series.comparators)
    return tuple(one for one in found if one is not None)


def _comparison(series: MeasureSeries, line: Line, comparator: Line, profile: str) -> Comparison | None:
    for theirs in reversed(comparator.shown):
        own = line.at(theirs.period)
        rolled = own is None
        if own is None:
            own = year_of(series, line, theirs.period)
        if own is None or not own.value.given:
            continue
        limits = interval(series.measure, own, profile)
        if not isinstance(limits, tuple):
            return Comparison(comparator, theirs, own, rolled, why=limits)
        side = against(limits, float(theirs.value.text))
        meant = judged(side, series.measure.better or "neither")
        return Comparison(comparator, theirs, own, rolled, side, meant, limits=limits)
    return None


def year_of(series: MeasureSeries, line: Line, year: Period) -> Point | None:
    """The figure of a year added up from its quarters, months or terms; None where that cannot be done.

    Only for counts and percentages of what happened in each period, where every part is shown and no break lies among
    them.
    """
    measure = series.measure
    parts = [point for point in line.points if year.contains(point.period) and point.period.is_part_of_year]
    if measure.unit not in ("percent", "count") or measure.window != "in_period" or measure.distinct or not parts:
        return None
    if not _fill(parts, year) or series.break_between(parts[0].period, parts[-1].period):
        return None
    if measure.unit == "count":
        held = all(point.value.given for point in parts)
        return Point(year, _whole(sum((Decimal(p.value.text) for p in parts), Decimal(0)))) if held else None
    if not all(p.value.given and p.numerator.given and p.denominator.given for p in parts):
        return None
    top = sum((Decimal(point.numerator.text) for point in parts), Decimal(0))
    bottom = sum((Decimal(point.denominator.text) for point in parts), Decimal(0))
    value = quotient(top, bottom, factor_of(measure), measure.places)
    return Point(year, value, _whole(top), _whole(bottom))


def ambition_states(framework: Framework, series: MeasureSeries, line: Line, profile: str) -> tuple[AmbitionState, ...]:
    """How the latest figure up to the date of each ambition stands to it, by the test that judges comparators."""
    return tuple(_state(framework, series, line, one, profile) for one in series.measure.ambitions)


def _state(framework: Framework, series: MeasureSeries, line: Line, ambition: Ambition, profile: str) -> AmbitionState:
    until = ambition.period
    held = [point for point in line.points if not point.missing and (until is None or point.period.end <= until.end)]
    point = held[-1] if held else None
    if point is None or not point.value.given:
        why: Reason = "withheld" if point is not None and point.withheld else "absent"
        return AmbitionState(ambition, point, why=why)
    if ambition.grade or series.measure.unit in ("grade", "change"):
        return _grade(framework, series, ambition, point)
    bounds = _bounds(series, ambition, point)
    if bounds is None:
        return AmbitionState(ambition, point, why="no_comparator" if ambition.no_worse_than else "no_scale")
    limits = interval(series.measure, point, profile)
    if not isinstance(limits, tuple):
        return AmbitionState(ambition, point, why=limits)
    least, most = bounds
    if limits[0] >= least and limits[1] <= most:
        return AmbitionState(ambition, point, "met", tested=True)
    short = limits[1] < least or limits[0] > most
    return AmbitionState(ambition, point, "short" if short else "untold", tested=True)


def _grade(framework: Framework, series: MeasureSeries, ambition: Ambition, point: Point) -> AmbitionState:
    """A grade is given and not drawn: it is there or it is not."""
    scale = framework.scales.get(series.measure.scale or "")
    grades = [grade.id for grade in scale.grades] if scale else []
    wanted = ambition.grade
    if ambition.no_worse_than:
        line = next((line for line in series.comparators if line.id == ambition.no_worse_than), None)
        theirs = line.at(point.period) if line else None
        wanted = theirs.value.text if theirs else None
    if series.measure.unit != "grade" or wanted not in grades or point.value.text not in grades:
        return AmbitionState(ambition, point, why="no_comparator" if ambition.no_worse_than else "no_scale")
    reached = grades.index(point.value.text) >= grades.index(wanted or "")
    return AmbitionState(ambition, point, "met" if reached else "short")


def _bounds(series: MeasureSeries, ambition: Ambition, point: Point) -> tuple[float, float] | None:
    """The least and the most that the ambition asks for."""
    endless = float("inf")
    if ambition.no_worse_than:
        line = next((line for line in series.comparators if line.id == ambition.no_worse_than), None)
        theirs = line.at(point.period) if line else None
        if theirs is None or not theirs.value.given or series.measure.better not in ("higher", "lower"):
            return None
        level = float(theirs.value.text)
        return (level, endless) if series.measure.better == "higher" else (-endless, level)
    if ambition.between:
        return ambition.between[0], ambition.between[1]
    if ambition.at_least is not None:
        return ambition.at_least, endless
    return (-endless, ambition.at_most) if ambition.at_most is not None else None


def _fill(parts: Sequence[Point], year: Period) -> bool:
    """Whether the parts follow one another without a gap, from the first day of the year to the last."""
    joined = all((b.period.start - a.period.end).days == 1 for a, b in pairwise(parts))
    return joined and parts[0].period.start == year.start and parts[-1].period.end == year.end


def _whole(amount: Decimal) -> Shown:
    return Shown(float(amount), format(amount, "f"))
