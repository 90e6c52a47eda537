"""`qaf.yaml`: who the organisation is, and the settings of its framework."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, model_validator

from qaf.model.fields import (
    ApproverRef,
    AreaRef,
    BreakdownRef,
    Day,
    DayOrPeriod,
    Id,
    Model,
    PeriodText,
    Positive,
    Text,
)

Month = Literal[
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
]  # fmt: skip


def _named_by_id(data: Any) -> Any:
    """The entry with its id for a name where it has none."""
    return {"name": data["id"], **data} if isinstance(data, dict) and isinstance(data.get("id"), str) else data


class Organisation(Model):
    """The organisation or partnership whose framework this is, or a catalogue to adopt from."""

    id: Id
    name: Text
    kind: Literal["organisation", "partnership", "catalogue"]
    sector: Text | None = None


class Approval(Model):
    """When a body or post approved a version of the framework."""

    on: Day | None = None
    by: ApproverRef | None = None
    version: Text | None = None
    review_by: Day | None = None


class FiguresSettings(Model):
    """Where the figures lie, and whether they belong in git."""

    folder: Text = "data"
    in_git: Literal["no", "published", "invented"] = "no"


class Disclosure(Model):
    """The profile by which small numbers are protected."""

    profile: Literal["dfe", "nhs", "strict"] = "dfe"


class Category(Model):
    """One category of a breakdown; `within` names a category of the coarser breakdown."""

    id: Id
    name: Text | None = None
    within: Text | None = None
    from_: DayOrPeriod | None = Field(default=None, alias="from")
    until: DayOrPeriod | None = None

    @property
    def title(self) -> str:
        """The name as printed."""
        return self.name or self.id


class Breakdown(Model):
    """A way to divide figures. `parts: all` where the categories add up to the whole."""

    id: Id
    name: Text | None = None
    parts: Literal["all", "some", "overlapping"] = "some"
    within: BreakdownRef | None = None
    categories: tuple[Category, ...] = ()

    @property
    def title(self) -> str:
        """The name as printed."""
        return self.name or self.id


class ComparatorMember(Model):
    """A place that a comparator is worked out over."""

    code: Text
    name: Text | None = None


class Comparator(Model):
    """England, a region, statistical neighbours: what own figures are read against. Named by its id where need be."""

    id: Id
    name: Text = ""
    method: Literal["published", "mean", "median", "pooled"] = "published"
    members: tuple[ComparatorMember, ...] = ()
    as_at: Day | None = None
    cite: Text | None = None

    _named = model_validator(mode="before")(_named_by_id)


class Member(Model):
    """An agency that feeds this framework; its name is its id where it has no other. `sector`: health, say."""

    id: Id
    name: Text = ""
    sector: Text | None = None
    folder: Text | None = None
    bundle: Text | None = None

    _named = model_validator(mode="before")(_named_by_id)


class Event(Model):
    """A dated event that readers of charts should know."""

    on: Day
    text: Text | None = None
    areas: tuple[AreaRef, ...] = ()


class Grade(Model):
    """One grade of a scale."""

    id: Id
    name: Text | None = None
    means: Text | None = None

    @property
    def title(self) -> str:
        """The name as printed."""
        return self.name or self.id


class Scale(Model):
    """An ordered scale, worst first; `good_from` is the first grade that counts as good."""

    id: Id
    name: Text | None = None
    good_from: Text | None = None
    grades: tuple[Grade, ...] = ()


class AtMost(Model):
    """A few, done well: how many measures an area collects, and how many actions are open at a time, at most."""

    measures: Positive = 20
    actions: Positive = 20


class Settings(Model):
    """The whole of `qaf.yaml`."""

    schema_: Positive = Field(alias="schema")
    organisation: Organisation
    year_starts: Month = "april"
    timetable_years: tuple[PeriodText, ...] = ()
    marking: Text | None = None
    marking_operational: Text | None = None
    approved: tuple[Approval, ...] = ()
    figures: FiguresSettings = FiguresSettings.model_construct(folder="data", in_git="no")
    disclosure: Disclosure = Disclosure.model_construct(profile="dfe")
    breakdowns: tuple[Breakdown, ...] = ()
    comparators: tuple[Comparator, ...] = ()
    members: tuple[Member, ...] = ()
    events: tuple[Event, ...] = ()
    scales: tuple[Scale, ...] = ()
    at_most: AtMost = AtMost.model_construct(measures=20, actions=20)
    levels: dict[str, Literal["error", "warning", "info", "off"]] = {}
