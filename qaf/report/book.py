"""The report book: facts become what its pages say, as plain data."""

from __future__ import annotations

from dataclasses import replace

from qaf.disclosure.protect import OPERATIONAL
from qaf.model.written import written
from qaf.report import words
from qaf.report.desk import BookInputs, Desk, GapLine
from qaf.report.filled import Filler
from qaf.report.governance_page import governance_page
from qaf.report.index import index_lines, other_areas
from qaf.report.methods import methods
from qaf.report.page import NOT_IN_GIT, Book, Cover
from qaf.report.sheet import make_sheet
from qaf.report.story_sheets import story_sheet
from qaf.report.summary import make_summary
from qaf.report.withheld import withheld_shown

__all__ = ["Book", "BookInputs", "GapLine", "make_book"]

TITLE = "Safeguarding children: report book"


def make_book(inputs: BookInputs) -> Book:
    """The whole book for a period: cover, summary, a sheet and a story sheet for each priority area, index, methods.

    What is still to be written is left out everywhere, and counted on the sheet of its area and in the summary.
    Placeholders in prose that no figure can fill print "[no figure]" and come back as findings in `Book.notes`.
    """
    inputs = replace(inputs, framework=written(inputs.framework))
    desk = Desk(inputs, Filler(inputs.framework, inputs.figures))
    chosen = inputs.framework.priorities()
    sheets = tuple(make_sheet(desk, area) for area in chosen)
    stories = tuple(story_sheet(desk, area) for area in chosen)
    withheld = withheld_shown(desk, sheets)
    return Book(
        cover=_cover(desk),
        summary=make_summary(desk, withheld),
        sheets=sheets,
        stories=stories,
        others=other_areas(desk),
        index=index_lines(desk),
        methods=methods(desk),
        notes=tuple(sorted(desk.filler.findings, key=lambda note: note.sort_key())),
        withheld=withheld,
        quoted=frozenset(desk.filler.quoted),
        governance=governance_page(inputs.framework, inputs.as_at, inputs.body),
    )


def _cover(desk: Desk) -> Cover:
    inputs, settings = desk.inputs, desk.framework.settings
    operational = inputs.figures.profile == OPERATIONAL
    return Cover(
        title=TITLE,
        organisation=settings.organisation.name,
        period=words.short(inputs.period),
        period_long=inputs.period.long,
        as_at=words.day(inputs.as_at),
        marking=(settings.marking_operational if operational else settings.marking) or "",
        commit=inputs.commit or NOT_IN_GIT,
        version=inputs.version,
        invented=settings.figures.in_git == "invented",
        approved=_approved(desk),
        made_for=desk.who(inputs.body),
        operational=operational,
    )


def _approved(desk: Desk) -> str:
    """Who approved the framework last, up to the day."""
    known = [a for a in desk.framework.settings.approved if a.on is not None and a.on <= desk.inputs.as_at]
    if not known:
        return ""
    last = max(known, key=lambda approval: approval.on or desk.inputs.as_at)
    version = f", version {last.version}" if last.version else ""
    by = f" by {desk.who(last.by)}" if last.by else ""
    return f"Framework{version} approved{by} on {words.day(last.on)}" if last.on else ""
