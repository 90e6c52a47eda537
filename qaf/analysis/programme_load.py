"""What the timetable asks of people: the load of each quarter and lead, what clashes, and chains of activities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qaf.analysis.programme import Programme, Scheduled
from qaf.analysis.programme_times import Time
from qaf.model.framework import Framework

LARGE_KINDS = (
    "deep_dive", "turning_the_curve", "peer_review", "external_peer_review", "inspection", "scrutiny", "case_review",
    "own_impact_review", "audit", "survey", "self_assessment",
)  # fmt: skip
"""Kinds of activity that take much of the time of whoever works in an area, unless they are done every month."""

ChainState = Literal["in_order", "out_of_order", "no_time", "waiting"]


@dataclass(frozen=True, slots=True)
class QuarterLoad:
    """How many times of activities other than routine ones fall in a quarter; `leads`: how many of each lead.

    A time that is longer than the quarter counts where it ends: then it has to be done.
    """

    start: date
    end: date
    count: int
    leads: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Clash:
    """Activities that meet: `lead`, of the same lead in a month; `area`, large ones in an area in a quarter.

    `about` is the id of the lead or the area; `start` and `end` bound the month or the quarter.
    """

    kind: Literal["lead", "area"]
    about: str
    start: date
    end: date
    activities: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """An activity that follows another. `out_of_order`: it is due, or was done, before the other one can be.

    `no_time`: one of the two has no time. `waiting`: the other one is overdue, so this one waits for it.
    """

    activity: str
    follows: str
    state: ChainState


def load(programme: Programme) -> tuple[QuarterLoad, ...]:
    """The load of each quarter of the years."""
    found = []
    for start, end in programme.quarters:
        leads: dict[str, int] = {}
        count = 0
        for item in _exercises(programme):
            times = sum(1 for time in item.times if start <= time.end <= end and time.state != "missed")
            count += times
            if times and item.activity.lead:
                leads[item.activity.lead] = leads.get(item.activity.lead, 0) + times
        found.append(QuarterLoad(start, end, count, tuple(sorted(leads.items(), key=lambda pair: (-pair[1], pair[0])))))
    return tuple(found)


def clashes(framework: Framework, programme: Programme) -> tuple[Clash, ...]:
    """What meets, in order of time: of times still to come only, for what is done can no longer be moved."""
    found = [*_of_leads(programme), *_of_areas(framework, programme)]
    return tuple(sorted(found, key=lambda clash: (clash.start, clash.kind, clash.about)))


def _of_leads(programme: Programme) -> Iterable[Clash]:
    months: dict[tuple[str, int, int], dict[str, Time]] = {}
    for item in _exercises(programme):
        for time in _open(item.times):
            if item.activity.lead and (time.start.year, time.start.month) == (time.end.year, time.end.month):
                key = (item.activity.lead, time.end.year, time.end.month)
                months.setdefault(key, {}).setdefault(item.activity.id, time)
    for (lead, _, _), times in months.items():
        if len(times) > 1:
            days = [time.end for time in times.values()]
            yield Clash("lead", lead, min(days), max(days), tuple(times))


def _of_areas(framework: Framework, programme: Programme) -> Iterable[Clash]:
    for area in framework.areas:
        reaching = [item for item in _exercises(programme) if _is_large(item) and area in item.areas]
        for start, end in programme.quarters:
            ids = tuple(
                item.activity.id
                for item in reaching
                if any(start <= time.start and time.end <= end for time in _open(item.times))
            )
            if len(ids) > 1:
                yield Clash("area", area, start, end, ids)


def _exercises(programme: Programme) -> list[Scheduled]:
    return [item for item in programme.activities if not item.routine]


def _is_large(item: Scheduled) -> bool:
    return item.activity.kind in LARGE_KINDS


def _open(times: Iterable[Time]) -> Iterable[Time]:
    return (time for time in times if time.state in ("now", "ahead"))


def chains(programme: Programme) -> tuple[Chain, ...]:
    """Every activity that follows another one of the timetable, in the order of the file."""
    known = programme.by_id
    return tuple(
        Chain(item.activity.id, before.activity.id, _chain_state(item, before))
        for item in programme.activities
        if (before := known.get(item.activity.follows or "")) is not None and before is not item
    )


def _chain_state(item: Scheduled, before: Scheduled) -> ChainState:
    if not (item.times or item.besides) or not (before.times or before.besides):
        return "no_time"
    if _first_end(item.times, item.besides) < _first_day(before.times, before.besides):
        return "out_of_order"
    if not _is_begun(before) and _is_begun(item):
        return "out_of_order"
    if not _is_begun(before) and any(time.state == "overdue" for time in before.times):
        return "waiting"
    return "in_order"


def _first_day(times: Sequence[Time], besides: Sequence[date]) -> date:
    """The first day on which an activity was done or can be."""
    return min([*besides, *(time.done or time.start for time in times)])


def _first_end(times: Sequence[Time], besides: Sequence[date]) -> date:
    """The day by which an activity has been done, or is to be, for the first time."""
    first = min(times, key=lambda time: (time.end, time.start), default=None)
    return min([*besides, *([first.done or first.end] if first else [])])


def _is_begun(item: Scheduled) -> bool:
    return bool(item.besides) or any(time.is_done for time in item.times)
