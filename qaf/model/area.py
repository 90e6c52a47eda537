"""A content area: what the framework looks at, and in it what good looks like, how it is known, and what to ask."""

from __future__ import annotations

from typing import Literal

from qaf.model.fields import (
    AreaRef,
    Family,
    Id,
    MeasureOrGoodRef,
    Model,
    PersonRef,
    Positive,
    Text,
)
from qaf.model.measure import Measure
from qaf.model.source import Source

Group = Literal["practice", "organisational", "wider"]


class Evidence(Model):
    """What is known from elsewhere: who says it, and what it says."""

    cite: Text | None = None
    says: Text | None = None
    link: Text | None = None


class Good(Model):
    """A statement of what good looks like, as an outcome for children or as quality of the work."""

    id: Id
    kind: Literal["outcome", "quality"]
    text: Text
    informed_by: tuple[Family, ...] = ()
    cite: Text | None = None
    based_on: Text | None = None


class Question(Model):
    """A question that a board asks about the measures or good statements it names."""

    id: Id
    text: Text
    about: tuple[MeasureOrGoodRef, ...] = ()
    cite: Text | None = None
    based_on: Text | None = None


class Area(Model):
    """One file of `areas/`. `priority` 1 is first; absent means relevant but not yet chosen."""

    id: Id
    name: Text
    group: Group
    within: AreaRef | None = None
    priority: Positive | None = None
    owner: PersonRef | None = None
    why: Text | None = None
    evidence: tuple[Evidence, ...] = ()
    interacts_with: tuple[AreaRef, ...] = ()
    cite: Text | None = None
    based_on: Text | None = None
    good: tuple[Good, ...] = ()
    sources: tuple[Source, ...] = ()
    measures: tuple[Measure, ...] = ()
    questions: tuple[Question, ...] = ()
