"""`governance.yaml`: who the information goes to, when, and in what form."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from qaf.model.fields import (
    DAY_SCHEMA,
    AreaRef,
    BodyRef,
    Day,
    DayOrPeriod,
    Frequency,
    Id,
    MemberRef,
    Model,
    Text,
    Whole,
    choices,
    day_of,
)

Role = Literal[
    "operational_management", "senior_leadership", "scrutiny", "independent_scrutiny", "partnership", "young_people",
    "frontline_team",
]  # fmt: skip


def _when(value: Any) -> str | tuple[date, ...]:
    """A frequency, or the days themselves."""
    if isinstance(value, list) and value:
        return tuple(day_of(item) for item in value)
    if value in choices(Frequency):
        return str(value)
    raise PydanticCustomError("QAF104", "is neither a frequency (such as quarterly) nor a list of days")


When = Annotated[
    str | tuple[date, ...],
    PlainValidator(_when),
    WithJsonSchema(
        {"anyOf": [{"enum": list(choices(Frequency))}, {"type": "array", "minItems": 1, "items": DAY_SCHEMA}]}
    ),
]


class Training(Model):
    """A safeguarding training record of a body: when, and how many of how many."""

    on: Day | None = None
    of: Whole | None = None
    count: Whole | None = None


class Body(Model):
    """A board, a committee, a management team, a frontline team."""

    id: Id
    name: Text
    role: Role
    part_of: BodyRef | None = None
    meets: When | None = None
    sees: Literal["protected", "operational"] = "protected"
    trained: Training | None = None


class Post(Model):
    """A post (never a person) that owns, leads or answers."""

    id: Id
    name: Text | None = None
    body: BodyRef | None = None
    until: Day | None = None

    @property
    def title(self) -> str:
        """The name as printed."""
        return self.name or self.id


class Report(Model):
    """A report that bodies get: its form, how often, and in what detail."""

    id: Id
    name: Text
    form: Text
    to: tuple[BodyRef, ...] = ()
    when: When | None = None
    detail: Text | None = None
    considered: Text | None = None
    leads_to: Text | None = None


class Focus(Model):
    """What a meeting looks at."""

    areas: tuple[AreaRef, ...] = ()
    members: tuple[MemberRef, ...] = ()


class PlannedMeeting(Model):
    """A line of the forward plan."""

    on: DayOrPeriod | None = None
    body: BodyRef | None = None
    focus: Focus | None = None
    purpose: Text | None = None


def _score(value: Any) -> int:
    if value in ("1", "2", "3", "4"):
        return int(value)
    raise PydanticCustomError("QAF108", "is not a score from 1 to 4")


Score = Annotated[int, PlainValidator(_score), WithJsonSchema({"enum": [1, 2, 3, 4, "1", "2", "3", "4"]})]


class SelfTestAnswer(Model):
    """A score from 1 to 4 and its reason."""

    score: Score | None = None
    because: Text | None = None


class SelfTestAnswers(Model):
    """The five questions that leaders ask themselves."""

    accepts: SelfTestAnswer | None = None
    time: SelfTestAnswer | None = None
    hard_questions: SelfTestAnswer | None = None
    good_news: SelfTestAnswer | None = None
    track_record: SelfTestAnswer | None = None


class SelfTest(Model):
    """One sitting of the five questions."""

    on: Day | None = None
    body: BodyRef | None = None
    answers: SelfTestAnswers | None = None


class Governance(Model):
    """The whole of `governance.yaml`."""

    bodies: tuple[Body, ...] = ()
    posts: tuple[Post, ...] = ()
    reports: tuple[Report, ...] = ()
    forward_plan: tuple[PlannedMeeting, ...] = ()
    self_tests: tuple[SelfTest, ...] = ()
