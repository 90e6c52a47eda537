"""What leaders looked at for themselves, and the three years: planned, done, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from qaf.analysis.programme import Programme, Scheduled, programme
from qaf.ground.text import listing, plural
from qaf.report import words
from qaf.report.desk import Desk
from qaf.report.timetable_picture import drawing
from qaf.report.timetable_words import FREQUENCY_WORDS, KIND_WORDS, lead_in_words, remarks, time_in_words

_STILL = ("overdue", "now", "ahead")


@dataclass(frozen=True, slots=True)
class Looked:
    """An activity: what it is, who leads it, what was found in the book's period, what is overdue or comes next.

    `none` says why nothing was found in the period; `missed`: although it ought to have taken place then.
    """

    name: str
    what: str
    lead: str
    areas: str
    by_leaders: bool
    found: tuple[tuple[str, str], ...]
    next: str
    late: bool = False
    none: str = ""
    missed: bool = False


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """The page: in short, what leaders did themselves, the rest, the picture of the years, what deserves a remark."""

    lead: str
    leaders: tuple[Looked, ...] = ()
    others: tuple[Looked, ...] = ()
    picture: str = ""
    remarks: tuple[tuple[str, tuple[str, ...]], ...] = ()


def activity_page(desk: Desk) -> ActivityPage:
    """The page over all activities of the timetable, those that leaders do themselves first."""
    held = programme(desk.framework, desk.inputs.as_at)
    if not held.activities:
        return ActivityPage(
            "No audit, visit, survey or other activity has been planned, and none is recorded as done. Nobody can say "
            "yet what leaders have looked at for themselves."
        )
    looked = [_looked(desk, item) for item in held.activities]
    told = remarks(desk.framework, held)
    return ActivityPage(
        _in_short(desk, held, looked),
        tuple(one for one in looked if one.by_leaders),
        tuple(one for one in looked if not one.by_leaders),
        drawing(desk.framework, held) if held.years else "",
        tuple((heading, tuple(lines)) for heading, lines in told.items()),
    )


def _looked(desk: Desk, item: Scheduled) -> Looked:
    activity, period = item.activity, desk.inputs.period
    often = FREQUENCY_WORDS.get(activity.frequency or "", "")
    done = [one for one in activity.done if one.on is not None and period.start <= one.on <= period.end]
    found = tuple(
        (f"{words.day(one.on)}{f', {desk.who(one.by)}' if one.by else ''}", one.result or "No result is recorded.")
        for one in sorted(done, key=lambda one: one.on or period.start)
        if one.on is not None
    )
    wanted = any(time.given and not time.is_done for time in item.within(period.start, period.end))
    return Looked(
        activity.name,
        KIND_WORDS[activity.kind] + (f", {often}" if often else ""),
        lead_in_words(desk.framework, activity.lead),
        listing(desk.framework.title(area) for area in item.areas) or "no area named",
        bool(activity.by_leaders),
        found,
        _next(desk, item),
        any(time.state == "overdue" for time in item.times),
        "" if found else _none(desk, item, wanted=wanted),
        wanted,
    )


def _none(desk: Desk, item: Scheduled, *, wanted: bool) -> str:
    """Why nothing is recorded as done in the period."""
    period = words.short(desk.inputs.period)
    if wanted:
        return f"Nothing is recorded as done in {period}."
    return "No single days are recorded." if item.routine or item.always else f"Not planned for {period}."


def _next(desk: Desk, item: Scheduled) -> str:
    """The first time that is overdue or to come; how it goes on where it has no times."""
    if item.always or (item.routine and item.times and not item.times[0].given):
        return "Goes on in the course of the work."
    late = [time for time in item.times if time.state == "overdue"]
    coming = next((time for time in item.times if time.state in _STILL), None)
    if coming is None:
        return "No time is planned."
    text = time_in_words(late[0] if late else coming, desk.inputs.as_at)
    return f"{words.upper_first(text)}."


def _in_short(desk: Desk, held: Programme, looked: list[Looked]) -> str:
    """How many were done in the period, by leaders too, and what is overdue."""
    done = sum(bool(one.found) for one in looked)
    own = [one for one in looked if one.by_leaders]
    late = sum(one.late for one in looked)
    text = f"Of {plural(len(looked), 'activity', 'activities')}, {done} {'has' if done == 1 else 'have'} "
    text += f"something recorded as done in {words.short(desk.inputs.period)}"
    text += f", and {late or 'none'} {'is' if late in (0, 1) else 'are'} overdue. "
    if own:
        found = sum(bool(one.found) for one in own)
        return text + f"Leaders themselves lead {len(own)} of them, and did {found} in the period."
    never = len(held.never_reached)
    reach = f" {plural(never, 'area is', 'areas are')} never reached." if never else ""
    return f"{text}None is marked as done by leaders themselves.{reach}"
