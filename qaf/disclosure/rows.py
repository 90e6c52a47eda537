"""Rows: figures as a reader meets them, now or in an edition that is out, and what each cell tells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import inf
from typing import NamedTuple

from qaf.disclosure.primary import Hidden, Profile
from qaf.disclosure.printed import QUOTIENTS, factor_of
from qaf.disclosure.reading import (
    KEPT_BACK,
    Cells,
    Counts,
    amount,
    base_of,
    cells_of,
    counts_of,
    denominator_range,
    numerator_range,
)
from qaf.disclosure.small import needs_protection, small_cells
from qaf.disclosure.unknowns import NOBODY, Interval
from qaf.model.figure import Figure, FigureKey
from qaf.model.framework import Framework
from qaf.model.measure import Measure


@dataclass(frozen=True, slots=True)
class Row:
    """One figure with its measure.

    `printed`: forms may show it (not where it was replaced by something coarser). `fixed`: it stands in an edition
    that is out, or its publisher has shown it, so that nothing of it can be taken back. `small`: cells hidden on its
    own account. `base`: the denominator, or the stored count that stands for it. `alone`: only the whole is
    shown in its place.
    """

    figure: Figure
    measure: Measure
    cells: Cells
    base: Decimal | None = None
    small: Hidden = Hidden()
    printed: bool = True
    fixed: bool = False
    alone: bool = False

    @property
    def key(self) -> FigureKey:
        """The figure's key."""
        return self.figure.key

    @property
    def protected(self) -> bool:
        """Whether anybody in it needs protection."""
        return needs_protection(self.figure, self.measure)

    @property
    def guards(self) -> bool:
        """Whether hidden people stand in it, whoever showed it."""
        return self.measure.counts != "things" and self.measure.protects != "none"

    def unprinted(self, *, alone: bool = False) -> Row:
        """The same row, kept back for something coarser; for the whole where it is `alone`."""
        return replace(self, printed=False, alone=alone)


Rows = Mapping[FigureKey, Row]


def rows_of(
    framework: Framework,
    figures: Sequence[Figure],
    rules: Profile,
    *,
    counts: Counts | None = None,
    fixed: bool = False,
) -> dict[FigureKey, Row]:
    """The figures as rows, those of measures that are not in the framework (or never stored) left out.

    `counts`: stored counts, where they are more than these figures hold. `fixed`: those of an edition that is out.
    """
    counts = counts_of(framework, figures) if counts is None else counts
    found: dict[FigureKey, Row] = {}
    for figure in figures:
        measure = framework.measures.get(figure.key.measure)
        if measure is None or measure.unit == "change":
            continue
        cells = cells_of(figure)
        base = base_of(figure, cells, measure, counts)
        small = Hidden() if fixed else small_cells(figure, cells, base, measure, rules)
        found[figure.key] = Row(figure, measure, cells, base, small, fixed=fixed or figure.published)
    return found


class Told(NamedTuple):
    """One number of a row: what qaf knows of it, and what a reader learns who sees the row (None: it is held back).

    `through`: it is not printed itself, and follows from the value only together with the base (or the number).
    """

    true: Interval
    shown: Interval | None
    through: bool = False


def part_of(row: Row, rules: Profile) -> Told | None:
    """The numerator; None where there is none, or it is neither given nor to be worked out."""
    if row.measure.unit not in QUOTIENTS:
        return None
    if row.figure.numerator:
        return _cell(row, row.figure.numerator, rules)
    if row.base is None or (row.measure.is_sample and not row.figure.denominator):
        return None
    if row.figure.value in KEPT_BACK:
        return _cell(row, row.figure.value, rules)
    if row.cells.value is None:
        return None
    found = numerator_range(row.cells.value, row.base, factor_of(row.measure))
    true = (float(found.least), float(found.greatest))
    if row.measure.unit not in ("mean", "ratio"):
        true = _whole(true)
    return Told(true, _rounded(true, row, rules), through=True)


def base_told(row: Row, rules: Profile) -> Told | None:
    """The denominator; None where there is none, or it is neither given nor to be worked out."""
    if row.measure.unit not in QUOTIENTS:
        return None
    if row.figure.denominator and (row.cells.denominator is not None or row.base is None or row.measure.is_sample):
        return _cell(row, row.figure.denominator, rules)
    if row.cells.value is None or row.cells.numerator is None or row.base is not None:
        return None
    found = denominator_range(row.cells.value, row.cells.numerator, factor_of(row.measure))
    if found is None:
        return None
    true = _whole((float(found.least), float(found.greatest)))
    return Told(true, _rounded(true, row, rules), through=True)


def count_of(row: Row, rules: Profile) -> Told | None:
    """The number of a count; None where there is none."""
    return _cell(row, row.figure.value, rules) if row.measure.unit == "count" and row.figure.value else None


def _cell(row: Row, text: str, rules: Profile) -> Told | None:
    found = amount(text)
    if found is not None:
        exact = (float(found), float(found))
        return Told(exact, _rounded(exact, row, rules))
    return Told((0.0, inf), None) if text in KEPT_BACK else None


def _whole(interval: Interval) -> Interval:
    """The whole numbers inside; the interval itself where there is none."""
    low, high = float(-(-interval[0] // 1)), float(interval[1] // 1)
    return (low, high) if low <= high else interval


def _rounded(true: Interval, row: Row, rules: Profile) -> Interval:
    """What a reader learns who sees the number as the profile shows it: a window, where it is rounded."""
    if not rules.round_to or not row.protected:
        return true
    low, high = (_window(end, rules) for end in true)
    return (low[0], high[1])


def _window(number: float, rules: Profile) -> Interval:
    if number <= rules.threshold:
        return (number, number)
    middle = float(rules.rounded(Decimal(repr(number))))
    reach = (rules.round_to - 1) / 2 if number == int(number) else rules.round_to / 2
    return (max(middle - reach, rules.threshold + 1.0), middle + reach)


def room_of(row: Row, rules: Profile) -> float:
    """How much the range of a number that is not shown must exceed: twice the threshold, whatever the number is.

    Where only the whole is shown, two more: that the whole is withheld for its sake tells how large it is at most.
    """
    if not row.guards or not rules.threshold:
        return NOBODY
    return 2.0 * rules.threshold + 2 * row.alone
