"""Measures that have grades: the one line that speaks for them, and the latest figures grade by grade."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from qaf.analysis.points import Point, point_of
from qaf.disclosure.primary import PROFILES, exactly, hide_part
from qaf.disclosure.printed import printed, quotient
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.model.protected import NOT_GIVEN, WITHHELD, ProtectedFigure, Shown
from qaf.model.settings import Scale

RATERS = {"child": "Rated by children", "parent": "Rated by parents", "professional": "Rated by professionals"}
"""Who rated, in the order in which they are heard."""

RESULTS = {
    "improved": "Rated higher than at the start",
    "same": "Rated the same",
    "worse": "Rated lower",
    "sustained": "Rated higher at closure, and still so",
    "not_rated": "Not rated again",
}
"""What each result of a before-and-after rating is called."""

AT_CLOSURE = ("closure", "")


@dataclass(frozen=True, slots=True)
class GradeRow:
    """One grade of a distribution."""

    id: str
    name: str
    numerator: Shown
    denominator: Shown
    value: Shown


@dataclass(frozen=True, slots=True)
class Distribution:
    """Figures grade by grade of one period. `rater` and `point` are empty except for before and after.

    `absent_since`: later periods that have no number at all, each with why.
    """

    period: Period
    rows: tuple[GradeRow, ...]
    rater: str = ""
    point: str = ""
    absent_since: tuple[tuple[Period, str], ...] = ()


def headline(
    scale: Scale | None, measure: Measure, period: Period, rows: Sequence[ProtectedFigure], profile: str
) -> Point:
    """The share at or above `good_from`, from the shares of the single grades; hidden where one of them is."""
    grades = [grade.id for grade in scale.grades] if scale else []
    if not scale or scale.good_from not in grades:
        return Point(period, Shown(symbol="x"))
    good = grades[grades.index(scale.good_from) :]
    by_grade = {row.grade: row for row in rows}
    chosen = [by_grade[grade] for grade in good if grade in by_grade]
    symbol = _worst_symbol(cell.symbol for row in chosen for cell in (row.numerator, row.denominator, row.value))
    if symbol:
        return Point(period, Shown(symbol=symbol))
    if len(chosen) < len(good) and not _complete(rows):
        return Point(period, Shown(symbol="x"))
    base = next((row.denominator for row in rows if row.denominator.given), NOT_GIVEN)
    if base.given and all(row.numerator.given for row in chosen):
        return _share(period, chosen, base, measure, profile)
    total = sum((Decimal(row.value.text) for row in chosen if row.value.given), Decimal(0))
    return Point(period, printed(total, measure.places) if chosen else NOT_GIVEN)


def before_and_after(rows: Sequence[ProtectedFigure]) -> list[tuple[str, str, list[Point]]]:
    """(rater, its name, points) for each rater that has figures: the share improved at closure."""
    improved = [row for row in rows if row.grade == "improved" and row.point in AT_CLOSURE]
    present = {row.rater for row in improved}
    order = [rater for rater in RATERS if rater in present] + sorted(present - RATERS.keys())
    return [
        (rater or "own", RATERS.get(rater, "All raters"), [point_of(row) for row in improved if row.rater == rater])
        for rater in order
    ]


def distributions(framework: Framework, whole: Sequence[ProtectedFigure], measure: Measure) -> tuple[Distribution, ...]:
    """The latest numbers grade by grade: one distribution, or for before and after one a rater and point."""
    graded = [row for row in whole if row.grade]
    groups: dict[tuple[str, str], list[ProtectedFigure]] = {}
    for row in graded:
        groups.setdefault((row.rater, row.point), []).append(row)
    names = _grade_names(framework, measure)
    found = []
    for (rater, point), rows in sorted(groups.items(), key=lambda item: _rank(item[0][0], item[0][1], measure)):
        latest = max((row.period for row in rows if row.value.given), default=max(row.period for row in rows))
        current = [row for row in rows if row.period == latest]
        later = sorted({(row.period, row.value.absence) for row in rows if row.period > latest})
        found.append(Distribution(latest, _rows(current, names), rater, point, tuple(later)))
    return tuple(found)


def _share(period: Period, chosen: Sequence[ProtectedFigure], base: Shown, measure: Measure, profile: str) -> Point:
    numerator = sum((Decimal(row.numerator.text) for row in chosen), Decimal(0))
    denominator = Decimal(base.text)
    value = quotient(numerator, denominator, Decimal(100), measure.places)
    published = all(row.published for row in chosen)
    rules = PROFILES.get(profile)
    if rules and not published and measure.counts != "things" and measure.protects != "none":
        both_sides = measure.protects == "both_sides"
        if hide_part(exactly(numerator), exactly(denominator), rules, both_sides=both_sides).value:
            return Point(period, WITHHELD, WITHHELD, base)
    return Point(period, value, printed(numerator, 0), base)


def _worst_symbol(symbols: Iterable[str]) -> str:
    present = set(symbols)
    return next((symbol for symbol in ("c", "u", "low", "k", "x", "z") if symbol in present), "")


def _complete(rows: Sequence[ProtectedFigure]) -> bool:
    """Whether the grades that have rows hold every case, so that the grades without a row hold none."""
    base = next((row.denominator for row in rows if row.denominator.given), None)
    if base is None or not all(row.numerator.given for row in rows):
        return False
    return sum((Decimal(row.numerator.text) for row in rows), Decimal(0)) == Decimal(base.text)


def _grade_names(framework: Framework, measure: Measure) -> dict[str, str]:
    if measure.unit == "before_after":
        return RESULTS
    scale = framework.scales.get(measure.scale or "")
    return {grade.id: grade.title for grade in scale.grades} if scale else {}


def _rows(rows: Sequence[ProtectedFigure], names: dict[str, str]) -> tuple[GradeRow, ...]:
    order = list(names)
    ranked = sorted(rows, key=lambda row: (_place(order, row.grade), row.grade))
    return tuple(
        GradeRow(row.grade, _name(row.grade, names), row.numerator, row.denominator, row.value) for row in ranked
    )


def _name(grade: str, names: dict[str, str]) -> str:
    plain, _, reason = grade.partition("/")
    name = names.get(plain, plain.replace("_", " "))
    return f"{name}: {reason.replace('_', ' ').replace('-', ' ')}" if reason else name


def _place(order: list[str], grade: str) -> int:
    plain = grade.partition("/")[0]
    return order.index(plain) if plain in order else len(order)


def _rank(rater: str, point: str, measure: Measure) -> tuple[int, int, str]:
    raters, points = list(RATERS), list(measure.follow_up)
    return (
        raters.index(rater) if rater in raters else len(raters),
        points.index(point) if point in points else -1,
        point,
    )
