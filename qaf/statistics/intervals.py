"""Intervals for proportions, counts and rates, and tests between two of them or against a benchmark.

The methods are those of the Office for Health Improvement and Disparities (Fingertips technical guidance; R package
PHEindicatormethods) for single figures, and Newcombe's and the conditional binomial test for two. All functions take
numbers of a whole group or of a random sample; whether a figure is one, the caller has to know.
"""

from __future__ import annotations

import math
from typing import Literal

from qaf.statistics.checked import above_zero, amount, finite, level, part, whole
from qaf.statistics.distributions import binomial_two_sided, normal_quantile, poisson_lower, poisson_upper

EXACT_BELOW = 10
"""Counts below this get exact Poisson limits, the others Byar's."""

LEAST_SHARE = 1e-9
"""Exposures further apart than this leave too few digits for an exact test."""

Comparison = Literal["below", "above", "similar"]


def wilson(count: float, total: float, confidence: float = 0.95) -> tuple[float, float]:
    """`(lower, upper)` of the proportion `count` of `total`, between 0 and 1, by Wilson's score method.

    (2x + z² ∓ z√(z² + 4x(1 − x/n))) / (2(n + z²)). E. B. Wilson, Probable Inference, the Law of Succession, and
    Statistical Inference, JASA 22 (1927); R. G. Newcombe and D. G. Altman in Statistics with Confidence, 2nd edition
    (2000), pages 46 to 48. ValueError where `total` is not above 0, or `count` not from 0 to `total`.
    """
    x, n = part(count, total)
    z = normal_quantile(level(confidence))
    middle = 2 * x + z * z
    spread = z * math.sqrt(z * z + 4 * x * (1 - x / n))
    width = 2 * (n + z * z)
    # Rounding must not leave 0 of 20 with a lower limit of 1e-17, nor put a limit on the wrong side of x/n.
    lower = 0.0 if x == 0 else max(0.0, min((middle - spread) / width, x / n))
    upper = 1.0 if x == n else min(1.0, max((middle + spread) / width, x / n))
    return lower, upper


def exact_poisson(count: float, confidence: float = 0.95) -> tuple[float, float]:
    """`(lower, upper)` of the expected number behind `count`, exact for every count.

    ½χ²(α/2; 2x) and ½χ²(1 − α/2; 2x + 2). F. Garwood, Fiducial Limits for the Poisson Distribution, Biometrika 28
    (1936); P. Armitage and G. Berry, Statistical Methods in Medical Research, 4th edition (2002). ValueError where
    `count` is below 0.
    """
    x = amount(count, "The count")
    tail = (1 - level(confidence)) / 2
    return poisson_lower(x, tail), poisson_upper(x, tail)


def poisson(count: float, confidence: float = 0.95) -> tuple[float, float]:
    """`(lower, upper)` of the expected number behind `count`: Byar's limits from 10, exact ones below.

    Byar: lower x(1 − 1/(9x) − z/(3√x))³, upper (x + 1)(1 − 1/(9(x + 1)) + z/(3√(x + 1)))³. N. E. Breslow and N. E. Day,
    Statistical Methods in Cancer Research, volume II (1987), page 69. ValueError where `count` is below 0.
    """
    x = amount(count, "The count")
    if x < EXACT_BELOW:
        return exact_poisson(x, confidence)
    z = normal_quantile(level(confidence))
    lower = x * max(0.0, 1 - 1 / (9 * x) - z / (3 * math.sqrt(x))) ** 3
    upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + z / (3 * math.sqrt(x + 1))) ** 3
    return lower, upper


def rate(count: float, population: float, multiplier: float = 1.0, confidence: float = 0.95) -> tuple[float, float]:
    """`(lower, upper)` of the rate count / population × multiplier: the limits of the count, taken likewise.

    ValueError where `population` or `multiplier` is not above 0, or `count` is below 0.
    """
    factor = above_zero(multiplier, "The multiplier") / above_zero(population, "The population")
    lower, upper = poisson(count, confidence)
    return lower * factor, upper * factor


def newcombe(
    count1: float, total1: float, count2: float, total2: float, confidence: float = 0.95
) -> tuple[float, float]:
    """`(lower, upper)` of the first proportion minus the second, between −1 and 1.

    d − √((p₁ − l₁)² + (u₂ − p₂)²) and d + √((u₁ − p₁)² + (p₂ − l₂)²), with Wilson's limits l and u: method 10 of
    R. G. Newcombe, Interval Estimation for the Difference between Independent Proportions, Statistics in Medicine 17
    (1998). ValueError as for `wilson`.
    """
    lower1, upper1 = wilson(count1, total1, confidence)
    lower2, upper2 = wilson(count2, total2, confidence)
    first, second = float(count1) / float(total1), float(count2) / float(total2)
    difference = first - second
    lower = difference - math.hypot(first - lower1, upper2 - second)
    upper = difference + math.hypot(upper1 - first, second - lower2)
    return max(-1.0, lower), min(1.0, upper)


def conditional_test(count1: int, count2: int, exposure1: float = 1.0, exposure2: float = 1.0) -> float:
    """Exact two-sided p-value that two counts come from one rate; the exposures are populations, or lengths of time.

    Given their sum, the first count is binomial with the chance exposure1 / (exposure1 + exposure2). J. Przyborowski
    and H. Wilenski, Homogeneity of Results in Testing Samples from Poisson Series, Biometrika 31 (1940); two-sided as
    in R's poisson.test: the sum over all divisions no likelier than the one seen. Two counts of nought give 1.
    ValueError where a count is not whole or below 0, or an exposure not above 0.
    """
    first, second = whole(count1, "The first count"), whole(count2, "The second count")
    time1, time2 = above_zero(exposure1, "The first exposure"), above_zero(exposure2, "The second exposure")
    # Divided before they are added, so that two very large ones do not run over.
    share = 1 / (1 + time2 / time1)
    if not LEAST_SHARE < share < 1 - LEAST_SHARE:
        raise ValueError("The two exposures are too far apart to be compared.")
    return binomial_two_sided(first, first + second, share)


def proportions_apart(count1: float, total1: float, count2: float, total2: float, confidence: float = 0.95) -> bool:
    """Whether two proportions differ by more than chance: 0 lies outside Newcombe's interval."""
    lower, upper = newcombe(count1, total1, count2, total2, confidence)
    return lower > 0 or upper < 0


def counts_apart(
    count1: int, count2: int, exposure1: float = 1.0, exposure2: float = 1.0, confidence: float = 0.95
) -> bool:
    """Whether two counts, or rates, differ by more than chance: p of the conditional test below 1 − confidence."""
    return conditional_test(count1, count2, exposure1, exposure2) < 1 - level(confidence)


def against(interval: tuple[float, float], benchmark: float) -> Comparison:
    """Where a figure stands by its interval against a benchmark's point value: below, above or similar.

    Fingertips technical guidance, "comparing with a benchmark": the whole interval has to lie on one side.
    ValueError where a limit or the benchmark is no number, or the limits are the wrong way round.
    """
    lower, upper = finite(interval[0], "The lower limit"), finite(interval[1], "The upper limit")
    if lower > upper:
        raise ValueError("The lower limit cannot be above the upper limit.")
    point = finite(benchmark, "The benchmark")
    if upper < point:
        return "below"
    return "above" if lower > point else "similar"


def expected_by_chance(tests: int, confidence: float = 0.95) -> float:
    """How many of so many tests would signal a difference if there were none at all: tests × (1 − confidence)."""
    return whole(tests, "The number of tests") * (1 - level(confidence))
