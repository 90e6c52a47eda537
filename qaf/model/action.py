"""`actions.yaml`: improvement actions."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from qaf.model.area import Evidence
from qaf.model.fields import ActionRef, AreaRef, Day, Id, MeasureOrGoodRef, MemberRef, Model, PersonRef, Text


class Milestone(Model):
    """A step of an action, due on a day and done on another."""

    text: Text | None = None
    due: Day | None = None
    done: Day | None = None


class Update(Model):
    """What was said of an action on a day."""

    on: Day | None = None
    says: Text | None = None
    on_course: Literal["yes", "at_risk", "no"] | None = None


class Action(Model):
    """What is being done, why, by whom, and which measure or good statement it is meant to move."""

    id: Id
    text: Text
    status: Literal["planned", "under_way", "done", "stopped"]
    ref: Text | None = None
    area: AreaRef | None = None
    aims_at: tuple[MeasureOrGoodRef, ...] = ()
    arises_from: Text | None = None
    depends_on: tuple[ActionRef, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    owner: PersonRef | None = None
    with_: tuple[MemberRef, ...] = Field(default=(), alias="with")
    start: Day | None = None
    due: Day | None = None
    milestones: tuple[Milestone, ...] = ()
    updates: tuple[Update, ...] = ()
    result: Text | None = None


class Actions(Model):
    """The whole of `actions.yaml`."""

    actions: tuple[Action, ...] = ()
