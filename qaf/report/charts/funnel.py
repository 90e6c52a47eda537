"""A funnel: teams or places by size, around what all of them have together. It says who stands out, and ranks nobody.

Within the limits a hollow circle, to be watched a square, outside the 99.8 % limits a filled diamond; each is named.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from qaf.report.charts.facts import FunnelChart
from qaf.report.charts.style import BLUE, CHARCOAL, GREY, ORANGE, SMALL, TEXT, blank, nice_ticks, svg_of, tick_text

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHAPES = {"none": ("o", BLUE, "#FFFFFF"), "watch": ("s", ORANGE, "#FFFFFF"), "differs": ("D", CHARCOAL, CHARCOAL)}
"""Shape, outline and filling by how strongly a unit stands out."""

MOST_NAMED = 12
"""With more units than these only those that stand out are named."""


Place = tuple[float, float]
"""Across and upwards in CSS pixels."""

Box = tuple[float, float, float, float]
"""Left, bottom, right and top in CSS pixels."""

LETTER, LINE, MARKER = 5.9, 12.0, 6.0
"""Width of a letter, height of a line, and half the width of a marker."""


def draw(chart: FunnelChart, width: int, height: int) -> bytes:
    """The funnel as SVG, `width` by `height` CSS pixels."""
    values = [unit.y for unit in chart.units] + [y for one in chart.limits for y in (*one.near, *one.far)]
    ticks = nice_ticks(min(values), max(values))
    texts = [tick_text(tick, chart.unit) for tick in ticks]
    left = 10 + max(round(6.6 * len(text)) for text in texts)
    figure, axes = blank(width, height, left=left, right=12, top=10, bottom=34)
    bottom, top = ticks[0], max(ticks[-1], max(values))
    axes.set_ylim(bottom, top)
    axes.set_yticks(ticks, texts)
    first, last = chart.limits[0].x, chart.limits[-1].x
    across = [tick for tick in nice_ticks(first, last) if first <= tick <= last]
    axes.set_xticks(across, [tick_text(tick) for tick in across])
    axes.set_xlim(first, last)
    axes.set_xlabel(chart.across, fontsize=SMALL, color=TEXT, labelpad=2)
    _lines(axes, chart)
    _units(axes, chart)
    scale = ((width - left - 12) / (last - first), (height - 44) / (top - bottom))
    room = (width - left - 12, height - 44)

    def place(x: float, y: float) -> Place:
        return (x - first) * scale[0], (y - bottom) * scale[1]

    _names(axes, chart, [place(unit.x, unit.y) for unit in chart.units], _drawn(chart, place), room)
    return svg_of(figure)


def _drawn(chart: FunnelChart, place: Callable[[float, float], Place]) -> list[Sequence[Place]]:
    """The lines of the funnel in pixels."""
    lines: list[Sequence[Place]] = [[place(one.x, chart.centre) for one in chart.limits]]
    for side in (0, 1):
        lines.append([place(one.x, one.near[side]) for one in chart.limits])
        lines.append([place(one.x, one.far[side]) for one in chart.limits])
    return lines


def _lines(axes: Axes, chart: FunnelChart) -> None:
    sizes = [one.x for one in chart.limits]
    axes.plot([sizes[0], sizes[-1]], [chart.centre, chart.centre], color=CHARCOAL, linewidth=1.0, zorder=2)
    for side in (0, 1):
        axes.plot(sizes, [one.near[side] for one in chart.limits], color=GREY, linewidth=1.0, dashes=(3, 2), zorder=2)
        axes.plot(sizes, [one.far[side] for one in chart.limits], color=CHARCOAL, linewidth=1.2, zorder=2)


def _units(axes: Axes, chart: FunnelChart) -> None:
    for unit in chart.units:
        shape, outline, filling = SHAPES[unit.strength]
        axes.plot(
            [unit.x], [unit.y], marker=shape, markersize=7, markerfacecolor=filling, markeredgecolor=outline,
            markeredgewidth=1.6, linestyle="none", clip_on=False, zorder=4,
        )  # fmt: skip


def _names(axes: Axes, chart: FunnelChart, places: list[Place], lines: Sequence[Sequence[Place]], room: Place) -> None:
    """The names beside their marks, each where it covers as little as can be of a mark, another name or a line."""
    taken: list[Box] = [(x - MARKER, y - MARKER, x + MARKER, y + MARKER) for x, y in places]
    every = len(chart.units) <= MOST_NAMED
    names = _short([unit.name for unit in chart.units])
    for unit, name, place in zip(chart.units, names, places, strict=True):
        if not every and unit.strength == "none":
            continue
        wide = LETTER * len(name)
        boxes = {offset: _box(place, offset, wide) for offset in _offsets(wide)}
        offset = min(boxes, key=lambda one: _clash(boxes[one], taken, room) + _crossed(boxes[one], lines))
        taken.append(boxes[offset])
        axes.annotate(
            name, (unit.x, unit.y), xytext=offset, textcoords="offset points", ha="left", va="center",
            fontsize=SMALL, color=TEXT, zorder=3,
            bbox={"facecolor": "#FFFFFF", "edgecolor": "none", "pad": 0.5},
        )  # fmt: skip


def _crossed(box: Box, lines: Sequence[Sequence[Place]]) -> float:
    """How much of a name lies on the lines of the funnel: a line through it costs less than a mark that it hides."""
    middle, half = (box[1] + box[3]) / 2, LINE / 2
    cost = 0.0
    for line in lines:
        for x in (box[0], (box[0] + box[2]) / 2, box[2]):
            after = next((at for at, (across, _) in enumerate(line) if across >= x), len(line) - 1)
            (x1, y1), (x2, y2) = line[max(after - 1, 0)], line[after]
            y = y2 if x2 == x1 else y1 + (y2 - y1) * (x - x1) / (x2 - x1)
            cost += max(0.0, half - abs(y - middle))
    return cost


def _short(names: list[str]) -> list[str]:
    """The names without a last word that all of them share (“team”)."""
    parts = [name.rpartition(" ") for name in names]
    shared = len(names) > 1 and len({last for _, _, last in parts}) == 1 and all(first for first, _, _ in parts)
    return [first for first, _, _ in parts] if shared else names


def _offsets(wide: float) -> list[tuple[float, float]]:
    """Where a name can begin, seen from its mark: right, left, above, below, and further off."""
    beside = [(9.0, 0.0), (-9.0 - wide, 0.0)]
    return beside + [
        (-wide / 2 + aside, up) for up in (13.0, -13.0, 25.0, -25.0) for aside in (0.0, wide / 2, -wide / 2)
    ]


def _box(place: tuple[float, float], offset: tuple[float, float], wide: float) -> Box:
    x, y = place[0] + offset[0], place[1] + offset[1]
    return x, y - LINE / 2, x + wide, y + LINE / 2


def _clash(box: Box, taken: list[Box], room: Place) -> float:
    """How much a name would cover of what stands there, or reach beyond the plot."""
    outside = max(0.0, -box[0]) + max(0.0, box[2] - room[0]) + max(0.0, -box[1]) + max(0.0, box[3] - room[1])
    return sum(_shared(box, other, 0) * _shared(box, other, 1) for other in taken) + outside * LINE


def _shared(box: Box, other: Box, side: int) -> float:
    """How far two boxes overlap, across (0) or upwards (1)."""
    return max(0.0, min(box[side + 2], other[side + 2]) - max(box[side], other[side]))
