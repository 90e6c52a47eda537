"""What happened when: dated events and the beginnings of actions, each with the letter that marks it in the charts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from string import ascii_lowercase

from qaf.ground.text import shortened
from qaf.model.action import Action
from qaf.model.area import Area
from qaf.model.framework import Framework
from qaf.report import words

MOST = 8
"""How many events an area's charts are marked with: the latest."""


@dataclass(frozen=True, slots=True)
class EventLine:
    """An event: its letter, its day, and what happened."""

    letter: str
    on: date
    text: str

    @property
    def when(self) -> str:
        """The day in words."""
        return words.day(self.on)


def events_of(framework: Framework, area: Area, first: date, last: date) -> tuple[EventLine, ...]:
    """The latest events from `first` to `last` that concern an area, in order; those of no area concern every one.

    An action counts from the day on which it started, where it aims at a measure of the area; one that is done also
    on the day of its last step.
    """
    above = {area.id, *(other.id for other in framework.areas.values() if area in framework.below(other.id))}
    found = [(one.on, one.text) for one in framework.settings.events if not one.areas or above & set(one.areas)]
    measures = {measure.id for measure in area.measures}
    for action in framework.actions:
        if action.start is not None and action.status != "planned" and measures & set(action.aims_at):
            found.append((action.start, f"Action began: {shortened(action.text, 80)}"))
            if action.status == "done" and (ended := _last_step(action)) is not None:
                found.append((ended, f"Last step of the action done: {shortened(action.text, 80)}"))
    dated = sorted({(on, text.strip()) for on, text in found if text and first <= on <= last})[-MOST:]
    return tuple(EventLine(ascii_lowercase[at], on, text) for at, (on, text) in enumerate(dated))


def _last_step(action: Action) -> date | None:
    """The day on which the last milestone of an action was done; None where none is said to be."""
    return max((step.done for step in action.milestones if step.done), default=None)
