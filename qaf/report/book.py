"""The report book: facts become what its pages say, as plain data."""

from __future__ import annotations

from qaf.report.activity import activity_page
from qaf.report.begin import begin_desk
from qaf.report.cover import make_cover
from qaf.report.curve_pages import curve_pages
from qaf.report.desk import BookInputs, GapLine
from qaf.report.governance_page import governance_page
from qaf.report.index import index_lines, other_areas
from qaf.report.methods import methods
from qaf.report.overflow import does_not_fit
from qaf.report.page import Book
from qaf.report.sheet import make_sheet
from qaf.report.story_sheets import story_sheet
from qaf.report.summary import make_summary
from qaf.report.withheld import withheld_shown
from qaf.report.yearly import yearly_report
from qaf.report.yearly_parts import YearlyReport

__all__ = ["Book", "BookInputs", "GapLine", "make_book"]

TITLE = "Safeguarding children: report book"
YEARLY_TITLE = "Safeguarding children: yearly report"


def make_book(inputs: BookInputs) -> Book:
    """The whole book for a period: cover, summary, a sheet and a story sheet for each priority area, and what follows.

    What is still to be written is left out everywhere, and counted on the sheet of its area and in the summary.
    Placeholders in prose that no figure can fill print "[no figure]" and come back as findings in `Book.notes`, as does
    what is too much for the front of a sheet.
    """
    desk = begin_desk(inputs)
    inputs = desk.inputs
    chosen = inputs.framework.priorities()
    sheets = tuple(make_sheet(desk, area) for area in chosen)
    stories = tuple(story_sheet(desk, area) for area in chosen)
    curves = curve_pages(desk)
    withheld = withheld_shown(desk, sheets, curves)
    moved = [note for sheet in sheets if (note := does_not_fit(desk.framework, sheet)) is not None]
    return Book(
        cover=make_cover(desk, TITLE if inputs.overview is None else YEARLY_TITLE),
        summary=make_summary(desk, withheld),
        sheets=sheets,
        stories=stories,
        others=other_areas(desk),
        index=index_lines(desk),
        methods=methods(desk),
        notes=tuple(sorted((*desk.filler.findings, *moved), key=lambda note: note.sort_key())),
        withheld=withheld,
        quoted=frozenset(desk.filler.quoted),
        curves=curves,
        activity=activity_page(desk),
        governance=governance_page(inputs.framework, inputs.as_at, inputs.body),
        yearly=yearly_report(desk, inputs.overview, inputs.duties) if inputs.overview else YearlyReport(),
    )
