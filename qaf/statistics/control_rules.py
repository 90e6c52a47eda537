"""The lines of an XmR chart, and the four rules that call a point a signal. `control_chart` says whose they are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Literal

from qaf.statistics.checked import TOLERANCE

PROFILE = "Making Data Count (NHS England), rules as revised in November 2023"
LIMIT_FACTOR = 2.66
NEAR_FACTOR = 1.7733
SCREEN_FACTOR = 3.267
LEAST_POINTS = 13
"""With fewer points that have a number there is a mean, but no limits and no signals: a run chart."""

Rule = Literal["outside", "trend", "two_of_three", "shift"]
Direction = Literal["up", "down"]
Points = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Lines:
    """The mean, the limits and the near lines of one segment."""

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float


def known(points: Points) -> list[float]:
    """The points that have a number."""
    return [point for point in points if point is not None]


def lines_of(points: Points, screen: bool) -> Lines | None:
    """The lines that `points` set; None where they are too few, or leave no moving range to go by.

    The second happens where gaps stand between the points: with every moving range missing, or nought although the
    points differ, any limit would be made up.
    """
    numbers = known(points)
    ranges = [abs(b - a) for a, b in pairwise(points) if a is not None and b is not None]
    if len(numbers) < LEAST_POINTS or not ranges or (max(ranges) == 0 and min(numbers) < max(numbers)):
        return None
    usual = math.fsum(ranges) / len(ranges)
    if screen and usual > 0:
        kept = [one for one in ranges if one < SCREEN_FACTOR * usual]
        usual = math.fsum(kept) / len(kept)
    mean = math.fsum(numbers) / len(numbers)
    far, near = LIMIT_FACTOR * usual, NEAR_FACTOR * usual
    return Lines(mean, mean - far, mean + far, mean - near, mean + near)


def fired(points: Points, lines: Lines, shift: int, trend: int) -> list[dict[Rule, Direction]]:
    """For each point the rules that fired, and which way each points.

    The point at which a rise of `trend` points turns into such a fall belongs to both; it points the way of the second,
    as in NHSRplotthedots.
    """
    least = TOLERANCE * max(map(abs, known(points)), default=0.0)
    sides = [_side(point, lines.mean, lines.mean, least) for point in points]
    beyond = [_side(point, lines.near_lower, lines.near_upper, least) for point in points]
    steps = [_step(earlier, later, least) for earlier, later in pairwise(points)]
    found: list[dict[Rule, Direction]] = [{} for _ in points]
    for at, point in enumerate(points):
        _mark(found, [at], "outside", _side(point, lines.lower, lines.upper, least))
    for start, stop, sign in _runs(steps, trend - 1):
        _mark(found, range(start, stop + 1), "trend", sign)
    for at in range(len(points) - 2):
        window, side = range(at, at + 3), sides[at]
        flagged = [i for i in window if beyond[i] == side]
        if all(sides[i] == side for i in window) and len(flagged) >= 2:
            _mark(found, flagged, "two_of_three", side)
    for start, stop, sign in _runs(sides, shift):
        _mark(found, range(start, stop), "shift", sign)
    return found


def _mark(found: list[dict[Rule, Direction]], where: Sequence[int], rule: Rule, sign: int) -> None:
    if sign:
        for at in where:
            found[at][rule] = "up" if sign > 0 else "down"


def _side(point: float | None, lower: float, upper: float, least: float) -> int:
    """1 above `upper`, −1 below `lower`, 0 on a line, between them, or without a number."""
    if point is None:
        return 0
    return (point - upper > least) - (lower - point > least)


def _step(earlier: float | None, later: float | None, least: float) -> int:
    """1 for a rise, −1 for a fall, 0 for a tie or a gap."""
    if earlier is None or later is None:
        return 0
    return _side(later, earlier, earlier, least)


def _runs(signs: Sequence[int], least: int) -> Iterator[tuple[int, int, int]]:
    """`(start, stop, sign)` of each unbroken run of one sign, not 0, that is at least so long."""
    start = 0
    for sign, members in groupby(signs):
        stop = start + len(list(members))
        if sign and stop - start >= least:
            yield start, stop, sign
        start = stop
