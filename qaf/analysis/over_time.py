"""What a line says over time: the five-point trend of years, the control chart of months and quarters, or why neither.

The method follows the kind of period, not how often a measure is collected. Neither is made across a break, on a
window that begins before its period does, over withheld figures, or of a sample that was not drawn at random.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from qaf.analysis.points import Line, Point
from qaf.analysis.series import MeasureSeries
from qaf.analysis.tested import KEPT_BACK, Direction, Reason, exact_value, interval, never, sample_reason
from qaf.model.period import PeriodError, PeriodKind
from qaf.statistics.control_chart import ControlChart, Segment, label, xmr
from qaf.statistics.control_rules import LEAST_POINTS, Rule
from qaf.statistics.polarity import Meaning, meaning
from qaf.statistics.trend import POINTS, five_point

OVERLAPPING = frozenset({"year_to_date", "rolling_12m"})
"""Windows whose figures hold the one before in themselves."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The five-point trend over the points given: up, down or none, and what that means for the measure."""

    points: tuple[Point, ...]
    direction: Direction
    meaning: Meaning | None


@dataclass(frozen=True, slots=True)
class Control:
    """A control chart of a line. `latest` is the position of the last point with a number in the last segment.

    `rule`, `direction` and `meaning` are those of that point, None where nothing fired. `improvement` and `concern`
    say whether any point of the last segment reads so. `baseline_unused`: a baseline was asked for and cannot be had.
    """

    points: tuple[Point, ...]
    chart: ControlChart
    latest: int | None
    rule: Rule | None = None
    direction: Direction = "none"
    meaning: Meaning | None = None
    improvement: bool = False
    concern: bool = False
    screened: bool = False
    baseline: tuple[int, int] | None = None
    baseline_unused: bool = False

    @property
    def segment(self) -> Segment:
        """The last segment, which the verdict is about."""
        return self.chart.segments[-1]


@dataclass(frozen=True, slots=True)
class OverTime:
    """The method for a line, and its result or why there is none; a control chart without a verdict is kept."""

    method: Literal["trend", "control", ""]
    why: Reason | None = None
    trend: Trend | None = None
    control: Control | None = None

    @property
    def signal(self) -> Direction:
        """Which way it points, where the method found more than chance; else none."""
        if self.trend is not None:
            return self.trend.direction
        return self.control.direction if self.control is not None and self.why is None else "none"

    @property
    def tested(self) -> bool:
        """Whether a verdict was reached."""
        return self.why is None and (self.trend is not None or self.control is not None)


def over_time(series: MeasureSeries, line: Line, profile: str) -> OverTime:
    """The trend or the control chart of a line, or why there is neither."""
    measure, points = series.measure, line.points
    method = _method(points)
    never_at_all = never(measure, profile)
    if never_at_all in ("grade", "change"):
        return OverTime(method, never_at_all)
    sample = never_at_all if method == "trend" else sample_reason(measure)
    if sample is not None:
        return OverTime(method, sample)
    if series.is_population:
        return OverTime(method, "population")
    if measure.window in OVERLAPPING:
        return OverTime(method, "window")
    if not points:
        return OverTime(method, "absent")
    if not method:
        return OverTime("", "mixed" if len({p.period.kind for p in points}) > 1 else "apart_in_time")
    return _trend(series, line, profile) if method == "trend" else _control(series, points)


def better_of(series: MeasureSeries) -> str:
    """`higher`, `lower` or `neither`: what nobody has called better is neither."""
    return series.measure.better or "neither"


def _method(points: Sequence[Point]) -> Literal["trend", "control", ""]:
    """Years (and the same day of each year) by trend, parts of years by control chart; others by neither."""
    periods = [point.period for point in points]
    if not periods or len({period.kind for period in periods}) > 1 or len({period.months for period in periods}) > 1:
        return ""
    if periods[0].is_part_of_year:
        return "control" if all(_follows(a, b) for a, b in pairwise(points)) else ""
    if periods[0].is_year or periods[0].kind is PeriodKind.DAY:
        return "trend"
    return ""


def _follows(first: Point, second: Point) -> bool:
    try:
        earlier = second.period.year_before() if second.period.kind is PeriodKind.DAY else second.period.previous()
    except PeriodError:
        return False
    return earlier == first.period


# years -------------------------------------------------------------------------------------------------------------


def _trend(series: MeasureSeries, line: Line, profile: str) -> OverTime:
    """OHID's five-point trend over the latest five years."""
    points = line.points[-POINTS:]
    why = _why_no_trend(series, points)
    if why is not None:
        return OverTime("trend", why)
    limits: list[tuple[float, float]] = []
    for point in points:
        found = interval(series.measure, point, profile)
        if not isinstance(found, tuple):
            return OverTime("trend", found)
        limits.append(found)
    values = [exact_value(series.measure, point) for point in points]
    try:
        result = five_point(values, [low for low, _ in limits], [high for _, high in limits])
    except ValueError:
        return OverTime("trend", "no_width")
    means = meaning(result.direction, better_of(series)) if result.direction != "none" else None
    return OverTime("trend", None, Trend(points, result.direction, means))


def _why_no_trend(series: MeasureSeries, points: Sequence[Point]) -> Reason | None:
    if len(points) < POINTS:
        return "few"
    if any(point.value.symbol in KEPT_BACK for point in points):
        return "withheld"
    if any(not point.value.given for point in points) or not all(_follows(a, b) for a, b in pairwise(points)):
        return "gap"
    return "break" if series.break_between(points[0].period, points[-1].period) else None


# months and quarters -----------------------------------------------------------------------------------------------


def _control(series: MeasureSeries, points: tuple[Point, ...]) -> OverTime:
    """An XmR chart by the Making Data Count profile; each break starts a segment of its own."""
    settings = series.measure.chart
    starts = _starts(series, points)
    baseline = _baseline(series, points, starts)
    screened = bool(settings and settings.screen)
    chart = xmr(
        [point.value.number for point in points],
        screen=screened,
        rebase=starts,
        withheld=[at for at, point in enumerate(points) if point.value.symbol in KEPT_BACK],
        baseline=baseline,
    )
    segment = chart.segments[-1]
    latest = max((at for at in range(segment.start, segment.stop) if points[at].value.given), default=None)
    unused = bool(settings and settings.baseline) and baseline is None
    made = Control(points, chart, latest, screened=screened, baseline=baseline, baseline_unused=unused)
    if segment.kind != "control" or latest is None:
        return OverTime("control", _why_no_limits(segment, baseline), control=made)
    return OverTime("control", None, control=_read(made, latest, better_of(series)))


def _why_no_limits(segment: Segment, baseline: tuple[int, int] | None) -> Reason:
    if segment.kind == "withheld":
        return "withheld_inside"
    if segment.kind == "empty":
        return "absent"
    short = baseline is not None and segment.start <= baseline[0] and baseline[1] - baseline[0] < LEAST_POINTS
    return "few_parts" if segment.points < LEAST_POINTS or short else "no_range"


def _read(made: Control, latest: int, better: str) -> Control:
    """The chart with what its latest point says, and whether any point of its segment reads as one or the other."""
    chart = made.chart
    readings = set()
    for at in range(made.segment.start, made.segment.stop):
        rule = label(chart.signals[at])
        readings |= {meaning(chart.directions[at][rule], better)} if rule else set()
    rule = label(chart.signals[latest])
    direction: Direction = chart.directions[latest][rule] if rule else "none"
    return Control(
        made.points, chart, latest, rule, direction, meaning(direction, better) if rule else None,
        "improvement" in readings, "concern" in readings, made.screened, made.baseline, made.baseline_unused,
    )  # fmt: skip


def _starts(series: MeasureSeries, points: Sequence[Point]) -> list[int]:
    """Positions at which a break begins a new segment."""
    found = set()
    for cut in series.measure.breaks:
        after = [at for at, point in enumerate(points) if point.period.start >= cut.from_.start]
        found |= {after[0]} if after and after[0] > 0 else set()
    return sorted(found)


def _baseline(series: MeasureSeries, points: Sequence[Point], starts: Sequence[int]) -> tuple[int, int] | None:
    """The stretch of points that lie in the baseline's period; None where there is none, or a break runs through it."""
    wanted = series.measure.chart.baseline if series.measure.chart else None
    if wanted is None:
        return None
    inside = [at for at, point in enumerate(points) if wanted.contains(point.period)]
    if not inside or any(inside[0] < start <= inside[-1] for start in starts):
        return None
    return inside[0], inside[-1] + 1
