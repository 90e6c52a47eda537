"""The tables of places: for each breakdown the latest figures of an area's measures, team beside team."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.analysis.headlines import RATERS
from qaf.analysis.points import Line
from qaf.disclosure.printed import QUOTIENTS
from qaf.model.area import Area
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.report import words, words_compare
from qaf.report.desk import Desk, by_kind
from qaf.report.panel_tables import cell
from qaf.report.parts import Cell, Row, Table


def place_tables(desk: Desk, area: Area) -> list[Table]:
    """For each breakdown a table of the latest figures: a row a measure, a column a category."""
    tables = []
    for breakdown in desk.framework.settings.breakdowns:
        rows: list[tuple[str, Line | None, dict[str, Cell]]] = []
        for measure in by_kind(area.measures):
            series = desk.series(measure)
            for held in [b for b in series.breakdowns if b.id == breakdown.id]:
                if not any(line.points for line in held.lines):
                    continue
                latest = max(line.points[-1].period for line in held.lines if line.points)
                cells = {line.id: _place(desk, measure, line, latest) for line in held.lines}
                rated = next((line for line in series.own if line.id == held.rater), None) if held.rater else None
                whole = rated if held.rater else series.main
                by = f", {words.lower_first(RATERS.get(held.rater, 'all raters'))}" if held.rater else ""
                head = f"{measure.text}{by}{_place_unit(desk, measure)}, {words.short(latest)}"
                rows.append((head, whole, {"": _whole(desk, measure, whole, latest), **cells}))
        if rows:
            tables.append(_place_table(breakdown.title, breakdown.categories, rows, _told(desk, area, breakdown.id)))
    return tables


def _told(desk: Desk, area: Area, breakdown: str) -> list[str]:
    """For each measure of the table who differs from all together; at last the measures of which none does."""
    notes, alike = [], []
    for measure in by_kind(area.measures):
        text = words_compare.variation_note(desk.facts(measure), breakdown)
        if text == words_compare.NONE_DIFFERS:
            alike.append(measure.text.rstrip("."))
        elif text:
            notes.append(f"{measure.text.rstrip('.')}: {text}")
    return [*notes, f"{'; '.join(alike)}: {words_compare.NONE_DIFFERS}"] if alike else notes


def _place_unit(desk: Desk, measure: Measure) -> str:
    """The unit of a row, in brackets; counts need none."""
    if measure.unit in ("percent", "shares", "before_after"):
        return " (per cent)"
    if measure.unit in ("rate", "mean", "ratio"):
        return f" ({words.lower_first(words.unit_words(measure, desk.framework))})"
    return ""


def _place_table(
    name: str,
    categories: Sequence[object],
    rows: Sequence[tuple[str, Line | None, dict[str, Cell]]],
    told: Sequence[str],
) -> Table:
    shown = [c for c in categories if any(cells.get(_id(c), Cell("")).text for _, _, cells in rows)]
    head = ("", "All", *(str(getattr(category, "title", "")) for category in shown))
    made = tuple(Row(text, tuple(cells.get(_id(c), Cell("")) for c in (None, *shown))) for text, _, cells in rows)
    symbols = {cell.text: cell.why for row in made for cell in row.cells if cell.why}
    notes = [*told, *(f"{text} {why}." for text, why in sorted(symbols.items()))]
    if any(cell.text.endswith(")") for row in made for cell in row.cells):
        notes.append("In brackets: of how many.")
    note = (" ".join(notes),) if notes else ()
    return Table(f"By {words.lower_first(name)}, latest figures", head, made, note)


def _id(category: object) -> str:
    return str(getattr(category, "id", ""))


def _place(desk: Desk, measure: Measure, line: Line, period: object) -> Cell:
    point = next((point for point in line.points if point.period == period), None)
    if point is None:
        return Cell("–", "no figure") if line.points else Cell("")
    name = words.grade_name(measure, point.value.text, desk.framework) if measure.unit == "grade" else ""
    shown = cell(point.value, missing=True, name=name)
    if measure.unit in QUOTIENTS and point.value.given and point.denominator.given:
        return Cell(f"{shown.text} ({words.grouped(point.denominator.text)})")
    return shown


def _whole(desk: Desk, measure: Measure, line: Line | None, period: Period) -> Cell:
    if line is None or any(period.contains(point.period) and point.period != period for point in line.points):
        return Cell("")  # The places are shown for a longer period, to protect people, and the whole is not.
    return _place(desk, measure, line, period)
