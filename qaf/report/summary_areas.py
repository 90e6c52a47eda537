"""Which measures the summary names in each area: every outcome that moved, quality that moved, others as they fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qaf.model.area import Area
from qaf.model.measure import Measure
from qaf.report.desk import KIND_ORDER, Desk, by_kind
from qaf.report.fit_pages import SUMMARY_ZOOMS, summary_zoom
from qaf.report.page import Summary, SummaryArea
from qaf.report.parts import MeasureLine
from qaf.report.sheet import measure_line

EASY = 75
"""The size from which on the summary is read with ease; below it, only what has to be named is."""

_Named = tuple[str, MeasureLine]
"""The area in whose row a measure is named, and the measure."""


def with_areas(desk: Desk, summary: Summary) -> Summary:
    """The summary with a row for each priority area, and as many measures in them as one page has room for.

    Outcomes that moved are always named, and each row names something, for as long as the page can be read at all.
    Quality that moved comes next, then other outcomes, then the rest, each while the print stays easy to read.
    """
    held = {area.id: _lines(desk, area) for area in desk.framework.priorities()}
    first, rest = _in_order(held)
    chosen = _down_to_a_page(desk, summary, held, first)
    for one in rest if len(chosen) == len(first) else ():
        if summary_zoom(_filled(desk, summary, held, [*chosen, one])) >= EASY:
            chosen.append(one)
    filled = _filled(desk, summary, held, chosen)
    return replace(filled, zoom=summary_zoom(filled))


def _lines(desk: Desk, area: Area) -> list[MeasureLine]:
    """The measures of an area's sheet: outcome, quality, quantity; in each those that moved, key ones, with figures."""
    shared: list[Measure] = by_kind([m for part in desk.sections_of(area) for m in part.measures])
    key = {measure.id: measure.key for measure in shared}
    lines = [measure_line(desk, measure) for measure in shared]
    return sorted(
        lines, key=lambda one: (KIND_ORDER.index(one.kind), not one.moved, not key[one.id], bool(one.missing))
    )


def _in_order(held: Mapping[str, Sequence[MeasureLine]]) -> tuple[list[_Named], list[_Named]]:
    """What has to be named, the most important first, and what is named where there is room."""
    every = [(area, line) for area, lines in held.items() for line in lines]
    leading = [(area, lines[0]) for area, lines in held.items() if lines]
    moved = [one for one in every if one[1].kind == "outcome" and one[1].moved]
    first = moved + [one for one in leading if one not in moved]
    rest = [one for one in every if one not in first]
    rest.sort(key=lambda one: (_rank(one[1]), held[one[0]].index(one[1])))
    return first, rest


def _rank(line: MeasureLine) -> int:
    """Quality that moved, other outcomes, quantity that moved, other quality, other quantity."""
    return {("quality", True): 0, ("outcome", False): 1, ("quantity", True): 2, ("quality", False): 3}.get(
        (line.kind, line.moved), 4
    )


def _down_to_a_page(
    desk: Desk, summary: Summary, held: Mapping[str, Sequence[MeasureLine]], first: Sequence[_Named]
) -> list[_Named]:
    """What has to be named, without the last of it where even the smallest print has no room for all."""
    chosen = list(first)
    while chosen and summary_zoom(_filled(desk, summary, held, chosen), 0) < SUMMARY_ZOOMS[-1]:
        chosen.pop()
    return chosen


def _filled(
    desk: Desk, summary: Summary, held: Mapping[str, Sequence[MeasureLine]], chosen: Sequence[_Named]
) -> Summary:
    rows = []
    for area in desk.framework.priorities():
        named = {line.id for of, line in chosen if of == area.id}
        by = {kind: tuple(o for o in held[area.id] if o.kind == kind and o.id in named) for kind in KIND_ORDER}
        left_out = len(held[area.id]) - len(named)
        has_outcome = any(line.kind == "outcome" for line in held[area.id])
        rows.append(
            SummaryArea(
                area.id,
                area.name,
                area.priority or 0,
                by["outcome"],
                by["quality"],
                by["quantity"],
                left_out,
                has_outcome,
            )
        )
    return replace(summary, areas=tuple(rows))
