"""A measure by team or place over its latest periods, in the order of `qaf.yaml` and never by size."""

from __future__ import annotations

from dataclasses import replace

from qaf.analysis.headlines import RATERS
from qaf.analysis.points import Line, Point
from qaf.analysis.series import BreakdownLines
from qaf.disclosure.printed import QUOTIENTS
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.report import words, words_compare
from qaf.report.desk import Desk
from qaf.report.forms.gathered import small_panel
from qaf.report.forms.paper import Card
from qaf.report.panel_tables import cell
from qaf.report.parts import Cell, Row, Table

MOST_PERIODS = 4


def card(desk: Desk, measure: Measure) -> Card:
    """A measure with a table and a funnel for each breakdown that it is shown by."""
    made = small_panel(desk, measure)
    facts = desk.facts(measure)
    held = [one for one in desk.series(measure).breakdowns if any(line.points for line in one.lines)]
    said = []
    for id_, name in {one.id: one.name for one in held}.items():
        if note := words_compare.variation_note(facts, id_):
            said.append(f"By {words.lower_first(name)}: {note}")
    tables = tuple(_table(desk, measure, one) for one in held)
    return Card(replace(made, funnels=()), tables, made.funnels, tuple(said))


def _table(desk: Desk, measure: Measure, held: BreakdownLines) -> Table:
    periods = sorted({point.period for line in held.lines for point in line.points})[-MOST_PERIODS:]
    whole = next((line for line in desk.series(measure).own if line.id == (held.rater or "own")), None)
    rows = [_row(desk, measure, line, periods, line.name) for line in held.lines if line.points]
    if whole is not None and any(_at(whole, period) for period in periods):
        rows.insert(0, _row(desk, measure, whole, periods, "All"))
    by = f", {words.lower_first(RATERS[held.rater])}" if held.rater in RATERS else ""
    unit = words.lower_first(words.unit_words(measure, desk.framework))
    last = (f"Of, {words.short(periods[-1])}",) if measure.unit in QUOTIENTS else ()
    symbols = {one.text: one.why for row in rows for one in row.cells if one.why}
    notes = tuple(f"{text} {why}." for text, why in sorted(symbols.items()))
    caption = f"By {words.lower_first(held.name)}{by}: {unit}"
    return Table(caption, (held.name, *(words.short(period) for period in periods), *last), tuple(rows), notes)


def _row(desk: Desk, measure: Measure, line: Line, periods: list[Period], head: str) -> Row:
    cells = [_cell(desk, measure, _at(line, period)) for period in periods]
    if measure.unit in QUOTIENTS:
        point = _at(line, periods[-1])
        cells.append(cell(point.denominator) if point is not None else Cell(""))
    return Row(head, tuple(cells))


def _cell(desk: Desk, measure: Measure, point: Point | None) -> Cell:
    if point is None:
        return Cell("–", "no figure")
    graded = measure.unit == "grade" and point.value.given
    name = words.grade_name(measure, point.value.text, desk.framework) if graded else ""
    return cell(point.value, missing=True, name=name)


def _at(line: Line, period: Period) -> Point | None:
    return next((point for point in line.points if point.period == period), None)
