"""What stands on the page of a test: words only where it found something, the method, why not, how many."""

from __future__ import annotations

from typing import get_args

import pytest

from qaf.analysis.series import lines
from qaf.analysis.tested import Reason
from qaf.analysis.trends import MadeTests, facts
from qaf.report import words_change, words_compare, words_tests
from qaf.report.words_reasons import REASONS

AREA = """\
id: front-door
name: Front
group: practice
priority: 1
measures:
  - {{id: n, kind: quantity, text: Base, unit: count}}
  - {{id: m, kind: quality, text: A measure, owner: head, {0}}}
"""
SHARE = "unit: percent, of: n, better: lower, protect: people"
SETTINGS = """\
schema: 2
organisation: {id: northmoor, name: Northmoor Council, kind: organisation}
breakdowns: [{id: team, name: Team, categories: [{id: a}, {id: b, name: Bee}, {id: d}]}]
comparators: [{id: england, name: England}]
"""
COLUMNS = "measure,period,series,breakdown,category,value,numerator,denominator"


@pytest.fixture
def told(inputs):
    """The facts of a measure from its keys and rows, with the framework."""

    def build(keys, *rows):
        text = "\n".join([COLUMNS, *(f"m,{row}" for row in rows)]) + "\n"
        made = inputs({"qaf.yaml": SETTINGS, "areas/front-door.yaml": AREA.format(keys)}, text)
        series = lines(made.framework, made.figures, made.framework.measures["m"])
        return facts(made.framework, series, made.figures.profile, made.as_at), made.framework

    return build


def behind(told, keys, *rows):
    return words_change.behind(*told(keys, *rows))


@pytest.mark.parametrize(
    ("better", "said"),
    [
        ("lower", "it fell by more than chance would explain, which is better"),
        ("higher", "it fell by more than chance would explain, which is worse"),
        ("neither", "it fell by more than chance would explain."),
    ],
)
def test_a_direction_is_named_where_a_test_found_one(told, better, said):
    keys = SHARE.replace("lower", better)
    assert said in behind(told, keys, "2023/24,,,,,400,1000", "2024/25,,,,,300,1000")


def test_without_a_test_two_figures_only_stand_there(told):
    text = behind(told, "unit: percent, base: cases, drawn: chosen", "2023/24,,,,,400,1000", "2024/25,,,,,300,1000")
    assert text == "300 of 1,000; 40.0 % the year before."


def test_the_same_figure_is_the_same(told):
    assert behind(told, SHARE, "2023/24,,,,,300,1000", "2024/25,,,,,300,1000").endswith("which is the same.")


def test_a_tie_beside_a_difference_is_no_difference(told):
    rows = ["2023/24 Q2,,,,,300,1000", "2024/25 Q1,,,,,310,1000", "2024/25 Q2,,,,,300,1000"]
    text = behind(told, SHARE, *rows)
    assert "30.0 % in the same quarter a year before, which is the same; against 31.0 % the quarter before; a" in text
    rows = ["2023/24 Q2,,,,,300,1000", "2024/25 Q1,,,,,300,1000", "2024/25 Q2,,,,,300,1000"]
    text = behind(told, SHARE, *rows)
    assert "a year before and 30.0 % the quarter before, which are the same." in text
    assert "chance" not in text


def test_two_tests_with_one_answer_are_one_sentence(told):
    rows = ["2023/24 Q2,,,,,400,1000", "2024/25 Q1,,,,,400,1000", "2024/25 Q2,,,,,300,1000"]
    assert "a year before and 40.0 % the quarter before; below both by more than" in behind(told, SHARE, *rows)


def test_a_trend_is_said_with_its_years(told):
    counts = zip(range(20, 25), (400, 360, 320, 280, 240), strict=True)
    text = behind(told, SHARE, *(f"20{year}/{year + 1},,,,,{count},1000" for year, count in counts))
    assert text.endswith("A falling trend over five years (2020/21 to 2024/25), which is better.")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ([20, 22] * 8, "The latest month lies within the usual variation."),
        ([20, 22] * 7 + [60], "The latest month lies above the control limits: beyond the usual variation"),
        ([10, 30] * 6 + [25, 26] * 4, "Seven or more months in a row above the average"),
        ([30, 25, 30, 25, 30, 25, 30, 24, 25, 26, 27, 28, 29, 30], "run of seven or more that each lie above"),
    ],
)
def test_what_a_control_chart_found(told, values, said):
    rows = [f"{2023 + at // 12}-{at % 12 + 1:02},,,,{value},," for at, value in enumerate(values)]
    assert said in behind(told, "unit: count, better: lower, counts: events", *rows)


def test_a_comparator_is_higher_or_lower_only_where_tested(told):
    own = "2024/25,,,,,339,1879"
    lower = words_compare.comparators_sentence(*told(SHARE, own, "2024/25,england,,,22.6,,"))
    assert lower == "Lower than England (22.6 % in 2024/25), which is better."
    similar = words_compare.comparators_sentence(*told(SHARE, own, "2024/25,england,,,18.5,,"))
    assert similar == "Similar to England (18.5 % in 2024/25)."
    volunteers = "unit: percent, base: b, drawn: volunteers"
    untested = words_compare.comparators_sentence(*told(volunteers, own, "2024/25,england,,,22.6,,"))
    assert untested == "England 22.6 % in 2024/25."


def test_places_are_named_and_never_ranked(told):
    keys = f"{SHARE}, breakdowns: [team]"
    made, _ = told(keys, "2024/25,,team,a,,100,400", "2024/25,,team,b,,112,400", "2024/25,,team,d,,168,400")
    assert words_compare.variation_note(made, "team") == (
        "d (high) differs from all together by more than chance; a (low) is to be watched."
    )
    made, _ = told(keys, "2024/25,,team,a,,100,400", "2024/25,,team,b,,3,400", "2024/25,,team,d,,100,400")
    assert words_compare.variation_note(made, "team") == "the difference between a and d could be chance. 1 withheld."


def note(told, keys, *rows):
    made, framework = told(keys, *rows)
    return words_tests.method_note(made, framework, lambda post: "Head of service" if post == "head" else "")


def test_the_method_and_why_not_another(told):
    text = note(told, SHARE, "2023/24,,,,,400,1000", "2024/25,,,,,300,1000")
    assert text == "Tested by Newcombe’s interval. No trend, because there are fewer than five years."
    text = note(told, "unit: mean, of: n", "2023/24,,,,,400,100", "2024/25,,,,,300,100")
    assert text == "Not tested, because what single people or cases add to an average is not known."


def test_a_pair_that_was_tested_is_not_called_untested(told):
    keys = "unit: count, better: lower, counts: events, window: year_to_date"
    text = note(told, keys, "2023/24 Q2,,,,40,,", "2024/25 Q1,,,,20,,", "2024/25 Q2,,,,44,,")
    assert text.startswith("Tested by exact conditional test.")
    assert "not tested against the quarter before, because each figure holds the one before in itself." in text
    assert "Two periods" not in text


def test_whom_to_ask_for_what_is_withheld(told):
    assert "1 latest figure is withheld to protect people. Ask: Head of service." in note(
        told, SHARE, "2024/25,,,,,3,1000"
    )


def test_figures_that_are_late(told):
    yearly = f"{SHARE}, frequency: annual"
    assert "Newer figures were due by 31 March 2025." in note(told, yearly, "2023/24,,,,,400,1000")
    made, _ = told(yearly, "2024/25,,,,,400,1000")
    assert words_tests.next_figures(made) == "Next by 31 March 2026"


def test_the_summary_counts_tests_and_what_chance_would_make_of_them():
    text = words_tests.tests_sentence(MadeTests(48, 12, 4, 2, 2, 1))
    assert "48 tests at the 95 % level were made for this book, and 12 signalled" in text
    assert "chance alone would make about 2 signal" in text
    assert "2 of 4 five-point trends signalled (by chance: fewer than one)" in text
    assert "1 of 2 control charts signalled at the latest point (by chance: fewer than one, if figures vary" in text
    assert "(by chance: about 2, if" in words_tests.tests_sentence(MadeTests(charts=100, chart_signals=3))
    assert "No figure in this book could be tested" in words_tests.tests_sentence(MadeTests())


def test_every_reason_has_its_words():
    assert set(get_args(Reason)) == set(REASONS)
