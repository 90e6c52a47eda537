"""Actions as pages list them: who, how far, by when, and what they are meant to move."""

from __future__ import annotations

from datetime import date

from qaf.ground.text import plural
from qaf.model.action import Action
from qaf.model.area import Area
from qaf.report import terms, words
from qaf.report.action_words import since_it_began
from qaf.report.desk import Desk
from qaf.report.parts import ActionLine

OPEN = ("under_way", "planned")
_ORDER = ("under_way", "planned", "done", "stopped")


def action_lines(desk: Desk, area: Area) -> tuple[ActionLine, ...]:
    """The actions of an area: overdue first, then under way, planned, done, stopped."""
    held = [action for action in desk.framework.actions if area_of(desk, action) == area.id]
    ordered = sorted(held, key=lambda a: (not overdue(a, desk.inputs.as_at), _ORDER.index(a.status), a.due or date.max))
    return tuple(action_line(desk, action) for action in ordered)


def area_of(desk: Desk, action: Action) -> str:
    """The area that an action says it belongs to, else that of the first thing it aims at; "" where none is known."""
    if action.area:
        return action.area
    return next((area for target in action.aims_at if (area := desk.framework.area_of(target))), "")


def overdue(action: Action, as_at: date) -> bool:
    """Whether an action is still open after the day it was due."""
    return action.status in OPEN and action.due is not None and action.due < as_at


def action_line(desk: Desk, action: Action) -> ActionLine:
    """One action as a sheet lists it."""
    late = overdue(action, desk.inputs.as_at)
    return ActionLine(
        text=action.text,
        owner=desk.who(action.owner) or "no owner named",
        status=terms.STATUSES[action.status],
        when=_when(action, late=late),
        overdue=late,
        milestones=_milestones(action, desk.inputs.as_at),
        aims=tuple(desk.framework.title(target).rstrip(".") for target in action.aims_at),
        latest=_latest(action, desk.inputs.as_at),
        ref=action.ref or "",
        open=action.status in OPEN,
        since=since_it_began(desk, action),
        rests_on=tuple(text.rstrip(".") for one in action.evidence if (text := one.cite or one.says)),
    )


def _when(action: Action, *, late: bool) -> str:
    if action.due is None:
        return "no date given" if action.status in OPEN else ""
    if late:
        return f"overdue since {words.day(action.due)}"
    return f"due {words.day(action.due)}" if action.status in OPEN else ""


def _milestones(action: Action, as_at: date) -> str:
    """How many milestones are done, and how many of the rest should have been."""
    if not action.milestones:
        return ""
    done = sum(m.done is not None and m.done <= as_at for m in action.milestones)
    late = sum(m.done is None and m.due is not None and m.due < as_at for m in action.milestones)
    text = f"{done} of {plural(len(action.milestones), 'milestone')} done"
    return f"{text}, {late} late" if late and action.status in OPEN else text


def _latest(action: Action, as_at: date) -> str:
    """The result of an action that is over, else the last update up to the day."""
    if action.status not in OPEN and action.result:
        return action.result
    known = [update for update in action.updates if update.says and (update.on is None or update.on <= as_at)]
    if not known:
        return ""
    last = max(known, key=lambda update: update.on or date.min)
    course = f" ({terms.ON_COURSE[last.on_course]})" if last.on_course else ""
    return f"{words.day(last.on)}: {last.says}{course}" if last.on else f"{last.says}{course}"
