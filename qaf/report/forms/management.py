"""The quarterly and the monthly pack: what stands out, what to do now, then area by area with teams and localities."""

from __future__ import annotations

from qaf.analysis.trends import MeasureFacts
from qaf.ground.text import plural
from qaf.model.area import Area
from qaf.model.framework import Analysis, Prose
from qaf.model.measure import Measure
from qaf.report import markdown, terms, words, words_change, words_compare, words_tests
from qaf.report.coarser import coarser_in
from qaf.report.desk import Desk, by_kind
from qaf.report.forms import gathered
from qaf.report.forms.gathered import ByFrequency, by_frequency
from qaf.report.forms.paper import Block, Cards, Grid, Item, Items, Page, Part, Words, Written
from qaf.report.forms.places import card
from qaf.report.parts import Cell, ProsePart, Row, Table

EVERY = {"monthly": "month", "quarterly": "quarter"}
AHEAD = {"monthly": 31, "quarterly": 92}
"""How many days ahead an action counts as one to see to now."""


def management_pages(desk: Desk, form: str, area: str = "") -> tuple[Page, ...]:
    """The pages of a pack of one month or quarter."""
    beginning = gathered.nothing_yet(desk)
    if beginning is not None:
        return (beginning,)
    areas = gathered.areas_of(desk, area)
    sorted_ = {one.id: by_frequency(desk, one.measures) for one in areas}
    pages = [_first(desk, form, areas, sorted_)]
    pages += [_area(desk, form, one, sorted_[one.id].now) for one in areas if sorted_[one.id].now]
    pages.append(_rest(desk, form, areas, sorted_))
    return tuple(pages)


# the first page ----------------------------------------------------------------------------------------------------


def _first(desk: Desk, form: str, areas: list[Area], sorted_: dict[str, ByFrequency]) -> Page:
    now = [measure for one in areas for measure in sorted_[one.id].now]
    awaited = [measure for one in areas for measure in sorted_[one.id].awaited]
    unit, period = EVERY[form], words.short(desk.inputs.period)
    lede = (
        f"{plural(len(now), 'measure')} with a figure for {period}, {len(awaited) or 'none'} still awaited. Something "
        "stands out only where a test tells it from chance; everything else may be the usual ups and downs."
        if now
        else f"No measure has a figure for {period}."
    )
    parts = [_standing_out(desk, now, unit) if now else _nothing_now(form, awaited), _to_do(desk, form, areas, now)]
    if awaited:
        parts.append(_awaited(desk, awaited, unit))
    parts.append(gathered.one_story(desk, areas))
    return Page("at_a_glance", "At a glance", tuple(parts), lede=lede)


def _nothing_now(form: str, awaited: list[Measure]) -> Part:
    unit = EVERY[form]
    if awaited:
        text = f"The figures that come every {unit} are not in yet: see below whose they are."
    else:
        text = (
            f"No measure is collected every {unit}. Where something can be counted each {unit} without new work, write "
            f"“frequency: {form}” at the measure, and take its figures in with “qaf ingest”."
        )
    return Part("Why there is nothing to see yet", (Words((text,), "callout"),))


def _standing_out(desk: Desk, measures: list[Measure], unit: str) -> Part:
    items = [item for measure in by_kind(measures) if (item := standing_out(desk, measure)) is not None]
    if not items:
        text = f"Nothing this {unit} differs from what was usual by more than chance would explain."
        return Part("What stands out", (Words((text,)),))
    return Part("What stands out", (Items(tuple(items)),))


def standing_out(desk: Desk, measure: Measure) -> Item | None:
    """A measure and what a test told from chance in it: over time, against earlier figures, between teams."""
    facts = desk.facts(measure)
    told = _over_time(facts, desk)
    for one in facts.variations:
        if one.signals:
            told.append(f"By {words.lower_first(one.name)}: {words_compare.variation_words(one)}")
    return Item(" ".join(told), strong=measure.text.rstrip("."), kind=measure.kind) if told else None


def _over_time(facts: MeasureFacts, desk: Desk) -> list[str]:
    told = []
    for line in facts.lines:
        by = f"{line.line.name}: " if len(facts.lines) > 1 else ""
        if line.over_time.signal != "none" and line.latest is not None:
            part = words.part_name(line.latest.period)
            told.append(f"{by}{words_change.over_time_sentence(line.over_time, part)}")
        if any(change.difference and change.difference.apart for change in line.changes) and line.latest is not None:
            now = words.value(facts.series.measure, line.latest.value, desk.framework)
            earlier = words_change.against(facts, line, desk.framework)
            told.append(f"{by}{words.upper_first(now)} {words.at(line.latest.period)}, {earlier}.")
    return told


def _to_do(desk: Desk, form: str, areas: list[Area], now: list[Measure]) -> Part:
    actions = gathered.pressing(desk, areas, AHEAD[form])
    blocks: list[Block] = []
    if actions:
        blocks.append(Items(tuple(gathered.action_item(desk, action) for action in actions)))
    else:
        blocks.append(Words((f"No action on record is overdue, off course, or due within {AHEAD[form]} days.",)))
    aimed = {target for action in desk.framework.actions if action.status in _OPEN for target in action.aims_at}
    unanswered = [
        measure.text.rstrip(".")
        for measure in now
        if not aimed & {measure.id, *measure.shows} and standing_out(desk, measure) is not None
    ]
    if unanswered:
        text = f"{'; '.join(unanswered)}. Decide who looks into it, or say why nobody needs to."
        blocks.append(Words((text,), "callout", "Stands out, and no action aims at it:"))
    waiting = [
        idea for idea in desk.framework.ideas if not idea.response and (idea.on is None or idea.on <= desk.inputs.as_at)
    ]
    if waiting:
        blocks.append(Words(("Ideas that wait for an answer:",)))
        blocks.append(Items(tuple(gathered.idea_item(desk, idea) for idea in waiting)))
    return Part("To see to now", tuple(blocks))


_OPEN = ("planned", "under_way")


def _awaited(desk: Desk, measures: list[Measure], unit: str) -> Part:
    rows = [_last_row(desk, measure) for measure in measures]
    caption = f"Measures of this {unit} without a figure for it yet"
    return Part("Not in yet", (Grid(Table(caption, _LAST_HEAD, tuple(rows))),))


# an area -----------------------------------------------------------------------------------------------------------


def _area(desk: Desk, form: str, area: Area, now: tuple[Measure, ...]) -> Page:
    parts = [
        Part(f"{terms.KINDS[kind]}: {terms.KIND_QUESTIONS[kind].rstrip('?').lower()}?", (Cards(cards),))
        for kind in terms.KINDS
        if (cards := tuple(card(desk, measure) for measure in now if measure.kind == kind))
    ]
    if not any(measure.kind == "outcome" for measure in area.measures):
        text = "This area has no outcome measure: nothing here tells whether any child is better off."
        parts.insert(0, Part("Is anyone better off?", (Words((text,), "callout"),)))
    coarser = coarser_in(desk, area)
    if coarser:
        parts.append(Part("Shown less finely, to protect people", (Words(tuple(coarser), "meta"),)))
    parts.append(_story_behind(desk, form, area))
    about = {id_ for measure in now for id_ in (measure.id, *measure.shows)}
    asked = [question for question in area.questions if not question.about or about & set(question.about)]
    if asked:
        parts.append(Part("Questions to ask", (Items(tuple(Item(q.text) for q in asked), numbered=True),)))
    owner = desk.who(area.owner)
    eyebrow = f"Priority {area.priority}" if area.priority else terms.GROUPS[area.group]
    return Page(area.id, area.name, tuple(parts), eyebrow=f"{eyebrow} · {owner or 'nobody owns this area yet'}")


def _story_behind(desk: Desk, form: str, area: Area) -> Part:
    """What was written for this very period; else the beginning of the latest that was written before."""
    period = desk.inputs.period
    held = [a for a in desk.framework.analyses if a.area == area.id and a.period.end <= period.end]
    exact = next((one for one in held if one.period == period), None)
    title = "The story behind the figures"
    if exact is not None:
        return Part(title, tuple(Written(part) for part in _sections(desk, exact)))
    name = f"analysis/{area.id}/{period.path}.md"
    missing = f"Nobody has written down what lies behind the figures of {words.short(period)} yet ({name})."
    blocks: list[Block] = [Words((missing,), "missing")]
    latest = max(held, key=lambda one: one.period, default=None)
    if latest is not None and (parts := _sections(desk, latest)):
        begun = ProsePart(f"From what was written for {words.short(latest.period)}", parts[0].text)
        blocks.append(Written(begun))
    return Part(title, tuple(blocks))


def _sections(desk: Desk, analysis: Analysis) -> list[ProsePart]:
    filled = desk.filler.fill(Prose(analysis.prose.path, analysis.prose.body, analysis.prose.line))
    found = []
    for title, body in markdown.sections(filled.text):
        measure = desk.framework.measures.get(title)
        if body.strip():
            found.append(ProsePart(measure.text if measure else filled.put_back(title), filled.part(body)))
    return found


# the last page -----------------------------------------------------------------------------------------------------

_LAST_HEAD = ("Measure", "Latest", "How often", "Next figure")


def _rest(desk: Desk, form: str, areas: list[Area], sorted_: dict[str, ByFrequency]) -> Page:
    unit = EVERY[form]
    parts = []
    for one in areas:
        rows = tuple(_last_row(desk, measure) for measure in sorted_[one.id].rarer)
        if rows:
            caption = f"{one.name}: measures that come less often than every {unit}"
            parts.append(Part(one.name, (Grid(Table(caption, _LAST_HEAD, rows)),)))
    rarer = bool(parts)
    without = [measure for one in areas for measure in sorted_[one.id].without]
    if without:
        items = tuple(gathered.line_item(desk, measure) for measure in without)
        parts.append(Part("Without any figure", (Items(items),)))
    if not rarer:
        text = f"No measure has figures that come less often than every {unit}."
        return Page("less_often", "Everything else", (Part("", (Words((text,)),)), *parts))
    lede = (
        f"Audits, surveys and national figures do not come every {unit}. Their latest figures stand here with their "
        "dates; nothing is missing."
    )
    return Page("less_often", "What comes less often", tuple(parts), lede=lede)


def _last_row(desk: Desk, measure: Measure) -> Row:
    numbers = words.headlines(desk.series(measure), desk.framework)
    latest = "; ".join(f"{number} {text}" for number, text in numbers) or words.no_figures(desk.series(measure))
    next_ = words_tests.next_figures(desk.facts(measure)) or "–"
    often = words.upper_first(terms.frequency(measure.frequency))
    return Row(
        f"{measure.text.rstrip('.')} ({terms.KINDS[measure.kind].lower()})", (Cell(latest), Cell(often), Cell(next_))
    )
