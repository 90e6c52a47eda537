"""Ratings before and after as a flow: the cases due, those rated twice, how they changed, and who was lost on the way.

Each part has its name and its number in a line above its bar, so that nothing is told by colour or length alone and
the words are large enough on a telephone. Its bar begins where that of the whole it belongs to begins. Where a part
is withheld no bar is drawn at all: any of the others would help to give it back.
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

WORDS, BAR, HEAD, LINE = 14, 10, 8, 13
"""Heights in CSS pixels: of a part's words, of its bar, of what stands above the parts besides its lines, of a line."""

ROW = WORDS + BAR + 1
STEP = 8
"""Width in CSS pixels of a step inwards."""

LETTER, BOLD = 5.75, 6.4
"""Widths in CSS pixels of a letter, on average."""

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


def height_of(chart: FlowChart, width: int) -> int:
    """How high the chart has to be drawn at that width, in CSS pixels."""
    lines = len(_heading(chart, width).split("\n")) + (0 if chart.to_scale else 2)
    return HEAD + LINE * lines + ROW * len(chart.parts) + 4


def _heading(chart: FlowChart, width: int) -> str:
    return wrapped(chart.heading, int(width / BOLD), 2)


def draw(chart: FlowChart, width: int, height: int) -> bytes:
    """The flow as SVG, `width` by `height` CSS pixels."""
    figure, axes = blank(width, height, left=0, right=0, top=0, bottom=0)
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    heading = _heading(chart, width)
    top = HEAD + LINE * len(heading.split("\n"))
    axes.text(0, 0, heading, va="top", fontsize=LABEL, fontweight="bold", color=BLUE, linespacing=1.1)
    ends = [max(part.start + (part.length or 0.0), part.within or 0.0) for part in chart.parts]
    pixels = (width - 2) / max(*ends, 1.0)
    for at, part in enumerate(chart.parts):
        above = top + ROW * at
        _words(axes, part, above + WORDS / 2, width)
        if part.absence:
            _gap(axes, part, above + WORDS / 2, width)
        elif chart.to_scale:
            _bar(axes, part, above + WORDS + BAR / 2 - 1, pixels)
    if not chart.to_scale:
        axes.text(
            0, height - 3, wrapped(UNSCALED, int(width / LETTER), 2), va="bottom", fontsize=SMALL, color=TEXT,
            linespacing=1.1,
        )  # fmt: skip
    return svg_of(figure)


def _words(axes: Axes, part: FlowPart, middle: float, width: int) -> None:
    """The name on the left, as far in as the part is, and the number at the right edge."""
    left = part.depth * STEP
    bold = "bold" if part.depth == 0 else "normal"
    letter = BOLD if part.depth == 0 else LETTER
    room = width - left - letter * len(part.text or part.absence) - 10
    name = wrapped(part.name, int(room / letter), 1)
    axes.text(left, middle, name, va="center", fontsize=SMALL, fontweight=bold, color=TEXT)
    axes.text(width, middle, part.text, ha="right", va="center", fontsize=SMALL, fontweight=bold, color=TEXT)


def _gap(axes: Axes, part: FlowPart, middle: float, width: int) -> None:
    """A part without a number: a small empty frame of one size, whatever stands behind it, with its symbol."""
    _frame(axes, width - 27.0, middle, 26.0, WORDS - 1, ("none", GREY, "dashed"))
    axes.text(width - 14, middle, part.absence, ha="center", va="center", fontsize=SMALL, color=TEXT)


def _bar(axes: Axes, part: FlowPart, middle: float, pixels: float) -> None:
    left = 1 + part.start * pixels
    if part.within is not None:
        _frame(axes, left, middle, part.within * pixels, BAR - 2, ("#FFFFFF", BLUE, "solid"))
    if part.length:
        _frame(axes, left, middle, max(part.length * pixels, LEAST), BAR - 2, LOOKS[part.look])


def _frame(axes: Axes, left: float, middle: float, length: float, height: float, look: tuple[str, str, str]) -> None:
    filling, outline, stroke = look
    axes.barh(
        middle, length, left=left, height=height, color=filling, edgecolor=outline, linewidth=1.0, linestyle=stroke
    )
