"""The lines of a control chart and its signals: meaning by shape and outline as well as colour.

Mean: a thin solid line. Limits: dashed. A signal of improvement has a ring around its point, one of concern a square,
one that is neither a diamond.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qaf.report.charts.facts import Signal, Stretch
from qaf.report.charts.style import BLUE, CHARCOAL, ORANGE, SMALL, TEXT

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHAPES = {"improvement": ("o", BLUE), "concern": ("s", ORANGE), "neutral": ("D", CHARCOAL)}
"""Shape and outline of a signal."""

SIZES = {"improvement": 10.0, "concern": 9.5, "neutral": 8.0}
SMALLER = 0.62
"""How much smaller an outline is where points stand close together."""


def draw_limits(axes: Axes, stretches: Sequence[Stretch]) -> None:
    """Mean and limits of each segment, each only as far as the segment reaches."""
    for one in stretches:
        axes.plot([one.start, one.end], [one.mean, one.mean], color=CHARCOAL, linewidth=1.0, zorder=2)
        for limit in one.limits or ():
            axes.plot(
                [one.start, one.end], [limit, limit], color=CHARCOAL, linewidth=1.0, dashes=(9, 3), zorder=2
            )  # fmt: skip


def draw_signals(axes: Axes, signals: Sequence[Signal], *, close: bool) -> None:
    """An outline around each point at which a rule fired; a smaller one where points stand close together."""
    for one in signals:
        shape, colour = SHAPES[one.meaning]
        axes.plot(
            [one.x], [one.y], marker=shape, markersize=SIZES[one.meaning] * (SMALLER if close else 1.0),
            markerfacecolor="none", markeredgecolor=colour, markeredgewidth=1.1 if close else 1.6, linestyle="none",
            clip_on=False, zorder=5,
        )  # fmt: skip


def draw_caption(axes: Axes, caption: str, above: int) -> None:
    """The method and its profile, above the plot and what stands there already."""
    axes.annotate(
        caption, (0.0, 1.0), xycoords="axes fraction", xytext=(0, 5 + above), textcoords="offset points", ha="left",
        va="bottom", fontsize=SMALL, color=TEXT,
    )  # fmt: skip
