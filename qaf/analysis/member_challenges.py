"""Challenges that a partnership put to its members in its meetings: what was replied, and what came of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from qaf.model.framework import Framework

if TYPE_CHECKING:
    from qaf.model.meeting import Challenge, Meeting

LONG = 90
"""Days after which a challenge without a reply has waited too long."""

PutState = Literal["waiting", "replied", "closed"]


@dataclass(frozen=True, slots=True)
class Put:
    """A challenge to a member. `waiting`: nobody replied; `replied`: nothing is on record of what came of it.

    `at`: the places of the meeting and of the challenge in their lists. `days`: since it was put, up to the day.
    """

    member: str
    on: date
    body: str
    about: str
    reply: str
    outcome: str
    days: int
    at: tuple[int, int]

    @property
    def state(self) -> PutState:
        """How far it has come."""
        return "closed" if self.outcome else "replied" if self.reply else "waiting"


def put_to_members(framework: Framework, as_at: date) -> tuple[Put, ...]:
    """The challenges of meetings up to a day that name a member by id or name: those without an outcome first."""
    members = {key.lower(): one.id for one in framework.settings.members for key in (one.name, one.id)}
    found = [
        _put(meeting, challenge, member, as_at, (number, place))
        for number, meeting in enumerate(framework.meetings)
        if meeting.on <= as_at
        for place, challenge in enumerate(meeting.challenges)
        if (member := members.get(" ".join((challenge.to or "").lower().split())))
    ]
    order = ("waiting", "replied", "closed")
    return tuple(sorted(found, key=lambda one: (order.index(one.state), one.on, one.at)))


def waiting_too_long(framework: Framework, as_at: date) -> Iterator[Put]:
    """Those that nobody replied to although the body has met since, or `LONG` days have passed."""
    for one in put_to_members(framework, as_at):
        met = any(meeting.body == one.body and one.on < meeting.on <= as_at for meeting in framework.meetings)
        if one.state == "waiting" and (met or one.days > LONG):
            yield one


def _put(meeting: Meeting, challenge: Challenge, member: str, as_at: date, at: tuple[int, int]) -> Put:
    texts = (" ".join((text or "").split()) for text in (challenge.about, challenge.reply, challenge.outcome))
    about, reply, outcome = texts
    return Put(member, meeting.on, meeting.body, about, reply, outcome, (as_at - meeting.on).days, at)
