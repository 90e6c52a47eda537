"""A team's own results beside those of all together.

No other team is named and nobody is ranked: the team's figures stand in a chart of their own, and in a funnel the
others are marks without names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qaf.analysis.headlines import RATERS
from qaf.analysis.points import Line
from qaf.analysis.series import BreakdownLines, MeasureSeries
from qaf.analysis.trends import MeasureFacts, facts
from qaf.analysis.variation import Variation
from qaf.model.measure import Measure
from qaf.report import words, words_change
from qaf.report.charts.facts import Drawing, FunnelChart
from qaf.report.desk import Desk
from qaf.report.forms.gathered import SIZE
from qaf.report.forms.paper import Card, Item
from qaf.report.forms.teams import Team
from qaf.report.funnels import funnels
from qaf.report.panels import panel


def results(desk: Desk, measure: Measure, team: Team) -> MeasureFacts | None:
    """What the figures of a measure say of one team, with all together beside it; None where none is about it."""
    series = desk.series(measure)
    held = [one for one in series.breakdowns if one.id == team.breakdown.id]
    lines = [(one, line) for one in held for line in one.lines if line.id == team.category.id and line.points]
    if not lines:
        return None
    own = tuple(_own_line(one, line, team) for one, line in lines)
    beside = _all_together(series, own) if len(own) == 1 else ()
    seen = replace(series, own=own, comparators=beside, breakdowns=(), distributions=())
    told = facts(desk.framework, seen, desk.facts(measure).profile, desk.inputs.as_at)
    return replace(told, comparisons=(), ambitions=())


def team_card(desk: Desk, told: MeasureFacts, team: Team) -> Card:
    """The team's chart, where it stands among all, and the funnel in which only its own name is written."""
    measure = told.series.measure
    made = panel(told, desk.framework, SIZE)
    behind = "" if measure.unit == "before_after" else made.behind
    made = replace(made, narrow=None, flows=(), funnels=(), behind=behind)
    said: list[str] = []
    drawn: list[Drawing] = []
    whole = desk.facts(measure)
    for one in whole.variations:
        if one.breakdown == team.breakdown.id and any(unit.id == team.category.id for unit in one.units):
            said += [text] if (text := _standing(one, team)) else []
            alone = replace(whole, variations=(one,))
            drawn += [_unnamed(whole, funnel, one, team) for funnel in funnels(alone, desk.framework)]
    return Card(made, (), tuple(drawn), tuple(said))


def team_item(desk: Desk, told: MeasureFacts, beside: str = "") -> Item:
    """The same in a few words, for what needs no chart. `beside` is said last."""
    measure = told.series.measure
    behind = "" if measure.unit == "before_after" else words_change.behind(told, desk.framework)
    meta = tuple(text for text in (behind, beside) if text)
    return Item(measure.text, kind=measure.kind, meta=meta, numbers=words.headlines(told.series, desk.framework))


def stands_apart(desk: Desk, measure: Measure, team: Team) -> bool:
    """Whether the team is to be watched, or differs from all together by more than chance."""
    found = [one for one in desk.facts(measure).variations if one.breakdown == team.breakdown.id]
    return any(unit.id == team.category.id for one in found for unit in (*one.outside, *one.watch))


def _own_line(held: BreakdownLines, line: Line, team: Team) -> Line:
    """The line of the team, of periods of one length; of a rater by the rater's name."""
    months = line.points[-1].period.months
    points = tuple(point for point in line.points if point.period.months == months)
    return Line(held.rater or team.category.id, RATERS.get(held.rater, team.category.title), points)


def _all_together(series: MeasureSeries, own: Sequence[Line]) -> tuple[Line, ...]:
    """The line of all together, of periods as long as the team's; none for counts."""
    months = own[0].points[-1].period.months
    if series.main is None or series.measure.unit == "count":
        return ()
    points = tuple(point for point in series.main.points if point.period.months == months)
    return (Line("all", "All together", points),) if points else ()


def _standing(one: Variation, team: Team) -> str:
    """Where the team stands among all: within chance, to be watched, or beyond it."""
    by = f"{RATERS[one.rater]}: " if one.rater in RATERS else ""
    unit = next(unit for unit in one.units if unit.id == team.category.id)
    if unit.standing is not None:
        where = {
            "none": "within what chance would explain around all together",
            "watch": f"{unit.standing.side} enough to be watched; it could still be chance",
            "differs": f"{unit.standing.side}, by more than chance would explain",
        }[unit.standing.strength]
        return f"{by}{words.upper_first(where)}."
    if one.pair is None:
        return ""
    if not one.pair.apart:
        return f"{by}The difference from elsewhere could be chance."
    higher = (one.pair.direction == "up") == (one.units[0].id == team.category.id)
    return f"{by}{'Higher' if higher else 'Lower'} than elsewhere, by more than chance would explain."


def _unnamed(whole: MeasureFacts, drawing: Drawing, one: Variation, team: Team) -> Drawing:
    """The funnel with the name of this team alone, and a text that names no other."""
    chart = drawing.chart
    if not isinstance(chart, FunnelChart):
        return drawing
    units = tuple(
        replace(unit, name=place.name if place.id == team.category.id else "")
        for unit, place in zip(chart.units, one.units, strict=True)
    )
    when = f", {words.short(one.period)}" if one.period is not None else ""
    title = (
        f"Funnel: {whole.series.measure.text}, by {words.lower_first(one.name)}{when}, {len(one.units)} units, of "
        f"which only {team.category.title} is named. {_standing(one, team)}"
    )
    return replace(drawing, chart=replace(chart, units=units), title=title)
