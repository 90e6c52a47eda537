"""`ideas.yaml`: ideas from frontline teams, and what became of each."""

from __future__ import annotations

from typing import Literal

from qaf.model.fields import ActionRef, Day, Id, Model, Text


class Idea(Model):
    """One idea. `team` is the id of a body, or text; `response` is what the team was told."""

    id: Id
    team: Text
    text: Text
    on: Day | None = None
    status: Literal["new", "trying", "adopted", "declined"] = "new"
    response: Text | None = None
    action: ActionRef | None = None


class Ideas(Model):
    """The whole of `ideas.yaml`."""

    ideas: tuple[Idea, ...] = ()
