"""What is due or overdue on a day: collections, activities, reports, actions, and what runs out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from qaf.analysis.due_collections import collections_due
from qaf.analysis.programme import programme
from qaf.analysis.programme_times import MONTHS_BETWEEN, quarters_of
from qaf.ground.days import months_later
from qaf.model.framework import Framework
from qaf.model.period import PeriodError, latest_whole_reporting_year

if TYPE_CHECKING:
    from qaf.model.action import Action
    from qaf.model.governance import Report
    from qaf.model.protected import ProtectedFigures

DueKind = Literal[
    "collection", "activity", "report", "action", "milestone", "accepted_gap", "review", "consent", "post",
]  # fmt: skip
KINDS: tuple[DueKind, ...] = (
    "collection", "activity", "report", "action", "milestone", "accepted_gap", "review", "consent", "post",
)  # fmt: skip
"""What can be due, in the order in which one day's are listed."""


@dataclass(frozen=True, slots=True)
class DueItem:
    """One thing that is due. `about` is the id of what it concerns, `title` what to call it.

    `owner`: the id of a post, body or member, a text where the folder has no posts, "" where nobody is named. `detail`:
    the period that is awaited, the time as the file gives it, or the step of an action. `from_`: who sends it or gets
    it, by id.
    """

    kind: DueKind
    about: str
    title: str
    owner: str
    due: date
    as_at: date
    detail: str = ""
    from_: tuple[str, ...] = ()

    @property
    def overdue(self) -> bool:
        """Whether its day has passed."""
        return self.due < self.as_at

    @property
    def days(self) -> int:
        """How many days are left; below 0 where it is overdue."""
        return (self.due - self.as_at).days


def due_items(framework: Framework, figures: ProtectedFigures, as_at: date, within: int = 30) -> list[DueItem]:
    """Everything that is overdue, or falls due in so many days, in order of time.

    What is still to be written has to have been left out of the framework before.
    """
    last = as_at + timedelta(days=within)
    found = [
        *_collections(framework, figures, as_at),
        *_activities(framework, as_at),
        *_reports(framework, as_at),
        *(item for action in framework.actions for item in _of_action(action, as_at)),
        *_running_out(framework, as_at),
    ]
    kept = (item for item in found if item.due <= last)
    return sorted(kept, key=lambda item: (item.due, KINDS.index(item.kind), item.about, item.detail))


def owners_of(items: Iterable[DueItem]) -> dict[str, list[DueItem]]:
    """The items by owner, whoever has the earliest first; those that nobody is named for come last, under ""."""
    groups: dict[str, list[DueItem]] = {}
    for item in items:
        groups.setdefault(item.owner, []).append(item)
    nobody = groups.pop("", None)
    return {**groups, "": nobody} if nobody else groups


def _collections(framework: Framework, figures: ProtectedFigures, as_at: date) -> Iterable[DueItem]:
    for wait in collections_due(framework, figures, as_at):
        measure = wait.measure
        owner = measure.owner or _owner_of_area(framework, framework.area_of(measure.id))
        yield DueItem(
            "collection", measure.id, measure.text, owner, wait.due, as_at, wait.period, tuple(measure.supplied_by)
        )


def _owner_of_area(framework: Framework, area: str) -> str:
    return next((one.owner for one in framework.above(area) if one.owner), "")


def _activities(framework: Framework, as_at: date) -> Iterable[DueItem]:
    """The times that are still to be done. Of what passed again and again without a word, the latest is enough."""
    for item in programme(framework, as_at).activities:
        open_times = [time for time in item.times if time.state in ("overdue", "now", "ahead")]
        asked = [time for time in open_times if not time.given and time.state == "overdue"][:-1]
        for time in open_times:
            if time not in asked:
                activity = item.activity
                yield DueItem("activity", activity.id, activity.name, activity.lead or "", time.end, as_at, time.spelt)


def _reports(framework: Framework, as_at: date) -> Iterable[DueItem]:
    """The next day of each report, and the last one that passed without it.

    That a report came is told by `received` of meetings. It is overdue only where one has recorded it before, or, of a
    day that was given, where a body that it goes to has met since: otherwise nobody can say.
    """
    for report in framework.governance.reports:
        for day in (missed_day(framework, report, as_at), next_day(framework, report, as_at)):
            if day is not None:
                yield DueItem("report", report.id, report.name, "", day, as_at, "", tuple(report.to))


def missed_day(framework: Framework, report: Report, as_at: date) -> date | None:
    """The last day of a report that has passed and by which, or since which, no body is on record as having got it."""
    begins, last = _last_span(framework, report, as_at)
    if begins is None or last is None:
        return None
    meetings = [one for one in framework.meetings if one.on <= as_at]
    received = [one.on for one in meetings if report.id in one.received]
    if any(on >= begins for on in received):
        return None
    given = isinstance(report.when, tuple)
    known = bool(received) or (given and any(one.body in report.to and one.on >= last for one in meetings))
    return last if known else None


def _last_span(framework: Framework, report: Report, as_at: date) -> tuple[date | None, date | None]:
    """From when a report may have come for its last day that has passed, and that day."""
    if isinstance(report.when, tuple):
        passed = sorted(day for day in report.when if day < as_at)
        if not passed:
            return None, None
        before = passed[-2] + timedelta(days=1) if len(passed) > 1 else months_later(passed[-1], -1)
        return before, passed[-1]
    following = next_day(framework, report, as_at)
    step = MONTHS_BETWEEN.get(report.when or "", 0)
    if following is None or not 0 < step <= 12:
        return None, None
    begins = months_later(following + timedelta(days=1), -step)
    return months_later(begins, -step), begins - timedelta(days=1)


def next_day(framework: Framework, report: Report, as_at: date) -> date | None:
    """The next of a report's days; of a frequency, the end of the stretch of the year in which the day lies."""
    if isinstance(report.when, tuple):
        return min((day for day in report.when if day >= as_at), default=None)
    step = MONTHS_BETWEEN.get(report.when or "", 0)
    if not step or step > 12:
        return None
    try:
        year = latest_whole_reporting_year(as_at, framework.settings.year_starts).next()
    except PeriodError:
        return None
    if step == 3:
        return next((end for _, end in quarters_of(year) if end >= as_at), None)
    ends = (months_later(year.start, months) - timedelta(days=1) for months in range(step, 13, step))
    return next((end for end in ends if end >= as_at), None)


def _of_action(action: Action, as_at: date) -> Iterable[DueItem]:
    if action.status not in ("planned", "under_way"):
        return
    owner = action.owner or ""
    for milestone in action.milestones:
        if milestone.due and not (milestone.done and milestone.done <= as_at):
            yield DueItem("milestone", action.id, action.text, owner, milestone.due, as_at, milestone.text or "")
    if action.due:
        yield DueItem("action", action.id, action.text, owner, action.due, as_at)


def _running_out(framework: Framework, as_at: date) -> Iterable[DueItem]:
    """Accepted gaps, the review of the framework, consents to print stories, posts."""
    for gap, _ in framework.accepted_gaps:
        yield DueItem("accepted_gap", f"{gap.code} {gap.about}", framework.title(gap.about), gap.by, gap.until, as_at)
    approvals = [one for one in framework.settings.approved if one.on is None or one.on <= as_at]
    latest = max(approvals, key=lambda one: one.on or date.min, default=None)
    if latest is not None and latest.review_by:
        organisation = framework.settings.organisation
        version = latest.version or ""
        yield DueItem("review", organisation.id, organisation.name, latest.by or "", latest.review_by, as_at, version)
    for sheet in framework.stories:
        story = sheet.story
        if story.consent.until and not story.consent.withdrawn:
            owner = _owner_of_area(framework, story.area)
            yield DueItem("consent", story.id, story.id, owner, story.consent.until, as_at)
    named = set(_named_as_owner(framework, as_at))
    for post in framework.governance.posts:
        if post.until and (post.until >= as_at or post.id in named):
            yield DueItem("post", post.id, post.title, post.id, post.until, as_at)


def _named_as_owner(framework: Framework, as_at: date) -> Iterable[str | None]:
    """Whoever answers for something: a post that has ended and answers for nothing needs nobody's attention."""
    yield from (area.owner for area in framework.areas.values())
    yield from (measure.owner for measure in framework.measures.values())
    yield from (action.owner for action in framework.actions if action.status in ("planned", "under_way"))
    yield from (item.activity.lead for item in programme(framework, as_at).activities if item.next or item.always)
