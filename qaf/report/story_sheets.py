"""Story sheets: the voices beside an area's figures, printed only where consent covers the book on the day."""

from __future__ import annotations

import re

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


def story_sheet(desk: Desk, area: Area) -> StorySheet:
    """The stories of an area and of those that share its sheet; children speak first."""
    shared = {part.id for part in desk.sections_of(area)}
    every = [sheet for sheet in desk.framework.stories if sheet.story.area in shared]
    held = [sheet for sheet in every if _of_the_time(desk, sheet)]
    allowed = [sheet for sheet in held if sheet.story.may_be_printed("book", desk.inputs.as_at)]
    order = list(terms.VOICES)
    allowed.sort(key=lambda sheet: (order.index(sheet.story.voice), sheet.story.id))
    heard = {sheet.story.voice for sheet in allowed}
    stories = tuple(_story(desk, sheet) for sheet in allowed)
    return StorySheet(
        area.id,
        area.name,
        stories,
        len(held) - len(allowed),
        tuple(name for name, voices in _VOICES if not heard & set(voices)),
        stories_zoom(stories),
        len(every) - len(held),
    )


def _of_the_time(desk: Desk, sheet: StoredStory) -> bool:
    """Whether a story's period meets that of the book; a story without a period goes with any."""
    told, book = sheet.story.period, desk.inputs.period
    return told is None or (told.start <= book.end and book.start <= told.end)


def _story(desk: Desk, sheet: StoredStory) -> StoryText:
    """A story; its own first heading is its title, else its id made readable."""
    filled = desk.filler.fill(Prose(sheet.prose.path, sheet.prose.body, sheet.prose.line))
    match = _FIRST_HEADING.match(filled.text)
    title = filled.put_back(match[1]) if match else sheet.story.id.replace("-", " ").capitalize()
    body = filled.part(filled.text[match.end() :] if match else filled.text)
    period = words.short(sheet.story.period) if sheet.story.period else ""
    return StoryText(title, terms.VOICES[sheet.story.voice], period, body)
