"""What is drawn of a measure: the kind of chart that fits, with its marks, limits, signals, intervals and levels."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qaf.analysis.over_time import Control, OverTime
from qaf.analysis.points import Line, Point
from qaf.analysis.series import MeasureSeries
from qaf.analysis.tested import PROPORTIONS, interval
from qaf.analysis.trends import MeasureFacts
from qaf.ground.text import shortened
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import MONTHS, Period
from qaf.report import words
from qaf.report.ambitions import levels
from qaf.report.charts.facts import (
    Bar,
    BarChart,
    Chart,
    ColumnChart,
    Drawn,
    EventMark,
    LineChart,
    Mark,
    Role,
    Signal,
    Stretch,
    Tick,
)
from qaf.report.events import EventLine
from qaf.report.panel_tables import year_and_part
from qaf.statistics.control_chart import readings
from qaf.statistics.control_rules import LIMIT_FACTOR

MOST_COMPARATORS = 3
CAPTION = f"XmR, Making Data Count: mean ± {LIMIT_FACTOR} M"
"""The profile of a control chart, as it is printed on it; M is the mean difference from one point to the next."""


def chart_of(facts: MeasureFacts, framework: Framework, events: Sequence[EventLine] = ()) -> Chart | None:
    """The kind of chart that fits; None where there is no number to draw, or where grades stand for numbers."""
    series = facts.series
    measure = series.measure
    if measure.unit == "grade" or not any(line.shown for line in series.own):
        return None
    lines = series.own[:4]
    if all(len(line.points) < 2 for line in lines):
        return _bars(series, framework)
    over = facts.lines[0].over_time
    if measure.unit == "count" and not _has_limits(over):
        return _columns(facts, lines[0], events)
    return _line_chart(facts, lines, over, events)


def _has_limits(over: OverTime) -> bool:
    return over.control is not None and any(segment.kind == "control" for segment in over.control.chart.segments)


def _line_chart(facts: MeasureFacts, own: Sequence[Line], over: OverTime, events: Sequence[EventLine]) -> LineChart:
    series = facts.series
    measure = series.measure
    unit = " %" if measure.unit in ("percent", "shares", "before_after") else ""
    first = min(months_of(line.points[0].period)[0] for line in own)
    last = max(months_of(line.points[-1].period)[1] for line in own)
    drawn = [_drawn(facts, line, "own", many=len(own) > 1) for line in own]
    parted = any(point.period.is_part_of_year for line in own for point in line.points)
    compared = [line for line in series.comparators if line.shown and measure.unit != "count"]
    for line in compared[:MOST_COMPARATORS]:
        stepped = parted and all(point.period.is_year for point in line.points)
        kept = _drawn(facts, line, "comparator", within=(first, last), stepped=stepped)
        if any(mark.y is not None for mark in kept.marks):
            drawn.append(kept)
    periods = sorted({point.period for line in own for point in line.points})
    control = over.control if _has_limits(over) else None
    return LineChart(
        tuple(drawn),
        ticks_of(periods),
        _cuts(series),
        unit,
        control is None and _from_zero(measure, drawn),
        _stretches(control, measure) if control else (),
        _signals(control, measure) if control else (),
        tuple(levels(measure)),
        CAPTION if control else "",
        _within(events, first, last),
    )


def _event(one: EventLine) -> EventMark:
    """Where an event stands on the time axis."""
    return EventMark(place_of(one.on), one.letter)


def place_of(day: date) -> float:
    """Where a day stands on the time axis, in months."""
    return day.year * 12 + day.month - 1 + (day.day - 1) / 31


def _from_zero(measure: Measure, drawn: Sequence[Drawn]) -> bool:
    """Whether the scale starts at zero: always, but for percentages that all lie high and close together."""
    values = [mark.y for line in drawn for mark in line.marks if mark.y is not None]
    flat = min(values) > 0.55 * max(values) and measure.unit in ("percent", "shares", "before_after")
    return not (flat and min(values) > 50) and min(values) >= 0


def _stretches(control: Control, measure: Measure) -> tuple[Stretch, ...]:
    """The segments that have a mean, with their limits where they have any."""
    chart, found = control.chart, []
    for segment in chart.segments:
        mean, lower, upper = chart.mean[segment.start], chart.lower[segment.start], chart.upper[segment.start]
        if mean is None:
            continue
        first, last = control.points[segment.start], control.points[segment.stop - 1]
        start, end = months_of(first.period)[0], months_of(last.period)[1]
        limits = (lower, upper) if lower is not None and upper is not None else None
        found.append(Stretch(start, end, mean, tuple(y for y in limits if possible(y, measure)) if limits else None))
    return tuple(found)


def possible(value: float, measure: Measure) -> bool:
    """Whether a figure of the measure could be as low or as high: no limit is drawn where none could be."""
    most = 100.0 if measure.unit in PROPORTIONS else float("inf")
    return 0.0 <= value <= most


def _signals(control: Control, measure: Measure) -> tuple[Signal, ...]:
    """A signal for each point at which a rule fired, with what it means."""
    found = []
    for point, means in zip(control.points, readings(control.chart, measure.better or "neither"), strict=True):
        if means is not None and point.value.number is not None:
            start, end = months_of(point.period)
            found.append(Signal((start + end) / 2, point.value.number, means))
    return tuple(found)


def _columns(facts: MeasureFacts, line: Line, events: Sequence[EventLine]) -> ColumnChart:
    marks = tuple(mark_of(point, _interval(facts, point)) for point in line.points)
    within = _within(events, marks[0].start, marks[-1].end)
    return ColumnChart(marks, ticks_of([point.period for point in line.points]), _cuts(facts.series), within)


def _within(events: Sequence[EventLine], first: float, last: float) -> tuple[EventMark, ...]:
    """The events that fall on the time axis from `first` to `last`."""
    return tuple(mark for one in events if first <= (mark := _event(one)).x <= last)


def _interval(facts: MeasureFacts, point: Point) -> tuple[float, float] | None:
    """The 95 % interval of a figure of a year; those of quarters and months are what the control chart is for."""
    if point.period.is_part_of_year or not point.value.given or facts.series.is_population:
        return None
    found = interval(facts.series.measure, point, facts.profile)
    return found if isinstance(found, tuple) else None


def _bars(series: MeasureSeries, framework: Framework) -> BarChart:
    measure = series.measure
    bars = [_bar(line, line.points[-1], "own", measure, framework) for line in series.own[:4] if line.points]
    latest = series.own[0].points[-1].period if series.own[0].points else None
    for line in series.comparators[:MOST_COMPARATORS] if measure.unit != "count" else ():
        point = line.at(latest) if latest else None
        if point is not None and point.value.given:
            bars.append(_bar(line, point, "comparator", measure, framework))
    return BarChart(tuple(bars))


def _bar(line: Line, point: Point, role: Role, measure: Measure, framework: Framework) -> Bar:
    text = words.number(measure, point.value, framework) if point.value.given else _absence(point)
    return Bar(_plain(line.name), role, point.value.number, text)


def _drawn(
    facts: MeasureFacts,
    line: Line,
    role: Role,
    *,
    many: bool = False,
    within: tuple[float, float] | None = None,
    stepped: bool = False,
) -> Drawn:
    marks = [mark_of(point, _interval(facts, point) if role == "own" else None) for point in line.points]
    if within is not None:
        marks = [mark for mark in marks if mark.start >= within[0] - 0.01 and mark.end <= within[1] + 0.01]
    last = next((mark for mark in reversed(marks) if mark.y is not None), None)
    name = _plain(line.name)
    alone = role == "own" and not many
    label = " ".join(part for part in ("" if alone and last else name, last.text if last else "") if part)
    return Drawn(name, role, tuple(marks), label, stepped)


def mark_of(point: Point, limits: tuple[float, float] | None = None) -> Mark:
    """A figure as a mark of a chart."""
    start, end = months_of(point.period)
    text = words.grouped(point.value.text)
    return Mark((start + end) / 2, start, end, point.value.number, text, _absence(point), limits)


def _absence(point: Point) -> str:
    if point.value.given:
        return ""
    return f"[{point.value.symbol}]" if point.value.symbol else "–"


def months_of(period: Period) -> tuple[float, float]:
    """Where a period begins and ends, counted in months; a snapshot day fills half a year around itself."""
    start = period.start.year * 12 + period.start.month - 1 + (period.start.day - 1) / 31
    end = period.end.year * 12 + period.end.month - 1 + period.end.day / 31
    return (start, end) if period.months else (end - 6.0, end + 6.0)


def ticks_of(periods: Sequence[Period]) -> tuple[Tick, ...]:
    """Labels under the points; for quarters, terms and months the year in the middle of its parts, and small ticks."""
    years: dict[str, list[float]] = {}
    ticks = []
    for period in periods:
        start, end = months_of(period)
        if period.is_part_of_year:
            years.setdefault(year_and_part(period)[0], []).extend((start, end))
        else:
            label = words.short(period)
            if not period.months:
                label = f"{MONTHS[period.end.month - 1][:3]} {period.end.year}"
            ticks.append(Tick((start + end) / 2, label))
    for label, edges in years.items():
        ticks += [Tick(min(edges)), Tick((min(edges) + max(edges)) / 2, label)]
    return tuple(ticks)


def _cuts(series: MeasureSeries) -> tuple[float, ...]:
    return tuple(months_of(b.from_)[0] for b in series.breaks_inside())


def _plain(name: str) -> str:
    return shortened("".join(letter if letter.isprintable() else " " for letter in name), 60)
