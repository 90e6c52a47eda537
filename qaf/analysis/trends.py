"""What the data say of a measure, as facts: change, trend or control chart, comparison, variation, freshness, absences.

Nothing here is a sentence, and nothing is worked out from a number that may not be shown. `report.words_*` print
these facts; a rule holds stories against them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from qaf.analysis.comparisons import AmbitionState, Comparison, ambition_states, comparisons
from qaf.analysis.freshness import Freshness, freshness
from qaf.analysis.headlines import AT_CLOSURE
from qaf.analysis.over_time import OVERLAPPING, OverTime, better_of, over_time
from qaf.analysis.points import Line, Point
from qaf.analysis.series import MeasureSeries
from qaf.analysis.tested import KEPT_BACK, LARGEST, Difference, Reason, difference, interval, rounds
from qaf.analysis.variation import Variation, variations
from qaf.model.framework import Framework
from qaf.statistics.pairs import sign_test
from qaf.statistics.polarity import Meaning, meaning

LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Change:
    """The latest figure beside an earlier one. `a_year` says whether it is the same period a year before.

    `difference` is None where no test can be made, and `why` says why. `meaning` is None where nothing was told apart.
    """

    newer: Point
    older: Point
    a_year: bool
    difference: Difference | None = None
    why: Reason | None = None
    meaning: Meaning | None = None

    @property
    def comparable(self) -> bool:
        """Whether the two are of one definition."""
        return self.why != "break"


@dataclass(frozen=True, slots=True)
class Signs:
    """Pairs of ratings before and after: how many improved and how many got worse, by the exact sign test.

    `p_value` is None where one of the two is not shown (`why`).
    """

    improved: int = 0
    worse: int = 0
    p_value: float | None = None
    why: Reason | None = None

    @property
    def apart(self) -> bool:
        """Whether more changed one way than chance would make of it."""
        return self.p_value is not None and self.p_value < LEVEL


@dataclass(frozen=True, slots=True)
class LineFacts:
    """All that is said of one line. `interval` is that of the latest figure; None where there is none, and why."""

    line: Line
    latest: Point | None
    interval: tuple[float, float] | None
    interval_why: Reason | None
    changes: tuple[Change, ...]
    over_time: OverTime
    signs: Signs | None = None


@dataclass(frozen=True, slots=True)
class MadeTests:
    """How many tests were made, and how many signalled: at the 95 % level, five-point trends, and control charts."""

    at_95: int = 0
    signals: int = 0
    trends: int = 0
    trend_signals: int = 0
    charts: int = 0
    chart_signals: int = 0

    def __add__(self, other: MadeTests) -> MadeTests:
        return MadeTests(
            self.at_95 + other.at_95, self.signals + other.signals,
            self.trends + other.trends, self.trend_signals + other.trend_signals,
            self.charts + other.charts, self.chart_signals + other.chart_signals,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """All that is said of one measure. `withheld` counts the latest figures, whole and by category, that are kept back.

    `rounded`: counts are shown rounded, so that no test of two figures is made.
    """

    series: MeasureSeries
    profile: str
    lines: tuple[LineFacts, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    ambitions: tuple[AmbitionState, ...] = ()
    variations: tuple[Variation, ...] = ()
    freshness: Freshness | None = None
    withheld: int = 0

    @property
    def main(self) -> LineFacts | None:
        """What is said of the line that speaks for the measure."""
        return self.lines[0] if self.lines else None

    def tests(self) -> MadeTests:
        """The tests that were made for this measure."""
        told = [change.difference.apart for line in self.lines for change in line.changes if change.difference]
        told += [one.side != "similar" for one in self.comparisons if one.side]
        told += [one.state != "untold" for one in self.ambitions if one.tested]
        told += [line.signs.apart for line in self.lines if line.signs and line.signs.p_value is not None]
        places = sum(one.tests for one in self.variations)
        over = [line.over_time for line in self.lines if line.over_time.tested]
        trends = [one.signal != "none" for one in over if one.trend]
        charts = [one.signal != "none" for one in over if one.control]
        return MadeTests(
            len(told) + places, sum(told) + sum(one.signals for one in self.variations),
            len(trends), sum(trends), len(charts), sum(charts),
        )  # fmt: skip


def facts(framework: Framework, series: MeasureSeries, profile: str, as_at: date) -> MeasureFacts:
    """What the figures of a measure say on a day, from figures protected under `profile`."""
    own = tuple(line_facts(series, line, profile) for line in series.own)
    main = series.main
    return MeasureFacts(
        series,
        profile,
        own,
        comparisons(series, main, profile) if main and len(own) == 1 else (),
        ambition_states(framework, series, main, profile) if main else (),
        variations(framework, series, profile),
        freshness(series, as_at),
        _withheld(series),
    )


def line_facts(series: MeasureSeries, line: Line, profile: str) -> LineFacts:
    """What is said of one line: of the whole, of a rater, or of a category."""
    latest = line.latest
    limits = "population" if series.is_population else interval(series.measure, latest, profile)
    found = limits if isinstance(limits, tuple) else None
    return LineFacts(
        line,
        latest,
        found,
        None if isinstance(limits, tuple) else limits,
        tuple(_changes(series, line, profile)),
        over_time(series, line, profile),
        _signs(series, line, profile),
    )


def total(all_facts: Iterable[MeasureFacts]) -> MadeTests:
    """The tests of several measures together."""
    found = MadeTests()
    for one in all_facts:
        found += one.tests()
    return found


def _changes(series: MeasureSeries, line: Line, profile: str) -> Iterable[Change]:
    latest = line.latest
    if latest is None:
        return
    for older, a_year in ((line.year_before(latest), True), (line.just_before(latest), False)):
        if older is not None:
            yield _change(series, latest, older, a_year, profile)


def _change(series: MeasureSeries, newer: Point, older: Point, a_year: bool, profile: str) -> Change:
    if series.break_between(older.period, newer.period):
        return Change(newer, older, a_year, why="break")
    if series.measure.window in OVERLAPPING and not a_year:
        return Change(newer, older, a_year, why="window")
    if older.period.months != newer.period.months:
        return Change(newer, older, a_year, why="unequal")
    if series.is_population:
        return Change(newer, older, a_year, why="population")
    found = difference(series.measure, newer, older, profile)
    if not isinstance(found, Difference):
        return Change(newer, older, a_year, why=found)
    means = meaning(found.direction, better_of(series)) if found.signal != "none" else None
    return Change(newer, older, a_year, found, None, means)


def _signs(series: MeasureSeries, line: Line, profile: str) -> Signs | None:
    """The sign test of the latest ratings at closure, for a measure that is rated before and after."""
    if series.measure.unit != "before_after" or line.latest is None:
        return None
    if series.measure.drawn in ("chosen", "volunteers"):
        return Signs(why="chosen" if series.measure.drawn == "chosen" else "volunteers")
    if rounds(series.measure, profile):
        return Signs(why="rounded")
    for held in series.distributions:
        if (held.rater or "own") != line.id or held.point not in AT_CLOSURE or held.period != line.latest.period:
            continue
        cells = {row.id: row.numerator for row in held.rows}
        both = [cells.get("improved"), cells.get("worse")]
        if any(cell is not None and cell.symbol in KEPT_BACK for cell in both):
            return Signs(why="withheld")
        numbers = [Fraction(cell.text) for cell in both if cell is not None and cell.given]
        return _sign_test(numbers) if len(numbers) == len(both) else Signs(why="no_counts")
    return Signs(why="absent")


def _sign_test(numbers: Sequence[Fraction]) -> Signs:
    """The exact test of how many improved and how many got worse, where the numbers are ones that can be counted."""
    if min(numbers) < 0:
        return Signs(why="impossible")
    if any(number.denominator != 1 for number in numbers):
        return Signs(why="not_whole")
    if max(numbers) > LARGEST:
        return Signs(why="too_large")
    improved, worse = (int(number) for number in numbers)
    return Signs(improved, worse, sign_test(improved, worse))


def _withheld(series: MeasureSeries) -> int:
    """How many of the latest figures are kept back, of the own lines and of the categories."""
    lines = [*series.own, *(line for held in series.breakdowns for line in held.lines)]
    return sum(line.latest.withheld for line in lines if line.latest is not None)
