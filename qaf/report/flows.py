"""Ratings before and after as a flow, a drawing a rater: cases due, rated twice, changed how, lost why, still so later.

Every number is one that may be shown; none is worked out from others. Where a part of the flow is withheld, none is
drawn to scale.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from qaf.analysis.headlines import AT_CLOSURE, RATERS, Distribution, GradeRow
from qaf.analysis.tested import KEPT_BACK
from qaf.analysis.trends import MeasureFacts
from qaf.ground.text import plural, shortened
from qaf.model.measure import Measure
from qaf.model.protected import NOT_GIVEN, Shown
from qaf.report import terms, words
from qaf.report.charts.facts import Drawing, FlowChart, FlowPart, Look
from qaf.report.charts.flow import height_of

WIDTH = 260
CHANGES: Mapping[str, Look] = {"improved": "improved", "same": "same", "worse": "worse"}
NAMES = {"improved": "Rated higher", "same": "Rated the same", "worse": "Rated lower", "not_rated": "Not rated again"}
LATER = {"6m": "Still so after 6 months", "12m": "Still so after 12 months", "18m": "Still so after 18 months"}
"""The points at which those rated higher at closure are looked at again."""

LEGEND = (
    "Each bar begins where that of the group it belongs to begins. Filled blue: rated higher, and still so among those "
    "followed (outlined); white: the same; orange: lower; dashed: not rated again."
)


def flows(facts: MeasureFacts) -> tuple[Drawing, ...]:
    """The drawings of a measure rated before and after, each with its text alternative; none for other measures."""
    if facts.series.measure.unit != "before_after":
        return ()
    by_rater: dict[str, dict[str, Distribution]] = {}
    for held in facts.series.distributions:
        by_rater.setdefault(held.rater, {})[held.point] = held
    found = []
    for rater, points in by_rater.items():
        closing = next((points[point] for point in AT_CLOSURE if point in points), None)
        if closing is None or not _says_anything(closing):
            continue
        chart = _chart(facts.series.measure, closing, points)
        id_ = f"chart_{facts.series.measure.id}_flow{f'_{rater}' if rater else ''}"
        found.append(Drawing(id_, chart, WIDTH, height_of(chart, WIDTH), _alternative(facts, chart)))
    return tuple(found)


def _says_anything(closing: Distribution) -> bool:
    """Whether there is a number, or one that is kept back."""
    cells = [cell for row in closing.rows for cell in (row.numerator, row.denominator, row.value)]
    return any(cell.given or cell.symbol in KEPT_BACK for cell in cells)


def _chart(measure: Measure, closing: Distribution, points: Mapping[str, Distribution]) -> FlowChart:
    rater = RATERS.get(closing.rater, closing.rater or "All raters")
    of_whom = terms.SPEAKS_FOR.get(measure.drawn or "chosen", "") if words.sample_words(measure) else ""
    heading = ", ".join(part for part in (rater, words.short(closing.period), of_whom) if part)
    ended = _at_the_end(closing)
    later = [part for point in LATER if point in points for part in _later(points[point], closing)]
    used = [row for held in (closing, *(points[point] for point in LATER if point in points)) for row in held.rows]
    symbols = {cell.symbol for row in used for cell in (row.numerator, row.denominator, row.value)}
    parts = (*ended, *later)
    symbols |= {part.absence.strip("[]") for part in parts}
    to_scale = not symbols & KEPT_BACK and all(part.length is not None for part in ended)
    return FlowChart(parts if to_scale else tuple(map(_without_length, parts)), heading, to_scale)


def _without_length(part: FlowPart) -> FlowPart:
    return FlowPart(part.name, part.depth, part.look, part.text, absence=part.absence)


# when the work ended -----------------------------------------------------------------------------------------------


def _at_the_end(closing: Distribution) -> list[FlowPart]:
    """Cases due; rated at both points and how; not rated again and why."""
    rows = {row.id: row for row in closing.rows}
    lost = rows.get("not_rated")
    reasons = [row for row in closing.rows if row.id.startswith("not_rated/")]
    rated = _first([rows[id_].denominator for id_ in CHANGES if id_ in rows])
    due = _first([row.denominator for row in ([lost] if lost else []) + reasons])
    parts = [_whole("Due to be rated again", 0, "whole", due)] if due != NOT_GIVEN else []
    parts.append(_whole("Rated at both points", 1 if parts else 0, "rated", rated))
    inside = parts[-1].depth + 1
    start = 0.0
    for id_, look in CHANGES.items():
        part = _part(NAMES[id_], inside, look, rows.get(id_), start)
        start += part.length or 0.0
        parts.append(part)
    if lost is None and not reasons:
        return parts
    start = rated.number or 0.0
    parts.append(_part(NAMES["not_rated"], 1, "lost", lost, start))
    for row in reasons:
        part = _part(_reason(row), 2, "lost", row, start)
        start += part.length or 0.0
        parts.append(part)
    return parts


def _first(cells: Sequence[Shown]) -> Shown:
    """The first of the cells that is given; else the first that says why not."""
    given = [cell for cell in cells if cell.given] or [cell for cell in cells if cell.symbol]
    return given[0] if given else NOT_GIVEN


def _reason(row: GradeRow) -> str:
    said = row.id.partition("/")[2].replace("_", " ").replace("-", " ")
    return words.upper_first(shortened(said, 60))


def _whole(name: str, depth: int, look: Look, cell: Shown) -> FlowPart:
    if cell.given:
        return FlowPart(name, depth, look, words.grouped(cell.text), 0.0, cell.number)
    return FlowPart(name, depth, look, "", absence=_symbol(cell))


def _part(name: str, depth: int, look: Look, row: GradeRow | None, start: float) -> FlowPart:
    """A part with its number and its share, as far as they are shown."""
    if row is None or not (row.numerator.given or row.value.given):
        return FlowPart(name, depth, look, "", absence=_symbol(row.value if row else NOT_GIVEN))
    share = f"{words.grouped(row.value.text)} %" if row.value.given else ""
    if not row.numerator.given:
        return FlowPart(name, depth, look, share)
    number = words.grouped(row.numerator.text)
    return FlowPart(name, depth, look, f"{number} ({share})" if share else number, start, row.numerator.number)


def _symbol(cell: Shown) -> str:
    return f"[{cell.symbol}]" if cell.symbol else "–"


# later on ----------------------------------------------------------------------------------------------------------


def _later(held: Distribution, closing: Distribution) -> Iterator[FlowPart]:
    """Those still rated higher, of those followed that far; where only an earlier year was, that year by its name."""
    rows = {row.id: row for row in held.rows}
    name, depth = LATER[held.point], 0
    if "sustained" not in rows:
        return
    if held.period != closing.period:
        yield FlowPart(name, 0, "sustained", "", absence=_since(held, closing))
        name, depth = f"Of those of {words.short(held.period)}", 1
    row = rows["sustained"]
    number, of = row.numerator, row.denominator
    if number.given and of.given:
        text = f"{words.grouped(number.text)} of {words.grouped(of.text)}"
        yield FlowPart(name, depth, "sustained", text, 0.0, number.number, of.number)
    else:
        yield _part(name, depth, "sustained", row, 0.0)
    if (lost := rows.get("not_rated")) is not None:
        yield _part("Not rated then", depth + 1, "lost", lost, 0.0)


def _since(held: Distribution, closing: Distribution) -> str:
    """Why the year of the flow has no such figure: by its symbol where it has one."""
    why = dict(held.absent_since).get(closing.period, "")
    return next((f"[{symbol}]" for symbol, said in _SYMBOLS if said == why and why), "–")


_SYMBOLS = tuple((symbol, Shown(symbol=symbol).absence) for symbol in ("c", "x", "z", "u", "low"))


def _alternative(facts: MeasureFacts, chart: FlowChart) -> str:
    """The flow in words: the measure, who rated, when, each part with its number, and how many are withheld."""
    told = "; ".join(f"{words.lower_first(part.name)} {part.text or _said(part.absence)}" for part in chart.parts)
    withheld = sum(part.absence == "[c]" for part in chart.parts)
    kept = f"{plural(withheld, 'part')} withheld to protect people." if withheld else "No part is withheld."
    scale = "" if chart.to_scale else " No lengths are drawn."
    return f"Flow: {facts.series.measure.text}. {chart.heading}: {told}. {kept}{scale}"


def _said(absence: str) -> str:
    return Shown(symbol=absence.strip("[]–")).absence or "no figure"
