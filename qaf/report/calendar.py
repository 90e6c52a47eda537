"""The timetable, and what is due, as iCalendar (RFC 5545): files that a calendar takes in, and takes in again.

An event keeps its UID (organisation, activity, and which of its times it is: the first, the second...) also where its
day is moved, and its SEQUENCE grows from day to day, so that a calendar that takes the file in a second time updates
what it has. Events are whole days and have no time zone. Nothing of a person is in them: leads are posts or members,
and what was found stays in the folder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from qaf.analysis.due import DueItem
from qaf.analysis.programme import Programme, Scheduled, programme
from qaf.analysis.programme_times import MONTHS_BETWEEN, Time
from qaf.formats.display import one_line
from qaf.ground.days import day_in_words
from qaf.ground.text import listing
from qaf.ground.version import VERSION
from qaf.model.framework import Framework
from qaf.report.due_page import KIND_WORDS as DUE_WORDS
from qaf.report.due_page import about
from qaf.report.timetable_words import FREQUENCY_WORDS, KIND_WORDS

if TYPE_CHECKING:
    from icalendar import Calendar as ICalendar
    from icalendar import Event as IEvent
    from icalendar import Timezone

_BEGAN = date(2020, 1, 1)
"""SEQUENCE counts the days from this one."""
_DAYS_BEFORE, _DAYS_BEFORE_OFTEN = 14, 3
_REPEATS = {
    "monthly": ("MONTHLY", 1),
    "quarterly": ("MONTHLY", 3),
    "six_monthly": ("MONTHLY", 6),
    "annual": ("YEARLY", 1),
}


@dataclass(frozen=True, slots=True)
class Event:
    """A whole day in a calendar. `rule`: how it comes round, with the last day; `remind`: days before, 0 for never.

    `recurs_on`: it is the one of that day of an event that comes round, and takes its place.
    """

    uid: str
    day: date
    summary: str
    description: str
    category: str
    tentative: bool = False
    remind: int = 0
    rule: tuple[str, int, date] | None = None
    recurs_on: date | None = None


def timetable_calendar(framework: Framework, times: Programme) -> bytes:
    """The whole timetable as one calendar."""
    events = [event for item in times.activities for event in _of_activity(framework, times, item)]
    return _calendar(framework, f"Timetable of {_name(framework)}", events, times.as_at)


def due_calendar(framework: Framework, items: Sequence[DueItem], as_at: date) -> bytes:
    """What is due as one calendar. An activity has the UID that it has in the timetable's calendar.

    A time of an activity that comes round there is told as that one time of it (RECURRENCE-ID), so that a calendar
    which holds both has it once.
    """
    times = programme(framework, as_at)
    events = [_as_in_timetable(framework, times, item, _of_item(framework, item)) for item in items]
    return _calendar(framework, f"Due at {_name(framework)}", _unique(events), as_at)


def _name(framework: Framework) -> str:
    return one_line(framework.settings.organisation.name)


def _uid(framework: Framework, *parts: str) -> str:
    spelt = ".".join(part.replace("/", "_").replace(" ", "-") for part in parts)
    return f"{framework.settings.organisation.id}.{spelt}@qaf"


def _of_activity(framework: Framework, times: Programme, item: Scheduled) -> Iterable[Event]:
    activity = item.activity
    if _comes_round(times, item):
        word, interval = _REPEATS[activity.frequency or ""]
        uid = _uid(framework, activity.id, (activity.frequency or "").replace("_", "-"))
        description = _description(framework, item, None)
        rule = (word, interval, item.times[-1].end)
        kind = KIND_WORDS[activity.kind]
        yield Event(
            uid,
            item.times[0].end,
            activity.name,
            description,
            kind,
            tentative=True,
            remind=_DAYS_BEFORE_OFTEN,
            rule=rule,
        )
        return
    for time in item.times:
        yield _of_time(framework, item, time)


def _comes_round(times: Programme, item: Scheduled) -> bool:
    """Whether its times are those of a frequency, so that a rule says them all."""
    step = MONTHS_BETWEEN.get(item.activity.frequency or "", 0)
    if item.activity.frequency not in _REPEATS or len(item.times) < 2 or item.times[0].given:
        return False
    years = times.years
    return step <= 12 and all(
        before.period.end + timedelta(days=1) == after.period.start
        for before, after in zip(years, years[1:], strict=False)
    )


def _of_time(framework: Framework, item: Scheduled, time: Time) -> Event:
    activity = item.activity
    before = {"overdue": "Overdue: ", "missed": "Not done: "}.get(time.state, "Done: " if time.is_done else "")
    return Event(
        _uid(framework, activity.id, _which(item, time)),
        time.end,
        before + activity.name,
        _description(framework, item, time),
        KIND_WORDS[activity.kind],
        tentative=time.start != time.end and not time.is_done,
        remind=_DAYS_BEFORE if time.state in ("now", "ahead") else 0,
    )


def _which(item: Scheduled, time: Time) -> str:
    """Which of the times of an activity: by its place among those that the file gives, else by its period."""
    given = [one for one in item.times if one.given]
    return next((str(place) for place, one in enumerate(given, 1) if one is time), time.spelt)


def _as_in_timetable(framework: Framework, times: Programme, item: DueItem, event: Event) -> Event:
    """The event under the UID that the timetable's calendar has for it, as one of those that come round or alone."""
    held = times.by_id.get(item.about) if item.kind == "activity" else None
    if held is None:
        return event
    if not _comes_round(times, held):
        time = next((one for one in held.times if one.spelt == item.detail), None)
        return replace(event, uid=_uid(framework, item.about, _which(held, time))) if time else event
    often = (held.activity.frequency or "").replace("_", "-")
    return replace(event, uid=_uid(framework, item.about, often), recurs_on=item.due)


def _description(framework: Framework, item: Scheduled, time: Time | None) -> str:
    activity = item.activity
    often = FREQUENCY_WORDS.get(activity.frequency or "", "")
    lines = [KIND_WORDS[activity.kind] + (f", {often}" if often else "") + "."]
    if time is not None and time.start != time.end:
        lines.append(f"Some time from {day_in_words(time.start)} to {day_in_words(time.end)}.")
    if time is not None and time.done:
        lines.append(f"Done on {day_in_words(time.done)}.")
    if item.areas:
        lines.append(f"Looks at: {listing(framework.title(area) for area in item.areas)}.")
    if lead := _post_or_member(framework, activity.lead or ""):
        lines.append(f"Led by: {lead}.")
    if activity.follows:
        lines.append(f"Follows: {framework.title(activity.follows)}.")
    return "\n".join(lines)


def _post_or_member(framework: Framework, id_: str) -> str:
    """The title of a post or member; "" of any other text, which may be somebody's name."""
    entry = framework.entries.get(id_)
    return framework.title(id_) if entry and entry.kind in ("post", "member", "body") else ""


def _of_item(framework: Framework, item: DueItem) -> Event:
    words = DUE_WORDS[item.kind]
    parts = [item.about] if item.kind == "activity" else [item.kind.replace("_", "-"), item.about]
    spelt = item.detail if item.kind == "activity" else item.due.isoformat()
    lines = [f"{words[0].upper()}{words[1:]}."]
    if owner := _post_or_member(framework, item.owner):
        lines.append(f"Owner: {owner}.")
    title = item.title if item.kind == "activity" else f"{about(framework, item)} ({words})"
    return Event(
        _uid(framework, *parts, spelt),
        item.due,
        f"Overdue: {title}" if item.overdue else title,
        "\n".join(lines),
        lines[0].rstrip("."),
        remind=0 if item.overdue else _DAYS_BEFORE_OFTEN,
    )


def _unique(events: Iterable[Event]) -> list[Event]:
    """The events with a number added to the UID of a second one: two steps of an action can be due on one day."""
    seen: dict[tuple[str, date | None], int] = {}
    found = []
    for event in events:
        key = event.uid, event.recurs_on
        seen[key] = again = seen.get(key, 0) + 1
        found.append(event if again == 1 else replace(event, uid=event.uid.replace("@", f".{again}@")))
    return found


def _calendar(framework: Framework, name: str, events: Iterable[Event], as_at: date) -> bytes:
    from icalendar import Calendar

    calendar = Calendar()
    calendar.add("prodid", f"-//qaf//qaf {VERSION}//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    _add_marking(calendar, framework)
    components: list[IEvent | Timezone] = [_component(event, as_at) for event in events]
    for component in components or (_nothing(),):
        calendar.add_component(component)
    return bytes(calendar.to_ical())


def _nothing() -> Timezone:
    """What a calendar without events holds: it must have a component (RFC 5545, 3.6), and a time zone is not seen."""
    from icalendar import Timezone, TimezoneStandard

    standard = TimezoneStandard()
    standard.add("dtstart", datetime(1970, 1, 1))
    standard.add("tzoffsetfrom", timedelta(0))
    standard.add("tzoffsetto", timedelta(0))
    standard.add("tzname", "UTC")
    zone = Timezone()
    zone.add("tzid", "Etc/UTC")
    zone.add_component(standard)
    return zone


def _add_marking(calendar: ICalendar, framework: Framework) -> None:
    if marking := framework.settings.marking:
        calendar.add("x-wr-caldesc", one_line(marking))


def _component(event: Event, as_at: date) -> IEvent:
    from icalendar import Event as Component

    stamp = datetime(as_at.year, as_at.month, as_at.day, tzinfo=UTC)
    found = Component()
    found.add("uid", event.uid)
    found.add("dtstamp", stamp)
    found.add("last-modified", stamp)
    found.add("sequence", max(0, (as_at - _BEGAN).days))
    found.add("summary", one_line(event.summary))
    found.add("dtstart", event.day)
    found.add("dtend", event.day + timedelta(days=1))
    found.add("description", "\n".join(one_line(line) for line in event.description.split("\n")))
    found.add("categories", [event.category])
    found.add("status", "TENTATIVE" if event.tentative else "CONFIRMED")
    found.add("transp", "TRANSPARENT")
    if event.recurs_on:
        found.add("recurrence-id", event.recurs_on)
    if event.rule:
        word, interval, last = event.rule
        by_month = {"bymonth": event.day.month} if word == "YEARLY" else {}
        found.add("rrule", {"freq": word, "interval": interval, "until": last, **by_month, "bymonthday": -1})
    if event.remind:
        _add_alarm(found, event)
    return found


def _add_alarm(component: IEvent, event: Event) -> None:
    from icalendar import Alarm

    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", one_line(event.summary))
    alarm.add("trigger", timedelta(days=-event.remind))
    component.add_component(alarm)
