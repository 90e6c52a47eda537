"""All stories that may be printed for this use, area by area."""

from __future__ import annotations

from qaf.ground.text import listing, plural
from qaf.model.area import Area
from qaf.report import terms
from qaf.report.desk import Desk
from qaf.report.forms import gathered
from qaf.report.forms.gathered import STORY_NOTE
from qaf.report.forms.paper import Block, Item, Items, Page, Part, Told, Words
from qaf.report.story_sheets import Gathered, stories_of, story_text

USES = {
    "book": "in the report book",
    "partnership": "in the partnership",
    "public": "in public",
}
HEARD = {"a child": ("child",), "a parent or carer": ("parent", "carer"), "frontline staff": ("frontline_staff",)}
TO_READ = (
    "Read one aloud before any figure is looked at, and leave a minute of silence after it.",
    "Ask: is this one story, or do we know how many others could tell it?",
    "Tell those who told them what came of it.",
)


def story_pages(desk: Desk, area: str = "") -> tuple[Page, ...]:
    """A page for each area that has stories; before them whom we heard, and whom not."""
    areas = gathered.areas_of(desk, area)
    told = stories_of(desk, {one.id for one in areas})
    pages = [_first(desk, told, areas)]
    for one in areas:
        held = stories_of(desk, {one.id}).allowed
        if held:
            block = Told(tuple(story_text(desk, sheet) for sheet in held))
            priority = f"Priority {one.priority}" if one.priority else terms.GROUPS[one.group]
            pages.append(Page(f"stories_{one.id}", one.name, (Part("", (block,)),), eyebrow=priority))
    return tuple(pages)


def _first(desk: Desk, told: Gathered, areas: list[Area]) -> Page:
    use = USES[desk.inputs.use]
    count = len(told.allowed)
    lede = f"{plural(count, 'story', 'stories')} that may be told {use}. {STORY_NOTE}"
    heard = {sheet.story.voice for sheet in told.allowed}
    silent = [name for name, voices in HEARD.items() if not heard & set(voices)]
    without = [
        one.name
        for one in areas
        if one.priority and not stories_of(desk, {p.id for p in desk.sections_of(one)}).allowed
    ]
    parts: list[Part] = []
    if not count:
        lede = f"No story may be told {use} yet."
        steps = (
            "Ask somebody whose life was touched by the work whether they would tell it, and what they would like it "
            "to be used for.",
            "“qaf new story” begins one. Change the names, and write down when and how consent was given, what for, "
            "and until when.",
            "Read it back to whoever told it before it is printed.",
        )
        parts.append(Part("What to do next", (Items(tuple(Item(text) for text in steps), numbered=True),)))
    blocks: list[Block] = []
    if silent:
        blocks.append(Words((f"{listing(silent)}.",), "callout", "Not heard here:"))
    if without:
        blocks.append(Words((f"Priorities without a story: {listing(without)}.",)))
    blocks += [Words((text,)) for text in gathered.kept_back(told)]
    if blocks:
        parts.append(Part("Who is missing", tuple(blocks)))
    if count:
        parts.append(Part("How to read them", (Items(tuple(Item(text) for text in TO_READ), numbered=True),)))
    return Page("the_stories", "Voices beside the figures", tuple(parts), lede=lede)
