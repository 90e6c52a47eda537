"""Lines over time: own lines in colour with a shape for each point, comparators thick and grey, labelled directly."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from qaf.report.charts.control import draw_caption, draw_limits, draw_signals
from qaf.report.charts.events import draw_events
from qaf.report.charts.facts import Drawn, LineChart, Mark
from qaf.report.charts.gaps import Label, draw_gaps, gap_labels
from qaf.report.charts.intervals import draw_intervals, reach
from qaf.report.charts.levels import draw_levels, levels_near
from qaf.report.charts.style import (
    GREY,
    LABEL,
    LIGHT,
    OTHERS,
    OWN,
    SMALL,
    TEXT,
    blank,
    nice_ticks,
    svg_of,
    tick_text,
    ticks_that_fit,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_RIGHT = 100
BOTTOM = 20
TOP = 9
CAPTION = 15
NEAR_TOP = 0.15
LINE_HEIGHT = 12.5
CLOSE = 11.0
"""Nearer to each other than so many CSS pixels points are drawn small, so that the line stays visible."""

LETTER = 5.75
"""Width of a letter in CSS pixels, on average."""

NARROW, NARROW_LABEL, WIDE_LABEL = 300, 8, 13
"""Below this width a direct label has lines of so many letters, or of its longest word; else at most of so many."""


def draw(chart: LineChart, width: int, height: int) -> bytes:
    """The chart as SVG, `width` by `height` CSS pixels."""
    low, high, ticks = _scale(chart)
    texts = [tick_text(tick, chart.unit) for tick in ticks]
    left = 10 + max(round(6.6 * len(text)) for text in texts)
    letters = _letters(chart, width)
    right = _right(chart, letters)
    crowded = levels_near(chart.levels, high - (high - low) * NEAR_TOP)
    top = TOP + CAPTION * (bool(chart.caption) + crowded + bool(chart.events))
    figure, axes = blank(width, height, left=left, right=right, top=top, bottom=BOTTOM)
    _axes(axes, chart, (low, high), ticks, texts, width - left - right)
    _cuts(axes, chart, CAPTION if crowded else 1)
    draw_limits(axes, chart.stretches)
    draw_levels(axes, chart.levels)
    spans = [edge for line in chart.lines for mark in line.marks for edge in (mark.start, mark.end)]
    pixels = (width - left - right) / max(max(spans) - min(spans), 1e-9)
    draw_events(axes, chart.events, pixels, CAPTION * crowded)
    close = pixels * _spacing(chart) < CLOSE
    colours = []
    gaps: list[Label] = []
    own = comparators = 0
    for line in chart.lines:
        if line.role == "own":
            colour, shape = OWN[own % len(OWN)]
            _own_line(axes, line, colour, shape, chart.cuts, close=close)
            draw_intervals(axes, line.marks, colour)
            gaps += gap_labels(line.marks, colour, pixels)
            own += 1
        else:
            colour = GREY
            _comparator_line(axes, line, OTHERS[comparators % len(OTHERS)])
            comparators += 1
        colours.append(colour)
    draw_gaps(axes, gaps, pixels)
    draw_signals(axes, chart.signals, close=close)
    if chart.caption:
        draw_caption(
            axes,
            wrapped(chart.caption, max(20, int((width - left) / LETTER)), 1),
            CAPTION * (crowded + bool(chart.events)),
        )
    _labels(axes, chart, colours, letters, height - top - BOTTOM)
    return svg_of(figure)


def _right(chart: LineChart, letters: int) -> int:
    """Room for the direct labels, by their longest line."""
    longest = max((len(part) for line in chart.lines for part in _label(line, letters).split("\n")), default=0)
    return min(MOST_RIGHT, 14 + round(6.7 * longest))


def _letters(chart: LineChart, width: int) -> int:
    """How many letters a line of a direct label has: few in a narrow chart, and room for a whole word where it can."""
    if width >= NARROW:
        return WIDE_LABEL
    longest = max((len(word) for line in chart.lines for word in line.label.split()), default=0)
    return max(NARROW_LABEL, min(longest, WIDE_LABEL))


def _label(line: Drawn, letters: int) -> str:
    return wrapped(line.label, letters, 3)


def _scale(chart: LineChart) -> tuple[float, float, list[float]]:
    values = [mark.y for line in chart.lines for mark in line.marks if mark.y is not None]
    values += [end for line in chart.lines for end in reach(line.marks)] + [level.y for level in chart.levels]
    values += [y for one in chart.stretches for y in (one.mean, *(one.limits or ()))] or ([] if values else [0.0, 1.0])
    low, high = min(values), max(values)
    if chart.lowest_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = low + 1.0
    ticks = nice_ticks(low, high)
    if chart.unit.strip() == "%" and low >= 0 and ticks[-1] > 100:
        ticks = [tick for tick in ticks if tick <= 100]
    return ticks[0], max(ticks[-1], high), ticks


def _axes(
    axes: Axes, chart: LineChart, limits: tuple[float, float], ticks: list[float], texts: list[str], plot: float
) -> None:
    marks = [mark for line in chart.lines for mark in line.marks]
    first, last = min(mark.start for mark in marks), max(mark.end for mark in marks)
    axes.set_xlim(first - (last - first) * 0.02, last)
    room = (limits[1] - limits[0]) * 0.06
    axes.set_ylim(limits[0] - (0 if limits[0] == 0 else room), limits[1] + room)
    axes.set_yticks(ticks, texts)
    labelled = [tick for tick in chart.ticks if tick.label]
    kept = ticks_that_fit(labelled, plot / max(last - first, 1e-9))
    axes.set_xticks([tick.x for tick in kept], [tick.label for tick in kept])
    axes.set_xticks([tick.x for tick in chart.ticks if not tick.label], minor=True)
    axes.tick_params(axis="x", which="minor", length=4, color=TEXT)


def _cuts(axes: Axes, chart: LineChart, below: int) -> None:
    top = axes.get_ylim()[1]
    for cut in chart.cuts:
        axes.axvline(cut, color=TEXT, linewidth=1.0, dashes=(2, 2))
        near_right = cut > sum(axes.get_xlim()) / 2
        axes.annotate(
            "break", (cut, top), xytext=(-3 if near_right else 3, -below), textcoords="offset points",
            ha="right" if near_right else "left", va="top", fontsize=SMALL, color=TEXT,
        )  # fmt: skip


def _runs(marks: tuple[Mark, ...], cuts: tuple[float, ...]) -> list[list[Mark]]:
    """Stretches with a number at every point and no cut inside: a line is drawn along each and across none."""
    runs: list[list[Mark]] = [[]]
    for mark in marks:
        if runs[-1] and any(runs[-1][-1].x < cut <= mark.x for cut in cuts):
            runs.append([])
        if mark.y is None:
            runs.append([])
        else:
            runs[-1].append(mark)
    return [run for run in runs if run]


def _spacing(chart: LineChart) -> float:
    """How many months lie between two points of the own lines, where they stand closest."""
    places = sorted({mark.x for line in chart.lines if line.role == "own" for mark in line.marks})
    return min((second - first for first, second in pairwise(places)), default=12.0)


def _own_line(axes: Axes, line: Drawn, colour: str, shape: str, cuts: tuple[float, ...], *, close: bool) -> None:
    many = len(line.marks) > 14
    size, edge = (2.2, 0.0) if close else (3.4, 0.6) if many else (5.4, 1.0)
    for run in _runs(line.marks, cuts):
        axes.plot(
            [mark.x for mark in run], _heights(run), color=colour, linewidth=1.4 if close else 2.2, marker=shape,
            markersize=size, markerfacecolor=colour, markeredgecolor="#FFFFFF", markeredgewidth=edge, clip_on=False,
            zorder=4,
        )  # fmt: skip


def _comparator_line(axes: Axes, line: Drawn, shape: str) -> None:
    """Thick and grey with hollow marks, so that it is taken for neither a mean nor a limit nor the own line."""
    style: dict[str, Any] = {
        "color": LIGHT, "linewidth": 2.6, "marker": shape, "markersize": 4.6, "markerfacecolor": "#FFFFFF",
        "markeredgecolor": GREY, "markeredgewidth": 1.1, "solid_capstyle": "butt", "zorder": 3,
    }  # fmt: skip
    if line.stepped:
        for mark in line.marks:
            if mark.y is not None:
                axes.plot([mark.start, mark.x, mark.end], [mark.y] * 3, markevery=[1], **style)
        return
    for run in _runs(line.marks, ()):
        axes.plot([mark.x for mark in run], _heights(run), **style)


def _heights(run: list[Mark]) -> list[float]:
    return [mark.y for mark in run if mark.y is not None]


def _labels(axes: Axes, chart: LineChart, colours: list[str], letters: int, plot: float) -> None:
    """Each line's name and latest number to the right of the plot, moved apart where they would touch."""
    bottom, top = axes.get_ylim()
    wanted = []
    for line, colour in zip(chart.lines, colours, strict=True):
        last = next((mark for mark in reversed(line.marks) if mark.y is not None), None)
        text = _label(line, letters)
        height = LINE_HEIGHT * (text.count("\n") + 1)
        y = (last.y - bottom) / (top - bottom) * plot if last is not None and last.y is not None else 0.0
        wanted.append((y, height, text, colour, line.role == "own"))
    for y, (_, _, text, colour, own) in _apart(wanted, plot + TOP + 8):
        axes.annotate(
            text, (1.0, y / plot), xycoords="axes fraction", xytext=(7, 0), textcoords="offset points", ha="left",
            va="center", fontsize=LABEL if own else SMALL, fontweight="bold" if own else "normal", color=colour,
            linespacing=1.1,
        )  # fmt: skip


_Placed = tuple[float, float, str, str, bool]


def _apart(labels: list[_Placed], room: float) -> list[tuple[float, _Placed]]:
    """Label centres from the bottom up, none nearer to the next than their heights allow, all inside the room."""
    placed: list[list[float]] = []
    ordered = sorted(labels, key=lambda label: label[0])
    floor = -6.0
    for label in ordered:
        centre = max(label[0], floor + label[1] / 2)
        placed.append([centre])
        floor = centre + label[1] / 2
    ceiling = room
    for index in range(len(ordered) - 1, -1, -1):
        half = ordered[index][1] / 2
        placed[index][0] = min(placed[index][0], ceiling - half)
        ceiling = placed[index][0] - half
    return [(centre[0], label) for centre, label in zip(placed, ordered, strict=True)]
