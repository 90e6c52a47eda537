"""What the gaps in a measure's lines mean, as notes below its chart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from qaf.analysis.points import Point
from qaf.analysis.series import MeasureSeries
from qaf.ground.text import listing
from qaf.report import words


def absences(series: MeasureSeries) -> list[str]:
    """What the gaps in the own lines mean: one note a reason, with the periods."""
    found: dict[str, list[str]] = {}
    for line in series.own:
        for reason, run in groupby(line.points, key=_gap):
            if reason:
                found.setdefault(reason, []).append(_from_to(list(run)))
    return [f"{reason}: {listing(dict.fromkeys(periods), limit=4)}" for reason, periods in found.items()]


def _from_to(points: Sequence[Point]) -> str:
    first, last = words.short(points[0].period), words.short(points[-1].period)
    return first if first == last else f"{first} to {last}"


def _gap(point: Point) -> str:
    if point.missing:
        return "– no figure"
    return f"[{point.value.symbol}] {point.value.absence}" if point.value.symbol else ""
