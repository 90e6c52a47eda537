"""The page of one team: its own results beside all teams together, what families and partners say, its ideas.

No other team is named and nobody is ranked: the team's figures stand in a chart of their own, and in a funnel the
others are marks without names.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qaf.analysis.headlines import RATERS
from qaf.analysis.points import Line
from qaf.analysis.series import BreakdownLines, MeasureSeries
from qaf.analysis.trends import MeasureFacts, facts
from qaf.analysis.variation import Variation
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import listing, quoted
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.settings import Breakdown, Category
from qaf.report import words
from qaf.report.charts.facts import Drawing, FunnelChart
from qaf.report.coarser import coarser_lines
from qaf.report.desk import Desk, by_kind
from qaf.report.forms import gathered
from qaf.report.forms.paper import Block, Card, Cards, Item, Items, Page, Part, Space, Words
from qaf.report.panels import panel
from qaf.report.parts import Panel

FAMILIES = "children_parents_carers"
OTHERS = ("frontline_staff", "external")
MOST_VOICES = 4
"""How many measures each of families, and partners and colleagues, are heard through on one page."""

PROMPTS = (
    "Which of these figures do you recognise from your own week, and which surprise you?",
    "Behind which of them do you see a particular child or parent? What would they say about it?",
    "What did you do in the last weeks that made a family's life better, and how do you know?",
    "What stands in your way that somebody else could move?",
    "What will you try before you look at this page again, and what would show that it helped?",
)


@dataclass(frozen=True, slots=True)
class Team:
    """A category of a breakdown, of which a page is made."""

    breakdown: Breakdown
    category: Category

    @property
    def slug(self) -> str:
        """What the ids of its page begin with."""
        return f"{self.breakdown.id}_{self.category.id}"


def teams_wanted(framework: Framework, wanted: str, detail: str = "", body: str = "") -> list[Team]:
    """The teams to make a page of: the one that is named, that of the body, or every one of the finest breakdown.

    `wanted` is the id of a category, or breakdown/category where several have it. Raises `QafError` where there is
    none.
    """
    every = [
        Team(breakdown, category) for breakdown in framework.settings.breakdowns for category in breakdown.categories
    ]
    if wanted:
        return [_named(every, wanted)]
    same = [team for team in every if body and team.category.id == body]
    if len(same) == 1:
        return same
    chosen = _finest(framework, detail)
    return [team for team in every if chosen is not None and team.breakdown.id == chosen.id]


def _named(every: Sequence[Team], wanted: str) -> Team:
    found = [team for team in every if wanted in (team.category.id, f"{team.breakdown.id}/{team.category.id}")]
    if len(found) == 1:
        return found[0]
    if found:
        spelt = quoted([f"{team.breakdown.id}/{team.category.id}" for team in found])
        raise QafError(f"More than one breakdown has a category `{wanted}`.", help=f"Say which: --team {spelt}.")
    names = [team.category.id for team in every]
    known = f"There are {quoted(names, 'and', 12)}." if names else "qaf.yaml has no `breakdowns:` yet."
    raise QafError(
        f"`{wanted}` is no team or place of the breakdowns in qaf.yaml.",
        help=" ".join(filter(None, (did_you_mean(wanted, names), known))),
    )


def _finest(framework: Framework, detail: str) -> Breakdown | None:
    """The breakdown of the detail; else `team`; else the last that lies within another; else the only one."""
    breakdowns = framework.settings.breakdowns
    by_id = framework.breakdowns
    for id_ in (detail, "team", "teams"):
        if id_ in by_id:
            return by_id[id_]
    within = [one for one in breakdowns if one.within]
    return within[-1] if within else breakdowns[0] if len(breakdowns) == 1 else None


def team_pages(desk: Desk, teams: Sequence[Team], area: str = "") -> tuple[Page, ...]:
    """A page for each team; where there is no team, one that says what to do."""
    beginning = gathered.nothing_yet(desk)
    if beginning is not None:
        return (beginning,)
    if not teams:
        text = (
            "qaf.yaml does not say which teams there are. List them under `breakdowns:`, name that breakdown under "
            "`breakdowns:` of each measure that can be told by team, and take in figures with a category. Where there "
            "are several breakdowns, say with --team which team is meant."
        )
        return (Page("no_team", "No team to make a page of", (Part("What to do next", (Words((text,)),)),)),)
    pages = [_page(desk, team, area) for team in teams]
    if len(teams) == 1:
        return tuple(pages)
    return tuple(page for page in pages if page.parts[0].title != _NOTHING) or tuple(pages[:1])


_NOTHING = "No figure by team yet"


def _page(desk: Desk, team: Team, area: str) -> Page:
    areas = gathered.areas_of(desk, area)
    measures = by_kind([measure for one in areas for measure in one.measures])
    found = {measure.id: card for measure in measures if (card := _card(desk, measure, team)) is not None}
    own = tuple(found[measure.id] for measure in measures if measure.id in found)
    parts = [_own(desk, team, own)]
    parts += [part for part in (_coarser(desk, measures, team),) if part is not None]
    heard = [measure for measure in measures if measure.id not in found]
    parts += [
        part
        for part in (
            _voices(desk, heard, "What children, parents and carers say", (FAMILIES,)),
            _voices(desk, heard, "What colleagues and partners say", OTHERS),
        )
        if part is not None
    ]
    parts.append(gathered.one_story(desk, areas))
    parts.append(_ideas(desk, team))
    parts.append(_prompts(desk, team, own, measures))
    parts = [replace(part, blocks=tuple(_renamed(block, team) for block in part.blocks)) for part in parts]
    within = next((c.title for b in desk.framework.settings.breakdowns if b.id == team.breakdown.within
                   for c in b.categories if c.id == team.category.within), "")  # fmt: skip
    eyebrow = f"{team.breakdown.title}{f' in {within}' if within else ''}"
    lede = (
        "For the team itself: to read together, to doubt, and to talk about. The figures say where to look and never "
        "who is good. Other teams are not named, and there is no order of teams."
    )
    return Page(f"team_{team.slug}", team.category.title, tuple(parts), eyebrow=eyebrow, lede=lede)


def _own(desk: Desk, team: Team, cards: tuple[Card, ...]) -> Part:
    if cards:
        return Part("Your results, and those of all together", (Cards(cards),))
    text = (
        f"No figure up to {words.day(desk.inputs.period.end)} is about {team.category.title}. Where a measure can be "
        f"told by {words.lower_first(team.breakdown.title)}, `qaf form {team.category.id}` makes a sheet to fill in."
    )
    return Part(_NOTHING, (Words((text,), "missing"),))


# own results -------------------------------------------------------------------------------------------------------


def _card(desk: Desk, measure: Measure, team: Team) -> Card | None:
    """The team's own figures beside those of all together; None where no figure is about the team."""
    series = desk.series(measure)
    held = [one for one in series.breakdowns if one.id == team.breakdown.id]
    lines = [(one, line) for one in held for line in one.lines if line.id == team.category.id and line.points]
    if not lines:
        return None
    whole = desk.facts(measure)
    own = tuple(_own_line(one, line, team) for one, line in lines)
    beside = _all_together(series, own) if len(own) == 1 else ()
    seen = replace(series, own=own, comparators=beside, breakdowns=(), distributions=())
    told = replace(facts(desk.framework, seen, whole.profile, desk.inputs.as_at), comparisons=(), ambitions=())
    made = panel(told, desk.framework, gathered.SIZE)
    behind = "" if measure.unit == "before_after" else made.behind
    made = replace(made, narrow=None, flows=(), funnels=(), behind=behind)
    said, funnels = [], []
    for one in whole.variations:
        if one.breakdown == team.breakdown.id:
            said.append(_standing(one, team))
            funnels += [_unnamed(funnel, one, team) for funnel in _funnels(desk, whole, one)]
    return Card(made, (), tuple(funnels), tuple(text for text in said if text))


def _own_line(held: BreakdownLines, line: Line, team: Team) -> Line:
    """The line of the team, of periods of one length; of a rater by the rater's name."""
    months = line.points[-1].period.months
    points = tuple(point for point in line.points if point.period.months == months)
    rater = RATERS.get(held.rater, "")
    return Line(held.rater or team.category.id, rater or team.category.title, points)


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
    unit = next((unit for unit in one.units if unit.id == team.category.id), None)
    if unit is None:
        return ""
    if unit.standing is not None:
        where = {
            "none": "within what chance would explain around all together",
            "watch": f"{unit.standing.side} enough to be watched; it could still be chance",
            "differs": f"{unit.standing.side}, by more than chance would explain",
        }[unit.standing.strength]
        return f"{by}{words.upper_first(where)}."
    if one.pair is not None:
        side = {"up": "higher", "down": "lower", "none": "the same"}[one.pair.direction]
        if one.units[0].id != team.category.id:
            side = {"higher": "lower", "lower": "higher"}.get(side, side)
        told = f"{side} than elsewhere, by more than chance would explain" if one.pair.apart else ""
        return f"{by}{words.upper_first(told or 'the difference from elsewhere could be chance')}."
    return ""


def _funnels(desk: Desk, whole: MeasureFacts, one: Variation) -> tuple[Drawing, ...]:
    """The funnel of one breakdown."""
    from qaf.report.funnels import funnels

    return funnels(replace(whole, variations=(one,)), desk.framework)


def _unnamed(drawing: Drawing, one: Variation, team: Team) -> Drawing:
    """The funnel with the name of this team alone, and a text that names no other."""
    chart = drawing.chart
    if not isinstance(chart, FunnelChart):
        return drawing
    units = tuple(
        replace(unit, name=place.name if place.id == team.category.id else "")
        for unit, place in zip(chart.units, one.units, strict=True)
    )
    begin = drawing.title.partition(" unit")[0]
    title = f"{begin} units, of which only {team.category.title} is named. {_standing(one, team)}"
    return replace(drawing, chart=replace(chart, units=units), title=title)


def _coarser(desk: Desk, measures: Sequence[Measure], team: Team) -> Part | None:
    ids, until = {measure.id for measure in measures}, desk.inputs.period.end
    lines = coarser_lines(
        desk.framework,
        desk.inputs.figures,
        lambda slot: slot.measure in ids and slot.breakdown == team.breakdown.id and slot.period.end <= until,
    )
    return (
        Part("Shown less finely, to protect people", (Items(tuple(Item(text) for text in lines)),)) if lines else None
    )


# voices, ideas, prompts --------------------------------------------------------------------------------------------


def _voices(desk: Desk, measures: Sequence[Measure], title: str, families: Sequence[str]) -> Part | None:
    """What was heard through some families of sources, of the service as a whole."""
    sources = desk.framework.sources
    heard = [
        measure
        for measure in measures
        if desk.series(measure).has_figures
        and (
            any(id_ in sources and sources[id_].family in families for id_ in measure.sources)
            or (families == OTHERS and measure.supplied_by)
        )
    ]
    if not heard:
        return None
    items = tuple(gathered.line_item(desk, measure) for measure in heard[:MOST_VOICES])
    note = Words(("Of all teams together: not told by team.",), "meta")
    return Part(title, (Items(items), note), half=True)


def _ideas(desk: Desk, team: Team) -> Part:
    """The team's ideas and their answers, then those that all teams sent in together."""
    names = {team.category.id.casefold(), team.category.title.casefold()}
    bodies = {body.id for body in desk.framework.governance.bodies if body.role == "frontline_team"}
    own = [idea for idea in desk.framework.ideas if idea.team.casefold() in names]
    shared = [idea for idea in desk.framework.ideas if idea.team in bodies and idea not in own]
    blocks: list[Block] = []
    if own:
        blocks.append(Items(tuple(gathered.idea_item(desk, idea) for idea in own)))
    else:
        blocks.append(Words((f"{team.category.title} has sent in no idea yet. The next one is welcome.",), "missing"))
    if shared:
        blocks += [
            Words(("From all teams together:",)),
            Items(tuple(gathered.idea_item(desk, idea) for idea in shared)),
        ]
    return Part("Your ideas, and what became of them", tuple(blocks))


def _prompts(desk: Desk, team: Team, cards: Sequence[Card], measures: Sequence[Measure]) -> Part:
    """What to talk about: the measures in which the team stands out first, then the same questions each time."""
    shown = {card.panel.id for card in cards}
    away = []
    for measure in measures:
        one = next((v for v in desk.facts(measure).variations if v.breakdown == team.breakdown.id), None)
        if (
            one is not None
            and measure.id in shown
            and team.category.id in {unit.id for unit in (*one.outside, *one.watch)}
        ):
            away.append(f"“{measure.text.rstrip('.')}”")
    first = []
    if away:
        first = [
            f"You stand apart in {listing(away)}. What is different about your families, your work or your records?"
        ]
    items = tuple(Item(text) for text in (*first, *PROMPTS))
    return Part(
        "To talk about", (Items(items, numbered=True), Space("What we agreed, and who tells us what came of it"))
    )


def _renamed(block: Block, team: Team) -> Block:
    """Cards with ids of their own for each team, so that several pages can stand in one file."""
    if not isinstance(block, Cards):
        return block
    return Cards(tuple(
        Card(_renamed_panel(card.panel, team), card.tables, tuple(_own_id(f, team) for f in card.funnels), card.said)
        for card in block.cards
    ))  # fmt: skip


def _renamed_panel(one: Panel, team: Team) -> Panel:
    chart = _own_id(one.chart, team) if one.chart is not None else None
    return replace(one, id=f"{team.slug}_{one.id}", chart=chart)


def _own_id(drawing: Drawing, team: Team) -> Drawing:
    return replace(drawing, id=f"{drawing.id}_{team.slug}")
