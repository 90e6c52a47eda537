"""Steps 6 to 8 of the eight: priorities, the three-year timetable, the cycle of learning and improvement."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from qaf.analysis.coverage import coverage
from qaf.analysis.steps import Point, Step, View, first_steps, with_stubs
from qaf.model.framework import Framework
from qaf.model.period import Period, PeriodError, latest_whole_reporting_year
from qaf.model.written import written

if TYPE_CHECKING:
    from qaf.model.area import Area
    from qaf.model.governance import Report
    from qaf.model.timetable import Activity

MANY_PRIORITIES = 8
MANY_KEY_MEASURES = 6
_EVERY_YEAR = ("continuous", "monthly", "quarterly", "six_monthly", "annual")
_FROM_OUTSIDE = ("peer_review", "external_peer_review", "inspection")
_OF_A_PARTNERSHIP = ("deep_dive", "turning_the_curve", "external_peer_review", "own_impact_review")
"""What the guidance recommends that a partnership does at least: the first two yearly, the others once or more."""
_LEADING = ("senior_leadership", "partnership")
_SCRUTINISING = ("scrutiny", "independent_scrutiny")


def steps(framework: Framework, catalogue: Framework | None, with_figures: Iterable[str], as_at: date) -> list[Step]:
    """All eight steps of a folder on a day.

    `catalogue` is what areas and good statements may have been adopted from; `with_figures` are the ids of the measures
    with figures.
    What is still to be written counts for nothing.
    """
    framework = written(framework)
    borrowed = frozenset(_borrowed(framework, catalogue)) if catalogue else frozenset()
    view = View(framework, coverage(framework), frozenset(with_figures), borrowed, as_at)
    judged = [*first_steps(view), _priorities(view), _timetable(view), _cycle(view)]
    return [with_stubs(framework, step) for step in judged]


def _borrowed(framework: Framework, catalogue: Framework) -> Iterable[str]:
    """Areas that still give the reason of the area they were adopted from, and good statements still in its words.

    A statement that says who had a part in it (`informed_by`) has been talked over here, whoever worded it.
    """
    for area in framework.areas.values():
        origin = catalogue.areas.get(area.based_on or "")
        if origin and area.why and (origin.why or "").split() == area.why.split():
            yield area.id
    for good in framework.goods.values():
        model = catalogue.goods.get(good.based_on or "")
        if model and model.text.split() == good.text.split() and not set(good.informed_by) - set(model.informed_by):
            yield good.id


def _priorities(view: View) -> Step:
    framework = view.framework
    chosen = framework.priorities()
    keys = {area.id: _key_measures(framework, area) for area in chosen}
    whole = {item.area.id for item in view.areas}
    lacks = [
        *view.lack("priority_without_owner", (a.id for a in chosen if not a.owner), len(chosen), "QAF309"),
        *view.lack("priority_without_key", (id_ for id_, ids in keys.items() if not ids and id_ in whole), len(chosen)),
    ]
    crowded = tuple(id_ for id_, ids in keys.items() if len(ids) > MANY_KEY_MEASURES)
    asides = [
        *([Point("many_priorities", len(chosen), len(framework.areas))] if len(chosen) > MANY_PRIORITIES else []),
        *([Point("many_key_measures", len(crowded), len(chosen), crowded)] if crowded else []),
    ]
    has = [
        Point("priorities", len(chosen), len(framework.areas), tuple(area.id for area in chosen)),
        Point("key_measures", sum(map(len, keys.values()))),
    ]
    return Step(6, bool(chosen), _told(has), tuple(lacks), tuple(asides))


def _key_measures(framework: Framework, area: Area) -> list[str]:
    """Ids of the key outcome and quality measures on the sheet of a priority area."""
    return [
        measure.id
        for one in framework.below(area.id)
        for measure in one.measures
        if framework.sheet_of(one.id) == area.id and measure.key and measure.kind != "quantity"
    ]


def _timetable(view: View) -> Step:
    framework = view.framework
    activities = framework.timetable.activities
    years = _years(view)
    idle = [str(year) for year in years if not any(_falls_in(activity, year) for activity in activities)]
    named = len(framework.settings.timetable_years)
    lacks = [
        *([Point("years_not_three", named)] if named < 3 else []),
        *view.lack("years_without_activity", idle, len(years)),
        *view.lack("priority_without_activity", _unvisited(framework), len(framework.priorities())),
        *view.lack("exercise_without_activity", _unscheduled(framework), len(framework.sources)),
        *view.lack("activity_without_lead", (a.id for a in activities if not a.lead), len(activities)),
    ]
    if not any(activity.kind in _FROM_OUTSIDE for activity in activities):
        lacks.append(Point("nobody_from_outside", 1))
    if framework.settings.organisation.kind == "partnership":
        lacks += view.lack("partnership_without", _not_planned(activities, years))
    has = [
        Point("activities", len(activities)),
        Point("activities_every_year", sum(activity.frequency in _EVERY_YEAR for activity in activities)),
        Point("activities_by_leaders", sum(activity.by_leaders for activity in activities)),
    ]
    return Step(7, bool(activities), _told(has), tuple(lacks))


def _years(view: View) -> list[Period]:
    """The timetable's years; where `qaf.yaml` names none, the year of the day and the two after it (in 2199, none)."""
    settings = view.framework.settings
    if settings.timetable_years:
        return list(settings.timetable_years)
    try:
        first = latest_whole_reporting_year(view.as_at, settings.year_starts).next()
        return [first, first.next(), first.next().next()]
    except PeriodError:
        return []


def _falls_in(activity: Activity, year: Period) -> bool:
    if activity.frequency in _EVERY_YEAR:
        return True
    return any(due.start <= year.end and due.end >= year.start for due in activity.due)


def _unvisited(framework: Framework) -> Iterable[str]:
    """Priority areas that no activity looks at: neither they, nor what lies below or above them."""
    visited = {area for activity in framework.timetable.activities for area in activity.areas}
    for activity in framework.timetable.activities:
        visited |= {framework.area_of(id_) for id_ in activity.measures}
    for area in framework.priorities():
        near = {one.id for one in (*framework.below(area.id), *framework.above(area.id))}
        if not visited & near:
            yield area.id


def _unscheduled(framework: Framework) -> Iterable[str]:
    """Exercises (sources that are not routine) that no activity of the timetable carries out."""
    carried = {id_ for activity in framework.timetable.activities for id_ in activity.sources}
    return (s.id for s in framework.sources.values() if s.routine is False and s.id not in carried)


def _not_planned(activities: Iterable[Activity], years: Iterable[Period]) -> Iterable[str]:
    """Kinds of activity that a partnership is advised to plan and has not."""
    planned = list(activities)
    for kind in _OF_A_PARTNERSHIP:
        of_kind = [activity for activity in planned if activity.kind == kind]
        yearly = kind in ("deep_dive", "turning_the_curve")
        if not of_kind or (yearly and not all(any(_falls_in(a, year) for a in of_kind) for year in years)):
            yield kind


def _cycle(view: View) -> Step:
    framework = view.framework
    governance = framework.governance
    bodies, reports, actions = governance.bodies, governance.reports, framework.actions
    open_actions = [action for action in actions if action.status in ("planned", "under_way")]
    roles = {body.role for body in bodies}
    lacks = [
        *_unless(roles & set(_LEADING), "no_leading_body"),
        *_unless(roles & set(_SCRUTINISING), "no_scrutiny"),
        *_unless(any(map(_is_yearly, reports)), "no_yearly_report"),
        *view.lack("report_to_nobody", (r.id for r in reports if not r.to), len(reports)),
        *view.lack("report_without_use", (r.id for r in reports if not (r.considered and r.leads_to)), len(reports)),
        *_unless(actions, "no_actions"),
        *view.lack("action_without_aim", (a.id for a in actions if not a.aims_at), len(actions)),
        *view.lack(
            "action_without_owner_or_day", (a.id for a in open_actions if not (a.owner and a.due)), len(open_actions)
        ),
    ]
    asides = [
        *_unless("frontline_team" in roles or any(report.form == "team" for report in reports), "teams_left_out"),
        *_unless(governance.self_tests, "no_self_test"),
    ]
    silent = tuple(a.id for a in framework.priorities() if not any(one.questions for one in framework.below(a.id)))
    if silent:
        asides.append(Point("priority_without_question", len(silent), len(framework.priorities()), silent))
    unanswered = tuple(idea.id for idea in framework.ideas if idea.status == "new" and not idea.response)
    if unanswered:
        asides.append(Point("idea_unanswered", len(unanswered), len(framework.ideas), unanswered))
    has = [
        Point("bodies", len(bodies)),
        Point("reports", len(reports)),
        Point("actions", len(actions)),
        Point("meetings", len(framework.meetings)),
        Point("ideas", len(framework.ideas)),
        Point("self_assessments", len(framework.self_assessments)),
    ]
    return Step(8, bool(_told(has)), _told(has), tuple(lacks), tuple(asides))


def _is_yearly(report: Report) -> bool:
    """Whether somebody gets the report each year: it says so, or names its days."""
    return bool(report.to) and (report.when == "annual" or isinstance(report.when, tuple))


def _unless(there: object, what: str) -> list[Point]:
    return [] if there else [Point(what, 1)]


def _told(points: Iterable[Point]) -> tuple[Point, ...]:
    return tuple(point for point in points if point.count)
