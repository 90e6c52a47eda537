"""The timetable as a person or a program reads it: a table, Markdown, JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from qaf.analysis.programme import AreaReach, Programme, Scheduled
from qaf.analysis.programme_load import chains, clashes, load
from qaf.analysis.programme_times import Time, Year
from qaf.formats.display import one_line, wrapped
from qaf.formats.tables import Cell, TextTable, as_markdown, as_text
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import plural
from qaf.model.framework import Framework
from qaf.report.timetable_words import FREQUENCY_WORDS, KIND_WORDS, lead_in_words, quarter_name, remarks

MARKS = {
    "done": "x", "done_late": "l", "overdue": "!", "missed": "-", "unrecorded": "?", "now": "o", "ahead": "o",
}  # fmt: skip
_FIRST = ("overdue", "missed", "now", "ahead", "done_late", "unrecorded", "done")
"""Which of several times of a quarter the mark shows."""
LEGEND = (
    "x done · l done late · ! overdue · - not done · o planned · ~ some time in these quarters · = goes on all the time"
)
EMPTY = "There are no activities yet. `qaf new activity` begins one."


def in_area(framework: Framework, programme: Programme, area: str) -> Programme:
    """The part of the timetable that reaches an area; all of it where `area` is "". Raises `QafError`."""
    if not area:
        return programme
    if area not in framework.areas:
        raise QafError(f"There is no area `{area}`.", help=did_you_mean(area, framework.areas))
    inside = {one.id for one in framework.below(area)}
    near = inside | {one.id for one in framework.above(area)}
    activities = tuple(item for item in programme.activities if near.intersection(item.areas))
    reach = tuple(item for item in programme.reach if item.area in inside)
    return Programme(programme.as_at, programme.years, activities, reach, programme.years_named)


def timetable_page(framework: Framework, programme: Programme, wanted: str, columns: int = 100) -> str:
    """The page in one of the formats table, md, json; a table is `columns` wide at most."""
    if wanted == "json":
        return _json(framework, programme)
    markdown = wanted == "md"
    parts = [_title(framework, programme, markdown)]
    if not programme.activities:
        return "\n\n".join([*parts, EMPTY]) + "\n"
    tables = [
        ("Quarter by quarter", _quarters(framework, programme)),
        ("How the years reach each area", _reach(framework, programme.reach, programme.years)),
        ("What the quarters ask of people", _load(framework, programme)),
    ]
    for heading, table in tables:
        shown = (as_markdown(table) if markdown else as_text(table, columns)).rstrip()
        parts += [f"## {heading}" if markdown else heading, shown]
        if table is tables[0][1]:
            parts.append(LEGEND if markdown else "\n".join(wrapped(LEGEND, columns)))
    for heading, lines in remarks(framework, programme).items():
        parts += [f"## {heading}" if markdown else heading, _items(lines, markdown, columns)]
    return "\n\n".join(parts) + "\n"


def span(years: Sequence[Year]) -> str:
    """`2025/26 to 2027/28`."""
    return f"{years[0].name} to {years[-1].name}" if years else "no years"


def _title(framework: Framework, programme: Programme, markdown: bool) -> str:
    name = one_line(framework.settings.organisation.name)
    text = f"Timetable of {name}, {span(programme.years)}, as at {programme.as_at.isoformat()}"
    return f"# {_escaped(text)}" if markdown else text


def _items(lines: Sequence[str], markdown: bool, columns: int) -> str:
    if markdown:
        return "\n".join(f"- {_escaped(one_line(line))}" for line in lines)
    rows = []
    for line in lines:
        first, *more = wrapped(one_line(line), columns - 4, cut=False)
        rows += [f"  - {first}", *(f"    {row}" for row in more)]
    return "\n".join(rows)


def _escaped(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_[]<>#|~" else c for c in text)


def _quarters(framework: Framework, programme: Programme) -> TextTable:
    rows: list[list[Cell]] = []
    for item in programme.activities:
        activity = item.activity
        cells = [" ".join(mark(item, start, end) for start, end in year.quarters) for year in programme.years]
        often = FREQUENCY_WORDS.get(activity.frequency or "", "")
        kind = KIND_WORDS[activity.kind] + (f", {often}" if often else "")
        rows.append([activity.name, kind, lead_in_words(framework, activity.lead), *cells])
    return TextTable(["activity", "what", "led by", *(year.name for year in programme.years)], rows)


def mark(item: Scheduled, start: date, end: date) -> str:
    """One letter for a quarter; `.` where nothing is then."""
    if item.always or (item.times and not item.times[0].given and item.routine):
        return "="
    ending = {time.state for time in item.times if start <= time.end <= end}
    state = next((state for state in _FIRST if state in ending), "")
    if state:
        return MARKS[state]
    spanning = (time for time in item.within(start, end) if not time.is_done)
    return "~" if next(spanning, None) else "."


def _reach(framework: Framework, reach: Sequence[AreaReach], years: Sequence[Year]) -> TextTable:
    rows: list[list[Cell]] = [
        [framework.title(item.area), *(plural(len(ids), "activity", "activities") for ids in item.by_year)]
        for item in reach
    ]
    return TextTable(["area", *(year.name for year in years)], rows)


def _load(framework: Framework, programme: Programme) -> TextTable:
    rows: list[list[Cell]] = []
    for quarter in load(programme):
        leads = ", ".join(f"{framework.title(lead)} {count}" for lead, count in quarter.leads)
        rows.append([quarter_name(quarter.start, quarter.end), quarter.count, leads])
    return TextTable(["quarter", "exercises due", "by lead"], rows)


def _json(framework: Framework, programme: Programme) -> str:
    organisation = framework.settings.organisation
    content = {
        "format": "qaf-timetable/1",
        "organisation": organisation.id,
        "as_at": programme.as_at.isoformat(),
        "years": [year.name for year in programme.years],
        "activities": [_activity_json(item) for item in programme.activities],
        "areas": [
            {
                "area": item.area,
                "by_year": {y.name: list(ids) for y, ids in zip(programme.years, item.by_year, strict=True)},
                "never": item.never,
            }
            for item in programme.reach
        ],
        "load": [
            {"from": q.start.isoformat(), "to": q.end.isoformat(), "exercises": q.count, "leads": dict(q.leads)}
            for q in load(programme)
        ],
        "clashes": [
            {
                "kind": clash.kind,
                "about": clash.about,
                "from": clash.start.isoformat(),
                "to": clash.end.isoformat(),
                "activities": list(clash.activities),
            }
            for clash in clashes(framework, programme)
        ],
        "chains": [
            {"activity": chain.activity, "follows": chain.follows, "state": chain.state} for chain in chains(programme)
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _activity_json(item: Scheduled) -> dict[str, Any]:
    activity = item.activity
    return {
        "id": activity.id,
        "name": activity.name,
        "kind": activity.kind,
        "frequency": activity.frequency,
        "lead": activity.lead,
        "areas": list(item.areas),
        "times": [_time_json(time) for time in item.times],
        "also_done": [day.isoformat() for day in item.besides],
        "years_without": [year.name for year in item.years_without],
    }


def _time_json(time: Time) -> dict[str, Any]:
    return {
        "time": time.spelt,
        "from": time.start.isoformat(),
        "to": time.end.isoformat(),
        "given": time.given,
        "state": time.state,
        "done": time.done.isoformat() if time.done else None,
        "days_late": time.days_late,
    }
