"""The smaller forms, from what a book is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from qaf.report import words
from qaf.report.begin import begin_desk
from qaf.report.cover import make_cover
from qaf.report.desk import BookInputs, Desk
from qaf.report.forms.board_questions import question_pages
from qaf.report.forms.heard_back import with_heard_back
from qaf.report.forms.management import management_pages
from qaf.report.forms.paper import Page, Paper
from qaf.report.forms.story_pack import story_pages
from qaf.report.forms.supervision import supervision_pages
from qaf.report.forms.team import team_pages
from qaf.report.forms.teams import Team
from qaf.report.index import index_lines
from qaf.report.page import Book
from qaf.report.summary import make_summary
from qaf.report.withheld import withheld_shown

TITLES = {
    "quarterly": "Quarterly pack",
    "monthly": "Monthly pack",
    "team": "Team page",
    "supervision": "Supervision page",
    "questions": "Questions for board members",
    "stories": "Story sheets",
    "summary": "Safeguarding children: summary",
}


@dataclass(frozen=True, slots=True)
class Wish:
    """Which form is wanted: about an area (an id) and all below it, "" for all; and of the form team, which teams."""

    form: str
    area: str = ""
    teams: Sequence[Team] = ()


def make_paper(inputs: BookInputs, wish: Wish) -> Paper:
    """A form of one of `TITLES` but the summary, as pages. Placeholders are treated as in the book."""
    desk = begin_desk(inputs)
    pages = with_heard_back(desk, wish.form, _pages(desk, wish))
    area = desk.framework.areas.get(wish.area)
    about = " · ".join(filter(None, (area.name if area else "", _detail(desk))))
    return Paper(
        wish.form,
        make_cover(desk, TITLES[wish.form]),
        about,
        pages,
        notes=tuple(sorted(desk.filler.findings, key=lambda note: note.sort_key())),
        quoted=frozenset(desk.filler.quoted),
    )


def make_summary_alone(inputs: BookInputs) -> Book:
    """The one-page summary as a book without sheets."""
    desk = begin_desk(inputs)
    withheld = withheld_shown(desk, ())
    summary = make_summary(desk, withheld)
    return Book(
        cover=make_cover(desk, TITLES["summary"]),
        summary=replace(summary, withheld=summary.withheld.replace("in this book", "on this page")),
        sheets=(),
        stories=(),
        others=(),
        index=index_lines(desk),
        methods=(),
        withheld=withheld,
        form="summary",
    )


def _pages(desk: Desk, wish: Wish) -> tuple[Page, ...]:
    if wish.form == "team":
        return team_pages(desk, wish.teams, wish.area)
    if wish.form == "supervision":
        return supervision_pages(desk, wish.area)
    if wish.form == "questions":
        return question_pages(desk, wish.area)
    if wish.form == "stories":
        return story_pages(desk, wish.area)
    return management_pages(desk, wish.form, wish.area)


def _detail(desk: Desk) -> str:
    """By what the figures are shown, where that is not everything."""
    detail = desk.inputs.detail
    if detail is None:
        return ""
    named = [one.title for one in desk.framework.settings.breakdowns if one.id in detail]
    return f"by {words.lower_first(' and '.join(named))}" if named else "figures of the whole only"
