"""Tables with a column for each period."""

from __future__ import annotations

import pytest

COUNT = {"measure": "referrals", "value": "{period}"}
OWN = {"series": "own", "where": [{"column": "Area", "is": "Northmoor"}]}


def wide(**more):
    return {"id": "wide", "file": "*", "series": [OWN], "measures": [COUNT], **more}


def header(*headings: str) -> str:
    cells = ",".join(f'"{heading}"' for heading in ("Area", *headings))
    return f"{cells}\nNorthmoor,{','.join(str(number) for number in range(10, 10 + len(headings)))}\n"


def periods(bench):
    return [row[1] for row in bench.contents()]


@pytest.mark.parametrize(
    ("headings", "more", "wanted"),
    [
        (("2010", "2011"), {}, ["2010", "2011"]),
        (("2010", "2011"), {"kind": "reporting_year"}, ["2009/10", "2010/11"]),
        (("2010", "2011"), {"kind": "academic_year"}, ["2009/10 academic", "2010/11 academic"]),
        (("2009-10", "2010-11", "2011-12"), {}, ["2009/10", "2010/11", "2011/12"]),
        (("201011", "201112"), {"kind": "reporting_year"}, ["2010/11", "2011/12"]),
        (("2020/21 Q1", "2020/21 Q2"), {}, ["2020/21 Q1", "2020/21 Q2"]),
        (("Apr - Jun 2020", "Jul - Sep 2020"), {}, ["2020/21 Q1", "2020/21 Q2"]),
        (("Mar-20", "Apr-20"), {}, ["2020-03", "2020-04"]),
        (("31/03/2020", "30/06/2020"), {}, ["2020-03-31", "2020-06-30"]),
        (("31/03/2020", "30/06/2020"), {"kind": "quarter"}, ["2019/20 Q4", "2020/21 Q1"]),
        (("Year ending 31 March 2020",), {}, ["2019/20"]),
        (("20144", "20154"), {"format": "%Y?"}, ["2014", "2015"]),
    ],
)
def test_the_headings_say_the_period_and_decide_together_what_they_mean(bench, headings, more, wanted):
    result = bench.take(header(*headings), recipe=wide(period=more or None))
    assert result.findings == (), result.findings
    assert periods(bench) == wanted


def test_a_year_with_a_footnote_mark_is_refused_with_the_guess(bench, words):
    result = bench.take(header("2013", "20144"), recipe=wide())
    (found,) = result.findings
    assert found.code == "QAF511" and not result.written
    assert "column C (`20144`)" in found.message and "looks like 2014 with the footnote mark 4" in found.message


def test_one_heading_alone_that_could_be_a_month_is_refused(bench, words):
    assert "October 2010" not in words(bench.take(header("2010-11"), recipe=wide()))
    assert "Say in the recipe which `kind`" in words(bench.take(header("2010-11"), recipe=wide()))


def test_columns_that_are_no_periods_are_passed_over(bench):
    text = "Area,Code,2019/20,2020/21,Change on year\nNorthmoor,E1,5,70,12%\n"
    assert bench.take(text, recipe=wide()).findings == ()
    assert periods(bench) == ["2019/20", "2020/21"]


def test_columns_that_the_recipe_reads_otherwise_are_passed_over(bench):
    recipe = wide(where=[{"column": "2001 code", "is": "N1"}])
    assert bench.take("Area,2001 code,2019/20\nNorthmoor,N1,5\n", recipe=recipe).findings == ()
    assert periods(bench) == ["2019/20"]


def test_a_new_year_needs_no_new_recipe(bench):
    bench.take(header("2019/20", "2020/21"), recipe=wide())
    result = bench.take(header("2019/20", "2020/21", "2021/22"), recipe=wide())
    assert (result.added, result.unchanged) == (1, 2)


def test_a_year_in_a_column_and_months_in_the_headings(bench):
    text = "Area,Year,Apr,May,Jan,Total\nNorthmoor,2023/24,1,2,3,6\nNorthmoor,2024/25,4,5,6,15\n"
    result = bench.take(text, recipe=wide(period={"with": "Year"}))
    assert result.findings == () and result.added == 6
    assert periods(bench) == ["2023-04", "2023-05", "2024-01", "2024-04", "2024-05", "2025-01"]


def test_a_sort_of_year_in_a_column_and_years_in_the_headings(bench):
    text = "Area,Sort,2023\nNorthmoor,Reporting year,1\n"
    bench.take(text, recipe=wide(period={"with": "Sort"}))
    assert periods(bench) == ["2022/23"]


def test_a_second_column_that_does_not_fit_is_told_with_its_row(bench, words):
    result = bench.take("Area,Year,Apr\nNorthmoor,soon,1\n", recipe=wide(period={"with": "Year"}))
    assert "Row 2, column B (`Year`)" in words(result) and not result.written


def test_numerator_denominator_and_value_side_by_side(bench, words):
    measure = {
        "measure": "felt-safer", "numerator": "{period} yes", "denominator": "{period} asked", "value": "{period} %",
    }  # fmt: skip
    text = "Area,2023 yes,2023 asked,2023 %,2024 yes,2024 %\nNorthmoor,10,20,50,8,40\n"
    result = bench.take(text, recipe=wide(measures=[measure]))
    assert [(row[1], *row[3:]) for row in bench.contents()] == [("2023", "10", "20", "50"), ("2024", "8", "", "40")]
    (found,) = result.findings
    assert found.code == "QAF526"
    assert "no column fits `{period} asked`, so the denominator of `felt-safer` is not given" in found.message


def test_a_denominator_that_is_the_same_for_all_periods(bench):
    measure = {"measure": "felt-safer", "numerator": "{period}", "denominator": "Asked"}
    bench.take("Area,Asked,2023,2024\nNorthmoor,20,10,8\n", recipe=wide(measures=[measure]))
    assert [row[3:5] for row in bench.contents()] == [("10", "20"), ("8", "20")]


def test_headings_that_do_not_fit(bench, words):
    result = bench.take(header("2023"), recipe=wide(measures=[{"measure": "referrals", "value": "{period} all"}]))
    assert "No column of the file fits `{period} all`" in words(result) and not result.written
    twice = bench.take(header("2023 all", "2023 ALL"), recipe=wide(measures=[{**COUNT, "value": "{period} all"}]))
    assert "have the same heading" in words(twice) and not twice.written


def test_a_measure_whose_period_no_heading_says(bench, words):
    both = [COUNT, {"measure": "children", "value": "Now"}]
    text = "Area,2023,Now\nNorthmoor,5,70\n"
    assert "Nothing says which period the columns of measure `children`" in words(
        bench.take(text, recipe=wide(measures=both))
    )
    both[1]["period"] = "2024-03-31"
    assert bench.take(text, recipe=wide(measures=both)).findings == ()
    assert [row[:2] for row in bench.contents()] == [("children", "2024-03-31"), ("referrals", "2023")]


def test_what_is_unused_is_said_once_at_its_own_key(bench):
    measures = [
        {**COUNT, "where": [{"column": "Sex", "is": "all"}]},
        {"measure": "children", "value": "{period}", "where": [{"column": "Sex", "is": "boys"}]},
    ]
    result = bench.take("Area,Sex,2023,2024\nNorthmoor,all,5,6\n", recipe=wide(measures=measures))
    (found,) = result.findings
    assert (found.code, found.where.loc) == ("QAF512", ("measures", 1))
