"""Student's t distribution for whole degrees of freedom, from the standard library.

The finite series of Abramowitz and Stegun, Handbook of Mathematical Functions, 26.7.3 and 26.7.4, exact for whole
degrees of freedom; tests hold it against scipy and printed tables.
"""

from __future__ import annotations

import math

from qaf.statistics.checked import finite, whole

MOST_FREEDOM = 100_000
"""The series has half as many terms as degrees of freedom; nobody has more figures of one measure."""
_STEPS = 200
_CLOSE = 1e-13


def within(t: float, freedom: int) -> float:
    """The chance of a t that lies no further from 0 than `t`: A(t|ν), between 0 and 1.

    ValueError where `t` is no number, or `freedom` is no whole number from 1 to 100,000.
    """
    size = abs(finite(t, "A value of t"))
    degrees = whole(freedom, "The degrees of freedom")
    if not 1 <= degrees <= MOST_FREEDOM:
        raise ValueError(f"The degrees of freedom are from 1 to {MOST_FREEDOM:,}.")
    angle = math.atan(size / math.sqrt(degrees))
    if degrees == 1:
        return 2 * angle / math.pi
    sine, square = math.sin(angle), math.cos(angle) ** 2
    odd = degrees % 2
    term = total = math.cos(angle) if odd else 1.0
    for step in range(3 if odd else 2, degrees - 1, 2):
        term *= square * (step - 1) / step
        total += term
    return min(1.0, 2 / math.pi * (angle + sine * total) if odd else sine * total)


def two_sided(t: float, freedom: int) -> float:
    """The p-value of a two-sided test: the chance of a t at least as far from 0."""
    return max(0.0, 1.0 - within(t, freedom))


def quantile(confidence: float, freedom: int) -> float:
    """The t within which `confidence` of the distribution lies on both sides of 0: 3.182446305 at 0.95 with 3.

    ValueError where the confidence does not lie between 0 and 1.
    """
    if not 0 < finite(confidence, "The confidence") < 1:
        raise ValueError("The confidence lies between 0 and 1.")
    low, high = 0.0, 1.0
    while within(high, freedom) < confidence:
        low, high = high, high * 2
        if high > 1e15:
            raise ValueError("The confidence is too near to 1.")
    for _ in range(_STEPS):
        middle = (low + high) / 2
        low, high = (middle, high) if within(middle, freedom) < confidence else (low, middle)
        if high - low <= _CLOSE * high:
            break
    return (low + high) / 2
