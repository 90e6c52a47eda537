"""A pack for the members of a board: per area the good picture, the figures in words, the questions, room to answer."""

from __future__ import annotations

from qaf.model.area import Area, Good
from qaf.model.measure import Measure
from qaf.report import terms, words_change, words_compare
from qaf.report.desk import Desk, by_kind
from qaf.report.forms import gathered
from qaf.report.forms.paper import Block, Item, Items, Page, Part, Space, Words
from qaf.report.questions_words import others, questions

LINES = 3
"""How many lines there are to write an answer on."""

OURSELVES = (
    "Did we accept the first explanation, or ask for another one?",
    "Did we have time to think, or did we hurry through?",
    "Which question did we not dare to ask, and of whom?",
    "Would somebody with bad news have brought it to us today?",
    "What became better for a child because of what we asked last time?",
)
"""What members ask themselves at the end."""


def question_pages(desk: Desk, area: str = "") -> tuple[Page, ...]:
    """A page for each area that has a priority, or for the one asked for; a page for the members themselves."""
    beginning = gathered.nothing_yet(desk)
    if beginning is not None:
        return (beginning,)
    chosen = [desk.framework.areas[area]] if area else desk.framework.priorities()
    pages = [_page(desk, one) for one in chosen]
    if not chosen:
        text = (
            "No area has a priority yet, so no page could be chosen. Write “priority: 1” at the area to look at first, "
            "or name one with --area."
        )
        pages = [
            Page(
                "no_priority", "Nothing has been chosen to look at first", (Part("What to do next", (Words((text,)),)),)
            )
        ]
    items = Items(tuple(Item(text) for text in OURSELVES), numbered=True, lines=2)
    lede = "For the end of the meeting, each for oneself and then together."
    return (*pages, Page("for_ourselves", "Questions for ourselves", (Part("", (items,)),), lede=lede))


def _page(desk: Desk, area: Area) -> Page:
    parts_of = desk.sections_of(area) or list(desk.framework.below(area.id))
    parts: list[Part] = []
    if area.why:
        parts.append(Part("Why it matters", (Words((area.why,)),)))
    good = [one for part in parts_of for one in part.good]
    parts.append(_good(desk, good))
    measures = by_kind([measure for part in parts_of for measure in part.measures])
    parts.append(_figures(desk, measures))
    parts.append(_asked(desk, area, parts_of))
    parts.append(Part("Your own", (Space("A question that is not on this page", LINES),)))
    eyebrow = f"Priority {area.priority}" if area.priority else terms.GROUPS[area.group]
    owner = desk.who(area.owner)
    return Page(area.id, area.name, tuple(parts), eyebrow=f"{eyebrow} · {owner or 'nobody owns this area yet'}")


def _asked(desk: Desk, area: Area, parts_of: list[Area]) -> Part:
    """The questions that the sheet of the area asks, each with why; then those of its own that were not chosen."""
    period = desk.inputs.period
    told = any(one.area == area.id and one.period == period for one in desk.framework.analyses)
    asked = questions(desk, parts_of, story_written=told)
    items = [Item(one.text, meta=(one.why,)) for one in asked]
    items += [Item(text) for text in others(parts_of, asked)]
    return Part("Questions to ask", (Items(tuple(items), numbered=True, lines=LINES),))


def _good(desk: Desk, good: list[Good]) -> Part:
    items = tuple(
        Item(one.text, kind=one.kind, missing="" if desk.framework.shown_by.get(one.id) else "Nothing shows this yet.")
        for one in sorted(good, key=lambda one: one.kind != "outcome")
    )
    if not items:
        return Part(
            "What good looks like", (Words(("Nobody has written down what good looks like here.",), "missing"),)
        )
    return Part("What good looks like", (Items(items),))


def _figures(desk: Desk, measures: list[Measure]) -> Part:
    """The key measures in words, outcome first; an outcome that nobody knows is said first of all."""
    with_figures = [measure for measure in measures if desk.series(measure).has_figures]
    keys = [measure for measure in with_figures if measure.key] or with_figures
    blocks: list[Block] = []
    if not any(measure.kind == "outcome" for measure in with_figures):
        why = (
            "There is no figure for any outcome"
            if any(m.kind == "outcome" for m in measures)
            else "There is no outcome measure"
        )
        text = f"{why}: nobody can tell from the figures whether any child is better off."
        blocks.append(Words((text,), "callout", "Is anyone better off?"))
    items = []
    for measure in keys:
        facts = desk.facts(measure)
        told = words_change.sentence(facts, desk.framework)
        beside = words_compare.comparators_sentence(facts, desk.framework)
        items.append(Item(f"{told} {beside}".strip(), strong=measure.text.rstrip("."), kind=measure.kind))
    if items:
        blocks.append(Items(tuple(items)))
    elif measures:
        named = "; ".join(measure.text.rstrip(".") for measure in measures)
        blocks.append(Words((f"No figure has been taken in yet. Chosen to be measured: {named}.",), "missing"))
    else:
        blocks.append(Words(("Nothing is measured here yet.",), "missing"))
    return Part("What the figures say", tuple(blocks))
