"""Arithmetic of numbers that are shown: exact decimals, halves rounded up, printed to a fixed number of places."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from qaf.model.measure import Measure
from qaf.model.protected import Shown

DEFAULT_PER = 10_000
"""What a rate is per where its measure does not say."""

PARTS_OF_A_BASE = frozenset({"percent", "rate", "shares", "before_after"})
QUOTIENTS = PARTS_OF_A_BASE | {"ratio", "mean"}
"""Units whose value is a numerator over a denominator."""

MOST_PLACES = 12
"""However many decimals a measure asks for, no more are printed."""

_ARITHMETIC = Context(prec=60, rounding=ROUND_HALF_UP)


def printed(amount: Decimal, places: int) -> Shown:
    """The amount rounded to `places` decimals, halves up."""
    text = format(_ARITHMETIC.quantize(amount, Decimal(1).scaleb(-min(places, MOST_PLACES))), "f")
    return Shown(float(text), text)


def quotient(numerator: Decimal, denominator: Decimal, factor: Decimal, places: int) -> Shown:
    """`numerator / denominator * factor`; of nothing there is no quotient: not applicable."""
    if denominator == 0:
        return Shown(symbol="z")
    return printed(_ARITHMETIC.divide(numerator * factor, denominator), places)


def whole(amount: Decimal) -> Decimal:
    """The nearest whole number, halves up."""
    return _ARITHMETIC.quantize(amount, Decimal(1))


def factor_of(measure: Measure) -> Decimal:
    """What numerator over denominator is multiplied by to give the value in the measure's unit."""
    if measure.unit == "rate":
        return Decimal(measure.per or DEFAULT_PER)
    return Decimal(100 if measure.unit in PARTS_OF_A_BASE else 1)


def decimals_of(amount: Decimal) -> int:
    """How many decimals the amount was written with."""
    exponent = amount.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0
