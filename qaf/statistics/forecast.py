"""Where figures would go if nothing changed, how sure that is, and whether what came after departs from it.

A straight line by least squares, or the level (the mean), through a baseline; around it the band in which a single new
figure would lie (a prediction interval); and one joint test of all later figures: whether their mean departure from the
forecast could be chance. N. R. Draper and H. Smith, Applied Regression Analysis, 3rd edition (1998), chapter 3, where
the mean of several new observations is foretold; the idea of testing later points against a fit that did not see them
is that of G. C. Chow, Econometrica 28 (1960), 591–605. Errors are taken to be independent and alike; `resemblance`
asks whether they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from qaf.statistics.checked import TOLERANCE, finite, level, whole
from qaf.statistics.student import quantile, two_sided

LEAST_POINTS = 5
"""A baseline has at least so many figures with a number; a line through fewer has next to nothing to be judged by."""
LEAST_FOR_RESEMBLANCE = 8
"""Of fewer figures nobody could tell whether each resembles the one before."""
_ONE_SIDED_95 = 1.6448536269514722


@dataclass(frozen=True, slots=True)
class Fit:
    """A forecast from a baseline: `at` gives its value at a time, `band` the band there.

    `times` and `residuals` are those of the baseline. `deviation`: the standard deviation around the line. `freedom`:
    its degrees of freedom. `spread`: the sum of squares of the times around `centre`; 0 for a level.
    """

    centre: float
    mean: float
    slope: float
    spread: float
    deviation: float
    freedom: int
    times: tuple[float, ...]
    residuals: tuple[float, ...]

    def at(self, time: float) -> float:
        """The forecast at a time."""
        return self.mean + self.slope * (time - self.centre)

    def band(self, time: float, confidence: float = 0.95) -> tuple[float, float]:
        """Where a single figure would lie: ŷ ± t·s·√(1 + 1/n + (x − x̄)²/Sxx), the last part for a straight line only.

        With so much confidence if things went on as they were. The band knows nothing of what a figure can be.
        """
        half = quantile(level(confidence), self.freedom) * self._error(time, 1)
        return self.at(time) - half, self.at(time) + half

    def _error(self, time: float, count: int) -> float:
        """The standard error of the mean of `count` new figures around a mean time, seen from the line."""
        reach = (time - self.centre) ** 2 / self.spread if self.spread else 0.0
        return self.deviation * math.sqrt(1 / count + 1 / len(self.times) + reach)


@dataclass(frozen=True, slots=True)
class Departure:
    """How far later figures lie from the forecast on average, in their unit; `p_value` of the joint test, two-sided."""

    mean: float
    t: float
    p_value: float
    freedom: int


def straight_line(times: Sequence[float], values: Sequence[float]) -> Fit:
    """The line of least squares, s² = Σe²/(n − 2).

    ValueError where there are fewer than five figures, times do not differ, or the figures do not scatter at all.
    """
    at, points, centre, mean = _checked(times, values)
    spread = math.fsum((time - centre) ** 2 for time in at)
    if spread <= 0:
        raise ValueError("A straight line needs figures of different times.")
    slope = math.fsum((time - centre) * (point - mean) for time, point in zip(at, points, strict=True)) / spread
    return _fit(at, points, (centre, mean, slope, spread), len(at) - 2)


def flat(times: Sequence[float], values: Sequence[float]) -> Fit:
    """The level: the mean, s² = Σ(x − x̄)²/(n − 1). ValueError as for `straight_line`."""
    at, points, centre, mean = _checked(times, values)
    return _fit(at, points, (centre, mean, 0.0, 0.0), len(at) - 1)


def departure(fit: Fit, times: Sequence[float], values: Sequence[float]) -> Departure:
    """All later figures tested together: t = mean departure / (s·√(1/k + 1/n + (x̄ₖ − x̄)²/Sxx)), with n − 2 or n − 1.

    k figures at the mean time x̄ₖ; what is not known of the line is the same for all of them and is counted in.
    ValueError where there are none.
    """
    if not values or len(times) != len(values):
        raise ValueError("A departure is of one figure or more, each with its time.")
    at = [finite(time, "A time") for time in times]
    points = [finite(value, "A figure") for value in values]
    mean = math.fsum(point - fit.at(time) for time, point in zip(at, points, strict=True)) / len(points)
    t = mean / fit._error(math.fsum(at) / len(at), len(at))
    return Departure(mean, t, two_sided(t, fit.freedom), fit.freedom)


def resemblance(fit: Fit, step: float, lag: int = 1) -> tuple[float, float] | None:
    """`(r, limit)`: how much figures `lag` steps apart depart alike from the line, and what chance would rarely exceed.

    r = Σ eᵢeᵢ₊ₗ / Σ e²; the limit is 1.645·√((n − l)/(n(n + 2))), one-sided 95 %: G. M. Ljung and G. E. P. Box,
    Biometrika 65 (1978), 297–303. Every figure has a time of its own. None where there are fewer than eight figures, or
    than three for each lag. Beyond the limit the band is too narrow and the test finds too much.
    """
    apart = whole(lag, "The lag")
    count = len(fit.times)
    if apart < 1 or count < max(LEAST_FOR_RESEMBLANCE, 3 * apart):
        return None
    by_step = {round((time - fit.times[0]) / step): error for time, error in zip(fit.times, fit.residuals, strict=True)}
    pairs = math.fsum(error * by_step.get(at + apart, 0.0) for at, error in by_step.items())
    limit = _ONE_SIDED_95 * math.sqrt((count - apart) / (count * (count + 2)))
    return pairs / math.fsum(error * error for error in fit.residuals), limit


def _checked(times: Sequence[float], values: Sequence[float]) -> tuple[list[float], list[float], float, float]:
    if len(times) != len(values):
        raise ValueError("A forecast needs a time for each figure.")
    if len(values) < LEAST_POINTS:
        raise ValueError(f"A forecast cannot be made from fewer than {LEAST_POINTS} figures.")
    at = [finite(time, "A time") for time in times]
    points = [finite(value, "A figure") for value in values]
    return at, points, math.fsum(at) / len(at), math.fsum(points) / len(points)


def _fit(at: list[float], points: list[float], line: tuple[float, float, float, float], freedom: int) -> Fit:
    centre, mean, slope, spread = line
    errors = [point - (mean + slope * (time - centre)) for time, point in zip(at, points, strict=True)]
    deviation = math.sqrt(math.fsum(error * error for error in errors) / freedom)
    if deviation <= TOLERANCE * max(map(abs, points), default=0.0):
        raise ValueError("The figures do not scatter around the line at all, so that no band can be had.")
    return Fit(centre, mean, slope, spread, deviation, freedom, tuple(at), tuple(errors))
