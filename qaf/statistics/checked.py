"""Arguments of the statistics, checked: what is no number is refused before it can become a wrong answer.

The messages never repeat the number: it may come from a figures file.
"""

from __future__ import annotations

import math

LARGEST = 1e100
SMALLEST = 1e-100
"""Beyond these no figure lies, and within them no formula here runs over."""

TOLERANCE = 1e-12
"""Two numbers of one series are taken as equal where they differ by less than this share of its largest number, so that
what binary fractions do to 0.1 + 0.2 never puts a point on one side of a line."""


def finite(value: float, what: str) -> float:
    """`value` as a float; ValueError where it is missing, not a number, or larger than any figure can be."""
    try:
        number = float(value)
    except (OverflowError, TypeError):
        number = math.nan
    if not abs(number) <= LARGEST:
        raise ValueError(f"{what} must be a number, neither missing nor without end.")
    return number


def amount(value: float, what: str) -> float:
    """`value` as a float that is not below zero; ValueError where it is."""
    number = finite(value, what)
    if number < 0:
        raise ValueError(f"{what} cannot be below zero.")
    return number


def above_zero(value: float, what: str) -> float:
    """`value` as a float above zero; ValueError where it is not."""
    number = amount(value, what)
    if number < SMALLEST:
        raise ValueError(f"{what} must be above zero.")
    return number


def whole(value: float, what: str) -> int:
    """`value` as a whole number that is not below zero; ValueError where it is not one."""
    number = amount(value, what)
    if not number.is_integer():
        raise ValueError(f"{what} must be a whole number.")
    return int(value)


def part(count: float, total: float) -> tuple[float, float]:
    """`(count, total)` as floats with 0 ≤ count ≤ total and total above zero; ValueError where they are not."""
    some, everything = amount(count, "The count"), above_zero(total, "The total")
    if some > everything:
        raise ValueError("The count cannot be above the total that it is part of.")
    return some, everything


def level(confidence: float) -> float:
    """`confidence` as a share between 0 and 1, both left out; ValueError where it is not (95 is written 0.95)."""
    share = finite(confidence, "The confidence level")
    if not 0 < share < 1:
        raise ValueError("The confidence level is a share between 0 and 1, such as 0.95 or 0.998.")
    return share
