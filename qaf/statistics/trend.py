"""The five-point trend for annual figures (Office for Health Improvement and Disparities, Fingertips "recent trends").

A weighted regression line through the latest five consecutive years, tested at the 99.8 % level, and called a trend
only where leaving out any one of the years would not turn it round.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

from qaf.statistics.checked import TOLERANCE, finite

POINTS = 5
CRITICAL = 9.549535706083
"""The 99.8 % point of χ² with one degree of freedom."""
WIDTH_IN_ERRORS = 3.92
"""A 95 % interval is taken to be this many standard errors wide."""


class FivePointTrend(NamedTuple):
    """The result of `five_point`.

    `slope` is the change a year in the unit of the values. `direction` is up or down where `significant`, else none.
    """

    slope: float
    chi_squared: float
    significant: bool
    direction: Literal["up", "down", "none"]


def five_point(values: Sequence[float], lowers: Sequence[float], uppers: Sequence[float]) -> FivePointTrend:
    """The trend of the latest five of `values`, oldest first, with their 95 % limits.

    t = 1..5, SE = (U − L)/3.92, w = 1/SE², weighted slope b, X² = (b/SE(b))². Significant where X² > 9.549535706083 and
    the slope has the same sign in all six fits: all five points, and each four of them. The caller passes consecutive
    years of one definition. ValueError, "cannot be calculated", where there are fewer than five points, one of the five
    is missing or no number, or an interval has no width.
    """
    if not len(values) == len(lowers) == len(uppers):
        raise ValueError("A five-point trend needs a lower and an upper limit for each value.")
    if len(values) < POINTS:
        raise ValueError("A five-point trend cannot be calculated from fewer than five points.")
    what = "A five-point trend cannot be calculated: each value"
    points = [finite(value, what) for value in values[-POINTS:]]
    weights = [_weight(lower, upper) for lower, upper in zip(lowers[-POINTS:], uppers[-POINTS:], strict=True)]
    # Only the ratios of the weights matter to the slope, and the largest may be too large to be multiplied.
    heaviest = max(weights)
    shares = [weight / heaviest for weight in weights]
    slope, spread = _fit(points, shares, range(POINTS))
    chi_squared = slope * slope * spread * heaviest
    fits = [slope, *(_fit(points, shares, [t for t in range(POINTS) if t != left])[0] for left in range(POINTS))]
    least = TOLERANCE * max(map(abs, points))
    rising, falling = all(fit > least for fit in fits), all(fit < -least for fit in fits)
    significant = chi_squared > CRITICAL and (rising or falling)
    if not significant:
        return FivePointTrend(slope, chi_squared, False, "none")
    return FivePointTrend(slope, chi_squared, True, "up" if rising else "down")


def _weight(lower: float, upper: float) -> float:
    what = "A five-point trend cannot be calculated: each limit"
    width = finite(upper, what) - finite(lower, what)
    if width < 0:
        raise ValueError("The lower limit cannot be above the upper limit.")
    weight = (WIDTH_IN_ERRORS / width) ** 2 if width > 1e-150 else math.inf
    if not math.isfinite(weight) or weight == 0:
        raise ValueError("A five-point trend cannot be calculated where an interval has no width, or no end.")
    return weight


def _fit(points: Sequence[float], weights: Sequence[float], times: Sequence[int]) -> tuple[float, float]:
    """The weighted slope over `times`, and the weighted sum of squares of t, which is 1/SE² of the slope."""
    total = math.fsum(weights[t] for t in times)
    centre = math.fsum(weights[t] * t for t in times) / total
    spread = math.fsum(weights[t] * (t - centre) ** 2 for t in times)
    return math.fsum(weights[t] * (t - centre) * points[t] for t in times) / spread, spread
