from __future__ import annotations

import pytest

TEAM = {"id": "team", "column": "Team"}
RECIPE = {
    "id": "visits",
    "file": "visits*.csv",
    "period": {"column": "Month"},
    "breakdown": TEAM,
    "count_rows": {"measure": "referrals"},
}
ROWS = "Month,Team,Visit,Kind\n2026-01,north,v1,home\n2026-01,North team,v2,school\n2026-02,north,v3,home\n"


def counted(bench):
    return {(str(f.key.period), f.key.series, f.key.category): f.value for f in bench.store().figures}


def recipe(**more):
    return {**RECIPE, **more}


def test_rows_are_counted_for_the_whole_and_each_category(bench):
    result = bench.take(ROWS, recipe=recipe())
    assert result.findings == ()
    assert counted(bench) == {
        ("2026-01", "own", ""): "2", ("2026-01", "own", "north"): "2", ("2026-01", "own", "south"): "0",
        ("2026-02", "own", ""): "1", ("2026-02", "own", "north"): "1", ("2026-02", "own", "south"): "0",
    }  # fmt: skip
    assert (result.rows, result.left_out) == (3, 0)


def test_a_category_that_no_row_names_is_zero_only_where_the_categories_make_up_the_whole(bench, framework_of):
    some = {"id": "team", "parts": "some", "categories": [{"id": "north", "name": "North team"}, {"id": "south"}]}
    bench.framework = framework_of(breakdowns=[some])
    result = bench.take(ROWS, recipe=recipe())
    assert "south" not in {category for _, _, category in counted(bench)}
    (found,) = result.findings
    assert (found.code, found.level) == ("QAF512", "warning")
    assert "no row of the file names `south` of breakdown `team`, so there is no figure of it" in found.message


def test_a_category_named_anywhere_in_the_file_is_zero_in_the_other_periods(bench, framework_of):
    some = {"id": "team", "parts": "some", "categories": [{"id": "north", "name": "North team"}, {"id": "south"}]}
    bench.framework = framework_of(breakdowns=[some])
    assert bench.take(ROWS + "2026-02,south,v4,home\n", recipe=recipe()).findings == ()
    assert counted(bench)["2026-01", "own", "south"] == "0"
    assert counted(bench)["2026-02", "own", "south"] == "1"


def test_a_category_that_does_not_exist_yet_gets_no_figure(bench, framework_of):
    later = {"id": "team", "parts": "all", "categories": [
        {"id": "north", "name": "North team"}, {"id": "south", "from": "2026-02-01"},
        {"id": "east", "until": "2025-12-31"},
    ]}  # fmt: skip
    bench.framework = framework_of(breakdowns=[later])
    bench.take(ROWS, recipe=recipe())
    assert ("2026-01", "own", "south") not in counted(bench)
    assert counted(bench)["2026-02", "own", "south"] == "0"
    assert "east" not in {category for _, _, category in counted(bench)}


def test_different_texts_are_counted_once_with_by(bench):
    content = ROWS + "2026-01,south,v1,home\n2026-01,north,v1,office\n"
    assert bench.take(content, recipe=recipe(count_rows={"measure": "referrals", "by": "Visit"})).findings[0].code == (
        "QAF527"  # v1 is in both teams, so that the teams add up to more than the whole, which is told
    )
    found = counted(bench)
    assert found["2026-01", "own", ""] == "2"
    assert found["2026-01", "own", "north"] == "2"
    assert found["2026-01", "own", "south"] == "1"


def test_an_empty_cell_of_by_is_refused(bench):
    (found,) = bench.take(
        ROWS + "2026-02,south,,home\n", recipe=recipe(count_rows={"measure": "referrals", "by": "Visit"})
    ).findings
    assert (found.code, found.level) == ("QAF505", "error")
    assert found.message.startswith("Row 5, column C (`Visit`): the cell is empty")
    assert not bench.folder.exists()


def test_several_counts_of_one_file_each_with_its_own_rows(bench):
    counts = [
        {"measure": "referrals", "where": [{"column": "Kind", "is": "home"}]},
        {"measure": "children", "where": [{"column": "Kind", "in": ["school", "office"]}]},
    ]
    result = bench.take(ROWS, recipe=recipe(count_rows=counts, breakdown=None))
    assert result.findings == ()
    figures = {(f.key.measure, str(f.key.period)): f.value for f in bench.store().figures}
    assert figures == {
        ("referrals", "2026-01"): "1", ("referrals", "2026-02"): "1",
        ("children", "2026-01"): "1", ("children", "2026-02"): "0",
    }  # fmt: skip


def test_with_a_constant_period_a_count_without_rows_is_zero(bench):
    where = [{"column": "Kind", "is": "prison"}]
    more = {"period": {"constant": "2025/26"}, "count_rows": {"measure": "referrals", "where": where}}
    bench.take(ROWS, recipe=recipe(breakdown=None, **more))
    assert counted(bench) == {("2025/26", "own", ""): "0"}


def test_a_file_of_which_no_row_is_taken_gives_no_zero(bench):
    result = bench.take(ROWS, recipe=recipe(where=[{"column": "Kind", "is": "prison"}]))
    assert [item.code for item in result.findings] == ["QAF512"]
    assert result.refused


def test_total_rows_are_not_counted(bench):
    content = ROWS + "2026-01,All teams,,Total\n"
    totals = {"where": [{"column": "Kind", "is": "Total"}]}
    result = bench.take(content, recipe=recipe(totals=totals))
    assert result.findings == ()
    assert (counted(bench)["2026-01", "own", ""], result.left_out) == ("2", 1)


def test_rows_that_are_the_same_in_every_cell_are_told(bench):
    (found,) = bench.take(ROWS + "2026-01,north,v1,home\n", recipe=recipe()).findings
    assert (found.code, found.level) == ("QAF510", "info")
    assert "both were counted" in found.message
    assert found.related[0].span.line == 2
    assert counted(bench)["2026-01", "own", ""] == "3"


def test_an_unknown_category_is_refused_once(bench):
    (found,) = bench.take(ROWS + "2026-01,nroth,v9,home\n", recipe=recipe()).findings
    assert found.code == "QAF504"
    assert found.help == "Did you mean `north`?"


@pytest.mark.parametrize("identifier", ["943 476 5919", "jo@example.org"])
def test_rows_about_things_are_screened_too(bench, words, identifier):
    result = bench.take(ROWS + f"2026-01,north,{identifier},home\n", recipe=recipe())
    assert result.refused
    assert {item.code for item in result.findings} <= {"QAF550", "QAF551"}
    assert identifier not in words(result)
    assert not bench.folder.exists()


DATED = "Date,Team,Visit\n25/04/2024,north,v1\n01/06/2024,north,v2\n31/12/2024,south,v3\n"


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("month", {"2024-04": "1", "2024-05": "0", "2024-06": "1", "2024-12": "1"}),
        ("quarter", {"2024/25 Q1": "2", "2024/25 Q2": "0", "2024/25 Q3": "1"}),
        ("half", {"2024/25 H1": "2", "2024/25 H2": "1"}),
        ("term", {"2023/24 summer": "2", "2024/25 autumn": "1"}),
        ("reporting_year", {"2024/25": "3"}),
        ("academic_year", {"2023/24 academic": "2", "2024/25 academic": "1"}),
        ("calendar_year", {"2024": "3"}),
    ],
)
def test_rows_with_a_date_count_in_the_period_around_it(bench, kind, expected):
    result = bench.take(DATED, recipe=recipe(breakdown=None, period={"column": "Date", "kind": kind}))
    assert result.findings == ()
    found = {period: value for (period, _, _), value in counted(bench).items()}
    assert {period: found[period] for period in expected} == expected
    assert sum(map(int, found.values())) == 3


def test_a_period_as_it_stands_counts_as_it_is(bench):
    content = "Date,Team,Visit\n2024/25,north,v1\n2024/25,north,v2\n"
    result = bench.take(content, recipe=recipe(breakdown=None, period={"column": "Date", "kind": "reporting_year"}))
    assert result.findings == ()
    assert counted(bench) == {("2024/25", "own", ""): "2"}


def test_a_date_that_is_none_is_refused_where_the_row_counts(bench):
    more = {"breakdown": None, "period": {"column": "Date", "kind": "month"}}
    (found,) = bench.take(DATED + "soon,north,v4\n", recipe=recipe(**more)).findings
    assert (found.code, found.span.line) == ("QAF511", 5)
    where = {"measure": "referrals", "where": [{"column": "Visit", "not": "v4"}]}
    assert bench.take(DATED + "soon,north,v4\n", recipe=recipe(**more, count_rows=where)).written


def test_a_date_that_can_be_read_two_ways_is_refused(bench):
    more = {"breakdown": None, "period": {"column": "Date", "kind": "month"}}
    content = "Date,Team,Visit\n07/01/2024,north,v1\n02/03/2024,north,v2\n"
    assert {item.code for item in bench.take(content, recipe=recipe(**more)).findings} == {"QAF511"}
    more["period"]["format"] = "%d/%m/%Y"
    bench.take(content, recipe=recipe(**more))
    assert {period for period, _, _ in counted(bench)} >= {"2024-01", "2024-03"}


def test_a_mistyped_year_makes_no_hundred_years_of_zeros(bench):
    more = {"breakdown": None, "period": {"column": "Date", "kind": "month"}}
    (found,) = bench.take(DATED + "25/04/1924,north,v4\n", recipe=recipe(**more)).findings
    assert (found.code, found.level, found.span.line) == ("QAF512", "warning", 2)
    assert "no row is of a period between 1924-04 and 2024-04" in found.message
    assert len(counted(bench)) == 10
