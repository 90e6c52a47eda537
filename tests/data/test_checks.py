from __future__ import annotations

import pytest


def one(bench, measure, period="2023/24", **cells):
    columns = ["measure", "period", *cells]
    return bench.rows(",".join([measure, period, *cells.values()]), header=",".join(columns))


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"breakdown": "team", "value": "1"}, "the breakdown is given and the category is not"),
        ({"category": "north", "value": "1"}, "the category is given and the breakdown is not"),
        ({"breakdown": "tem", "category": "north", "value": "1"}, "no such breakdown. Did you mean `team`?"),
        ({"breakdown": "team", "category": "nrth", "value": "1"}, "of breakdown `team`. Did you mean `north`?"),
        ({"breakdown": "team", "category": "North team", "value": "1"}, "Write its id, `north`."),
        ({"breakdown": "team", "category": "under-5", "value": "1"}, "It is a category of `age`."),
        ({"breakdown": "age", "category": "under-5", "value": "1"}, "`referrals` is not broken down by `age`"),
        ({"breakdown": "team by age", "category": "north", "value": "1"}, "crosses two breakdowns"),
        ({"breakdown": "team", "category": "north; under-5", "value": "1"}, "crosses two breakdowns"),
    ],
)
def test_breakdowns_and_categories(bench, cells, words):
    result = one(bench, "referrals", **cells)
    assert [item.code for item in result.findings] == ["QAF504"]
    assert words in f"{result.findings[0].message} {result.findings[0].help}"


@pytest.mark.parametrize(
    ("series", "words"),
    [
        ("englnd", "Did you mean `england`?"),
        ("Own", "Did you mean `own`?"),
        ("neighbours", "worked out from its members (mean)"),
        ("neighbours/E09", "none of the members of `neighbours`"),
        ("england/E09", "gives `england` no members"),
    ],
)
def test_series(bench, series, words):
    (found,) = one(bench, "referrals", series=series, value="1").findings
    assert found.code == "QAF513"
    assert words in f"{found.message} {found.help}"


def test_a_member_of_a_comparator_is_a_series(bench):
    assert one(bench, "referrals", series="neighbours/E08000001", value="1").added == 1


@pytest.mark.parametrize(
    ("measure", "cells", "words"),
    [
        ("referrals", {"numerator": "5"}, "Move the count from `numerator` to `value`."),
        ("referrals", {"denominator": "5", "value": "5"}, "a count, which stands in `value` alone"),
        ("referrals", {"grade": "good", "value": "5"}, "has unit `count`, which has no grade"),
        ("felt-safer", {"numerator": "5"}, "the numerator alone does not give it"),
        ("felt-safer", {"denominator": "5"}, "the denominator alone does not give it"),
        ("felt-safer", {"rater": "child", "value": "5"}, "has no rater"),
        ("less-worry", {"value": "5"}, "worked out from two figures and never taken in"),
        ("audit-grades", {"numerator": "5", "denominator": "9"}, "needs a grade, and there is none"),
        ("audit-grades", {"grade": "goood", "numerator": "5", "denominator": "9"}, "Did you mean `good`?"),
        ("own-grade", {"value": "outstanding"}, "It is one of `poor`, `fair` or `good`."),
        ("own-grade", {"grade": "good", "value": "good"}, "The grade itself stands in `value`."),
        ("own-grade", {"numerator": "4", "value": "good"}, "a grade, which stands in `value` alone"),
        ("wellbeing", {"grade": "same", "point": "closure", "numerator": "1", "denominator": "4"}, "needs a rater"),
        (
            "wellbeing",
            {"grade": "same", "point": "8w", "rater": "child", "numerator": "1", "denominator": "4"},
            "Write `closure` or `6m`.",
        ),
        (
            "wellbeing",
            {"grade": "better", "point": "6m", "rater": "child", "numerator": "1", "denominator": "4"},
            "this is no grade of `wellbeing`",
        ),
        (
            "wellbeing",
            {"grade": "same", "point": "6m", "rater": "child", "numerator": "1"},
            "needs the cases with this result",
        ),
    ],
)  # fmt: skip
def test_each_unit_has_its_own_parts(bench, measure, cells, words):
    result = one(bench, measure, **cells)
    assert [item.code for item in result.findings] == ["QAF515"]
    assert words in f"{result.findings[0].message} {result.findings[0].help}"


@pytest.mark.parametrize(
    ("measure", "cells"),
    [
        ("own-grade", {"value": "Good"}),
        ("own-grade", {"value": "x"}),
        ("audit-grades", {"grade": "good", "numerator": "c", "denominator": "9"}),
        ("wellbeing", {"grade": "not_rated/moved-away", "point": "6m", "rater": "child", "numerator": "2"}),
        ("wellbeing", {"grade": "improved", "point": "6m", "rater": "child", "numerator": "2", "denominator": "4"}),
        ("felt-safer", {"value": "0"}),
        ("felt-safer", {"numerator": "0", "denominator": "0", "value": "z"}),
        ("felt-safer", {"numerator": "0", "denominator": "0"}),
        ("caseload", {"numerator": "152.5", "denominator": "10", "value": "15.3"}),
        ("caseload", {"value": "-2.5"}),
        ("vacancies", {"numerator": "10.5", "denominator": "40.5", "value": "25.9"}),
        ("costs", {"numerator": "10.5", "denominator": "2", "value": "5.25"}),
        ("looked-after", {"numerator": "353", "denominator": "56737", "value": "62"}),
    ],
)
def test_figures_that_are_sound(bench, measure, cells):
    result = one(bench, measure, **cells)
    assert result.findings == ()
    assert result.added == 1


@pytest.mark.parametrize(
    ("measure", "cells", "words"),
    [
        ("felt-safer", {"value": "101"}, "a percentage lies between 0 and 100"),
        ("felt-safer", {"numerator": "12", "denominator": "10"}, "the numerator is above the denominator"),
        ("felt-safer", {"numerator": "-1", "denominator": "10"}, "a number below zero"),
        ("felt-safer", {"numerator": "1.5", "denominator": "10"}, "a fraction, where children are counted"),
        ("referrals", {"value": "12.5"}, "a fraction, where events are counted in whole numbers"),
        ("referrals", {"value": "-9999"}, "commonly means that there is no number"),
        ("looked-after", {"numerator": "5", "denominator": "0"}, "the denominator is zero"),
        ("caseload", {"numerator": "5", "denominator": "0"}, "the denominator is zero"),
    ],
)
def test_numbers_that_cannot_be(bench, words, measure, cells):
    result = one(bench, measure, **cells)
    assert [item.code for item in result.findings] == ["QAF506"]
    assert words in result.findings[0].message


@pytest.mark.parametrize(
    ("measure", "numerator", "denominator", "value", "agrees"),
    [
        ("felt-safer", "339", "1879", "18", True),
        ("felt-safer", "339", "1879", "18.0", True),
        ("felt-safer", "339", "1879", "18.1", False),
        ("felt-safer", "13", "80", "16.2", True),
        ("felt-safer", "13", "80", "16.3", True),
        ("felt-safer", "13", "80", "16.25", True),
        ("felt-safer", "13", "80", "16.24", False),
        ("felt-safer", "1", "4", "0.25", False),
        ("looked-after", "353", "56737", "62", True),
        ("looked-after", "353", "56737", "63", False),
        ("caseload", "152", "10", "15.2", True),
        ("caseload", "152", "10", "15.3", False),
    ],
)
def test_a_value_agrees_with_its_parts_within_its_own_rounding(bench, measure, numerator, denominator, value, agrees):
    result = one(bench, measure, numerator=numerator, denominator=denominator, value=value)
    assert [item.code for item in result.findings] == ([] if agrees else ["QAF507"])


def test_a_published_value_that_disagrees_is_kept_with_a_warning(bench):
    result = one(bench, "felt-safer", series="england", numerator="1700", denominator="9850", value="17.2")
    (found,) = result.findings
    assert (found.code, found.level) == ("QAF508", "warning")
    assert "The published value is kept. The counts look rounded" in found.message
    assert bench.contents()[0][-1] == "17.2"


def test_the_same_figure_twice(bench):
    result = bench.rows("referrals,2023/24,5", "referrals,2022/23,4", "referrals,2023/24,5", "referrals,2023/24,5")
    assert [(item.code, item.level) for item in result.findings] == [("QAF510", "info")]
    assert result.findings[0].message.startswith("Row 4 and 1 more row:")
    assert result.added == 2


def test_the_same_figure_twice_with_different_values_names_both_rows(bench, words):
    result = bench.rows("referrals,2023/24,71", "referrals,2022/23,4", "referrals,2023/24,72")
    (found,) = result.findings
    assert found.code == "QAF509"
    assert found.message.startswith("Row 4, column C (`value`): this figure stands in row 2 too")
    assert found.related[0].span.line == 2
    assert "71" not in words(result)
    assert not result.written


def test_one_kind_of_period_in_a_series(bench):
    result = bench.rows("referrals,2022/23,5", "referrals,2023/24 Q1,2", "referrals,2023/24 Q2,2")
    (found,) = result.findings
    assert found.code == "QAF511"
    assert found.message.startswith("Row 3 and 1 more row, column B (`period`): a reporting quarter")
    assert "a reporting year" in found.message


def test_periods_that_differ_in_kind_only_are_told_so(bench):
    bench.rows("referrals,2023 Q2,5")
    (found,) = bench.rows("referrals,2023/24 Q1,5").findings
    assert found.code == "QAF511"
    assert "Both cover the same days" in found.message
    assert "that are stored" in found.message


def test_another_series_may_have_another_kind_of_period(bench):
    result = bench.rows("referrals,own,2023-04,5", "referrals,england,2023/24,70", header="measure,series,period,value")
    assert result.added == 2


def test_the_denominator_of_a_whole_group_is_the_count_it_is_of(bench):
    header = "measure,period,numerator,denominator,value"
    result = bench.rows("referrals,2023/24,,,200", "repeat-referrals,2023/24,36,201,", header=header)
    (found,) = result.findings
    assert (found.code, found.level) == ("QAF520", "error")
    assert "`repeat-referrals`" in found.message and "`referrals`" in found.message
    assert found.related[0].span.line == 2


def test_a_denominator_is_compared_with_the_stored_count_too_but_not_refused(bench):
    header = "measure,period,numerator,denominator,value"
    bench.rows("referrals,2023/24,,,200", header=header)
    result = bench.rows("repeat-referrals,2023/24,36,201,", header=header)
    assert [(item.code, item.level) for item in result.findings] == [("QAF520", "warning")]
    result = bench.rows("referrals,2023/24,,,202", header=header, restates=True)
    assert [(item.code, item.level) for item in result.findings] == [("QAF520", "warning")]
    assert result.written


def test_a_sample_may_be_smaller_than_its_group(framework_of, bench):
    bench.framework = framework_of(
        measures=(
            {"id": "closed", "unit": "count"},
            {"id": "heard", "unit": "percent", "of": "closed", "covers": "sample", "base": "children asked"},
        )
    )
    header = "measure,period,numerator,denominator,value"
    assert bench.rows("closed,2023/24,,,200", "heard,2023/24,9,20,", header=header).findings == ()


def test_shares_are_of_one_whole_and_add_up_to_it_at_most(bench):
    rows = ["audit-grades,2023/24,poor,5,20", "audit-grades,2023/24,good,9,21"]
    header = "measure,period,grade,numerator,denominator"
    assert [item.code for item in bench.rows(*rows, header=header).findings] == ["QAF515"]
    rows = ["audit-grades,2023/24,poor,12,20", "audit-grades,2023/24,good,9,20"]
    (found,) = bench.rows(*rows, header=header).findings
    assert found.code == "QAF507"
    assert "add up to more" in found.message


def test_improved_same_and_worse_add_up_to_the_cases_rated(bench):
    header = "measure,period,rater,point,grade,numerator,denominator"
    rows = [
        f"wellbeing,2023/24,child,closure,{grade},{n},20" for grade, n in (("improved", 9), ("same", 6), ("worse", 4))
    ]
    (found,) = bench.rows(*rows, header=header).findings
    assert found.code == "QAF507"
    assert "do not add up" in found.message
    assert bench.rows(*rows[:2], header=header).findings == ()


def test_a_period_that_has_not_begun_is_told_and_taken_in(bench):
    result = bench.rows("referrals,2025/26,5", "referrals,2027/28,6", "children,2027/28,6", "children,2026/27,7")
    assert result.written
    first, second = result.findings
    assert {(item.code, item.level) for item in result.findings} == {("QAF521", "warning")}
    assert first.message == (
        "Row 3 and 1 more row, column B (`period`): this period has not begun on 31 March 2026, the date of this run."
    )
    assert second.message.startswith("Row 5, ")


def test_a_period_that_has_begun_and_not_ended_is_fine(bench):
    assert bench.rows("referrals,2026,5").findings == ()
    assert bench.rows("children,2026-03-31,5").findings == ()


@pytest.mark.parametrize("breakdown", ["team age", "team-age", "age_team", "Team Age", "team,age"])
def test_a_cross_of_breakdowns_is_refused_with_that_sentence(bench, breakdown):
    row = f'referrals,2023/24,"{breakdown}",north,5'
    (found,) = bench.rows(row, header="measure,period,breakdown,category,value").findings
    assert found.code == "QAF504"
    assert "this crosses two breakdowns, and figures are kept by one breakdown at a time" in found.message


@pytest.mark.parametrize("category", ["north under-5", "north-under-5", "5-to-17 south"])
def test_a_cross_of_categories_is_refused_with_that_sentence(bench, category):
    (found,) = bench.rows(
        f"referrals,2023/24,team,{category},5", header="measure,period,breakdown,category,value"
    ).findings
    assert "this crosses two breakdowns" in found.message
