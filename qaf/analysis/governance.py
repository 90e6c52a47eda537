"""How information is used: which body gets what, when and how, what lies ahead, and how leaders test themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from qaf.analysis.due import next_day
from qaf.analysis.forward_plan import AheadMeeting, meetings_ahead, never_on_the_table
from qaf.model.framework import Framework

if TYPE_CHECKING:
    from qaf.model.area import Area
    from qaf.model.governance import Body, Post, Report, SelfTest
    from qaf.model.meeting import Meeting

QUESTIONS = ("to", "when", "form", "considered", "leads_to")
"""Keys of a report that answer the guidance's five questions: to whom, when, in what form, how considered, what for."""

BOARDS = ("senior_leadership", "scrutiny", "independent_scrutiny", "partnership")
"""Roles of the bodies that decide or scrutinise, and should have been trained in safeguarding."""

TESTS = ("accepts", "time", "hard_questions", "good_news", "track_record")
"""The five questions that leaders ask themselves, by the keys of a self-test."""


@dataclass(frozen=True, slots=True)
class ReportUse:
    """A report, the day on which it is due next, and the questions that it leaves open."""

    report: Report
    next: date | None
    open: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BodyUse:
    """A body: the reports that go to it, its last meeting on record, and its meetings to come.

    `through`: the id of the body above it that gets a report, where it gets none itself; "" else.
    """

    body: Body
    reports: tuple[str, ...]
    last: Meeting | None
    ahead: tuple[AheadMeeting, ...]
    through: str = ""


@dataclass(frozen=True, slots=True)
class TestTrend:
    """How a body has answered one of the five questions, in order of time: day, score from 1 to 4, and why."""

    body: str
    question: str
    scores: tuple[tuple[date, int, str], ...]


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """Minutes that a body planned for what it was told and spent on it, where a meeting gives both."""

    body: str
    meetings: int
    planned: int
    spent: int


@dataclass(frozen=True, slots=True)
class Governance:
    """The whole on a day. `never`: priority areas that no meeting to come reaches. `ended`: posts that have ended."""

    as_at: date
    reports: tuple[ReportUse, ...]
    bodies: tuple[BodyUse, ...]
    ahead: tuple[AheadMeeting, ...]
    never: tuple[Area, ...]
    tests: tuple[TestTrend, ...]
    time: tuple[TimeSpent, ...]
    ended: tuple[Post, ...]


def governance(framework: Framework, as_at: date) -> Governance:
    """How information is used. What is still to be written has to have been left out of the framework before."""
    held = framework.governance
    ahead = meetings_ahead(framework, as_at)
    return Governance(
        as_at,
        tuple(_report(framework, report, as_at) for report in held.reports),
        tuple(_body(framework, body, ahead, as_at) for body in held.bodies),
        ahead,
        tuple(never_on_the_table(framework, as_at)) if ahead else (),
        tuple(_trends([test for test in held.self_tests if test.on and test.on <= as_at])),
        tuple(_time(framework, as_at)),
        tuple(post for post in held.posts if post.until and post.until < as_at),
    )


def meetings_of(framework: Framework, body: str, as_at: date) -> list[Meeting]:
    """The meetings of a body up to a day, in order of time."""
    return sorted((one for one in framework.meetings if one.body == body and one.on <= as_at), key=lambda one: one.on)


def with_parents(framework: Framework, body: str) -> list[str]:
    """The id of a body, of the one that it is part of, and so on; a circle is walked once."""
    parents = {one.id: one.part_of for one in framework.governance.bodies}
    found = [body]
    while (parent := parents.get(found[-1])) and parent not in found:
        found.append(parent)
    return found


def _report(framework: Framework, report: Report, as_at: date) -> ReportUse:
    unanswered = tuple(key for key in QUESTIONS if not getattr(report, key))
    return ReportUse(report, next_day(framework, report, as_at), unanswered)


def _body(framework: Framework, body: Body, ahead: tuple[AheadMeeting, ...], as_at: date) -> BodyUse:
    reports = tuple(report.id for report in framework.governance.reports if body.id in report.to)
    held = meetings_of(framework, body.id, as_at)
    own = tuple(one for one in ahead if one.planned.body == body.id)
    above = with_parents(framework, body.id)[1:]
    reached = {id_ for report in framework.governance.reports for id_ in report.to}
    through = "" if reports else next((id_ for id_ in above if id_ in reached), "")
    return BodyUse(body, reports, held[-1] if held else None, own, through)


def _trends(tests: list[SelfTest]) -> list[TestTrend]:
    found: list[TestTrend] = []
    for body in dict.fromkeys(test.body or "" for test in tests):
        sittings = sorted((test for test in tests if (test.body or "") == body), key=lambda test: test.on or date.min)
        for question in TESTS:
            scores = []
            for test in sittings:
                answer = getattr(test.answers, question, None)
                if test.on and answer is not None and answer.score is not None:
                    scores.append((test.on, answer.score, answer.because or ""))
            if scores:
                found.append(TestTrend(body, question, tuple(scores)))
    return found


def _time(framework: Framework, as_at: date) -> list[TimeSpent]:
    found = []
    for body in dict.fromkeys(meeting.body for meeting in framework.meetings):
        known = [
            (one.minutes_planned, one.minutes_spent)
            for one in meetings_of(framework, body, as_at)
            if one.minutes_planned is not None and one.minutes_spent is not None
        ]
        if known:
            planned, spent = sum(pair[0] for pair in known), sum(pair[1] for pair in known)
            found.append(TimeSpent(body, len(known), planned, spent))
    return found
