"""One page for supervision: four questions about a case, each beside what is known of the same thing for everybody.

The questions are those that boards are asked about the whole service, asked of one family.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from qaf.model.area import Area
from qaf.model.measure import Measure
from qaf.report import words
from qaf.report.desk import Desk, by_kind
from qaf.report.forms import gathered
from qaf.report.forms.paper import Block, Item, Items, Page, Part, Space, Words

MOST = 3
"""How many measures stand beside a question, so that all of it stays one page."""

MOST_STATEMENTS = 3
MOST_EVIDENCE = 1
READ = ("case_audit", "observation", "deep_dive", "research")
"""Methods by which somebody looked at the work itself."""

NOTHING = "Nothing in the framework answers this for everybody yet. What would you want it to ask?"

IMPACT = "What difference is your work making to this child and this family?"
KNOW = "How would you know that you are helping? What would you see, hear or be told?"
EXPERIENCE = "What is it like to be this child, or this parent, on the other side of what you do?"
EVIDENCE = "What is your approach built on: what do you know that makes it likely to help here?"


def supervision_pages(desk: Desk, area: str = "") -> tuple[Page, ...]:
    """The one page of supervision."""
    beginning = gathered.nothing_yet(desk)
    if beginning is not None:
        return (beginning,)
    areas = gathered.areas_of(desk, area)
    measures = by_kind([measure for one in areas for measure in one.measures])
    impact = _fitting(desk, measures, _outcome)[:MOST]
    rest = [measure for measure in measures if measure not in impact]
    parts = (
        Part(IMPACT, tuple(_beside(desk, measures, _outcome)), half=True),
        Part(KNOW, tuple(_know(desk, areas)), half=True),
        Part(EXPERIENCE, tuple(_experience(desk, rest or measures)), half=True),
        Part(EVIDENCE, tuple(_evidence(desk, areas, measures)), half=True),
        Part(
            "What did we learn that others should hear?",
            (Space("Without names, and without anything by which a family could be known", 3),),
        ),
    )
    name = desk.framework.areas[area].name if area else ""
    lede = (
        "Take one case. Ask the four questions about it, and look at what is known of the same thing for everybody. "
        "The figures are no yardstick for one family: they are there to wonder about. Nothing about the family is "
        "written on this page."
    )
    return (Page("the_supervision", "Four questions for supervision", parts, eyebrow=name, lede=lede),)


def _outcome(measure: Measure) -> bool:
    return measure.kind == "outcome"


def _know(desk: Desk, areas: Sequence[Area]) -> list[Block]:
    """What good looks like for children, where it is written down."""
    good = [one for area in areas for one in area.good if one.kind == "outcome"]
    if not good:
        return [
            Words(("Nobody has written down what good looks like for children yet. What would you write?",), "missing")
        ]
    asked = [f"“{m.asked.strip()}”" for area in areas for m in area.measures if m.asked and m.kind != "quantity"]
    items = tuple(Item(one.text, kind="outcome") for one in good[:MOST_STATEMENTS])
    blocks: list[Block] = [Words(("What we said that good looks like:",), "meta"), Items(items)]
    if asked:
        blocks.append(Words((f"What we ask people: {' '.join(dict.fromkeys(asked[:2]))}",), "meta"))
    return blocks


def _experience(desk: Desk, measures: Sequence[Measure]) -> list[Block]:
    sources = desk.framework.sources

    def heard(measure: Measure) -> bool:
        return any(id_ in sources and sources[id_].family == "children_parents_carers" for id_ in measure.sources)

    return _beside(desk, measures, heard)


def _evidence(desk: Desk, areas: Sequence[Area], measures: Sequence[Measure]) -> list[Block]:
    """What is known from elsewhere, then what reading files showed."""
    known = [one for area in areas for one in area.evidence if one.says]
    blocks: list[Block] = []
    if known:
        items = tuple(Item(one.says or "", meta=(one.cite,) if one.cite else ()) for one in known[:MOST_EVIDENCE])
        blocks += [Words(("What the framework rests on:",), "meta"), Items(items)]
    else:
        blocks.append(Words(("No evidence has been written down for these areas yet.",), "missing"))
    sources = desk.framework.sources
    read = [
        m for m in measures
        if m.kind == "quality" and any(id_ in sources and sources[id_].method in READ for id_ in m.sources)
    ]  # fmt: skip
    with_figures = [measure for measure in read if desk.series(measure).has_figures][:1]
    if with_figures:
        blocks.append(Items(tuple(_short(desk, measure) for measure in with_figures)))
    return blocks


def _beside(desk: Desk, measures: Sequence[Measure], wanted: Callable[[Measure], bool]) -> list[Block]:
    """The measures that belong beside a question: with figures first, else those that still wait for some."""
    fitting = [measure for measure in measures if wanted(measure)]
    shown = _fitting(desk, measures, wanted)[:MOST]
    if shown:
        return [Items(tuple(_short(desk, measure) for measure in shown))]
    if fitting:
        named = "; ".join(measure.text.rstrip(".") for measure in fitting[:MOST])
        return [Words((f"Chosen to be measured, and no figure yet: {named}.",), "missing")]
    return [Words((NOTHING,), "missing")]


def _fitting(desk: Desk, measures: Sequence[Measure], wanted: Callable[[Measure], bool]) -> list[Measure]:
    return [measure for measure in measures if wanted(measure) and desk.series(measure).has_figures]


def _short(desk: Desk, measure: Measure) -> Item:
    """A measure and its latest numbers, without what was before: this page compares nothing."""
    numbers = words.headlines(desk.series(measure), desk.framework)
    counted = [words.counts(measure, line.latest) for line in desk.series(measure).own if line.latest is not None]
    of = "; ".join(text for text in counted if text)
    return Item(measure.text.rstrip("."), meta=(of,) if of else (), kind=measure.kind, numbers=numbers)
