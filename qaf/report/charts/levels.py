"""Ambitions as lines across a chart, each with its date in words and never as a colour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qaf.report.charts.facts import Level
from qaf.report.charts.style import CHARCOAL, SMALL, TEXT

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def levels_near(levels: Sequence[Level], top: float) -> bool:
    """Whether a level lies at or above `top`, so that its words stand above the plot."""
    return any(one.y >= top for one in levels)


def draw_levels(axes: Axes, levels: Sequence[Level]) -> None:
    """A dotted line at each level, with its words above its left end."""
    for one in levels:
        axes.axhline(one.y, color=CHARCOAL, linewidth=1.3, dashes=(1, 2), zorder=2)
        axes.annotate(
            one.label, (0.0, one.y), xycoords=("axes fraction", "data"), xytext=(2, 2), textcoords="offset points",
            ha="left", va="bottom", fontsize=SMALL, color=TEXT, zorder=6,
        )  # fmt: skip
