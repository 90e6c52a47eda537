"""Story sheets: the voices beside an area's figures, printed only where consent covers the book on the day."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from qaf.ground.days import months_later
from qaf.model.area import Area
from qaf.model.framework import Prose
from qaf.model.framework import StorySheet as StoredStory
from qaf.report import terms, words
from qaf.report.desk import Desk
from qaf.report.fit_pages import stories_zoom
from qaf.report.page import StorySheet
from qaf.report.parts import StoryText

_FIRST_HEADING = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*(?:\n|\Z)")
_VOICES = (
    ("a child", ("child",)),
    ("a parent or carer", ("parent", "carer")),
    ("frontline staff", ("frontline_staff",)),
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Stories that may be printed, how many consent keeps back, and how many are of other periods."""

    allowed: tuple[StoredStory, ...]
    kept_back: int
    other_periods: int


def story_sheet(desk: Desk, area: Area) -> StorySheet:
    """The stories of an area and of those that share its sheet; children speak first."""
    told = stories_of(desk, {part.id for part in desk.sections_of(area)})
    allowed = told.allowed
    heard = {sheet.story.voice for sheet in allowed}
    stories = tuple(story_text(desk, sheet) for sheet in allowed)
    return StorySheet(
        area.id,
        area.name,
        stories,
        told.kept_back,
        tuple(name for name, voices in _VOICES if not heard & set(voices)),
        stories_zoom(stories),
        told.other_periods,
    )


def stories_of(desk: Desk, areas: Collection[str], months_back: int = 0) -> Gathered:
    """The stories of some areas by id: those that may be printed, children first, and how many may not.

    `months_back`: those of so many months before the period are of its time too.
    """
    every = [sheet for sheet in desk.framework.stories if sheet.story.area in areas]
    held = [sheet for sheet in every if _of_the_time(desk, sheet, months_back)]
    allowed = [sheet for sheet in held if sheet.story.may_be_printed(desk.inputs.use, desk.inputs.as_at)]
    order = list(terms.VOICES)
    allowed.sort(key=lambda sheet: (order.index(sheet.story.voice), sheet.story.id))
    return Gathered(tuple(allowed), len(held) - len(allowed), len(every) - len(held))


def _of_the_time(desk: Desk, sheet: StoredStory, months_back: int) -> bool:
    """Whether a story's period meets that of the book; a story without a period goes with any."""
    told, book = sheet.story.period, desk.inputs.period
    return told is None or (told.start <= book.end and months_later(book.start, -months_back) <= told.end)


def story_text(desk: Desk, sheet: StoredStory) -> StoryText:
    """A story; its own first heading is its title, else its id made readable."""
    filled = desk.filler.fill(Prose(sheet.prose.path, sheet.prose.body, sheet.prose.line))
    match = _FIRST_HEADING.match(filled.text)
    title = filled.put_back(match[1]) if match else sheet.story.id.replace("-", " ").capitalize()
    body = filled.part(filled.text[match.end() :] if match else filled.text)
    period = words.short(sheet.story.period) if sheet.story.period else ""
    return StoryText(title, terms.VOICES[sheet.story.voice], period, body)
