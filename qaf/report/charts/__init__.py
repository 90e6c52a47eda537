"""Charts: facts in, SVG elements out. matplotlib is imported only when something is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qaf.report.charts.facts import BarChart, CurveChart, Drawing, FlowChart, FunnelChart, LineChart

Progress = Callable[[str, int, int], None]


def draw_all(drawings: Sequence[Drawing], progress: Progress | None = None) -> dict[str, str]:
    """Each drawing's `<svg>` element by its id, ready to stand in one page together.

    Where there are many, a second process draws half of them; the bytes are the same.
    """
    if not drawings:
        return {}
    from qaf.report.charts.second import second_process

    with second_process(drawings) as second:
        given = {drawing.id for drawing in second.drawings} if second else set()
        mine = [drawing for drawing in drawings if drawing.id not in given]
        found = draw_here(mine, progress, len(drawings))
        if second:
            found |= second.result()
    found |= draw_here([drawing for drawing in drawings if drawing.id not in found])
    if progress:
        progress("Drawing charts", len(drawings), len(drawings))
    return {drawing.id: found[drawing.id] for drawing in drawings}


def draw_here(drawings: Sequence[Drawing], progress: Progress | None = None, of: int = 0) -> dict[str, str]:
    """The same, drawn one after the other in this process; `progress` is told as if there were `of`."""
    if not drawings:
        return {}
    from qaf.report.charts.style import own_settings
    from qaf.report.charts.svg import for_page

    found = {}
    with own_settings():
        for done, drawing in enumerate(drawings):
            if progress:
                progress("Drawing charts", done * of // len(drawings), of)
            found[drawing.id] = for_page(_draw(drawing), drawing.id, drawing.title)
    return found


def _draw(drawing: Drawing) -> bytes:
    from qaf.report.charts import bars, curve, flow, funnel, line

    chart = drawing.chart
    if isinstance(chart, LineChart):
        return line.draw(chart, drawing.width, drawing.height)
    if isinstance(chart, FunnelChart):
        return funnel.draw(chart, drawing.width, drawing.height)
    if isinstance(chart, FlowChart):
        return flow.draw(chart, drawing.width, drawing.height)
    if isinstance(chart, CurveChart):
        return curve.draw(chart, drawing.width, drawing.height)
    if isinstance(chart, BarChart):
        return bars.draw_bars(chart, drawing.width, drawing.height)
    return bars.draw_columns(chart, drawing.width, drawing.height)
