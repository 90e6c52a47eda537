"""The lines of a measure: its own, its comparators', one a category. What comes of hidden numbers is hidden."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from statistics import median

from qaf.analysis.headlines import Distribution, before_and_after, distributions, headline
from qaf.analysis.points import Line, Point, point_of, with_gaps
from qaf.disclosure.printed import decimals_of, factor_of, printed, quotient
from qaf.model.framework import Framework
from qaf.model.measure import Break, Measure
from qaf.model.period import Period
from qaf.model.protected import NOT_GIVEN, WITHHELD, ProtectedFigure, ProtectedFigures, Shown
from qaf.model.settings import Breakdown, Comparator

WIDELY_SPACED = frozenset({"two_yearly", "three_yearly", "on_event", "once"})
"""Frequencies that leave years out on purpose."""


@dataclass(frozen=True, slots=True)
class BreakdownLines:
    """One line for each category of a breakdown, in the order of `qaf.yaml`. `rater`: of ratings before and after."""

    id: str
    name: str
    lines: tuple[Line, ...]
    rater: str = ""


@dataclass(frozen=True, slots=True)
class MeasureSeries:
    """All that a measure's figures say. `own` holds one line, or for before and after one for each rater.

    `distributions` are the latest figures grade by grade, of measures that have grades. `later_than` is the day up to
    which figures were asked for, where own figures of later periods were left out because of it. `is_population`: a
    count of those who live there, which rates are of; the work does not move it, so nothing is tested. `only_whole`:
    there are figures by team or place, and they were left out on purpose.
    """

    measure: Measure
    own: tuple[Line, ...] = ()
    comparators: tuple[Line, ...] = ()
    breakdowns: tuple[BreakdownLines, ...] = ()
    distributions: tuple[Distribution, ...] = ()
    later_than: date | None = None
    is_population: bool = False
    only_whole: bool = False

    @property
    def main(self) -> Line | None:
        """The line that speaks for the measure: its own, or the first rater's."""
        return self.own[0] if self.own else None

    @property
    def has_figures(self) -> bool:
        """Whether any own figure stands here, even if it cannot be shown."""
        return any(line.points for line in self.own)

    def periods(self) -> tuple[Period, ...]:
        """Every period of the own lines and the comparators, in order."""
        return tuple(sorted({point.period for line in (*self.own, *self.comparators) for point in line.points}))

    def breaks_inside(self) -> tuple[Break, ...]:
        """The breaks that fall after the first own point, and not after the last."""
        starts = [point.period.start for line in self.own for point in line.points]
        return tuple(b for b in self.measure.breaks if starts and min(starts) < b.from_.start <= max(starts))

    def break_between(self, older: Period, newer: Period) -> Break | None:
        """The first break that keeps two periods from being compared."""
        return next((b for b in self.measure.breaks if older.start < b.from_.start <= newer.start), None)


def lines(
    framework: Framework, figures: ProtectedFigures, measure: Measure, until: date | None = None
) -> MeasureSeries:
    """The lines of `measure`, from figures of periods that end by `until` (None: all)."""
    if measure.unit == "change":
        return _changes(framework, figures, measure, until)
    held = figures.of(measure.id, series=None, breakdown=None)
    kept = [f for f in held if until is None or f.period.end <= until]
    whole = [f for f in kept if f.series == "own" and not f.breakdown]
    comparators = (_comparator(framework, kept, c, measure, figures.profile) for c in framework.settings.comparators)
    return MeasureSeries(
        measure,
        _own(framework, whole, measure, figures.profile),
        tuple(line for line in comparators if line.points),
        tuple(
            made
            for b in _breakdowns(framework, kept, measure)
            for made in _breakdown(framework, kept, b, measure, figures.profile)
        ),
        distributions(framework, whole, measure),
        until if any(f.series == "own" and until is not None and f.period.end > until for f in held) else None,
        _is_population(framework, measure),
    )


def _is_population(framework: Framework, measure: Measure) -> bool:
    """Whether a count says that it reaches the population, or is what rates are of and does not say otherwise."""
    if measure.unit != "count" or measure.reach is not None:
        return measure.unit == "count" and measure.reach == "population"
    return any(other.unit == "rate" and other.of == measure.id for other in framework.measures.values())


# own lines ---------------------------------------------------------------------------------------------------------


def _own(framework: Framework, whole: Sequence[ProtectedFigure], measure: Measure, profile: str) -> tuple[Line, ...]:
    name = framework.settings.organisation.name
    if measure.unit == "before_after":
        return tuple(Line(rater, words, _run(points, measure)) for rater, words, points in before_and_after(whole))
    points = _points(framework, whole, measure, profile)
    return (Line("own", name, _run(points, measure)),) if points else ()


def _points(framework: Framework, rows: Sequence[ProtectedFigure], measure: Measure, profile: str) -> list[Point]:
    """One point a period: the figure itself, or the headline of a measure that has grades."""
    if measure.unit == "before_after":
        return next((points for _, _, points in before_and_after(rows)), [])
    if measure.unit != "shares":
        return [point_of(row) for row in rows if not row.grade]
    by_period: dict[Period, list[ProtectedFigure]] = {}
    for row in rows:
        by_period.setdefault(row.period, []).append(row)
    scale = framework.scales.get(measure.scale or "")
    return [headline(scale, measure, period, group, profile) for period, group in sorted(by_period.items())]


def _run(points: list[Point], measure: Measure) -> tuple[Point, ...]:
    if measure.frequency in WIDELY_SPACED:
        return tuple(sorted(points, key=lambda point: point.period))
    return with_gaps(points)


def _breakdowns(framework: Framework, kept: Sequence[ProtectedFigure], measure: Measure) -> list[Breakdown]:
    wanted = {*measure.breakdowns, *(f.breakdown for f in kept if f.breakdown and f.series == "own")}
    return [breakdown for breakdown in framework.settings.breakdowns if breakdown.id in wanted]


def _breakdown(
    framework: Framework, kept: Sequence[ProtectedFigure], breakdown: Breakdown, measure: Measure, profile: str
) -> list[BreakdownLines]:
    """The lines of the categories; for ratings before and after once for each rater, who are never mixed."""
    rows = [f for f in kept if f.series == "own" and f.breakdown == breakdown.id]
    raters = [""]
    if measure.unit == "before_after":
        raters = [rater for rater, _, _ in before_and_after(rows)] or [""]
    made = []
    for rater in raters:
        by_rater = [f for f in rows if not rater or (f.rater or "own") == rater]
        found = []
        for category in breakdown.categories:
            points = _points(framework, [f for f in by_rater if f.category == category.id], measure, profile)
            found.append(Line(category.id, category.title, _run(points, measure)))
        made.append(BreakdownLines(breakdown.id, breakdown.title, tuple(found), rater))
    return made


# comparators -------------------------------------------------------------------------------------------------------


def _comparator(
    framework: Framework, kept: Sequence[ProtectedFigure], comparator: Comparator, measure: Measure, profile: str
) -> Line:
    whole = [f for f in kept if not f.breakdown]
    if comparator.method == "published":
        points = _points(framework, [f for f in whole if f.series == comparator.id], measure, profile)
    else:
        points = _worked_out(framework, whole, comparator, measure, profile)
    return Line(comparator.id, comparator.name, _run(points, measure), comparator.method, comparator.cite or "")


def _worked_out(
    framework: Framework, whole: Sequence[ProtectedFigure], comparator: Comparator, measure: Measure, profile: str
) -> list[Point]:
    """Mean, median or pooled over the members' figures, period by period; absent members are counted.

    Where a member's figure is kept back nothing is worked out: over the others alone it would say something else.
    """
    prefix = f"{comparator.id}/"
    codes = [member.code for member in comparator.members]
    codes += sorted({f.series.removeprefix(prefix) for f in whole if f.series.startswith(prefix)} - set(codes))
    by_period: dict[Period, list[Point]] = {}
    for code in codes:
        for point in _points(framework, [f for f in whole if f.series == prefix + code], measure, profile):
            by_period.setdefault(point.period, []).append(point)
    combine: Callable[[list[Point], Measure], tuple[Shown, int]] = _pooled
    if comparator.method != "pooled":
        combine = _mean if comparator.method == "mean" else _median
    found = []
    for period, points in sorted(by_period.items()):
        value, present = combine(points, measure)
        hidden = _kept_back(points)
        if hidden:
            value = Shown(symbol=hidden)
        found.append(Point(period, value, members=(present, len(codes))))
    return found


def _kept_back(points: list[Point]) -> str:
    """The symbol of a member's figure that exists and is not shown; "" where there is none."""
    present = {cell.symbol for point in points for cell in (point.value, point.numerator, point.denominator)}
    return next((symbol for symbol in ("c", "u", "low", "k") if symbol in present), "")


def _mean(points: list[Point], measure: Measure) -> tuple[Shown, int]:
    values = [_decimal(point.value) for point in points if point.value.given]
    return _of_members(values, measure, lambda amounts: sum(amounts, Decimal(0)) / len(amounts))


def _median(points: list[Point], measure: Measure) -> tuple[Shown, int]:
    values = [_decimal(point.value) for point in points if point.value.given]
    return _of_members(values, measure, lambda amounts: Decimal(median(amounts)))


def _of_members(
    values: list[Decimal], measure: Measure, combine: Callable[[list[Decimal]], Decimal]
) -> tuple[Shown, int]:
    if not values or measure.unit == "grade":
        return Shown(symbol="x"), 0
    return printed(combine(values), measure.places), len(values)


def _pooled(points: list[Point], measure: Measure) -> tuple[Shown, int]:
    if measure.unit == "count":
        values = [_decimal(point.value) for point in points if point.value.given]
        return (printed(sum(values, Decimal(0)), measure.places) if values else Shown(symbol="x")), len(values)
    whole = [point for point in points if point.numerator.given and point.denominator.given and point.value.given]
    if not whole:
        return Shown(symbol="x"), 0
    numerator = sum((_decimal(point.numerator) for point in whole), Decimal(0))
    denominator = sum((_decimal(point.denominator) for point in whole), Decimal(0))
    return quotient(numerator, denominator, factor_of(measure), measure.places), len(whole)


# change ------------------------------------------------------------------------------------------------------------


def _changes(framework: Framework, figures: ProtectedFigures, measure: Measure, until: date | None) -> MeasureSeries:
    """A change is never stored: it is the figure of the measure that `of` names, newer minus older."""
    base = framework.measures.get(measure.of or "")
    if base is None or base.unit in ("change", "grade"):
        return MeasureSeries(measure)
    found = lines(framework, figures, base, until)
    return MeasureSeries(
        measure,
        tuple(_change(line) for line in found.own),
        tuple(_change(line) for line in found.comparators),
        tuple(replace(b, lines=tuple(_change(line) for line in b.lines)) for b in found.breakdowns),
    )


def _change(line: Line) -> Line:
    points = []
    for older, newer in zip(line.points, line.points[1:], strict=False):
        value = _difference(older, newer)
        points.append(Point(newer.period, value, missing=older.missing or newer.missing))
    return replace(line, points=tuple(points))


def _difference(older: Point, newer: Point) -> Shown:
    if older.value.given and newer.value.given:
        new, old = _decimal(newer.value), _decimal(older.value)
        return printed(new - old, max(decimals_of(new), decimals_of(old)))
    if older.withheld or newer.withheld:
        return WITHHELD
    return NOT_GIVEN if older.missing or newer.missing else Shown(symbol="x")


def _decimal(shown: Shown) -> Decimal:
    return Decimal(shown.text)
