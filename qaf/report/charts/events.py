"""Dated events on a time axis: a thin line and a letter above the plot; the page says what the letters mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qaf.report.charts.facts import EventMark
from qaf.report.charts.style import GREY, SMALL, TEXT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LETTER = 8.0
"""How far apart two letters stand at least, in CSS pixels."""


def draw_events(axes: Axes, events: Sequence[EventMark], pixels: float, above: int) -> None:
    """A line for each event, and its letter; letters that would touch move to the right. `pixels`: of one month."""
    floor = -1e9
    for one in sorted(events, key=lambda event: (event.x, event.letter)):
        axes.axvline(one.x, color=GREY, linewidth=0.8, dashes=(1, 3), zorder=1)
        place = max(one.x * pixels, floor)
        axes.annotate(
            one.letter, (one.x, 1.0), xycoords=("data", "axes fraction"), xytext=(place - one.x * pixels, 2 + above),
            textcoords="offset points", ha="center", va="bottom", fontsize=SMALL, color=TEXT,
        )  # fmt: skip
        floor = place + LETTER
