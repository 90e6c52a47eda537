"""What several forms ask for: their areas, measures by how often they come, cards, lists of actions and ideas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from qaf.analysis.points import Point
from qaf.analysis.programme_times import MONTHS_BETWEEN
from qaf.model.action import Action
from qaf.model.area import Area
from qaf.model.idea import Idea
from qaf.model.measure import Measure
from qaf.report import terms, words
from qaf.report.action_lines import OPEN, action_line, area_of, overdue
from qaf.report.desk import Desk, by_kind
from qaf.report.forms.paper import Item, Items, Page, Part, Told, Words
from qaf.report.panels import Size, panel
from qaf.report.parts import MeasureLine, Panel
from qaf.report.sheet import measure_line
from qaf.report.story_sheets import Gathered, stories_of, story_text

SIZE: Size = (345, 165)
"""One chart for every width: half of an A4 page in print, and as wide as a telephone."""

IDEAS = {"new": "Not answered yet", "trying": "Being tried", "adopted": "Adopted", "declined": "Declined"}
NO_STORY = (
    "No story stands here: none was told for this time, or nobody's consent covers this use. Figures without a voice "
    "say little; “qaf new story” begins one."
)
STORY_NOTE = "Names and some details are changed. A story says what can happen, and not how often."


def areas_of(desk: Desk, area: str = "") -> list[Area]:
    """The area asked for and all below it; else every area, those with a priority and what is below them first."""
    if area:
        return list(desk.framework.below(area))
    found: dict[str, Area] = {}
    for first in desk.framework.priorities():
        found |= {part.id: part for part in desk.sections_of(first)}
    return [*found.values(), *(one for one in desk.framework.areas.values() if one.id not in found)]


# measures ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ByFrequency:
    """The measures of an area: with a figure for the period, awaited, collected less often, without any figure."""

    now: tuple[Measure, ...]
    awaited: tuple[Measure, ...]
    rarer: tuple[Measure, ...]
    without: tuple[Measure, ...]


def by_frequency(desk: Desk, measures: Iterable[Measure]) -> ByFrequency:
    """Measures sorted by what the form's period can show of them; outcome first in each."""
    now: list[Measure] = []
    awaited: list[Measure] = []
    rarer: list[Measure] = []
    without: list[Measure] = []
    period = desk.inputs.period
    for measure in by_kind(list(measures)):
        latest = latest_of(desk, measure)
        often = _months(measure, latest) <= period.months
        if latest is None:
            (awaited if often and measure.status == "collecting" else without).append(measure)
        elif often:
            (now if period.start <= latest.period.end <= period.end else awaited).append(measure)
        else:
            rarer.append(measure)
    return ByFrequency(tuple(now), tuple(awaited), tuple(rarer), tuple(without))


def latest_of(desk: Desk, measure: Measure) -> Point | None:
    """The latest figure of a measure, of the whole or, where there is none, by team or place."""
    series = desk.series(measure)
    own = [line.points[-1] for line in series.own if line.points]
    places = [line.points[-1] for held in series.breakdowns for line in held.lines if line.points]
    return max(own or places, key=lambda point: point.period, default=None)


def _months(measure: Measure, latest: Point | None) -> int:
    """How many months lie between two figures: as the figures have it, else as the framework says."""
    if latest is not None and latest.period.months:
        return latest.period.months
    return 1 if measure.frequency == "continuous" else MONTHS_BETWEEN.get(measure.frequency or "", 999)


def small_panel(desk: Desk, measure: Measure) -> Panel:
    """The panel of a measure with one chart that serves every width."""
    return replace(panel(desk.facts(measure), desk.framework, SIZE), narrow=None)


def line_item(desk: Desk, measure: Measure) -> Item:
    """A measure in a few words."""
    return item_of(measure, measure_line(desk, measure))


def item_of(measure: Measure, line: MeasureLine) -> Item:
    """The entry of a list for a line of a measure."""
    meta = tuple(text for text in (" ".join(filter(None, (line.behind, line.beside))),) if text)
    text = f"{line.text.rstrip('.')}." if line.missing else line.text
    return Item(text, meta=meta, kind=measure.kind, numbers=line.headlines, missing=line.missing)


# actions and ideas -------------------------------------------------------------------------------------------------


def pressing(desk: Desk, areas: Sequence[Area], days: int) -> list[Action]:
    """Open actions that cannot wait: overdue, a milestone late, off course, or due within so many days."""
    wanted = {area.id for area in areas}
    held = [a for a in desk.framework.actions if a.status in OPEN and area_of(desk, a) in wanted]
    last = desk.inputs.as_at + timedelta(days=days)
    found = [action for action in held if _presses(action, desk.inputs.as_at, last)]
    return sorted(found, key=lambda a: (not overdue(a, desk.inputs.as_at), a.due or date.max, a.id))


def _presses(action: Action, as_at: date, last: date) -> bool:
    late_step = any(m.due and m.due < as_at and not (m.done and m.done <= as_at) for m in action.milestones)
    said = [update for update in action.updates if update.on_course and (update.on is None or update.on <= as_at)]
    off = bool(said) and max(said, key=lambda update: update.on or date.min).on_course != "yes"
    return late_step or off or (action.due is not None and action.due <= last)


def action_item(desk: Desk, action: Action) -> Item:
    """An action as an entry of a list."""
    line = action_line(desk, action)
    meta = [" · ".join(filter(None, (line.owner, line.when, line.milestones)))]
    meta += [f"Aims at: {'; '.join(line.aims)}"] if line.aims else []
    meta += [line.latest] if line.latest else []
    return Item(line.text, strong="Overdue" if line.overdue else line.status, meta=tuple(meta))


def idea_item(desk: Desk, idea: Idea) -> Item:
    """An idea and what became of it."""
    who = desk.who(idea.team)
    meta = [f"{who}, {words.day(idea.on)}" if idea.on else who]
    answer = idea.response or ""
    missing = "" if answer else "Nobody has answered it yet."
    action = next((one for one in desk.framework.actions if one.id == idea.action), None)
    meta += [f"Led to: {action.text.rstrip('.')} ({terms.STATUSES[action.status].lower()})"] if action else []
    return Item(
        idea.text, IDEAS[idea.status], ((f"Answer: {answer}",) if answer else ()) + tuple(meta), missing=missing
    )


# stories -----------------------------------------------------------------------------------------------------------


def one_story(desk: Desk, areas: Sequence[Area]) -> Part:
    """One story of the last year that may be printed, another each period; or why there is none."""
    told = stories_of(desk, {area.id for area in areas}, months_back=12)
    if not told.allowed:
        return Part("A story", (Words((NO_STORY, *kept_back(told)), "missing"),))
    period = desk.inputs.period
    turn = (period.end.year * 12 + period.end.month) // max(1, period.months)
    chosen = story_text(desk, told.allowed[turn % len(told.allowed)])
    return Part("A story", (Told((chosen,)), Words((STORY_NOTE, *kept_back(told)), "meta")))


def kept_back(told: Gathered) -> tuple[str, ...]:
    """How many stories are not printed, and why."""
    found = []
    if told.kept_back:
        verb = "story is" if told.kept_back == 1 else "stories are"
        found.append(f"{told.kept_back} {verb} kept back, because consent does not cover this use today.")
    if told.other_periods:
        verb = "story of another time is" if told.other_periods == 1 else "stories of other times are"
        found.append(f"{told.other_periods} {verb} not printed here.")
    return tuple(found)


# a folder that is only beginning -----------------------------------------------------------------------------------


def nothing_yet(desk: Desk) -> Page | None:
    """A page for a folder without an area or a measure: what to do first; None where there are measures."""
    if desk.framework.measures:
        return None
    name = desk.framework.settings.organisation.name
    if not desk.framework.areas:
        steps = (
            "Choose one area of the work and write down why it matters: “qaf new area” begins one, and “qaf adopt” "
            "takes one from the catalogue.",
            "Say what good would look like there: for children, and in the quality of the work.",
            "Name one measure that would show whether any child is better off.",
        )
    else:
        steps = (
            "Name one measure that would show whether any child is better off: “qaf new measure” begins one.",
            "Take in the figures you have: “qaf form” makes a sheet for a team to fill in, “qaf ingest” takes it in.",
            "Ask children, parents and frontline staff what no file holds.",
        )
    parts = (Part("What to do next", (Items(tuple(Item(text) for text in steps), numbered=True),)),)
    return Page("the_beginning", "Nothing has been measured yet", parts, lede=f"{name} has no measure yet.")
