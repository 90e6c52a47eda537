"""Primary hiding: which cells of one stored figure are small, or follow from a cell that somebody else holds back."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from qaf.disclosure.primary import Hidden, Profile, exactly, hide_count, hide_part, hide_quotient
from qaf.disclosure.printed import PARTS_OF_A_BASE, QUOTIENTS, factor_of
from qaf.disclosure.reading import KEPT_BACK, Cells, denominator_range, numerator_range
from qaf.model.figure import Figure
from qaf.model.measure import Measure


def needs_protection(figure: Figure, measure: Measure) -> bool:
    """Whether anything of the figure may be hidden: not what its publisher has shown, nor things, nor where the
    measure says that nobody needs it."""
    return not (figure.published or measure.counts == "things" or measure.protects == "none")


def small_cells(figure: Figure, cells: Cells, base: Decimal | None, measure: Measure, rules: Profile) -> Hidden:
    """Which cells are hidden on the figure's own account, also where a reader would work them out from the others."""
    if not needs_protection(figure, measure):
        return Hidden()
    return combined(_small(cells, base, measure, rules), _inherited(figure, measure))


def combined(first: Hidden, second: Hidden) -> Hidden:
    """Hidden where either is."""
    return Hidden(*(one or other for one, other in zip(first, second, strict=True)))


def _small(cells: Cells, base: Decimal | None, measure: Measure, rules: Profile) -> Hidden:
    if measure.unit == "count":
        return _any(hide_count(exactly(cell), rules) for cell in cells if cell is not None)
    if measure.unit not in QUOTIENTS:
        return Hidden()
    factor = factor_of(measure)
    numerator = exactly(cells.numerator) if cells.numerator is not None else None
    denominator = exactly(base) if base is not None else None
    if cells.value is not None:
        if numerator is None and base is not None:
            numerator = numerator_range(cells.value, base, factor)
        elif denominator is None and cells.numerator is not None:
            denominator = denominator_range(cells.value, cells.numerator, factor)
    if measure.unit in PARTS_OF_A_BASE:
        return hide_part(numerator, denominator, rules, both_sides=measure.protects == "both_sides")
    return hide_quotient(numerator, denominator, rules)


def _inherited(figure: Figure, measure: Measure) -> Hidden:
    """What a cell that somebody else already held back takes with it."""
    if measure.unit == "count":
        return Hidden()
    if figure.denominator in KEPT_BACK:
        return Hidden(True, True, True)
    if figure.numerator in KEPT_BACK:
        return Hidden(value=True)
    return Hidden(numerator=figure.value == "c")


def _any(parts: Iterable[Hidden]) -> Hidden:
    found = Hidden()
    for part in parts:
        found = combined(found, part)
    return found
