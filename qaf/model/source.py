"""Sources: where information comes from, and by which method."""

from __future__ import annotations

from typing import Literal

from qaf.model.fields import AreaRef, Family, Id, Kind, MemberRef, Model, Text, Truth

Method = Literal[
    "survey", "interview", "focus_group", "case_audit", "management_information", "observation", "walking_the_floor",
    "exit_interview", "feedback_360", "supervision", "complaint", "self_assessment", "inspection", "peer_review",
    "deep_dive", "scrutiny", "case_review", "research", "story", "before_and_after", "other",
]  # fmt: skip


class Source(Model):
    """A family and a method; `routine` where it is part of daily business, not a specific exercise."""

    id: Id
    family: Family
    method: Method
    text: Text | None = None
    kinds: tuple[Kind, ...] = ()
    routine: Truth | None = None
    supplied_by: tuple[MemberRef, ...] = ()
    link: Text | None = None
    cite: Text | None = None
    based_on: Text | None = None


class SharedSource(Source):
    """A source in `sources.yaml`, which serves the areas it names."""

    areas: tuple[AreaRef, ...] = ()


class Sources(Model):
    """The whole of `sources.yaml`."""

    sources: tuple[SharedSource, ...] = ()
