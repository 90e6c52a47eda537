"""What fits on the front of an A3 page, and what goes behind."""

from __future__ import annotations

from dataclasses import replace

from qaf.report.fit import ZOOMS, fit, heights

LONG = "A sentence that somebody wrote with care, and that goes on for a while. " * 6


def test_a_short_sheet_is_printed_larger_and_whole(book):
    sheet = book().sheets[0]
    assert sheet.fit.zoom == ZOOMS[0]
    assert (sheet.fit.good, sheet.fit.questions, sheet.fit.story, sheet.fit.evidence) == (2, 3, 3, 1)


def test_a_fuller_sheet_is_printed_smaller(book):
    section = book().sheets[0].section
    fuller = replace(section, good=tuple(replace(section.good[0], text=LONG) for _ in range(4)))
    assert ZOOMS[-1] <= fit(fuller).zoom < fit(section).zoom
    assert heights(fuller)[0] > heights(section)[0]


def test_what_is_still_too_much_goes_behind_but_never_all_of_it(book):
    section = book().sheets[0].section
    good = tuple(replace(section.good[0], text=f"{index} {LONG}") for index in range(20))
    actions = tuple(replace(section.actions[0], text=f"{index} {LONG}") for index in range(20))
    questions = tuple(replace(section.questions[0], text=f"{index} {LONG}") for index in range(30))
    found = fit(replace(section, why=LONG, good=good, questions=questions, actions=actions))
    assert found.zoom == ZOOMS[-1]
    assert 1 <= found.good < 20
    assert 1 <= found.questions < 30
    assert 2 <= found.actions < 20
