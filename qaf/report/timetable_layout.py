"""Where everything stands in the picture of the timetable: rows and marks with their places, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from qaf.analysis.programme import Programme, Scheduled
from qaf.analysis.programme_load import load
from qaf.analysis.programme_times import Time
from qaf.ground.days import day_in_words
from qaf.ground.text import plural, shortened
from qaf.model.framework import Framework
from qaf.model.period import MONTHS
from qaf.report.timetable_words import (
    FREQUENCY_WORDS,
    KIND_WORDS,
    NO_AREA,
    SEVERAL_AREAS,
    lead_in_words,
    time_in_words,
)

LEFT, RIGHT, WIDE = 344, 12, 88
"""Units: the column of names, the margin behind the last quarter, the width of a quarter."""
TOP, HEAD, ROW, GROUP, FOOT = 8, 118, 38, 30, 14
_BARS = 46
_NAME, _UNDER = 52, 62
"""How many letters of a name, and of the line below it, there is room for."""

Shape = Literal["done", "done_late", "overdue", "missed", "ahead", "window", "routine", "event", "lacking"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark. `x` is its middle, or where it begins if it has a `width`; `title` says it in words."""

    shape: Shape
    x: float
    width: float
    title: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An activity: `y` is the middle of its row."""

    y: float
    name: str
    under: str
    title: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """A heading over rows; `cells`: for each year the middle and what is said of it, and whether it is a lack."""

    y: float
    name: str
    cells: tuple[tuple[float, str, bool], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A year or a quarter: where it begins, how wide it is, its name; of a quarter the load and its bar's height."""

    x: float
    width: float
    name: str
    load: int = 0
    bar: float = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """The whole picture in its own units. `today` is None where the day lies outside the years."""

    width: float
    height: float
    years: tuple[Column, ...]
    quarters: tuple[Column, ...]
    groups: tuple[Group, ...]
    rows: tuple[Row, ...]
    today: float | None
    today_name: str


class Scale:
    """Days to places. Years that do not follow each other stand side by side all the same."""

    def __init__(self, quarters: Sequence[tuple[date, date]]) -> None:
        self.quarters = quarters

    def at(self, day: date) -> float | None:
        """The place of a day; None outside the years."""
        for index, (start, end) in enumerate(self.quarters):
            if start <= day <= end:
                return LEFT + WIDE * (index + ((day - start).days + 0.5) / ((end - start).days + 1))
        return None

    def stretch(self, start: date, end: date) -> tuple[float, float] | None:
        """Where a stretch of days begins and how wide it is, as far as it lies in the years; None where it does not."""
        inside = [i for i, (first, last) in enumerate(self.quarters) if first <= end and last >= start]
        if not inside:
            return None
        first, last = self.quarters[inside[0]][0], self.quarters[inside[-1]][1]
        begins, ends = self._edge(inside[0], max(start, first)), self._edge(inside[-1], min(end, last) + timedelta(1))
        return begins, ends - begins

    def _edge(self, index: int, day: date) -> float:
        start, end = self.quarters[index]
        return LEFT + WIDE * (index + (day - start).days / ((end - start).days + 1))


def picture(framework: Framework, programme: Programme, by: Literal["area", "kind"] = "area") -> Picture:
    """The picture, its rows grouped by the area that an activity looks at, or by its kind."""
    scale = Scale(programme.quarters)
    groups: list[Group] = []
    rows: list[Row] = []
    y = float(TOP + HEAD)
    for name, cells, items in _groups(framework, programme, by):
        groups.append(Group(y, shortened(name, _NAME), tuple(cells)))
        y += GROUP
        for item in items:
            rows.append(_row(framework, programme, scale, item, y + ROW / 2))
            y += ROW
        y += 4
    today = scale.at(programme.as_at)
    width = LEFT + WIDE * len(programme.quarters) + RIGHT
    years = tuple(Column(LEFT + 4 * WIDE * index, 4 * WIDE, year.name) for index, year in enumerate(programme.years))
    quarters = tuple(_quarters(programme))
    return Picture(width, y + FOOT, years, quarters, tuple(groups), tuple(rows), today, day_in_words(programme.as_at))


def _quarters(programme: Programme) -> Iterable[Column]:
    loads = load(programme)
    most = max((quarter.count for quarter in loads), default=0) or 1
    for index, quarter in enumerate(loads):
        name = f"{MONTHS[quarter.start.month - 1][:3]}–{MONTHS[quarter.end.month - 1][:3]}"
        yield Column(LEFT + WIDE * index, WIDE, name, quarter.count, round(_BARS * quarter.count / most, 1))


_Cell = tuple[float, str, bool]


def _groups(framework: Framework, programme: Programme, by: str) -> Iterable[tuple[str, list[_Cell], list[Scheduled]]]:
    items = programme.activities
    if by == "kind":
        for kind, words in KIND_WORDS.items():
            if chosen := [item for item in items if item.activity.kind == kind]:
                yield words, [], chosen
        return
    middles = [float(LEFT + 4 * WIDE * index + 2 * WIDE) for index in range(len(programme.years))]
    if several := [item for item in items if len(item.areas) > 1]:
        yield SEVERAL_AREAS, [], several
    for reach in programme.reach:
        own = [item for item in items if item.areas == (reach.area,)]
        counts = [_reached(len(ids)) for ids in reach.by_year]
        cells = [(x, text, lack) for x, (text, lack) in zip(middles, counts, strict=True)]
        yield framework.title(reach.area), cells, own
    shown = {reach.area for reach in programme.reach}
    above = {item.areas[0]: None for item in items if len(item.areas) == 1 and item.areas[0] not in shown}
    for area in above:
        yield framework.title(area), [], [item for item in items if item.areas == (area,)]
    if rest := [item for item in items if not item.areas]:
        yield NO_AREA, [], rest


def _reached(count: int) -> tuple[str, bool]:
    return (f"{plural(count, 'activity', 'activities')} in all", False) if count else ("no activity", True)


def _row(framework: Framework, programme: Programme, scale: Scale, item: Scheduled, y: float) -> Row:
    activity = item.activity
    often = FREQUENCY_WORDS.get(activity.frequency or "", "")
    parts = (KIND_WORDS[activity.kind], often, lead_in_words(framework, activity.lead) if activity.lead else "no lead")
    under = " · ".join(part for part in parts if part)
    marks = tuple(_marks(programme, scale, item))
    return Row(y, shortened(activity.name, _NAME), shortened(under, _UNDER), activity.name, marks)


def _marks(programme: Programme, scale: Scale, item: Scheduled) -> Iterable[Mark]:
    activity = item.activity
    quarters = programme.quarters
    if quarters and (item.always or (item.routine and item.times and not item.times[0].given)):
        words = FREQUENCY_WORDS[activity.frequency or "continuous"]
        shape: Shape = "event" if activity.frequency == "on_event" else "routine"
        yield Mark(shape, LEFT, WIDE * len(quarters), f"{activity.name}: {words}", words)
        yield from (_of_day(programme, time.done, scale, "done", item) for time in item.times if time.done)
        return
    for time in item.times:
        yield from _of_time(programme, scale, item, time)
    yield from (_of_day(programme, day, scale, "done", item) for day in item.besides if scale.at(day) is not None)
    for year in item.years_without:
        if place := scale.stretch(year.period.start, year.period.end):
            yield Mark("lacking", *place, f"{activity.name}: no time in {year.name}", "no time yet")


def _of_day(programme: Programme, day: date, scale: Scale, shape: Shape, item: Scheduled) -> Mark:
    return Mark(shape, scale.at(day) or LEFT, 0, f"{item.activity.name}: done on {day_in_words(day)}")


def _of_time(programme: Programme, scale: Scale, item: Scheduled, time: Time) -> Iterable[Mark]:
    title = f"{item.activity.name}: {time_in_words(time, programme.as_at)}"
    place = scale.stretch(time.start, time.end)
    long = time.start != time.end
    if long and place is not None and not time.is_done:
        yield Mark("window", *place, title, "some time in these months" if place[1] > 2 * WIDE else "")
    if time.is_done:
        x = scale.at(time.done) if time.done else place[0] + place[1] / 2 if place else None
        if x is not None:
            yield Mark("done_late" if time.state == "done_late" else "done", x, 0, title)
    elif time.state in ("overdue", "missed"):
        if (x := scale.at(time.end)) is not None:
            yield Mark("overdue" if time.state == "overdue" else "missed", x - (8 if long else 0), 0, title)
    elif not long and place is not None:
        yield Mark("ahead", place[0] + place[1] / 2, 0, title)
