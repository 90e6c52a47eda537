"""Which figures can be tested, by which method, and why the others cannot."""

from __future__ import annotations

import pytest

from qaf.analysis.series import lines
from qaf.statistics.intervals import wilson

SHARE = {"unit": "percent", "of": "n", "better": "lower"}


def change(facts, index=0):
    return facts.lines[0].changes[index]


def years(older, newer):
    return ("2023/24", *older, {}), ("2024/25", *newer, {})


def test_two_percentages_of_a_whole_group_are_told_apart_by_newcombe(told):
    found = change(told(SHARE, *years(("40.0", "400", "1000"), ("30.0", "300", "1000"))))
    assert (found.difference.test, found.difference.signal, found.meaning) == ("newcombe", "down", "improvement")


def test_a_small_difference_could_be_chance(told):
    found = change(told(SHARE, *years(("20.4", "383", "1878"), ("18.0", "339", "1879"))))
    assert (found.difference.direction, found.difference.apart, found.meaning) == ("down", False, None)


@pytest.mark.parametrize(
    ("better", "meaning"), [("higher", "concern"), ("lower", "improvement"), ("neither", "neutral"), (None, "neutral")]
)
def test_what_a_fall_means_depends_on_the_measure(told, better, meaning):
    found = change(told({**SHARE, "better": better}, *years(("40.0", "400", "1000"), ("30.0", "300", "1000"))))
    assert found.meaning == meaning


def test_counts_are_tested_by_the_exact_conditional_test(told):
    found = change(told({"unit": "count"}, *years(("60", "", ""), ("100", "", ""))))
    assert (found.difference.test, found.difference.signal) == ("conditional", "up")


def test_rates_are_tested_with_their_populations(told):
    rows = years(("10", "10", "10000"), ("10", "100", "100000"))
    found = change(told({"unit": "rate", "of": "n"}, *rows))
    assert found.difference.direction == "none"


@pytest.mark.parametrize(
    ("keys", "older", "why"),
    [
        ({"unit": "mean", "of": "n"}, ("2.0", "20", "10"), "mean"),
        ({"unit": "ratio", "of": "n"}, ("2.0", "20", "10"), "ratio"),
        ({"unit": "percent", "base": "cases", "drawn": "chosen"}, ("40.0", "40", "100"), "chosen"),
        ({"unit": "percent", "base": "staff", "drawn": "volunteers"}, ("40.0", "40", "100"), "volunteers"),
        ({"unit": "percent", "base": "staff"}, ("40.0", "40", "100"), "unsaid"),
        ({**SHARE, "window": "mean_of_months"}, ("40.0", "40", "100"), "mean_of_months"),
        (SHARE, ("c", "c", "100"), "withheld"),
        (SHARE, ("u", "", ""), "withheld"),
        (SHARE, ("x", "", ""), "absent"),
        (SHARE, ("40.0", "", ""), "no_counts"),
        (SHARE, ("400.0", "400", "100"), "impossible"),
        (SHARE, ("0", "0", "0"), "impossible"),
        ({**SHARE, "breaks": [{"from": "2024/25"}]}, ("40.0", "40", "100"), "break"),
    ],
)
def test_where_no_test_is_made_the_reason_is_kept(told, keys, older, why):
    found = change(told(keys, *years(older, ("30.0", "30", "100"))))
    assert (found.difference, found.why) == (None, why)


def test_a_count_that_is_not_whole_is_not_tested(told):
    assert change(told({"unit": "count"}, *years(("60.5", "", ""), ("100", "", "")))).why == "not_whole"


def test_numbers_that_no_service_counts_do_not_keep_anybody_waiting(told):
    found = told({"unit": "count"}, *years(("9" * 17, "", ""), ("8" * 17, "", "")))
    assert (change(found).why, found.main.interval_why) == ("too_large", "too_large")


def test_of_rounded_numbers_no_test_is_made(told):
    rows = years(("40.0", "400", "1000"), ("30.0", "300", "1000"))
    assert change(told(SHARE, *rows, profile="nhs")).why == "rounded"
    assert change(told({**SHARE, "counts": "things"}, *rows, profile="nhs")).difference.apart


def test_a_random_sample_is_tested(told):
    keys = {"unit": "percent", "base": "parents", "covers": "sample", "drawn": "random"}
    facts = told(keys, *years(("40.0", "400", "1000"), ("30.0", "300", "1000")))
    assert change(facts).difference.apart
    assert facts.main.interval == tuple(100 * limit for limit in wilson(300, 1000))


def test_a_quarter_stands_beside_the_year_before_and_the_quarter_before(told):
    rows = [("2023/24 Q2", "60", "", "", {}), ("2024/25 Q1", "80", "", "", {}), ("2024/25 Q2", "100", "", "", {})]
    found = told({"unit": "count"}, *rows).lines[0].changes
    assert [(one.a_year, str(one.older.period), one.difference.apart) for one in found] == [
        (True, "2023/24 Q2", True),
        (False, "2024/25 Q1", False),
    ]


def test_a_running_total_is_not_held_against_the_quarter_that_is_part_of_it(told):
    rows = [("2023/24 Q2", "60", "", "", {}), ("2024/25 Q1", "40", "", "", {}), ("2024/25 Q2", "100", "", "", {})]
    found = told({"unit": "count", "window": "year_to_date"}, *rows).lines[0].changes
    assert found[0].difference.apart
    assert found[1].why == "window"


def test_terms_of_different_length_are_not_tested(told):
    rows = [("2023/24 autumn", "60", "", "", {}), ("2023/24 spring", "100", "", "", {})]
    assert change(told({"unit": "count"}, *rows)).why == "unequal"


def test_nothing_is_said_of_what_is_not_there(told):
    facts = told(SHARE)
    assert (facts.main, facts.comparisons, facts.freshness, facts.tests().at_95) == (None, (), None, 0)


def test_tests_are_counted_with_what_they_signalled(told):
    facts = told(SHARE, *years(("40.0", "400", "1000"), ("30.0", "300", "1000")))
    assert (facts.tests().at_95, facts.tests().signals) == (1, 1)
    both = facts.tests() + facts.tests()
    assert (both.at_95, both.signals, both.trends) == (2, 2, 0)


def test_pairs_are_tested_by_their_sign(told):
    keys = {"unit": "before_after", "base": "children", "scale": "audit", "follow_up": ("closure",), "better": "higher"}
    key = {"point": "closure", "rater": "parent"}
    rows = [
        ("2024/25", "60.0", "60", "100", {**key, "grade": "improved"}),
        ("2024/25", "30.0", "30", "100", {**key, "grade": "same"}),
        ("2024/25", "10.0", "10", "100", {**key, "grade": "worse"}),
    ]
    signs = told(keys, *rows).lines[0].signs
    assert (signs.improved, signs.worse, signs.apart) == (60, 10, True)
    hidden = [rows[0], rows[1], ("2024/25", "c", "c", "100", {**key, "grade": "worse"})]
    assert told(keys, *hidden).lines[0].signs.why == "withheld"
    assert told({**keys, "drawn": "chosen"}, *rows).lines[0].signs.why == "chosen"
    assert told(keys, rows[0]).lines[0].signs.why == "no_counts"
    assert told(keys, *rows, profile="nhs").lines[0].signs.why == "rounded"


def test_pairs_that_cannot_be_counted_are_not_tested(told):
    keys = {"unit": "before_after", "base": "children", "scale": "audit", "follow_up": ("closure",)}
    key = {"point": "closure", "rater": "parent"}

    def signs(improved, worse):
        rows = [("2024/25", "", improved, "100", {**key, "grade": "improved"})]
        return told(keys, *rows, ("2024/25", "", worse, "100", {**key, "grade": "worse"})).lines[0].signs

    assert [signs("60", worse).why for worse in ("12.5", "-4", "9" * 12, "10")] == [
        "not_whole", "impossible", "too_large", None,
    ]  # fmt: skip


def test_a_population_is_counted_and_not_tested(told):
    rows = years(("60000", "", ""), ("50000", "", ""))
    found = told({"unit": "count", "reach": "population"}, *rows)
    assert (change(found).difference, change(found).why, found.main.interval) == (None, "population", None)
    assert found.tests().at_95 == 0
    assert change(told({"unit": "count", "reach": "service"}, *rows)).difference.apart


@pytest.mark.parametrize(("unit", "reach", "population"), [("rate", None, True), ("percent", None, False)])
def test_what_rates_are_of_is_a_population_unless_it_says_otherwise(framework, figures, unit, reach, population):
    base = {"id": "m", "unit": "count", "reach": reach}
    made = framework(base, {"id": "share", "unit": unit, "of": "m"})
    shown = figures(*years(("60000", "", ""), ("50000", "", "")))
    assert lines(made, shown, made.measures["m"]).is_population is population
