"""What the timetable is called on a page: kinds, frequencies, how a time stands, and what deserves a remark."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from qaf.analysis.programme import Programme, Scheduled
from qaf.analysis.programme_load import Chain, Clash, chains, clashes
from qaf.ground.days import day_in_words
from qaf.ground.text import listing, plural
from qaf.model.framework import Framework
from qaf.model.period import MONTHS

if TYPE_CHECKING:
    from qaf.analysis.programme_times import Time

KIND_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "routine_collection": "Routine collection",
        "audit": "Audit",
        "survey": "Survey",
        "focus_group": "Focus group",
        "walking_the_floor": "Walking the floor",
        "observation": "Observation",
        "deep_dive": "Deep dive",
        "turning_the_curve": "Turning the curve",
        "peer_review": "Peer review",
        "external_peer_review": "External peer review",
        "inspection": "Inspection",
        "self_assessment": "Self-assessment",
        "scrutiny": "Scrutiny",
        "case_review": "Case review",
        "own_impact_review": "Review of our own impact",
        "learning_event": "Learning event",
        "other": "Other",
    }
)
"""Kinds of activity, in the order in which a page groups them."""

FREQUENCY_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "continuous": "all the time",
        "monthly": "each month",
        "quarterly": "each quarter",
        "six_monthly": "twice a year",
        "annual": "each year",
        "two_yearly": "every two years",
        "three_yearly": "every three years",
        "on_event": "when something happens",
        "once": "once",
    }
)

STATE_WORDS: Mapping[str, str] = MappingProxyType(
    {
        "done": "done",
        "done_late": "done late",
        "overdue": "overdue",
        "missed": "not done",
        "unrecorded": "not recorded",
        "now": "under way or still to come in this period",
        "ahead": "planned",
    }
)

SEVERAL_AREAS = "Several areas"
NO_AREA = "No area named"


def lead_in_words(framework: Framework, lead: str | None) -> str:
    """The title of the post or member that leads; "nobody" where none is named."""
    return framework.title(lead) if lead else "nobody"


def time_in_words(time: Time, as_at: date) -> str:
    """One time: `2027/28 Q2, planned`, `30 June 2026, done on 11 June 2026`."""
    when = day_in_words(time.end) if time.start == time.end else time.spelt
    if time.done:
        late = f", {plural(time.days_late, 'day')} late" if time.days_late else ""
        return f"{when}: done on {day_in_words(time.done)}{late}"
    if time.undated:
        return f"{when}: done, on a day that is not recorded"
    if time.state == "overdue":
        return f"{when}: overdue by {plural((as_at - time.end).days, 'day')}"
    return f"{when}: {STATE_WORDS[time.state]}"


def quarter_name(start: date, end: date) -> str:
    """`Apr to Jun 2025`: the same words whichever month a year begins in."""
    return f"{MONTHS[start.month - 1][:3]} to {MONTHS[end.month - 1][:3]} {end.year}"


def remarks(framework: Framework, programme: Programme) -> dict[str, list[str]]:
    """What a board would want to be told, by heading, in sentences; a heading with nothing under it is left out."""
    known = programme.by_id
    found = {
        "Overdue": list(_overdue(programme)),
        "Done late, or not at all": list(_late(programme)),
        "Inspections expected": [_next_time(item) for item in programme.inspections],
        "What meets": [_clash(framework, known, clash) for clash in clashes(framework, programme)],
        "What waits, or comes in the wrong order": [
            _chain(known, chain) for chain in chains(programme) if chain.state != "in_order"
        ],
        "Left out": list(_left_out(framework, programme)),
    }
    return {heading: lines for heading, lines in found.items() if lines}


def _overdue(programme: Programme) -> Iterable[str]:
    for item in programme.activities:
        late = [time for time in item.times if time.state == "overdue"]
        if late:
            more = f", and {plural(len(late) - 1, 'time')} before" if len(late) > 1 else ""
            yield f"{item.activity.name}: {_when(late[-1])}{more}."


def _late(programme: Programme) -> Iterable[str]:
    for item in programme.activities:
        for time in item.times:
            if time.state == "missed":
                yield f"{item.activity.name}: {_when(time)}, not done."
            elif time.state == "done_late":
                yield f"{item.activity.name}: {_when(time)}, done {plural(time.days_late, 'day')} late."


def _next_time(item: Scheduled) -> str:
    assert item.next is not None
    return f"{item.activity.name}: {_when(item.next)}."


def _when(time: Time) -> str:
    return day_in_words(time.end) if time.start == time.end else time.spelt


def _clash(framework: Framework, known: Mapping[str, Scheduled], clash: Clash) -> str:
    names = listing(known[id_].activity.name for id_ in clash.activities)
    if clash.kind == "lead":
        month = f"{MONTHS[clash.end.month - 1]} {clash.end.year}"
        count = plural(len(clash.activities), "activity", "activities")
        return _sentence(f"{framework.title(clash.about)} leads {count} in {month}: {names}")
    quarter = quarter_name(clash.start, clash.end)
    return _sentence(f"{framework.title(clash.about)}: several large exercises from {quarter}: {names}")


def _sentence(text: str) -> str:
    """The text with a full stop, unless it ends as a sentence already."""
    return text if text.endswith((".", "?", "!")) else f"{text}."


def _chain(known: Mapping[str, Scheduled], chain: Chain) -> str:
    name, before = known[chain.activity].activity.name, known[chain.follows].activity.name
    if chain.state == "out_of_order":
        return f"{name} follows {before}, and comes first."
    if chain.state == "waiting":
        return f"{name} waits for {before}, which is overdue."
    return f"{name} follows {before}, and one of the two has no time."


def _left_out(framework: Framework, programme: Programme) -> Iterable[str]:
    for item in programme.activities:
        if item.years_without:
            often = FREQUENCY_WORDS[item.activity.frequency or "annual"]
            years = listing(year.name for year in item.years_without)
            yield f"{item.activity.name} is to take place {often}, and has no time in {years}."
    never = programme.never_reached if programme.activities else ()
    for area in never:
        yield f"{framework.title(area)}: no activity looks at it in these years."
