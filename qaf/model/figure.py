"""A figure as it was given: one number, or the reason why there is none. Raw, so not for any page.

Only `data`, `workspace.store` and `disclosure` may import this module; everybody else sees `model.protected`.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import NamedTuple

from qaf.model.period import Period

SYMBOLS = ("c", "k", "low", "u", "x", "z")
"""Typed absences: withheld, rounds to zero (k, low), unreliable, not available, not applicable."""

KEY_COLUMNS = ("measure", "period", "series", "breakdown", "category", "grade", "point", "rater")
CONTENT_COLUMNS = ("numerator", "denominator", "value", "note")


class FigureKey(NamedTuple):
    """What a figure is about. `breakdown` and `category` are both empty (the whole) or both filled."""

    measure: str
    period: Period
    series: str = "own"
    breakdown: str = ""
    category: str = ""
    grade: str = ""
    point: str = ""
    rater: str = ""

    def texts(self) -> tuple[str, ...]:
        """The key as it stands in a file, in the order of `KEY_COLUMNS`."""
        return (self.measure, str(self.period), *self[2:])


@dataclass(frozen=True, slots=True)
class Figure:
    """One row of the store. `numerator`, `denominator`, `value` are a number as published (kept as text),
    one of `SYMBOLS`, or "" which means "not given"."""

    key: FigureKey
    numerator: str = ""
    denominator: str = ""
    value: str = ""
    note: str = ""
    published: bool = False
    import_id: str = ""

    def content(self) -> tuple[str, str, str, str]:
        """The four content cells, in the order of `CONTENT_COLUMNS`."""
        return (self.numerator, self.denominator, self.value, self.note)


def is_symbol(cell: str) -> bool:
    """Whether the cell is a typed absence."""
    return cell in SYMBOLS


@lru_cache(maxsize=1 << 16)
def number(cell: str) -> Decimal | None:
    """The number in a cell, or None where it holds a symbol or nothing."""
    if not cell or cell in SYMBOLS:
        return None
    try:
        result = Decimal(cell)
    except InvalidOperation:
        return None
    return result if result.is_finite() else None
