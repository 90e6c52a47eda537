"""Totals beside what they are the total of: categories and the whole, teams and their locality, parts of a measure.

Only sums that the framework declares are looked at: breakdowns whose categories make up the whole (`parts: all`) or a
part of it (`parts: some`), and measures that name their `parts`. Publishers round: where all counts of a series end in
0 or 5, or in more noughts, each may lie half a step off.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qaf.data.candidates import Candidate
from qaf.data.checks_numbers import half_step
from qaf.data.faults import Faults
from qaf.model.figure import Figure, FigureKey, number
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.workspace.store import Store

_STEPS = (1000, 100, 10, 5)
_FEWEST_TO_SHOW_ROUNDING = 3
_HELP = (
    "Is something counted twice or left out, or a row in the wrong category? Where a case can be in several "
    "categories, `parts: overlapping` in qaf.yaml says so."
)
_ROLES: Mapping[str, tuple[str, ...]] = {
    "count": ("value",),
    **dict.fromkeys(("percent", "rate", "mean", "shares", "before_after"), ("denominator", "numerator")),
}


@dataclass(frozen=True, slots=True)
class _Sum:
    """A figure, and those that are to add up to it: exactly (`whole`), or to no more than it.

    Those are either the same of other `measures`, or the `categories` of a breakdown.
    """

    total: FigureKey
    whole: bool
    words: str
    measures: tuple[str, ...] = ()
    breakdown: str = ""
    categories: tuple[str, ...] = ()

    @property
    def size(self) -> int:
        """How many figures are to add up."""
        return len(self.measures or self.categories)

    @property
    def parts(self) -> tuple[FigureKey, ...]:
        """The figures that are to add up."""
        if self.measures:
            return tuple([self.total._replace(measure=each) for each in self.measures])
        return tuple([self.total._replace(breakdown=self.breakdown, category=each) for each in self.categories])


def check_totals(candidates: Sequence[Candidate], framework: Framework, store: Store, faults: Faults) -> None:
    """Say which sums do not add up, of those that a figure of this run has a part in."""
    rows = {candidate.figure.key: candidate for candidate in candidates}
    known: dict[FigureKey, Figure] = {**store.by_key, **{key: found.figure for key, found in rows.items()}}
    rounding = Rounding(known)
    with_parts = [measure for measure in framework.measures.values() if measure.parts]
    done: set[tuple[FigureKey, str]] = set()
    told: set[tuple[int, int | None, str]] = set()
    for candidate in candidates:
        for one in _sums(candidate.figure.key, candidate.measure, framework, with_parts):
            if (one.total, one.words) in done or one.total not in known:
                continue
            done.add((one.total, one.words))
            parts = [figure for key in one.parts if (figure := known.get(key)) is not None]
            for role in _ROLES.get(framework.measures[one.total.measure].unit, ()):
                if not _is_off(one, role, known[one.total], parts, rounding):
                    continue
                place = (*_place(one, role, rows, candidate), one.words)
                if place not in told:
                    told.add(place)
                    _say(one, role, rows, candidate, faults)
                    break


def _sums(key: FigureKey, measure: Measure, framework: Framework, with_parts: Sequence[Measure]) -> Iterator[_Sum]:
    """Every declared sum in which the figure is the total or a part."""
    yield from _of_categories(key, measure, framework)
    for total in with_parts:
        if total.id == key.measure or key.measure in total.parts:
            words = f"the measures that are parts of `{total.id}`"
            yield _Sum(key._replace(measure=total.id), True, words, measures=total.parts)


def _of_categories(key: FigureKey, measure: Measure, framework: Framework) -> Iterator[_Sum]:
    for breakdown_id in measure.breakdowns:
        breakdown = framework.breakdowns.get(breakdown_id)
        if breakdown is None or breakdown.parts == "overlapping":
            continue
        complete = breakdown.parts == "all"
        if key.breakdown in ("", breakdown.id):
            categories = tuple([each.id for each in breakdown.categories])
            whole = FigureKey(key.measure, key.period, key.series, "", "", *key[5:])
            yield _Sum(whole, complete, f"the categories of `{breakdown.id}`", (), breakdown.id, categories)
        if not breakdown.within:
            continue
        within = {each.id: each.within for each in breakdown.categories}
        coarser = within.get(key.category) if key.breakdown == breakdown.id else key.category
        if coarser and key.breakdown in (breakdown.id, breakdown.within):
            inner = tuple([each for each, above in within.items() if above == coarser])
            words = f"the categories of `{breakdown.id}` within `{coarser}`"
            total = key._replace(breakdown=breakdown.within, category=coarser)
            yield _Sum(total, complete, words, (), breakdown.id, inner)


def _is_off(one: _Sum, role: str, total: Figure, parts: Sequence[Figure], rounding: Rounding) -> bool:
    """Whether the sum is off in one number. `parts`: those of its parts that are known."""
    whole = number(getattr(total, role))
    numbers = [(figure, found) for figure in parts if (found := number(getattr(figure, role))) is not None]
    if whole is None or not numbers:
        return False
    difference = sum((found for _, found in numbers), Decimal(0)) - whole
    complete = one.whole and len(numbers) == one.size
    if not difference or (difference < 0 and not complete):
        return False
    room = rounding(total, role) + sum((rounding(figure, role) for figure, _ in numbers), Decimal(0))
    return abs(difference) > room


class Rounding:
    """How far a published number may lie from the true one, told from all numbers of its series."""

    def __init__(self, known: Mapping[FigureKey, Figure]) -> None:
        self._pools: dict[tuple[str, ...], list[Figure]] = {}
        for figure in known.values():
            self._pools.setdefault(_pool(figure), []).append(figure)
        self._seen: dict[tuple[str, ...], Decimal] = {}

    def __call__(self, figure: Figure, role: str) -> Decimal:
        """Half a step of the rounding; 0 where the numbers are counted exactly."""
        pool = (*_pool(figure), role)
        if pool not in self._seen:
            texts = [getattr(each, role) for each in self._pools[pool[:-1]]]
            self._seen[pool] = _half_a_step([text for text in texts if number(text) is not None])
        return self._seen[pool]


def _pool(figure: Figure) -> tuple[str, ...]:
    return figure.key.measure, figure.key.series, figure.key.breakdown


def _half_a_step(texts: Sequence[str]) -> Decimal:
    numbers = [Decimal(text) for text in texts]
    if any(each != each.to_integral_value() for each in numbers):
        return max(half_step(text) for text in texts)
    counted = [each for each in numbers if each]
    if len(counted) < _FEWEST_TO_SHOW_ROUNDING:
        return Decimal(0)
    step = next((step for step in _STEPS if all(each % step == 0 for each in counted)), 0)
    return Decimal(step) / 2


def _place(one: _Sum, role: str, rows: Mapping[FigureKey, Candidate], candidate: Candidate) -> tuple[int, int | None]:
    """The row and column of which a sum is told: the total's, where it stands in this file."""
    told = rows.get(one.total) or candidate
    return told.row, told.columns.get(role)


def _say(one: _Sum, role: str, rows: Mapping[FigureKey, Candidate], candidate: Candidate, faults: Faults) -> None:
    row, column = _place(one, role, rows, candidate)
    total = f"`{one.total.category}`" if one.total.category else f"the whole of `{one.total.measure}`"
    stored = "" if one.total in rows else " that is stored"
    words = f"{one.words} do not add up to {total}{stored}, even allowing for rounding."
    parts = [found for key in one.parts if (found := rows.get(key)) is not None]
    other = next((found.row for found in parts if found.row != row), None)
    faults.at("QAF527", row, column, words, help=_HELP, kind=one.words, other_row=other)
