"""What a body should hear back in its next pack, in words: what it asked, agreed, worried about and what came of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qaf.analysis.body_pack import AgreedThen, AskedThen, AssuranceThen, BodyPack, ConcernThen, body_pack
from qaf.ground.text import listing, plural
from qaf.model.action import Action
from qaf.model.framework import Framework
from qaf.report import governance_words as gw
from qaf.report import terms, words
from qaf.report.who import who

if TYPE_CHECKING:
    from qaf.model.meeting import Challenge

NO_ACTION = "No action came of it."


@dataclass(frozen=True, slots=True)
class PackItem:
    """Something said then, and what there is to say of it now. `late`: it should have come to an end."""

    then: str
    now: tuple[str, ...] = ()
    late: bool = False


@dataclass(frozen=True, slots=True)
class PackPart:
    """A heading and what stands under it."""

    title: str
    items: tuple[PackItem, ...]


@dataclass(frozen=True, slots=True)
class BodyPackPage:
    """The page for a body: `opening` says which meeting it comes back to; parts without anything are left out."""

    body: str
    name: str
    opening: str
    parts: tuple[PackPart, ...] = ()
    closing: tuple[str, ...] = ()


def body_pack_page(framework: Framework, body: str, as_at: date) -> BodyPackPage:
    """What a body (by id) should hear back on a day. It holds what was said at meetings, and no figure."""
    held = body_pack(framework, body, as_at)
    return BodyPackPage(
        body, framework.title(body), _opening(held), tuple(_parts(framework, held)), _closing(framework, held)
    )


def _opening(held: BodyPack) -> str:
    last = held.last
    if last is None:
        return "No meeting of this body is on record, so there is nothing to come back to yet."
    planned, spent = last.minutes_planned, last.minutes_spent
    if planned is not None and spent is not None:
        time = f" {plural(planned, 'minute')} were planned for this, and {spent} were spent on it."
    elif planned is not None:
        time = f" {plural(planned, 'minute')} were planned for this; how many were spent is not on record."
    else:
        time = (
            " How long it took is not on record." if spent is None else f" {plural(spent, 'minute')} were spent on it."
        )
    return f"The last meeting on record was on {words.day(last.on)}.{time}"


def _parts(framework: Framework, held: BodyPack) -> Iterable[PackPart]:
    found: Sequence[tuple[str, Iterable[PackItem]]] = (
        ("What was asked last time, and what came of it", (_asked(one) for one in held.asked)),
        (
            "Who was challenged, and how it ended",
            (_challenged(framework, one) for one in held.challenges),
        ),
        ("What was agreed", (_agreed(framework, one) for one in held.agreed)),
        ("Worries on record", (_concern(framework, one) for one in held.concerns)),
        ("To be looked at again", (_assurance(framework, one) for one in held.assurance)),
        ("Ideas that were sent and not answered", (PackItem(framework.title(id_)) for id_ in held.unanswered_ideas)),
    )  # fmt: skip
    for title, items in found:
        if listed := tuple(items):
            yield PackPart(title, listed)


def _asked(one: AskedThen) -> PackItem:
    answer = (f"Answer then: {one.asked.answer}",) if one.asked.answer else ("It was not answered then.",)
    return PackItem(one.asked.question or "A question that is not on record", (*answer, *_actions(one.actions)))


def _actions(actions: Sequence[Action]) -> tuple[str, ...]:
    if not actions:
        return (NO_ACTION,)
    return tuple(f"{terms.STATUSES[action.status]}: {action.text.rstrip('.')}.{_result(action)}" for action in actions)


def _result(action: Action) -> str:
    return f" {action.result}" if action.result else ""


def _challenged(framework: Framework, one: Challenge) -> PackItem:
    now = (f"Reply: {one.reply}" if one.reply else "", f"How it ended: {one.outcome}" if one.outcome else "")
    return PackItem(
        _challenge(framework, one.to, one.about), tuple(filter(None, now)) or ("Nothing is on record since.",)
    )


def _challenge(framework: Framework, to: str | None, about: str | None) -> str:
    matter = framework.title(about).rstrip(".") if about else "what is not on record"
    return f"{who(framework, to) or 'Somebody'}, about {matter}"


def _agreed(framework: Framework, one: AgreedThen) -> PackItem:
    agreed = one.agreed
    by = who(framework, agreed.by)
    until = f"due {words.day(agreed.due)}" if agreed.due else "no day was set"
    standing = f"{by + ', ' if by else 'Nobody was named, '}{until}{', which has passed' if one.overdue else ''}."
    return PackItem(agreed.text or "What was agreed is not on record", (standing, *_actions(one.actions)), one.overdue)


def _concern(framework: Framework, one: ConcernThen) -> PackItem:
    concern = one.concern
    area = f" ({framework.title(concern.area)})" if concern.area else ""
    names = listing((framework.title(id_).rstrip(".") for id_ in one.followed_by), "and")
    now = f"Taken up by: {names}." if names else "Nothing has been begun or planned that follows it."
    return PackItem(f"{concern.why or 'A worry'}{area}", (f"On record since {words.day(one.on)}.", now), not names)


_IS = {"assured": "assured", "partly": "partly assured", "not": "not assured"}


def _assurance(framework: Framework, one: AssuranceThen) -> PackItem:
    held = one.assurance
    about = framework.title(held.about or "").rstrip(".")
    because = f" {held.because}" if held.because else ""
    again = f"To be looked at again: {_time(held)}." if held.revisit else "No day was set to look again."
    said = f"On {words.day(one.on)} the body was {_IS[held.is_ or 'not']}.{because}"
    return PackItem(about, (said, again), one.due)


def _time(held: object) -> str:
    revisit = getattr(held, "revisit", None)
    if revisit is None:
        return gw.NOT_SAID
    return words.day(revisit.end) if revisit.start == revisit.end else str(revisit)


def _closing(framework: Framework, held: BodyPack) -> tuple[str, ...]:
    if held.next is None:
        return ("The forward plan has no meeting of this body to come.",)
    planned = held.next.planned
    on = str(planned.on) if planned.on else "on a day that is not set"
    on = words.day(planned.on.end) if planned.on and planned.on.start == planned.on.end else on
    purpose = f" {planned.purpose}" if planned.purpose else ""
    return (f"Next: {on}, to look at {gw.focus(framework, held.next)}.{purpose}",)
