"""A page for each turning-the-curve exercise: chart, table, verdict, story, partners, what works, the plan."""

from __future__ import annotations

from datetime import date

from qaf.analysis.curve_parts import CurveFacts
from qaf.analysis.curves import facts_of
from qaf.analysis.points import Point
from qaf.ground.stub_text import is_stub_text
from qaf.ground.text import plural, shortened
from qaf.model.curve import Curve, WhatWorks
from qaf.model.framework import Prose
from qaf.report import words
from qaf.report.action_lines import action_line
from qaf.report.ambitions import levels
from qaf.report.charts.facts import CurveChart, Drawing, ForecastMark
from qaf.report.curve_parts import CurvePage, OptionLine
from qaf.report.curve_words import HEADLINES, forecast_sentence, notes, rounded, verdict_sentence
from qaf.report.desk import Desk
from qaf.report.filled import FilledText
from qaf.report.panel_charts import mark_of, months_of, place_of, ticks_of
from qaf.report.panel_tables import cell
from qaf.report.parts import Cell, Row, Table

WIDE, NARROW = (720, 330), (330, 240)
"""Sizes of the chart in CSS pixels."""
MOST_ROWS = 24


def curve_pages(desk: Desk) -> tuple[CurvePage, ...]:
    """The pages of all exercises whose measure is known, in the order of the sheets and then of their ids."""
    framework = desk.framework
    order = {area.id: at for at, area in enumerate(framework.priorities())}
    held = [curve for curve in framework.curves.values() if curve.measure in framework.measures]
    homes = {curve.id: framework.sheet_of(framework.area_of(curve.measure)) for curve in held}
    ordered = sorted(held, key=lambda curve: (order.get(homes[curve.id] or "", len(order)), curve.id))
    return tuple(curve_page(desk, curve) for curve in ordered)


def curve_page(desk: Desk, curve: Curve) -> CurvePage:
    """The page of one exercise."""
    framework = desk.framework
    measure = framework.measures[curve.measure]
    found = facts_of(curve, desk.series(measure))
    chart = curve_chart(found)
    area = framework.sheet_of(framework.area_of(measure.id)) or ""
    alt = _alternative(found, desk) if chart else ""
    subtitle = words.unit_words(measure, framework)
    if chart and not chart.lowest_zero:
        subtitle += ". The scale does not start at zero."
    actions = {action.id: action for action in framework.actions}
    as_at = desk.inputs.as_at
    reviews = sorted((r for r in curve.reviews if r.says and _by(r.on, as_at)), key=lambda r: r.on or date.min)
    return CurvePage(
        id=curve.id,
        measure=measure.id,
        kind=measure.kind,
        title=measure.text,
        subtitle=subtitle,
        area=area,
        area_name=framework.title(framework.area_of(measure.id)),
        began=words.day(curve.began) if curve.began else "",
        headline=HEADLINES[found.verdict.state],
        verdict=verdict_sentence(found),
        expected=forecast_sentence(found, framework),
        chart=Drawing(f"chart_curve_{curve.id}", chart, *WIDE, alt) if chart else None,
        narrow=Drawing(f"chart_curve_{curve.id}_narrow", chart, *NARROW, alt) if chart else None,
        tables=_tables(found) if chart else (),
        missing="" if chart else words.no_figures(desk.series(measure)),
        notes=notes(found),
        story=_story(desk, curve),
        partners=tuple((desk.who(one.who) or "Somebody", one.can or "") for one in curve.partners),
        options=tuple(_option(one) for one in curve.what_works if one.idea),
        plan=tuple(action_line(desk, actions[id_]) for id_ in curve.plan if id_ in actions),
        reviews=tuple((words.day(r.on) if r.on else "", r.says or "") for r in reviews),
    )


def _by(day: date | None, as_at: date) -> bool:
    return day is None or day <= as_at


def _story(desk: Desk, curve: Curve) -> FilledText:
    """The story behind the curve with its figures, nothing where nobody has written it."""
    if not curve.story or is_stub_text(curve.story):
        return FilledText()
    return desk.filler.fill(Prose(desk.framework.where(curve.id).path, curve.story, 1))


def _option(one: WhatWorks) -> OptionLine:
    low = "" if one.low_cost is None else "yes" if one.low_cost else "no"
    tests = (one.leverage, one.feasibility, one.specificity, one.values)
    return OptionLine(one.idea or "", one.cite or "", low, *(text or "" for text in tests))


# the chart ---------------------------------------------------------------------------------------------------------


def curve_chart(found: CurveFacts) -> CurveChart | None:
    """What is drawn; None where there is no number to draw."""
    line, measure = found.line, found.series.measure
    points = _points(found)
    if line is None or measure.unit == "grade" or not any(point.value.given for point in points):
        return None
    forecast = tuple(
        ForecastMark(sum(months_of(one.period)) / 2, one.value, words.grouped(rounded(found, one.value).text), one.band)
        for one in found.forecast
    )
    marks = tuple(mark_of(point) for point in points)
    periods = list(dict.fromkeys([*(p.period for p in points), *(one.period for one in found.forecast)]))
    spans = [months_of(period) for period in periods]
    span = (min(start for start, _ in spans), max(end for _, end in spans))
    began = place_of(found.curve.began) if found.curve.began else None
    percent = measure.unit in ("percent", "shares", "before_after")
    values = [mark.y for mark in marks if mark.y is not None]
    values += [edge for one in forecast for edge in (one.y, *(one.band or ()))]
    flat = percent and min(values) > 50 and min(values) > 0.55 * max(values)
    return CurveChart(
        marks, forecast, ticks_of(periods), span,
        since=place_of(found.since) if found.since else span[1],
        fitted=tuple((sum(months_of(period)) / 2, value) for period, value in found.fitted.items()),
        began=began if began is not None and span[0] <= began <= span[1] else None,
        began_label=f"exercise began {words.day(found.curve.began)}" if found.curve.began else "",
        cuts=tuple(months_of(one.from_)[0] for one in found.series.breaks_inside()),
        levels=tuple(levels(measure)),
        unit=" %" if percent else "",
        lowest_zero=not flat and min(values) >= 0,
    )  # fmt: skip


def _points(found: CurveFacts) -> tuple[Point, ...]:
    """Everything from the baseline on, and what was before it; only periods of the baseline's kind where it has one."""
    line = found.line
    if line is None:
        return ()
    if not found.baseline:
        return line.points
    kind = found.baseline[0].period
    return tuple(p for p in line.points if p.period.kind is kind.kind and p.period.months == kind.months)


def _alternative(found: CurveFacts, desk: Desk) -> str:
    """The chart in words."""
    measure, framework = found.series.measure, desk.framework
    points = _points(found)
    run = f"{words.short(points[0].period)} to {words.short(points[-1].period)}"
    latest = next((point for point in reversed(points) if point.value.given), None)
    withheld = sum(point.withheld for point in points)
    parts = [
        f"Line chart with a forecast: {measure.text}, {run}.",
        f"{words.unit_words(measure, framework)}.",
        f"Latest: {words.value(measure, latest.value, framework)} {words.at(latest.period)}." if latest else "",
        f"Forecast: {words.lower_first(forecast_sentence(found, framework))}",
        f"The exercise began on {words.day(found.curve.began)}." if found.curve.began else "",
        verdict_sentence(found),
        f"{plural(withheld, 'point')} withheld to protect people." if withheld else "No point is withheld.",
    ]
    return " ".join(part for part in parts if part)


def _tables(found: CurveFacts) -> tuple[Table, ...]:
    """Period by period: the figure, what was expected, and the band; a table for every two dozen periods."""
    figures = {point.period: point for point in _points(found)}
    expected = {one.period: one for one in found.forecast}
    rows = []
    for period in sorted({*figures, *expected}):
        point, one = figures.get(period), expected.get(period)
        cells = [cell(point.value, missing=point.missing) if point else Cell("")]
        cells.append(Cell(words.grouped(rounded(found, one.value).text) if one else ""))
        cells.append(Cell(_band(found, one.band if one else None)))
        rows.append(Row(words.short(period), tuple(cells)))
    caption = f"{shortened(found.series.measure.text, 80)}: figures and forecast"
    head = ("Period", "Figure", "Forecast", "Band")
    parts = [tuple(rows[at : at + MOST_ROWS]) for at in range(0, len(rows), MOST_ROWS)]
    captions = [caption if len(parts) == 1 else f"{caption}, {part[0].head} to {part[-1].head}" for part in parts]
    return tuple(Table(named, head, part) for named, part in zip(captions, parts, strict=True))


def _band(found: CurveFacts, band: tuple[float, float] | None) -> str:
    return " to ".join(words.grouped(rounded(found, edge).text) for edge in band) if band else ""
