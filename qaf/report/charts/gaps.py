"""Periods without a number, each told by its symbol at the foot of the plot; symbols that would touch stand higher."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qaf.report.charts.facts import Mark
from qaf.report.charts.style import SMALL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LETTER, LINE, FOOT = 6.2, 11.0, 4.0
"""Width of a letter, height of a line, and how far above the axis the lowest symbol stands, in CSS pixels."""

Label = tuple[float, str, str]
"""Place on the time axis, symbol, colour."""


def gap_labels(marks: Sequence[Mark], colour: str, pixels: float) -> list[Label]:
    """One label a gap; one in the middle of a run of the same symbol where they have no room beside each other.

    `pixels`: of one month.
    """
    found: list[Label] = []
    run: list[Mark] = []
    for mark in (*marks, None):
        if mark is not None and mark.y is None and (not run or run[-1].absence == mark.absence):
            run.append(mark)
            continue
        found += _of_run(run, colour, pixels)
        run = [mark] if mark is not None and mark.y is None else []
    return found


def _of_run(run: Sequence[Mark], colour: str, pixels: float) -> list[Label]:
    if len(run) > 1 and (run[1].x - run[0].x) * pixels < LETTER * len(run[0].absence) + 3:
        return [((run[0].x + run[-1].x) / 2, run[0].absence, colour)]
    return [(mark.x, mark.absence, colour) for mark in run]


def draw_gaps(axes: Axes, labels: Sequence[Label], pixels: float) -> None:
    """The labels at the foot of the plot, each as low as it can stand without touching another."""
    ends: list[float] = []
    for x, text, colour in sorted(labels, key=lambda label: label[0]):
        half = LETTER * len(text) / 2
        level = next((at for at, end in enumerate(ends) if end <= x * pixels - half), len(ends))
        ends[level : level + 1] = [x * pixels + half]
        axes.annotate(
            text, (x, axes.get_ylim()[0]), xytext=(0, FOOT + LINE * level), textcoords="offset points", ha="center",
            va="bottom", fontsize=SMALL, color=colour, zorder=5,
        )  # fmt: skip
