"""A measure's lines become a panel: the statement, the chart to draw, the small table and the full one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from qaf.analysis.series import MeasureSeries
from qaf.analysis.standing import standing
from qaf.analysis.trends import MeasureFacts
from qaf.ground.text import listing, plural
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.report import words, words_change, words_compare, words_tests
from qaf.report.absent import absences
from qaf.report.ambitions import ambitions
from qaf.report.charts.facts import BarChart, Chart, ColumnChart, Drawing, LineChart
from qaf.report.events import EventLine
from qaf.report.flows import flows
from qaf.report.funnels import funnels
from qaf.report.panel_charts import MOST_COMPARATORS, chart_of
from qaf.report.panel_tables import compact_table, full_table, grade_tables
from qaf.report.parts import Panel
from qaf.report.who import who
from qaf.report.words_standing import message

FULL = (806, 180)
LEAD = (530, 190)
HALF = (396, 146)
THIRD = (264, 150)
NARROW = (260, 180)

SIGNALS = {"improvement": "signal improvement", "concern": "signal concern", "neutral": "signal a change"}
OUTLINES = {"improvement": "ring: improvement", "concern": "square: concern", "neutral": "diamond: a change"}
"""What the signals of a control chart say, and how their outlines read."""

Size = tuple[int, int]
"""Width and height of a chart in CSS pixels; type in a chart is drawn for that size."""


def panel(facts: MeasureFacts, framework: Framework, size: Size = THIRD, events: Sequence[EventLine] = ()) -> Panel:
    """The panel of a measure; one wider than a third is drawn again for narrow screens. `events` mark the chart."""
    series = facts.series
    measure = series.measure
    subtitle = _subtitle(measure, framework)
    if not series.has_figures:
        return Panel(measure.id, measure.kind, measure.text, subtitle, missing=words.no_figures(series))
    chart = chart_of(facts, framework, events)
    if isinstance(chart, LineChart) and not chart.lowest_zero:
        subtitle += ". The scale does not start at zero."
    alt = _alternative(facts, chart, framework) if chart else ""
    stands = standing(facts)
    note = words_tests.method_note(facts, framework, partial(who, framework))
    tested = tuple(filter(None, [" ".join(filter(None, [note, _legend(chart)]))]))
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
        funnels(facts, framework),
        flows(facts),
        (*remark, *_notes(series), *ambitions(facts, framework), *tested),
        "",
        stands.state,
        message(stands),
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
    if isinstance(chart, LineChart) and chart.is_control:
        name = "Control chart"
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
        _signals(chart),
        _events(chart),
        f"{plural(len(series.breaks_inside()), 'break')} in the series." if series.breaks_inside() else "",
    ]
    return " ".join(part for part in parts if part)


def _events(chart: Chart) -> str:
    """How many dated events a chart is marked with; "" where it is with none."""
    marked = len(chart.events) if isinstance(chart, LineChart | ColumnChart) else 0
    return f"Marked with letters: {plural(marked, 'dated event')}." if marked else ""


def _signals(chart: Chart) -> str:
    """How many points of a control chart signal what; "" for other charts."""
    if not isinstance(chart, LineChart) or not chart.is_control:
        return ""
    meanings = [signal.meaning for signal in chart.signals]
    told = [
        f"{plural(meanings.count(meaning), 'point')} {words_}"
        for meaning, words_ in SIGNALS.items()
        if meaning in meanings
    ]
    return f"{listing(told)}." if told else "No point signals."


def _legend(chart: Chart | None) -> str:
    """What the lines and outlines of a control chart, and the bars of intervals, mean."""
    told = []
    if isinstance(chart, LineChart) and chart.is_control:
        told += ["solid line: mean", "dashed: limits"]
        told += [text for meaning, text in OUTLINES.items() if any(s.meaning == meaning for s in chart.signals)]
    elif isinstance(chart, LineChart | ColumnChart):
        marks = chart.marks if isinstance(chart, ColumnChart) else chart.lines[0].marks
        told += ["thin bars: 95 % intervals"] if any(mark.interval for mark in marks) else []
    return f"{words.upper_first('; '.join(told))}." if told else ""
