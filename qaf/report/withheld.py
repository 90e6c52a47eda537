"""How many of the figures that would stand in a book are withheld: not those of the store that it never prints."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qaf.analysis.headlines import AT_CLOSURE
from qaf.analysis.points import Line, Point
from qaf.analysis.series import MeasureSeries
from qaf.model.measure import Measure
from qaf.report.curve_parts import CurvePage
from qaf.report.desk import Desk
from qaf.report.page import Sheet


def withheld_shown(desk: Desk, sheets: Sequence[Sheet], curves: Sequence[CurvePage] = ()) -> int:
    """How many figures the tables and sentences of a book with these pages print as withheld, each counted once."""
    sections = [section for sheet in sheets for section in (sheet.section, *sheet.below)]
    panels = [panel for s in sections for panel in (s.lead, *s.panels, *s.more) if panel is not None]
    whole = {panel.id for panel in panels if panel.full is not None}
    drawn = {curve.measure for curve in curves if curve.tables}
    placed = {section.id for section in sections if section.places}
    found: set[tuple[str, ...]] = set()
    for area in desk.framework.areas.values():
        for measure in area.measures:
            series = desk.series(measure)
            found |= set(_of_lines(measure, series, every=measure.id in whole))
            found |= set(_of_curve(measure, series)) if measure.id in drawn else set()
            found |= set(_of_places(measure, series)) if area.id in placed else set()
    return len(found)


def _of_lines(measure: Measure, series: MeasureSeries, *, every: bool) -> Iterator[tuple[str, ...]]:
    """Own lines in full where the measure has a panel; elsewhere the latest figure and those it is read beside."""
    for line in (*series.own, *(series.comparators if every else ())):
        points = list(line.points) if every else _beside(line)
        yield from ((measure.id, line.id, str(p.period)) for p in points if p is not None and p.withheld)
    for held in series.distributions if every else ():
        for row in held.rows:
            rater = held.rater or "own"
            same = measure.unit == "before_after" and row.id == "improved" and held.point in AT_CLOSURE
            if row.value.symbol == "c":
                grade = () if same else (held.point, row.id)
                yield (measure.id, rater, str(held.period), *grade)


def _of_curve(measure: Measure, series: MeasureSeries) -> Iterator[tuple[str, ...]]:
    """The line of a curve, in full."""
    line = series.main
    yield from ((measure.id, line.id, str(point.period)) for point in line.points if point.withheld) if line else ()


def _of_places(measure: Measure, series: MeasureSeries) -> Iterator[tuple[str, ...]]:
    for held in series.breakdowns:
        latest = max((line.points[-1].period for line in held.lines if line.points), default=None)
        for line in held.lines:
            if any(point.period == latest and point.withheld for point in line.points):
                yield (measure.id, held.rater, str(latest), held.id, line.id)


def _beside(line: Line) -> list[Point | None]:
    latest = line.latest
    return [latest, line.year_before(latest), line.just_before(latest)] if latest else []
