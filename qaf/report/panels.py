"""A measure's lines become a panel: the statement, the chart to draw, the small table and the full one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from qaf.analysis.points import Line, Point
from qaf.analysis.series import MeasureSeries
from qaf.analysis.trends import MeasureFacts
from qaf.ground.text import plural, shortened
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import MONTHS, Period
from qaf.report import words, words_change, words_compare, words_tests
from qaf.report.absent import absences
from qaf.report.ambitions import ambitions
from qaf.report.charts.facts import Bar, BarChart, Chart, ColumnChart, Drawing, Drawn, LineChart, Mark, Role, Tick
from qaf.report.panel_tables import compact_table, full_table, grade_tables, year_and_part
from qaf.report.parts import Panel
from qaf.report.who import who

FULL = (806, 170)
LEAD = (530, 172)
HALF = (396, 136)
THIRD = (264, 136)
NARROW = (330, 190)
MOST_COMPARATORS = 3

Size = tuple[int, int]
"""Width and height of a chart in CSS pixels; type in a chart is drawn for that size."""


def panel(facts: MeasureFacts, framework: Framework, size: Size = THIRD) -> Panel:
    """The panel of a measure; one wider than a third has a second drawing for narrow screens."""
    series = facts.series
    measure = series.measure
    subtitle = _subtitle(measure, framework)
    if not series.has_figures:
        return Panel(measure.id, measure.kind, measure.text, subtitle, missing=words.no_figures(series))
    chart = _chart(series, framework)
    if isinstance(chart, LineChart) and not chart.lowest_zero:
        subtitle += ". The scale does not start at zero."
    alt = _alternative(facts, chart, framework) if chart else ""
    note = words_tests.method_note(facts, framework, partial(who, framework))
    tested = (note,) if note else ()
    remark = (measure.note.strip(),) if measure.note and measure.note.strip() else ()
    return Panel(
        measure.id,
        measure.kind,
        measure.text,
        subtitle,
        words.headlines(series, framework),
        words_change.behind(facts, framework),
        words_compare.comparators_sentence(facts, framework),
        Drawing(f"chart_{measure.id}", chart, *size, alt) if chart else None,
        Drawing(f"chart_{measure.id}_narrow", chart, *NARROW, alt) if chart and size != THIRD else None,
        compact_table(series, framework, narrow=size == THIRD),
        full_table(series, framework),
        grade_tables(series),
        (*remark, *_notes(series), *ambitions(facts, framework), *tested),
    )


def _subtitle(measure: Measure, framework: Framework) -> str:
    drawn = words.sample_words(measure)
    return words.unit_words(measure, framework) + (f" ({drawn})" if drawn else "")


def _notes(series: MeasureSeries) -> tuple[str, ...]:
    notes = absences(series)
    notes += [f"Break at {words.short(b.from_)}: {b.because or 'no reason given'}" for b in series.breaks_inside()]
    hidden = len([line for line in series.comparators if line.shown]) - MOST_COMPARATORS
    if hidden > 0 and series.measure.unit != "count":
        notes.append(f"{plural(hidden, 'more comparator')} in the table.")
    return tuple(notes)


def _alternative(facts: MeasureFacts, chart: Chart, framework: Framework) -> str:
    """The chart in words: its kind, the measure, the periods, the latest values, comparators, what is withheld."""
    series = facts.series
    name = {LineChart: "Line chart", ColumnChart: "Column chart", BarChart: "Bar chart"}[type(chart)]
    periods = [point.period for line in series.own for point in line.points]
    first, last = min(periods), max(periods)
    run = words.short(last) if first == last else f"{words.short(first)} to {words.short(last)}"
    withheld = sum(point.withheld for line in series.own for point in line.points)
    others = sum(not point.value.given and not point.withheld for line in series.own for point in line.points)
    parts = [
        f"{name}: {series.measure.text}, {run}.",
        words.unit_words(series.measure, framework) + ".",
        f"Latest: {words_change.sentence(facts, framework)}",
        words_compare.comparators_sentence(facts, framework),
        f"{plural(withheld, 'point')} withheld to protect people." if withheld else "No point is withheld.",
        f"{plural(others, 'other point')} without a number." if others else "",
        f"{plural(len(series.breaks_inside()), 'break')} in the series." if series.breaks_inside() else "",
    ]
    return " ".join(part for part in parts if part)


# what is drawn -----------------------------------------------------------------------------------------------------


def _chart(series: MeasureSeries, framework: Framework) -> Chart | None:
    """The kind of chart that fits; None where there is no number to draw, or where grades stand for numbers."""
    measure = series.measure
    if measure.unit == "grade" or not any(line.shown for line in series.own):
        return None
    lines = series.own[:4]
    if all(len(line.points) < 2 for line in lines):
        return _bars(series, framework)
    if measure.unit == "count":
        return _columns(series, lines[0])
    return _line_chart(series, lines)


def _line_chart(series: MeasureSeries, own: Sequence[Line]) -> LineChart:
    measure = series.measure
    unit = " %" if measure.unit in ("percent", "shares", "before_after") else ""
    first = min(_months(line.points[0].period)[0] for line in own)
    last = max(_months(line.points[-1].period)[1] for line in own)
    drawn = [_drawn(line, "own", measure, many=len(own) > 1) for line in own]
    parted = any(point.period.is_part_of_year for line in own for point in line.points)
    for line in [line for line in series.comparators if line.shown][:MOST_COMPARATORS]:
        stepped = parted and all(point.period.is_year for point in line.points)
        kept = _drawn(line, "comparator", measure, within=(first, last), stepped=stepped)
        if any(mark.y is not None for mark in kept.marks):
            drawn.append(kept)
    values = [mark.y for line in drawn for mark in line.marks if mark.y is not None]
    flat = min(values) > 0.55 * max(values) and measure.unit in ("percent", "shares", "before_after")
    zero = not (flat and min(values) > 50) and min(values) >= 0
    periods = sorted({point.period for line in own for point in line.points})
    return LineChart(tuple(drawn), _ticks(periods), _cuts(series), unit, zero)


def _columns(series: MeasureSeries, line: Line) -> ColumnChart:
    marks = tuple(_mark(point) for point in line.points)
    return ColumnChart(marks, _ticks([point.period for point in line.points]), _cuts(series))


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
    line: Line,
    role: Role,
    measure: Measure,
    *,
    many: bool = False,
    within: tuple[float, float] | None = None,
    stepped: bool = False,
) -> Drawn:
    marks = [_mark(point) for point in line.points]
    if within is not None:
        marks = [mark for mark in marks if mark.start >= within[0] - 0.01 and mark.end <= within[1] + 0.01]
    last = next((mark for mark in reversed(marks) if mark.y is not None), None)
    name = _plain(line.name)
    alone = role == "own" and not many
    label = " ".join(part for part in ("" if alone and last else name, last.text if last else "") if part)
    return Drawn(name, role, tuple(marks), label, stepped)


def _mark(point: Point) -> Mark:
    start, end = _months(point.period)
    return Mark((start + end) / 2, start, end, point.value.number, words.grouped(point.value.text), _absence(point))


def _absence(point: Point) -> str:
    if point.value.given:
        return ""
    return f"[{point.value.symbol}]" if point.value.symbol else "–"


def _months(period: Period) -> tuple[float, float]:
    """Where a period begins and ends, counted in months; a snapshot day fills half a year around itself."""
    start = period.start.year * 12 + period.start.month - 1 + (period.start.day - 1) / 31
    end = period.end.year * 12 + period.end.month - 1 + period.end.day / 31
    return (start, end) if period.months else (end - 6.0, end + 6.0)


def _ticks(periods: Sequence[Period]) -> tuple[Tick, ...]:
    """Labels under the points; for quarters, terms and months the year in the middle of its parts, and small ticks."""
    years: dict[str, list[float]] = {}
    ticks = []
    for period in periods:
        start, end = _months(period)
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
    return tuple(_months(b.from_)[0] for b in series.breaks_inside())


def _plain(name: str) -> str:
    return shortened("".join(letter if letter.isprintable() else " " for letter in name), 60)
