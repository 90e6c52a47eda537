"""Which events mark the charts of a sheet, and which of them the sheet has to explain."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qaf.model.area import Area
from qaf.report.charts.facts import ColumnChart, LineChart
from qaf.report.desk import Desk
from qaf.report.events import EventLine, events_of
from qaf.report.parts import Panel


def events_beside(desk: Desk, area: Area) -> tuple[EventLine, ...]:
    """The events during the years that the area's figures cover."""
    periods = [p.period for m in area.measures for line in desk.series(m).own for p in line.points]
    if not periods:
        return ()
    return events_of(desk.framework, area, min(p.start for p in periods), max(p.end for p in periods))


def marked(events: Sequence[EventLine], panels: Iterable[Panel]) -> tuple[EventLine, ...]:
    """The events whose letter stands in one of the panels' charts."""
    charts = [panel.chart.chart for panel in panels if panel.chart is not None]
    letters = {mark.letter for chart in charts if isinstance(chart, LineChart | ColumnChart) for mark in chart.events}
    return tuple(one for one in events if one.letter in letters)
