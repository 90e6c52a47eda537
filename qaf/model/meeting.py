"""`meetings.yaml`: what a body received, asked, challenged, worried about and agreed."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qaf.model.fields import (
    ActionRef,
    AreaRef,
    BodyRef,
    Day,
    DayOrPeriod,
    Id,
    Model,
    PersonRef,
    ReportRef,
    StoryRef,
    Text,
    Whole,
)


class Asked(Model):
    """A question that was asked, what was answered, and what came of it."""

    question: Text | None = None
    answer: Text | None = None
    led_to: tuple[ActionRef, ...] = ()


class Challenge(Model):
    """Somebody was told that what they do is not good enough: who, about what, what they said, how it ended."""

    to: Text | None = None
    about: Text | None = None
    reply: Text | None = None
    outcome: Text | None = None


class Concern(Model):
    """A worry that the body put on record. `rating` is in the body's own words."""

    id: Id | None = None
    area: AreaRef | None = None
    why: Text | None = None
    since: DayOrPeriod | None = None
    rating: Text | None = None


class Assurance(Model):
    """Whether the body was assured of something, why, and when it looks again."""

    about: Text | None = None
    is_: Literal["assured", "partly", "not"] | None = Field(default=None, alias="is")
    because: Text | None = None
    revisit: DayOrPeriod | None = None


class Agreed(Model):
    """What was agreed, who sees to it, and by when."""

    text: Text | None = None
    by: PersonRef | None = None
    due: Day | None = None
    led_to: tuple[ActionRef, ...] = ()


class Meeting(Model):
    """One meeting of a body. It has no id: `name` is what it goes by."""

    on: Day
    body: BodyRef
    received: tuple[ReportRef, ...] = ()
    minutes_planned: Whole | None = None
    minutes_spent: Whole | None = None
    asked: tuple[Asked, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    concerns: tuple[Concern, ...] = ()
    assurance: tuple[Assurance, ...] = ()
    agreed: tuple[Agreed, ...] = ()
    stories_heard: tuple[StoryRef, ...] = ()

    @property
    def name(self) -> str:
        """What it goes by: its body's id and its day."""
        return f"{self.body} {self.on.isoformat()}"

    @property
    def led_to(self) -> tuple[str, ...]:
        """Ids of the actions that came of a question or of something agreed, each once."""
        asked = [id_ for item in self.asked for id_ in item.led_to]
        return tuple(dict.fromkeys([*asked, *(id_ for item in self.agreed for id_ in item.led_to)]))


class Meetings(Model):
    """The whole of `meetings.yaml`."""

    meetings: tuple[Meeting, ...] = ()
