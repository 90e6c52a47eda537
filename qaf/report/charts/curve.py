"""Turning the curve: history, the forecast with its band, what came after, and the day on which the exercise began.

The history is a solid line with round points, dark up to the exercise and with squares since; the forecast is dashed,
its band filled lightly between two thin lines, so that nothing rests on colour alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qaf.report.charts.facts import CurveChart, Mark
from qaf.report.charts.gaps import draw_gaps, gap_labels
from qaf.report.charts.levels import draw_levels, levels_near
from qaf.report.charts.style import (
    BLUE,
    CHARCOAL,
    LABEL,
    PLUM,
    SMALL,
    TEXT,
    blank,
    nice_ticks,
    svg_of,
    tick_text,
    ticks_that_fit,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BAND = "#F0E3EA"
RIGHT, BOTTOM, TOP, STRIP = 64, 20, 9, 15
NARROW = 400
"""Below this width the labels inside the plot are short."""


def draw(chart: CurveChart, width: int, height: int) -> bytes:
    """The chart as SVG, `width` by `height` CSS pixels."""
    low, high, ticks = _scale(chart)
    texts = [tick_text(tick, chart.unit) for tick in ticks]
    left = 10 + max(round(6.6 * len(text)) for text in texts)
    crowded = levels_near(chart.levels, high - (high - low) * 0.15)
    strips = (chart.began is not None) + crowded
    figure, axes = blank(width, height, left=left, right=RIGHT, top=TOP + STRIP * strips, bottom=BOTTOM)
    first, last = chart.span
    axes.set_xlim(first - (last - first) * 0.02, last)
    room = (high - low) * 0.06
    axes.set_ylim(low - (0 if low == 0 else room), high + room)
    axes.set_yticks(ticks, texts)
    pixels = (width - left - RIGHT) / max(last - first, 1e-9)
    kept = ticks_that_fit([tick for tick in chart.ticks if tick.label], pixels)
    axes.set_xticks([tick.x for tick in kept], [tick.label for tick in kept])
    axes.set_xticks([tick.x for tick in chart.ticks if not tick.label], minor=True)
    axes.tick_params(axis="x", which="minor", length=4, color=TEXT)
    _forecast(axes, chart)
    draw_levels(axes, chart.levels)
    _began(axes, chart, STRIP * crowded, short=width < NARROW)
    for cut in chart.cuts:
        axes.axvline(cut, color=TEXT, linewidth=1.0, dashes=(2, 2))
        axes.annotate("break", (cut, axes.get_ylim()[1]), xytext=(3, -1), textcoords="offset points", ha="left",
                      va="top", fontsize=SMALL, color=TEXT)  # fmt: skip
    _history(axes, chart)
    draw_gaps(axes, gap_labels(chart.marks, BLUE, pixels), pixels)
    _labels(axes, chart, height - TOP - STRIP * strips - BOTTOM)
    return svg_of(figure)


def _scale(chart: CurveChart) -> tuple[float, float, list[float]]:
    values = [mark.y for mark in chart.marks if mark.y is not None]
    values += [one.y for one in chart.forecast] + [edge for one in chart.forecast for edge in one.band or ()]
    values += [level.y for level in chart.levels] + [y for _, y in chart.fitted]
    low, high = min(values), max(values)
    if chart.lowest_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = low + 1.0
    ticks = nice_ticks(low, high)
    if chart.unit.strip() == "%" and low >= 0:
        ticks = [tick for tick in ticks if 0 <= tick <= 100]
    return min(ticks[0], low), max(ticks[-1], high), ticks


def _forecast(axes: Axes, chart: CurveChart) -> None:
    """The line through the baseline, dotted, and the forecast, dashed, with its band."""
    banded = [(one.x, *one.band) for one in chart.forecast if one.band is not None]
    if banded:
        places, lows, highs = ([one[at] for one in banded] for at in range(3))
        axes.fill_between(places, lows, highs, color=BAND, linewidth=0, zorder=1)
        for edge in (lows, highs):
            axes.plot(places, edge, color=PLUM, linewidth=0.8, dashes=(1, 2), zorder=2)
    if chart.fitted:
        axes.plot([x for x, _ in chart.fitted], [y for _, y in chart.fitted], color=PLUM, linewidth=1.0,
                  dashes=(1.5, 2.5), zorder=2)  # fmt: skip
    if chart.forecast:
        alone = len(chart.forecast) == 1
        axes.plot([one.x for one in chart.forecast], [one.y for one in chart.forecast], color=PLUM, linewidth=1.8,
                  dashes=(5, 2.5), marker="_" if alone else None, markersize=9, zorder=3)  # fmt: skip


def _began(axes: Axes, chart: CurveChart, above: int, *, short: bool) -> None:
    """An upright line on the day, with its words above the plot on the side that has more room."""
    if chart.began is None:
        return
    axes.axvline(chart.began, color=CHARCOAL, linewidth=1.2, zorder=2)
    left = chart.began < sum(chart.span) / 2
    axes.annotate("began" if short else chart.began_label, (chart.began, 1.0), xycoords=("data", "axes fraction"),
                  xytext=(-3 if left else 3, 3 + above), textcoords="offset points", ha="left" if left else "right",
                  va="bottom", fontsize=SMALL, color=TEXT)  # fmt: skip


def _history(axes: Axes, chart: CurveChart) -> None:
    """Every run of figures with a number, no line across a gap or a break; squares for those since the exercise."""
    runs: list[list[Mark]] = [[]]
    for mark in chart.marks:
        cut = bool(runs[-1]) and any(runs[-1][-1].x < edge <= mark.x for edge in chart.cuts)
        if mark.y is None or cut:
            runs.append([])
        if mark.y is not None:
            runs[-1].append(mark)
    close = len(chart.marks) > 30
    for run in filter(None, runs):
        axes.plot([mark.x for mark in run], _heights(run), color=BLUE, linewidth=1.4 if close else 2.2, zorder=4)
        for shape, part in (
            ("o", [m for m in run if m.x < chart.since]),
            ("s", [m for m in run if m.x >= chart.since]),
        ):
            axes.plot([mark.x for mark in part], _heights(part), color=BLUE, linestyle="none", marker=shape,
                      markersize=3.6 if close else 5.0, markeredgecolor="#FFFFFF", markeredgewidth=0.5, clip_on=False,
                      zorder=5)  # fmt: skip


def _heights(run: Sequence[Mark]) -> list[float]:
    return [mark.y for mark in run if mark.y is not None]


def _labels(axes: Axes, chart: CurveChart, plot: float) -> None:
    """The latest figure at its point, and the forecast's end to the right of the plot."""
    low, high = axes.get_ylim()
    given = [mark for mark in chart.marks if mark.y is not None]
    if chart.forecast:
        end = chart.forecast[-1]
        axes.annotate(f"forecast\n{end.text}", (1.0, end.y), xycoords=("axes fraction", "data"), xytext=(6, 0),
                      textcoords="offset points", ha="left", va="center", fontsize=SMALL, color=PLUM,
                      linespacing=1.1)  # fmt: skip
    if not given:
        return
    mark = given[-1]
    height = ((mark.y or 0.0) - low) / (high - low) * plot
    near = chart.began is not None and 0 <= chart.began - mark.x < (chart.span[1] - chart.span[0]) * 0.12
    ahead = not near and any(one.x > mark.x for one in chart.forecast)
    earlier = given[-2].y if len(given) > 1 else mark.y
    rises = (mark.y or 0.0) >= (earlier or 0.0)
    under = (not ahead and not rises and height > 22) or height > plot - 18
    axes.annotate(
        mark.text + chart.unit, (mark.x, mark.y or 0.0), xytext=(7, 0) if ahead else (0, -7 if under else 7),
        textcoords="offset points", ha="left" if ahead else "center",
        va="center" if ahead else "top" if under else "bottom", fontsize=LABEL, fontweight="bold", color=BLUE, zorder=6,
    )  # fmt: skip
