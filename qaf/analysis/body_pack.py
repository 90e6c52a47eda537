"""What the next pack for a body has to come back to: what it asked, agreed and worried about, and what came of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qaf.analysis.concerns import followed_by
from qaf.analysis.forward_plan import AheadMeeting, meetings_ahead
from qaf.analysis.governance import meetings_of
from qaf.model.framework import Framework

if TYPE_CHECKING:
    from qaf.model.action import Action
    from qaf.model.meeting import Agreed, Asked, Assurance, Challenge, Concern, Meeting


@dataclass(frozen=True, slots=True)
class AskedThen:
    """A question of the last meeting and the actions that came of it."""

    asked: Asked
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class AgreedThen:
    """Something agreed at a meeting, not only the last. `overdue`: its day has passed, and its actions are not over."""

    on: date
    agreed: Agreed
    actions: tuple[Action, ...]
    overdue: bool


@dataclass(frozen=True, slots=True)
class ConcernThen:
    """A concern on record and the ids of the actions and activities that follow it."""

    on: date
    concern: Concern
    followed_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AssuranceThen:
    """What a body was not, or only partly, assured of. `due`: the time to look at it again has come."""

    on: date
    assurance: Assurance
    due: bool


@dataclass(frozen=True, slots=True)
class BodyPack:
    """All that a body should hear back. `last` is None where no meeting is on record; then the lists are empty."""

    body: str
    last: Meeting | None
    next: AheadMeeting | None = None
    asked: tuple[AskedThen, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    agreed: tuple[AgreedThen, ...] = ()
    concerns: tuple[ConcernThen, ...] = ()
    assurance: tuple[AssuranceThen, ...] = ()
    unanswered_ideas: tuple[str, ...] = ()


def body_pack(framework: Framework, body: str, as_at: date) -> BodyPack:
    """What a body's next pack has to come back to, as on a day.

    Questions and challenges are those of its last meeting; what was agreed stays until an action that came of it is
    done, a concern for as long as it stands on record, an assurance until a later meeting speaks of the same thing.
    `unanswered_ideas` are ids of the ideas that a team, which this body is, has sent and heard nothing about.
    """
    held = meetings_of(framework, body, as_at)
    ahead = next((one for one in meetings_ahead(framework, as_at) if one.planned.body == body), None)
    silent = tuple(idea.id for idea in framework.ideas if idea.team == body and not idea.response)
    if not held:
        return BodyPack(body, None, ahead, unanswered_ideas=silent)
    last = held[-1]
    return BodyPack(
        body,
        last,
        ahead,
        tuple(AskedThen(asked, _actions(framework, asked.led_to)) for asked in last.asked),
        last.challenges,
        tuple(_agreed(framework, held, as_at)),
        tuple(_concerns(framework, held)),
        tuple(_assurance(held, as_at)),
        silent,
    )


def _actions(framework: Framework, ids: Iterable[str]) -> tuple[Action, ...]:
    known = {action.id: action for action in framework.actions}
    return tuple(known[id_] for id_ in ids if id_ in known)


def _agreed(framework: Framework, held: list[Meeting], as_at: date) -> Iterable[AgreedThen]:
    for meeting in held:
        for agreed in meeting.agreed:
            actions = _actions(framework, agreed.led_to)
            done = bool(actions) and all(action.status in ("done", "stopped") for action in actions)
            if not done or meeting is held[-1]:
                overdue = agreed.due is not None and agreed.due < as_at and not done
                yield AgreedThen(meeting.on, agreed, actions, overdue)


def _concerns(framework: Framework, held: list[Meeting]) -> Iterable[ConcernThen]:
    for meeting in held:
        for concern in meeting.concerns:
            yield ConcernThen(meeting.on, concern, tuple(followed_by(framework, concern, meeting.on)))


def _assurance(held: list[Meeting], as_at: date) -> Iterable[AssuranceThen]:
    latest: dict[str, AssuranceThen] = {}
    for meeting in held:
        for one in meeting.assurance:
            if one.about:
                due = one.revisit is not None and one.revisit.start <= as_at
                latest[one.about] = AssuranceThen(meeting.on, one, due)
    return [one for one in latest.values() if one.assurance.is_ != "assured" or one.assurance.revisit is not None]
