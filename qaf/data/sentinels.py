"""Numbers that stand for "no number" and that nobody declared: one great value that comes again and again.

Numbers below zero where nothing can be below zero are told by the checks of numbers. Here are the others: 999999 and
its like, and any value that stands several times in a series and lies far above everything else in it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal

from qaf.data.candidates import NUMBER_ROLES, Candidate
from qaf.data.faults import Faults
from qaf.model.figure import number

_NINES = re.compile(r"9{3,}(?:\.[09]+)?")
_LEAST_OF_NINES = 999
_TIMES_OF_NINES = 2
_FAR_OF_NINES = 3
_TIMES = 3
_FAR = 20
_LEAST = 1000
_HELP = (
    "If it means that there is no number, write x in the file, or let a recipe name it: `sentinels: [NUMBER]`. If it "
    "is a number, give its rows a file of their own."
)

_Cells = list[tuple[Candidate, Decimal, str]]
_Group = tuple[str, str]
"""A series and a breakdown: numbers of one size."""


def check_sentinels(candidates: Sequence[Candidate], faults: Faults) -> None:
    """Refuse numbers that look as if they stood for no number."""
    columns: dict[tuple[str, str], _Cells] = {}
    for candidate in candidates:
        if candidate.measure.unit == "grade":
            continue
        figure = candidate.figure
        for role, text in zip(NUMBER_ROLES, (figure.numerator, figure.denominator, figure.value), strict=True):
            if text and role in candidate.columns:  # else it was counted here, not read
                found = number(text)
                if found is not None:
                    columns.setdefault((candidate.measure.id, role), []).append((candidate, found, text))
    for (_, role), cells in columns.items():
        if max(found for _, found, _ in cells) < _LEAST_OF_NINES:
            continue
        nines = set(_nines(cells))
        groups: dict[_Group, _Cells] = {}
        for cell in cells:
            groups.setdefault(_group(cell[0]), []).append(cell)
        told = {(name, found) for name, group in groups.items() for found in (*_far_above(group), *nines)}
        for candidate, found, _ in cells if told else ():
            if (_group(candidate), found) in told:
                words = "the same very great number stands in several rows, as numbers do that mean there is none."
                column = candidate.columns.get(role)
                faults.at("QAF528", candidate.row, column, words, help=_HELP, kind="sentinel", same=found)


def _group(candidate: Candidate) -> _Group:
    return candidate.figure.key.series, candidate.figure.key.breakdown


def _nines(cells: _Cells) -> Iterator[Decimal]:
    """Numbers of nothing but nines that stand for several figures and far above the others."""
    texts = {found for _, found, text in cells if _NINES.fullmatch(text)}
    if texts:
        times = _times(cells)
        rest = max((found for found in times if found not in texts), default=Decimal(0))
        yield from (found for found in texts if times[found] >= _TIMES_OF_NINES and found > rest * _FAR_OF_NINES)


def _far_above(cells: _Cells) -> Iterator[Decimal]:
    """The greatest number of a group, where it stands for several figures and far above the next."""
    numbers = [found for _, found, _ in cells]
    greatest = max(numbers)
    if greatest < _LEAST or numbers.count(greatest) < _TIMES:
        return
    times = _times(cells)
    rest = max((found for found in times if found != greatest), default=Decimal(0))
    if times[greatest] >= _TIMES and rest > 0 and greatest > rest * _FAR:
        yield greatest


def _times(cells: _Cells) -> Counter[Decimal]:
    """For how many series, periods and categories each number stands; the grades of one figure share their base."""
    spots = {(candidate.figure.key._replace(grade="", point="", rater=""), found) for candidate, found, _ in cells}
    return Counter(found for _, found in spots)
