"""`timetable.yaml`: three years of activities."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qaf.model.fields import (
    ActivityRef,
    AreaRef,
    Day,
    DayOrPeriod,
    Frequency,
    Id,
    MeasureRef,
    MemberRef,
    Model,
    PersonRef,
    Positive,
    SourceRef,
    Text,
    Truth,
)

ActivityKind = Literal[
    "routine_collection", "audit", "survey", "focus_group", "walking_the_floor", "observation", "deep_dive",
    "turning_the_curve", "peer_review", "external_peer_review", "inspection", "self_assessment", "scrutiny",
    "case_review", "own_impact_review", "learning_event", "other",
]  # fmt: skip


class Sample(Model):
    """How many, how drawn, and how it was gone about."""

    size: Positive | None = None
    drawn: Literal["random", "chosen", "volunteers"] | None = None
    how: Text | None = None


class Done(Model):
    """An activity as it took place."""

    on: Day | None = None
    by: PersonRef | None = None
    result: Text | None = None
    file: Text | None = None


class Activity(Model):
    """An entry of the three-year timetable."""

    id: Id
    name: Text
    kind: ActivityKind
    why: Text | None = None
    areas: tuple[AreaRef, ...] = ()
    measures: tuple[MeasureRef, ...] = ()
    sources: tuple[SourceRef, ...] = ()
    with_: tuple[MemberRef, ...] = Field(default=(), alias="with")
    sample: Sample | None = None
    frequency: Frequency | None = None
    lead: PersonRef | None = None
    by_leaders: Truth = False
    follows: ActivityRef | None = None
    arises_from: Text | None = None
    due: tuple[DayOrPeriod, ...] = ()
    done: tuple[Done, ...] = ()


class Timetable(Model):
    """The whole of `timetable.yaml`."""

    activities: tuple[Activity, ...] = ()
