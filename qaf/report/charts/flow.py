"""Ratings before and after as a flow: the cases due, those rated twice, how they changed, and who was lost on the way.

Each part has a row of its own with its name and its number, so that nothing is told by colour or length alone. Its bar
begins where that of the whole it belongs to begins. Where a part is withheld no bar is drawn at all: any of the others
would help to give it back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qaf.report.charts.facts import FlowChart, FlowPart, Look
from qaf.report.charts.style import (
    BLUE,
    CHARCOAL,
    GREY,
    LABEL,
    ORANGE,
    PLUM,
    SMALL,
    TEXT,
    blank,
    svg_of,
    wrapped,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROW, HEAD = 17, 20
"""Heights in CSS pixels: of a row, and of what stands above the rows."""

NAMES, NUMBERS, STEP = 152, 82, 9
"""Widths in CSS pixels: of the names, of the numbers, and of a step inwards."""

LEAST = 1.5
"""Length in CSS pixels of the shortest bar of a number above zero."""

UNSCALED = "No lengths are drawn, because a part cannot be shown."

LOOKS: dict[Look, tuple[str, str, str]] = {
    "whole": (GREY, GREY, "solid"),
    "rated": (CHARCOAL, CHARCOAL, "solid"),
    "improved": (BLUE, BLUE, "solid"),
    "same": ("#FFFFFF", CHARCOAL, "solid"),
    "worse": (ORANGE, PLUM, "solid"),
    "lost": ("#FFFFFF", GREY, "dashed"),
    "sustained": (BLUE, BLUE, "solid"),
}
"""Filling, outline and stroke of each look."""


def height_of(chart: FlowChart) -> int:
    """How high the chart has to be drawn, in CSS pixels."""
    return HEAD + ROW * (len(chart.parts) + (not chart.to_scale)) + 4


def draw(chart: FlowChart, width: int, height: int) -> bytes:
    """The flow as SVG, `width` by `height` CSS pixels."""
    figure, axes = blank(width, height, left=0, right=0, top=0, bottom=0)
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    heading = wrapped(chart.heading, width // 6, 1)
    axes.text(0, HEAD / 2 - 2, heading, va="center", fontsize=LABEL, fontweight="bold", color=BLUE)
    ends = [max(part.start + (part.length or 0.0), part.within or 0.0) for part in chart.parts]
    pixels = (width - NAMES - NUMBERS) / max(*ends, 1.0)
    for at, part in enumerate(chart.parts):
        middle = HEAD + ROW * at + ROW / 2
        _words(axes, part, middle, width)
        if part.absence:
            _gap(axes, part, middle)
        elif chart.to_scale:
            _bar(axes, part, middle, pixels)
    if not chart.to_scale:
        axes.text(0, height - ROW / 2 - 3, UNSCALED, va="center", fontsize=SMALL, color=TEXT)
    return svg_of(figure)


def _words(axes: Axes, part: FlowPart, middle: float, width: int) -> None:
    """The name on the left, as far in as the part is, and the number at the right edge."""
    left = part.depth * STEP
    bold = "bold" if part.depth == 0 else "normal"
    name = wrapped(part.name, int((NAMES - left) / 5.9), 1)
    axes.text(left, middle, name, va="center", fontsize=SMALL, fontweight=bold, color=TEXT)
    axes.text(width, middle, part.text, ha="right", va="center", fontsize=SMALL, fontweight=bold, color=TEXT)


def _gap(axes: Axes, part: FlowPart, middle: float) -> None:
    """A part without a number: a small empty frame of one size, whatever stands behind it, with its symbol."""
    _frame(axes, NAMES, middle, 26.0, ("none", GREY, "dashed"))
    axes.text(NAMES + 13, middle, part.absence, ha="center", va="center", fontsize=SMALL, color=TEXT)


def _bar(axes: Axes, part: FlowPart, middle: float, pixels: float) -> None:
    left = NAMES + part.start * pixels
    if part.within is not None:
        _frame(axes, left, middle, part.within * pixels, ("#FFFFFF", BLUE, "solid"))
    if part.length:
        _frame(axes, left, middle, max(part.length * pixels, LEAST), LOOKS[part.look])


def _frame(axes: Axes, left: float, middle: float, length: float, look: tuple[str, str, str]) -> None:
    filling, outline, stroke = look
    axes.barh(
        middle, length, left=left, height=ROW - 6, color=filling, edgecolor=outline, linewidth=1.0, linestyle=stroke
    )
