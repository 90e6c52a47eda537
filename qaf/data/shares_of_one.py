"""Percentages that look like shares of 1: 0.21 where 21 may be meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from qaf.data.candidates import Candidate
from qaf.data.checks_numbers import half_step
from qaf.data.faults import Faults
from qaf.data.sheet import Sheet
from qaf.model.figure import Figure, number

FEWEST = 3
"""So many values have to look so: one or two small percentages are nothing odd."""

_TENTH, _HALF = Decimal("0.1"), Decimal("0.5")
_UNITS = ("percent", "shares")
_PER_CENT = re.compile(r"%|per ?cent", re.IGNORECASE)
_HELP = (
    "If 0.21 stands for 21 %, write `scale: 100` for the measure in the recipe, or write percentages into the file. If "
    "they are percentages below 1, `scale: 1` says so."
)


def check_shares_of_one(candidates: Sequence[Candidate], sheet: Sheet, faults: Faults) -> None:
    """Say of which measures all values of the file lie from 0 to 1, some of them between.

    Nothing is said where a recipe gives a scale, a cell has a per cent sign, or a numerator and denominator bear a
    value out; below a heading that speaks of per cent only where the values are as great and as fine as shares are.
    """
    by_measure: dict[str, list[Candidate]] = {}
    for candidate in candidates:
        if candidate.measure.unit in _UNITS and number(candidate.figure.value) is not None:
            by_measure.setdefault(candidate.measure.id, []).append(candidate)
    for measure, found in by_measure.items():
        values = [value for each in found if (value := number(each.figure.value)) is not None]
        look_so = all(0 <= value <= 1 for value in values) and any(0 < value < 1 for value in values)
        if len(values) < FEWEST or not look_so or any(_is_percentage(each, sheet) for each in found):
            continue
        if any(_is_headed(each, sheet) for each in found) and not _like_shares(values):
            continue
        first = found[0]
        words = f"this value of `{measure}`, a percentage, and all others of the file lie from 0 to 1."
        faults.at("QAF538", first.row, first.columns.get("value"), words, help=_HELP, kind=measure)


def _is_percentage(candidate: Candidate, sheet: Sheet) -> bool:
    column = candidate.columns.get("value")
    signed = column is not None and "%" in sheet.rows[candidate.row][column]
    return candidate.step is not None or signed or _borne_out(candidate.figure)


def _is_headed(candidate: Candidate, sheet: Sheet) -> bool:
    column = candidate.columns.get("value")
    return column is not None and _PER_CENT.search(sheet.names[column]) is not None


def _like_shares(values: Sequence[Decimal]) -> bool:
    """Whether most values have two decimals or more, and some are beyond a half: percentages below 1 rarely are so."""
    fine = sum(1 for value in values if value != value.quantize(_TENTH))
    return fine * 2 > len(values) and max(values) > _HALF


def _borne_out(figure: Figure) -> bool:
    """Whether a value above 0 is what its numerator and denominator give in per cent."""
    numerator, denominator, value = map(number, (figure.numerator, figure.denominator, figure.value))
    if not numerator or not denominator or not value:
        return False
    return abs(value - Decimal(100) * numerator / denominator) <= half_step(figure.value)
