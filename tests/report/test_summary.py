"""The one page: where each measure stands by its test, last year's actions, what changed since an edition."""

from __future__ import annotations

from dataclasses import replace

from qaf.analysis.since_edition import since_edition
from qaf.disclosure.protect import protect
from qaf.report import render
from qaf.report.book import make_book
from tests.report.conftest import ACTIONS, FIGURES, read_figures

BETTER = FIGURES.replace("repeat-referrals,2024/25,,,,339,1879,18,", "repeat-referrals,2024/25,,,,200,1879,,")


def test_measures_stand_in_the_column_that_a_test_puts_them_in(book):
    same = book().summary.areas[0].columns
    assert [line.id for line in same["same"]] == ["repeat-referrals"]
    better = book(figures=BETTER).summary.areas[0].columns
    assert [(line.id, line.message) for line in better["better"]] == [
        ("repeat-referrals", "Better: lower than a year ago by more than chance.")
    ]
    assert [line.id for line in better["unknown"]] == ["parents-heard", "referrals"]


def test_the_first_sentence_answers_how_much_is_known(book):
    assert book(figures=BETTER).summary.answer == (
        "An outcome for children can be shown in 1 of 1 priority area. Of 1 outcome measure, 1 is better."
    )
    weak = book({"areas/weak.yaml": "id: weak\nname: Weak\ngroup: wider\npriority: 2\n"}).summary.answer
    assert weak.startswith("An outcome for children can be shown in 1 of 2 priority areas.")


def test_a_withheld_outcome_is_not_called_better(book):
    hidden = FIGURES.replace("repeat-referrals,2024/25,,,,339,1879,18,", "repeat-referrals,2024/25,,,,3,1879,,")
    columns = book(figures=hidden).summary.areas[0].columns
    assert ("repeat-referrals", "withheld") in [(line.id, line.state) for line in columns["unknown"]]


def test_what_became_of_last_years_actions_is_said(book):
    done = (
        ACTIONS + "  - {id: done, text: Calls, area: front-door, due: 2024-12-01, status: done, result: All called.}\n"
    )
    summary = book({"actions.yaml": done}).summary
    assert summary.past_words == (
        "2 actions were begun or due by the end of 2024/25: 1 done and 1 still under way; 1 overdue."
    )
    assert [(action.text, action.latest) for action in summary.past] == [("Calls", "All called.")]


def test_an_action_that_was_over_before_the_year_is_not_last_years(book):
    old = "actions:\n  - {id: old, text: Old, area: front-door, due: 2022-12-01, status: done}\n"
    assert book({"actions.yaml": old}).summary.past_words.startswith("No action is recorded as begun")


def test_outside_git_the_page_says_that_the_share_a_year_ago_is_not_known(book):
    assert "not kept in git" in book(commit="").summary.balance
    assert "history does not tell" in book().summary.balance


def test_restated_figures_are_said_with_what_the_edition_showed(inputs):
    given = inputs()
    older = FIGURES.replace("referrals,2021/22,,,,,,1500,", "referrals,2021/22,,,,,,1400,")
    out = protect(given.framework, read_figures(older))
    made = make_book(replace(given, since=since_edition("spring", out, given.figures)))
    assert made.summary.since_edition == "spring"
    assert "Referrals, 2021/22: 1,500, it showed 1,400." in made.summary.since
    assert b"Since the edition spring" in render.html(made)
    assert "Referrals, 2021/22: 1,500, it showed 1,400." in render.markdown(made)["book.md"].decode()


def test_a_figure_that_is_withheld_now_is_counted_and_not_repeated(inputs):
    figures = FIGURES.replace("repeat-referrals,2024/25,,,,339,1879,18,", "repeat-referrals,2024/25,,,,3,1879,,")
    given = inputs(figures=figures)
    out = protect(given.framework, read_figures(FIGURES))
    said = " ".join(make_book(replace(given, since=since_edition("spring", out, given.figures))).summary.since)
    assert "newly withheld" in said
    assert "18" not in said


def test_without_an_edition_nothing_is_said_about_one(book):
    assert book().summary.since == ()
    assert b"Since the edition" not in render.html(book())
