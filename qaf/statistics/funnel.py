"""Funnel plots: which teams or places differ from all of them together by more than chance, without a league table.

D. J. Spiegelhalter, Funnel Plots for Comparing Institutional Performance, Statistics in Medicine 24 (2005); drawn and
tested as in the Fingertips technical guidance. A unit outside the 99.8 % limits differs; one between the 95 % and the
99.8 % limits is to be watched.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from qaf.statistics.checked import above_zero, amount, finite, level, part
from qaf.statistics.distributions import count_at_tail, normal_quantile
from qaf.statistics.intervals import exact_poisson

WATCH = 0.95
DIFFERS = 0.998


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a unit stands: `side` is low or high, `strength` is differs or watch; both are none within the limits."""

    side: Literal["low", "high", "none"]
    strength: Literal["differs", "watch", "none"]


@dataclass(frozen=True, slots=True)
class Funnel:
    """The centre (a share, or a rate for each one of the population) and one standing a unit, in the order given.

    A unit without a total or population has no standing (None).
    """

    centre: float
    standings: tuple[Standing | None, ...]


WITHIN = Standing("none", "none")


def pooled(counts: Sequence[float], totals: Sequence[float]) -> float:
    """All counts over all totals: the centre of a funnel. ValueError where the totals come to nothing."""
    if len(counts) != len(totals):
        raise ValueError("A funnel needs one count and one total for each unit.")
    if any(count > 0 and total == 0 for count, total in zip(counts, totals, strict=True)):
        raise ValueError("A unit that has a count needs a total that the count is of.")
    top = math.fsum(amount(count, "The count") for count in counts)
    return top / above_zero(math.fsum(amount(total, "The total") for total in totals), "The sum of the totals")


def proportion_limits(centre: float, total: float, confidence: float = 0.95) -> tuple[float, float]:
    """`(lower, upper)` of the funnel for a unit of size `total`, as drawn: clipped to 0 and 1.

    p₀ ± z√(p₀(1 − p₀)/n). Tests use the limits before they are clipped. ValueError where `centre` is not from 0 to 1 or
    `total` not above 0.
    """
    lower, upper = _unclipped(centre, total, confidence)
    return max(0.0, lower), min(1.0, upper)


def proportion_standing(count: float, total: float, centre: float) -> Standing:
    """Where the proportion `count` of `total` stands against the funnel around `centre`, by the unclipped limits."""
    some, everything = part(count, total)
    share = some / everything
    for confidence, strength in ((DIFFERS, "differs"), (WATCH, "watch")):
        lower, upper = _unclipped(centre, everything, confidence)
        if share < lower or share > upper:
            return _standing(share < lower, strength)
    return WITHIN


def rate_limits(centre: float, population: float, confidence: float = 0.95) -> tuple[float, float]:
    """`(lower, upper)` of the funnel for rates at a population, as drawn; the same unit as `centre` (one for each one).

    The drawn line is where a unit of that population would just become low or high: where the upper (lower) limit of
    its own count, counts taken as continuous, equals what `centre` lets expect. The lower line is 0 where even a count
    of nought would not be low. ValueError where `centre` is below 0 or `population` not above 0.
    """
    middle, size = amount(centre, "The centre"), above_zero(population, "The population")
    tail = (1 - level(confidence)) / 2
    expected = middle * size
    if expected == 0:
        return 0.0, 0.0
    return count_at_tail(expected, tail, lower=True) / size, count_at_tail(expected, tail, lower=False) / size


def rate_standing(count: float, population: float, centre: float) -> Standing:
    """Where a rate stands: low (high) where its own exact upper (lower) limit lies below (above) `centre`."""
    middle, size = amount(centre, "The centre"), above_zero(population, "The population")
    for confidence, strength in ((DIFFERS, "differs"), (WATCH, "watch")):
        lower, upper = exact_poisson(count, confidence)
        if upper / size < middle or lower / size > middle:
            return _standing(upper / size < middle, strength)
    return WITHIN


def proportion_funnel(counts: Sequence[float], totals: Sequence[float]) -> Funnel:
    """The funnel of the units drawn: pooled centre, and where each proportion stands. ValueError as for `pooled`."""
    centre = pooled(counts, totals)
    pairs = zip(counts, totals, strict=True)
    return Funnel(centre, tuple(proportion_standing(x, n, centre) if n else None for x, n in pairs))


def rate_funnel(counts: Sequence[float], populations: Sequence[float]) -> Funnel:
    """The funnel of the units drawn: pooled centre, and where each rate stands. ValueError as for `pooled`."""
    centre = pooled(counts, populations)
    pairs = zip(counts, populations, strict=True)
    return Funnel(centre, tuple(rate_standing(x, n, centre) if n else None for x, n in pairs))


def _unclipped(centre: float, total: float, confidence: float) -> tuple[float, float]:
    middle, size = finite(centre, "The centre"), above_zero(total, "The total")
    if not 0 <= middle <= 1:
        raise ValueError("The centre of a funnel for proportions lies between 0 and 1.")
    spread = normal_quantile(level(confidence)) * math.sqrt(middle * (1 - middle) / size)
    return middle - spread, middle + spread


def _standing(is_low: bool, strength: str) -> Standing:
    return Standing("low" if is_low else "high", "differs" if strength == "differs" else "watch")
