"""95 % intervals around the points of a line, or on columns: a thin bar with ends."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qaf.report.charts.facts import Mark

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def draw_intervals(axes: Axes, marks: Sequence[Mark], colour: str) -> None:
    """The interval of each mark that has one."""
    for mark in marks:
        if mark.interval is None or mark.y is None:
            continue
        axes.plot(
            [mark.x, mark.x], list(mark.interval), color=colour, linewidth=1.0, marker="_", markersize=6,
            markeredgewidth=1.0, clip_on=False, zorder=3,
        )  # fmt: skip


def reach(marks: Sequence[Mark]) -> list[float]:
    """The ends of the intervals, for a scale that has room for them."""
    return [limit for mark in marks if mark.interval and mark.y is not None for limit in mark.interval]
