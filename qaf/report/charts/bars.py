"""Bars from zero: one column a period for counts, and bars side by side for figures that have no history yet."""

from __future__ import annotations

from qaf.report.charts.events import draw_events
from qaf.report.charts.facts import BarChart, ColumnChart
from qaf.report.charts.gaps import draw_gaps, gap_labels
from qaf.report.charts.intervals import draw_intervals, reach
from qaf.report.charts.style import BLUE, CHARCOAL, GREY, LABEL, SMALL, TEXT, blank, svg_of, ticks_that_fit, wrapped

NUMBER, STRIP = 18, 14
"""Heights in CSS pixels above the plot: of a column's number, and of a line of letters or words above that."""

MOST_NUMBERED = 10
"""With more columns than these only the first and the last carry their number."""


def draw_columns(chart: ColumnChart, width: int, height: int) -> bytes:
    """Counts by period as SVG, `width` by `height` CSS pixels."""
    above = NUMBER + STRIP * (bool(chart.events) + bool(chart.cuts))
    figure, axes = blank(width, height, left=18, right=18, top=above, bottom=20)
    values = [mark.y for mark in chart.marks if mark.y is not None]
    top = max([*values, *reach(chart.marks), 1.0])
    axes.set_ylim(0, top * 1.04)
    axes.set_xlim(min(mark.start for mark in chart.marks), max(mark.end for mark in chart.marks))
    axes.set_yticks([])
    months = max(mark.end for mark in chart.marks) - min(mark.start for mark in chart.marks)
    pixels = (width - 36) / max(months, 1e-9)
    kept = ticks_that_fit([tick for tick in chart.ticks if tick.label], pixels)
    axes.set_xticks([tick.x for tick in kept], [tick.label for tick in kept])
    given = [index for index, mark in enumerate(chart.marks) if mark.y is not None]
    for index, mark in enumerate(chart.marks):
        if mark.y is None:
            continue
        latest = index == given[-1]
        draw_intervals(axes, [mark], CHARCOAL)
        axes.bar(mark.x, mark.y, width=(mark.end - mark.start) * 0.72, color=BLUE if latest else "#5B7FA3", linewidth=0)
        highest = max([mark.y, *reach([mark])])
        if len(chart.marks) <= MOST_NUMBERED or index in (given[0], given[-1]):
            axes.annotate(
                mark.text, (mark.x, highest), xytext=(0, 2), textcoords="offset points", ha="center", va="bottom",
                fontsize=LABEL if latest else SMALL, fontweight="bold" if latest else "normal",
                color=BLUE if latest else TEXT,
            )  # fmt: skip
    draw_gaps(axes, gap_labels(chart.marks, BLUE, pixels), pixels)
    draw_events(axes, chart.events, pixels, NUMBER - 4)
    for cut in chart.cuts:
        axes.axvline(cut, color=TEXT, linewidth=1.0, dashes=(2, 2))
        axes.annotate(
            "break", (cut, 1.0), xycoords=("data", "axes fraction"),
            xytext=(0, NUMBER - 2 + STRIP * bool(chart.events)), textcoords="offset points", ha="center", va="bottom",
            fontsize=SMALL, color=TEXT,
        )  # fmt: skip
    return svg_of(figure)


def draw_bars(chart: BarChart, width: int, height: int) -> bytes:
    """The own figure beside its comparators as SVG, `width` by `height` CSS pixels."""
    longest = max((len(bar.text) for bar in chart.bars), default=0)
    figure, axes = blank(width, height, left=96, right=max(64, 10 + round(6.7 * longest)), top=4, bottom=4)
    axes.grid(visible=False)
    axes.spines["bottom"].set_visible(False)
    axes.spines["left"].set_visible(True)
    axes.spines["left"].set_color(CHARCOAL)
    axes.set_xticks([])
    places = range(len(chart.bars) - 1, -1, -1)
    axes.set_yticks(list(places), [wrapped(bar.name, 15) for bar in chart.bars])
    axes.set_ylim(-0.6, max(len(chart.bars), 2) - 0.4)
    values = [bar.value for bar in chart.bars if bar.value is not None]
    axes.set_xlim(min([*values, 0.0]), max([*values, 0.0]) or 1.0)
    for place, bar in zip(places, chart.bars, strict=True):
        own = bar.role == "own"
        colour = BLUE if own else GREY
        if bar.value is not None:
            axes.barh(place, bar.value, height=0.62, color=colour, linewidth=0)
        axes.annotate(
            bar.text, (max(bar.value or 0.0, 0.0), place), xytext=(5, 0), textcoords="offset points", va="center",
            fontsize=LABEL, fontweight="bold" if own else "normal", color=colour,
        )  # fmt: skip
    return svg_of(figure)
