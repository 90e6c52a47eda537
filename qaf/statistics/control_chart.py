"""XmR control charts for monthly and quarterly figures, by the profile of Making Data Count (NHS England).

Rules as revised in November 2023. The limits are those of W. A. Shewhart's chart of individual values and moving ranges
(D. J. Wheeler, Understanding Variation, 2nd edition, 2000); the screening of moving ranges is that of L. S. Nelson,
Control Charts for Individual Measurements, Journal of Quality Technology 14 (1982). The numbers of the profile, to be
printed on a chart, are constants of `control_rules`.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from qaf.statistics.checked import finite, whole
from qaf.statistics.control_rules import LEAST_POINTS, Direction, Lines, Points, Rule, fired, known, lines_of
from qaf.statistics.polarity import Meaning, meaning

LABEL_ORDER: tuple[Rule, ...] = ("outside", "trend", "two_of_three", "shift")
"""Which rule names a point at which several fired."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the chart that stands on its own: positions from `start` up to, not including, `stop`.

    `kind` is control (mean, limits, signals), run (mean only), withheld (cannot be assessed) or empty (no number).
    `points` counts the positions with a number, `withheld` those whose number is withheld.
    """

    start: int
    stop: int
    kind: Literal["control", "run", "withheld", "empty"]
    points: int
    withheld: int


@dataclass(frozen=True, slots=True)
class ControlChart:
    """Lists have one entry a point. The lines hold None where there are none; `signals` are the rules that fired.

    `directions` says for each rule in `signals` which way it points: up for high or rising, down for low or falling.
    """

    mean: list[float | None]
    lower: list[float | None]
    upper: list[float | None]
    near_lower: list[float | None]
    near_upper: list[float | None]
    signals: list[set[Rule]]
    directions: list[dict[Rule, Direction]]
    segments: tuple[Segment, ...]


def xmr(
    values: Sequence[float | None],
    *,
    screen: bool = False,
    shift: int = 7,
    trend: int = 7,
    rebase: Collection[int] = (),
    withheld: Collection[int] = (),
    baseline: tuple[int, int] | None = None,
) -> ControlChart:
    """The control chart of `values`, oldest first.

    Centre m = mean, M = mean of |xᵢ − xᵢ₋₁|, limits m ± 2.66 M, near lines m ± 1.7733 M. Rules, all strict: outside the
    limits; `shift` or more consecutive points on one side of m; `trend` or more consecutive points rising or falling;
    of three consecutive points on one side of m two or more beyond the near line, where only those beyond are flagged.

    A None is a point without a number (x or z): it breaks runs, takes no part in a moving range and is left out of the
    mean. `withheld` are the positions of points that are None because they are withheld (c, k, low or u): their whole
    segment gets no mean, limits or signals. `rebase` are the positions at which a new segment starts. With `screen`,
    moving ranges of 3.267 M and more are dropped once. `baseline` is a stretch (start, stop) within one segment whose
    points alone set that segment's lines. Under 13 points with a number, in the segment or in its baseline, or where
    gaps leave no moving range to go by, there is only the mean of the segment.

    ValueError where a value is no number, a position is not on the chart, a withheld point has a number, a baseline
    does not lie within one segment, or a run is to be shorter than two points.
    """
    points = [None if value is None else finite(value, "A point of a control chart") for value in values]
    lengths = _run_length(shift), _run_length(trend)
    hidden = _positions(withheld, len(points))
    if any(points[at] is not None for at in hidden):
        raise ValueError("A point that is withheld cannot have a number.")
    starts = sorted({0, *_positions(rebase, len(points))})
    stretches = list(zip(starts, [*starts[1:], len(points)], strict=True)) if points else []
    _check_baseline(baseline, stretches)
    lines: list[Lines | None] = [None] * len(points)
    means: list[float | None] = [None] * len(points)
    directions: list[dict[Rule, Direction]] = [{} for _ in points]
    segments = []
    for start, stop in stretches:
        part = points[start:stop]
        segment, drawn = _assessed(points, start, stop, len(hidden & set(range(start, stop))), screen, baseline)
        segments.append(segment)
        if drawn:
            lines[start:stop] = [drawn] * len(part)
            directions[start:stop] = fired(part, drawn, *lengths)
        if segment.kind in ("control", "run"):
            means[start:stop] = [drawn.mean if drawn else math.fsum(known(part)) / segment.points] * len(part)
    return ControlChart(
        mean=means,
        lower=[line.lower if line else None for line in lines],
        upper=[line.upper if line else None for line in lines],
        near_lower=[line.near_lower if line else None for line in lines],
        near_upper=[line.near_upper if line else None for line in lines],
        signals=[set(found) for found in directions],
        directions=directions,
        segments=tuple(segments),
    )


def label(signals: Collection[Rule]) -> Rule | None:
    """The rule that names a point: outside before trend before two_of_three before shift; None where none fired."""
    return next((rule for rule in LABEL_ORDER if rule in signals), None)


def readings(chart: ControlChart, better: str) -> list[Meaning | None]:
    """What each point says: improvement, concern or neutral by the direction of the rule that names it, else None.

    `better` is higher, lower or neither.
    """
    rules = [(label(found), found) for found in chart.directions]
    return [meaning(found[rule], better) if rule else None for rule, found in rules]


def _assessed(
    points: Points, start: int, stop: int, withheld: int, screen: bool, baseline: tuple[int, int] | None
) -> tuple[Segment, Lines | None]:
    """What kind of segment these positions make, and its lines where it has any."""
    count = len(known(points[start:stop]))
    if withheld or not count:
        return Segment(start, stop, "withheld" if withheld else "empty", count, withheld), None
    if baseline is not None and start <= baseline[0] < stop:
        lines = lines_of(points[slice(*baseline)], screen) if count >= LEAST_POINTS else None
    else:
        lines = lines_of(points[start:stop], screen)
    return Segment(start, stop, "control" if lines else "run", count, 0), lines


def _positions(positions: Collection[int], size: int) -> set[int]:
    found = {whole(at, "A position on a control chart") for at in positions}
    if any(at >= size for at in found):
        raise ValueError("A position lies beyond the end of the control chart.")
    return found


def _run_length(length: int) -> int:
    run = whole(length, "The length of a run")
    if run < 2:
        raise ValueError("A run on a control chart has at least two points.")
    return run


def _check_baseline(baseline: tuple[int, int] | None, stretches: Sequence[tuple[int, int]]) -> None:
    if baseline is None:
        return
    first, last = baseline
    if not any(start <= first < last <= stop for start, stop in stretches):
        raise ValueError("The baseline of a control chart has to lie within one of its segments.")
