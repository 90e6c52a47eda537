"""The timetable as one HTML file that needs nothing else: the picture, what deserves a remark, and all in words."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qaf.analysis.programme import Programme, Scheduled
from qaf.ground.days import day_in_words
from qaf.ground.text import listing, plural
from qaf.ground.version import VERSION
from qaf.model.framework import Framework
from qaf.report.timetable_layout import Picture, picture
from qaf.report.timetable_page import EMPTY, span
from qaf.report.timetable_words import FREQUENCY_WORDS, KIND_WORDS, lead_in_words, remarks, time_in_words
from qaf.workspace.shipped import shipped_folder

if TYPE_CHECKING:
    from jinja2 import Environment

LEGEND = (
    ("done", "done"),
    ("done_late", "done late"),
    ("overdue", "overdue"),
    ("missed", "not done, and done again since"),
    ("ahead", "planned for a day"),
    ("window", "planned for some time in these months"),
    ("routine", "goes on in the course of the work"),
    ("event", "whenever something happens"),
    ("lacking", "ought to take place, and has no time yet"),
)
_NEXT = 5


@dataclass(frozen=True, slots=True)
class Line:
    """An activity in words, for the table: `times` in order."""

    name: str
    what: str
    lead: str
    areas: str
    times: tuple[str, ...]


def timetable_html(framework: Framework, programme: Programme, by: Literal["area", "kind"] = "area") -> bytes:
    """The page. No script, no network; its styles are allowed by their hash."""
    css = (shipped_folder("templates") / "timetable.css").read_text(encoding="utf-8").strip()
    digest = base64.b64encode(hashlib.sha256(f"\n{css}\n".encode()).digest()).decode()
    drawn = picture(framework, programme, by) if programme.activities and programme.years else None
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    page = (
        _environment()
        .get_template("timetable.html.j2")
        .render(
            css=css,
            policy=policy,
            organisation=framework.settings.organisation.name,
            marking=framework.settings.marking or "",
            years=span(programme.years),
            as_at=day_in_words(programme.as_at),
            version=VERSION,
            lead=_in_short(programme),
            coming=list(_coming(programme)),
            picture=_svg(framework, programme, drawn) if drawn else "",
            described=_described(programme),
            legend=_legend(drawn) if drawn else [],
            remarks=remarks(framework, programme),
            lines=[_line(framework, programme, item) for item in programme.activities],
            empty=EMPTY,
        )
    )
    return ("\n".join(line for line in page.split("\n") if line.strip()) + "\n").encode()


def drawing(framework: Framework, programme: Programme, by: Literal["area", "kind"] = "area") -> str:
    """The picture alone, as an `<svg>` element that can stand in any page."""
    return _svg(framework, programme, picture(framework, programme, by))


def _svg(framework: Framework, programme: Programme, drawn: Picture) -> str:
    title = f"Timetable of {framework.settings.organisation.name}, {span(programme.years)}"
    template = _environment().get_template("timetable.svg.j2")
    return template.render(drawn=drawn, title=title, described=_described(programme)).strip()


def _legend(drawn: Picture) -> list[tuple[str, str]]:
    """The marks that the picture has, each with what it means."""
    there = {mark.shape for row in drawn.rows for mark in row.marks}
    return [(shape, words) for shape, words in LEGEND if shape in there]


def _environment() -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(shipped_folder("templates")),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _counts(programme: Programme) -> dict[str, int]:
    """How many times of exercises are done, overdue and to come; of what is routine none are counted."""
    states = [time.state for item in programme.activities for time in item.times if time.given or not item.routine]
    return {
        "done": sum(state in ("done", "done_late") for state in states),
        "overdue": sum(state == "overdue" for state in states),
        "ahead": sum(state in ("now", "ahead") for state in states),
    }


def _in_short(programme: Programme) -> str:
    counts = _counts(programme)
    never = len(programme.never_reached)
    areas = "Every area is reached" if not never else f"{plural(never, 'area is', 'areas are')} never reached"
    return (
        f"{plural(len(programme.activities), 'activity', 'activities')} in {plural(len(programme.years), 'year')}. "
        f"Of what has a time, {counts['done']} {'is' if counts['done'] == 1 else 'are'} done, "
        f"{counts['overdue'] or 'none'} overdue, and {counts['ahead']} still to come. {areas}."
    )


def _coming(programme: Programme) -> Iterable[str]:
    """The next few things, overdue ones first."""
    found = [
        (time.end, item.activity.name, time_in_words(time, programme.as_at))
        for item in programme.activities
        if not (item.routine and item.times and not item.times[0].given)
        for time in item.times
        if time.state in ("overdue", "now", "ahead")
    ]
    for _, name, words in sorted(found)[:_NEXT]:
        when = words.removesuffix(": planned").partition(": under way")[0]
        yield f"{name}, {when.replace(': ', ', ')}"


def _described(programme: Programme) -> str:
    """What the picture shows, for those who do not see it."""
    counts = _counts(programme)
    return (
        f"Each activity is a row, each quarter a column, from {span(programme.years)}. Above the columns stands how "
        f"many exercises fall due in each quarter. {counts['done']} times are done, {counts['overdue']} overdue, "
        f"{counts['ahead']} still to come. The table below the picture says the same in words."
    )


def _line(framework: Framework, programme: Programme, item: Scheduled) -> Line:
    activity = item.activity
    often = FREQUENCY_WORDS.get(activity.frequency or "", "")
    what = KIND_WORDS[activity.kind] + (f", {often}" if often else "")
    if item.routine and item.times and not item.times[0].given:
        times: list[str] = [f"In the course of the work, {often}"]
    else:
        times = [time_in_words(time, programme.as_at) for time in item.times]
    times += [f"Done on {day_in_words(day)}" for day in item.besides]
    times += [f"{year.name}: no time yet" for year in item.years_without]
    areas = listing(framework.title(area) for area in item.areas) or "no area named"
    lead = lead_in_words(framework, activity.lead)
    return Line(activity.name, what, lead, areas, tuple(times) or ("no time given",))
