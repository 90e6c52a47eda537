"""The page of one team: its own results beside all teams together, what families and partners say, its ideas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qaf.analysis.trends import MeasureFacts
from qaf.ground.text import listing
from qaf.model.measure import Measure
from qaf.report import words
from qaf.report.charts.facts import Drawing
from qaf.report.coarser import coarser_lines
from qaf.report.desk import Desk, by_kind
from qaf.report.forms import gathered
from qaf.report.forms.paper import Block, Card, Cards, Item, Items, Page, Part, Space, Words
from qaf.report.forms.team_results import results, stands_apart, team_card, team_item
from qaf.report.forms.teams import Team, around
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


def team_pages(desk: Desk, teams: Sequence[Team], area: str = "") -> tuple[Page, ...]:
    """A page for each team; where there is no team, one that says what to do."""
    beginning = gathered.nothing_yet(desk)
    if beginning is not None:
        return (beginning,)
    if not teams:
        text = (
            "qaf.yaml does not say which teams there are. List them under “breakdowns”, name that breakdown under "
            "“breakdowns” of each measure that can be told by team, and take in figures with a category. Where there "
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
    found = {measure.id: told for measure in measures if (told := results(desk, measure, team)) is not None}
    shown = [measure for measure in measures if measure.id in found]
    rest = [measure for measure in measures if measure.id not in found and measure.kind != "quantity"]
    parts = (
        _own(desk, team, [found[measure.id] for measure in shown if measure.kind != "quantity"], anything=bool(shown)),
        _counts(desk, [found[measure.id] for measure in shown if measure.kind == "quantity"]),
        _voices(desk, team, rest, "What children, parents and carers say", (FAMILIES,)),
        _voices(desk, team, rest, "What colleagues and partners say", OTHERS),
        gathered.one_story(desk, areas),
        _ideas(desk, team),
        _prompts(desk, team, shown),
        _coarser(desk, measures, team),
    )
    kept = [part for part in parts if part is not None]
    kept = [replace(part, blocks=tuple(_renamed(block, team) for block in part.blocks)) for part in kept]
    place = around(desk.framework, team)
    eyebrow = f"{team.breakdown.title}{f' in {place.category.title}' if place else ''}"
    lede = (
        "For the team itself: to read together, to doubt, and to talk about. The figures say where to look and never "
        "who is good. Other teams are not named, and there is no order of teams."
    )
    return Page(f"team_{team.slug}", team.category.title, tuple(kept), eyebrow=eyebrow, lede=lede)


def _own(desk: Desk, team: Team, told: Sequence[MeasureFacts], *, anything: bool) -> Part:
    if told:
        return Part("Your results, and those of all together", (Cards(tuple(team_card(desk, t, team) for t in told)),))
    if anything:
        text = (
            "What is counted by team says how much was done. Nothing tells by team how well it was done, or whether "
            "any child is better off."
        )
        return Part("Your results", (Words((text,), "callout"),))
    text = (
        f"No figure up to {words.day(desk.inputs.period.end)} is about {team.category.title}. Where a measure can be "
        f"told by {words.lower_first(team.breakdown.title)}, “qaf form {team.category.id}” makes a sheet to fill in."
    )
    return Part(_NOTHING, (Words((text,), "missing"),))


def _counts(desk: Desk, told: Sequence[MeasureFacts]) -> Part | None:
    if not told:
        return None
    return Part("How much you did", (Items(tuple(team_item(desk, one) for one in told)),))


def _coarser(desk: Desk, measures: Sequence[Measure], team: Team) -> Part | None:
    ids, until = {measure.id for measure in measures}, desk.inputs.period.end
    lines = coarser_lines(
        desk.framework,
        desk.inputs.figures,
        lambda slot: slot.measure in ids and slot.breakdown == team.breakdown.id and slot.period.end <= until,
    )
    return Part("Shown less finely, to protect people", (Words(tuple(lines), "meta"),)) if lines else None


# voices, ideas, prompts --------------------------------------------------------------------------------------------


def _voices(desk: Desk, team: Team, measures: Sequence[Measure], title: str, families: Sequence[str]) -> Part | None:
    """What was heard through some families of sources: of the place around the team, else of all together."""
    sources = desk.framework.sources
    heard = [
        measure
        for measure in measures
        if desk.series(measure).has_figures
        and any(id_ in sources and sources[id_].family in families for id_ in measure.sources)
    ]
    if not heard:
        return None
    items = tuple(_heard(desk, measure, team) for measure in heard[:MOST_VOICES])
    return Part(title, (Items(items),), half=True)


def _heard(desk: Desk, measure: Measure, team: Team) -> Item:
    place = around(desk.framework, team)
    told = results(desk, measure, place) if place else None
    if place is not None and told is not None:
        return team_item(desk, told, f"{place.category.title} as a whole: not told by team.")
    item = gathered.line_item(desk, measure)
    return replace(item, meta=(*item.meta, "All together: not told by team."))


def _ideas(desk: Desk, team: Team) -> Part:
    """The team's ideas and their answers, then those that all teams sent in together."""
    names = {team.category.id.casefold(), team.category.title.casefold()}
    bodies = {body.id for body in desk.framework.governance.bodies if body.role == "frontline_team"}
    known = [idea for idea in desk.framework.ideas if idea.on is None or idea.on <= desk.inputs.as_at]
    own = [idea for idea in known if idea.team.casefold() in names]
    shared = [idea for idea in known if idea.team in bodies and idea not in own]
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


def _prompts(desk: Desk, team: Team, measures: Sequence[Measure]) -> Part:
    """What to talk about: the measures in which the team stands apart first, then the same questions each time."""
    away = [f"“{measure.text.rstrip('.')}”" for measure in measures if stands_apart(desk, measure, team)]
    first = []
    if away:
        first = [f"You stand apart in {listing(away)}. What is different: your families, your work, or your records?"]
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
