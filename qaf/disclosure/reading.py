"""What the cells of one stored figure say: numbers, and what follows from two of them for the third."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import NamedTuple

from qaf.disclosure.primary import Range
from qaf.disclosure.printed import decimals_of
from qaf.model.figure import Figure, FigureKey, is_symbol, number
from qaf.model.framework import Framework
from qaf.model.measure import Measure

KEPT_BACK = frozenset({"c", "k", "low", "u"})
"""Symbols that stand for a number somebody holds back: nothing is derived from it."""

_LARGEST = Decimal(10) ** 18


class Cells(NamedTuple):
    """The three cells of a figure as numbers; None where there is a symbol or nothing."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None


Counts = Mapping[FigureKey, Decimal]
"""Stored counts by key: a percentage's base may be one of them."""


def cells_of(figure: Figure) -> Cells:
    """The numbers of a figure."""
    return Cells(amount(figure.numerator), amount(figure.denominator), amount(figure.value))


def amount(text: str) -> Decimal | None:
    """The number in a cell; None where there is none, or one that no count of people could be."""
    found = number(text)
    return found if found is not None and abs(found) < _LARGEST and decimals_of(found) <= 18 else None


def readable(text: str) -> str:
    """The cell, or `x` where it holds what is neither a number of a sensible size nor a symbol."""
    return text if not text or is_symbol(text) or amount(text) is not None else "x"


def counts_of(framework: Framework, figures: Iterable[Figure]) -> Counts:
    """Every stored count, by its key."""
    found: dict[FigureKey, Decimal] = {}
    for figure in figures:
        measure = framework.measures.get(figure.key.measure)
        value = amount(figure.value)
        if measure is not None and measure.unit == "count" and value is not None:
            found[figure.key] = value
    return found


def base_key(key: FigureKey, measure: Measure) -> FigureKey | None:
    """The key of the count that the figure is of, in the same period and place; None where the measure names none."""
    if not measure.of:
        return None
    return key._replace(measure=measure.of, grade="", point="", rater="")


def base_of(figure: Figure, cells: Cells, measure: Measure, counts: Counts) -> Decimal | None:
    """The denominator, or where that is no number the stored count: a reader of both has the base."""
    if cells.denominator is not None:
        return cells.denominator
    key = base_key(figure.key, measure)
    return counts.get(key) if key else None


def numerator_range(value: Decimal, base: Decimal, factor: Decimal) -> Range:
    """What the numerator can be behind a value as it was rounded, of a base that is known."""
    half = _half_a_step(value)
    return Range(max(value - half, Decimal(0)) * base / factor, (value + half) * base / factor)


def denominator_range(value: Decimal, numerator: Decimal, factor: Decimal) -> Range | None:
    """What the denominator can be behind a value as it was rounded; None where it can be anything."""
    half = _half_a_step(value)
    if value <= half:
        return None
    return Range(numerator * factor / (value + half), numerator * factor / (value - half))


def _half_a_step(value: Decimal) -> Decimal:
    return Decimal(5).scaleb(-decimals_of(value) - 1)
