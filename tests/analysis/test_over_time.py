"""The method follows the kind of period: five-point trend, control chart, or why neither."""

from __future__ import annotations

import pytest

SHARE = {"unit": "percent", "of": "n", "better": "lower"}
SHIFT = [10, 11, 10, 11, 10, 11, 10, 11, 13, 14, 13, 14, 13, 14, 13]
"""Of numbers.md: low for eight points, high for seven; 10, 12 and 14 also two of three."""


def years(*counts, total="1000", first=2020):
    return [
        (f"{first + at}/{(first + at + 1) % 100:02}", str(int(count) / 10) if count not in "cxz" else count,
         count, total, {})
        for at, count in enumerate(counts)
    ]  # fmt: skip


def months(*values, first=(2023, 1)):
    found = []
    for at, value in enumerate(values):
        index = first[0] * 12 + first[1] - 1 + at
        found.append((f"{index // 12}-{index % 12 + 1:02}", str(value), "", "", {}))
    return found


def over(facts):
    return facts.main.over_time


def test_five_years_that_fall_steadily_are_a_falling_trend(told):
    found = over(told(SHARE, *years("400", "360", "320", "280", "240")))
    assert (found.method, found.signal, found.trend.meaning) == ("trend", "down", "improvement")


def test_years_that_go_up_and_down_have_no_trend(told):
    found = over(told(SHARE, *years("300", "320", "290", "310", "300")))
    assert (found.tested, found.signal) == (True, "none")


@pytest.mark.parametrize(
    ("rows", "keys", "why"),
    [
        (years("400", "360", "320", "280"), {}, "few"),
        (years("400", "360", "c", "280", "240"), {}, "withheld"),
        (years("400", "360", "x", "280", "240"), {}, "gap"),
        (years("400", "360", "z", "280", "240"), {}, "gap"),
        (years("400", "360", "320", "280", "240"), {"breaks": [{"from": "2023/24"}]}, "break"),
        (years("400", "360", "320", "280", "240"), {"window": "rolling_12m"}, "window"),
        (years("400", "360", "320", "280", "240"), {"of": None, "base": "b", "drawn": "chosen"}, "chosen"),
    ],
)
def test_why_there_is_no_trend(told, rows, keys, why):
    found = over(told({**SHARE, **keys}, *rows))
    assert (found.method, found.tested, found.why) == ("trend", False, why)


def test_a_break_before_the_latest_five_years_does_not_matter(told):
    rows = years("900", "400", "360", "320", "280", "240")
    assert over(told({**SHARE, "breaks": [{"from": "2021/22"}]}, *rows)).tested


def test_a_year_that_is_missing_is_a_gap(told):
    rows = years("400", "360", "320", "280", "240", "200")
    assert over(told(SHARE, *rows[:3], *rows[4:])).why == "gap"


def test_an_average_has_no_trend(told):
    assert over(told({"unit": "mean", "of": "n"}, *years("400", "360", "320", "280", "240"))).why == "mean"


def test_pooled_years_have_neither(told):
    rows = [("2010-04..2013-03", "4", "", "", {}), ("2011-04..2014-03", "5", "", "", {})]
    found = over(told({"unit": "count"}, *rows))
    assert (found.method, found.why) == ("", "apart_in_time")


def test_months_have_a_control_chart_and_the_latest_point_names_its_state(told):
    found = over(told({"unit": "count", "better": "lower"}, *months(*SHIFT)))
    control = found.control
    assert (found.method, found.signal, control.rule, control.meaning) == ("control", "up", "shift", "concern")
    assert (control.improvement, control.concern) == (True, True)


def test_usual_variation_is_no_signal(told):
    found = over(told({"unit": "count"}, *months(*[10, 12] * 8)))
    assert (found.tested, found.signal, found.control.rule) == (True, "none", None)


def test_under_thirteen_points_there_are_no_limits(told):
    found = over(told({"unit": "count"}, *months(*[10, 12] * 6)))
    assert (found.why, found.signal, set(found.control.chart.upper)) == ("few_parts", "none", {None})


@pytest.mark.parametrize("symbol", ["c", "k", "low", "u"])
def test_one_withheld_point_leaves_the_segment_without_a_verdict(told, symbol):
    found = over(told({"unit": "count"}, *months(*SHIFT, symbol, *SHIFT)))
    assert (found.why, found.control.segment.withheld) == ("withheld_inside", 1)
    assert set(found.control.chart.mean) == {None}


def test_a_break_starts_a_segment_of_its_own(told):
    keys = {"unit": "count", "breaks": [{"from": "2023-09", "because": "New", "rebase": "true"}]}
    found = over(told(keys, *months(*SHIFT)))
    assert [(one.start, one.stop) for one in found.control.chart.segments] == [(0, 8), (8, 15)]
    assert found.why == "few_parts"


def test_a_withheld_point_before_the_break_does_not_matter_after_it(told):
    keys = {"unit": "count", "breaks": [{"from": "2023-02"}]}
    assert over(told(keys, *months("c", *SHIFT))).tested


def test_a_month_that_is_missing_or_not_available_is_left_out(told):
    rows = months(*[10, 12] * 8)
    assert over(told({"unit": "count"}, *rows[:5], *rows[6:])).tested
    assert over(told({"unit": "count"}, *rows[:5], (rows[5][0], "x", "", "", {}), *rows[6:])).tested


def test_the_latest_point_is_the_last_with_a_number(told):
    found = over(told({"unit": "count"}, *months(*SHIFT, "x")))
    assert (found.control.latest, found.control.rule) == (14, "shift")


def test_a_baseline_sets_the_lines_and_one_across_a_break_is_not_used(told):
    keys = {"unit": "count", "chart": {"baseline": "2023"}}
    rows = months(*[10, 12] * 6, 11, 30, 30)
    assert over(told(keys, *rows)).why == "few_parts"
    keys = {"unit": "count", "chart": {"baseline": "2023-01..2024-01"}}
    found = over(told(keys, *rows))
    assert (found.control.rule, found.control.baseline) == ("outside", (0, 13))
    crossed = over(told({**keys, "breaks": [{"from": "2023-03"}]}, *rows))
    assert (crossed.control.baseline, crossed.control.baseline_unused) == (None, True)


def test_chosen_cases_and_grades_have_no_chart(told):
    keys = {"unit": "percent", "base": "b", "drawn": "volunteers"}
    assert over(told(keys, *months(*SHIFT))).why == "volunteers"
    assert over(told({"unit": "grade", "scale": "audit"}, *months(*SHIFT))).why == "grade"


def test_averages_and_rounded_numbers_may_have_a_chart(told):
    assert over(told({"unit": "mean", "of": "n"}, *months(*SHIFT))).tested
    assert over(told({"unit": "count"}, *months(*SHIFT), profile="nhs")).tested


def test_charts_and_trends_are_counted_apart(told):
    assert told({"unit": "count"}, *months(*SHIFT)).tests().charts == 1
    made = told(SHARE, *years("400", "360", "320", "280", "240")).tests()
    assert (made.trends, made.trend_signals, made.charts) == (1, 1, 0)
