from __future__ import annotations

import pytest

from qaf.data.ingest import choose_recipe

HEADER = "time_period,time_identifier,geographic_level,new_la_code,category,referrals,repeats,percent"
ROWS = (
    "2024,Reporting year,National,,Total,632830,142900,22.6",
    "2024,Reporting year,Local authority,E1,Total,1879,339,18",
    "2024,Reporting year,Local authority,E2,Total,5000,c,c",
)
OWN = {"series": "own", "where": [{"column": "new_la_code", "is": "E1"}]}
ENGLAND = {"series": "england", "where": [{"column": "geographic_level", "is": "National"}]}
PERCENT = {"measure": "repeat-referrals", "numerator": "repeats", "denominator": "referrals", "value": "percent"}
COUNT = {"measure": "referrals", "value": "referrals"}


def dfe(**more):
    return {
        "id": "census",
        "file": "census_*.csv",
        "preset": "dfe",
        "series": [OWN, ENGLAND],
        "measures": [PERCENT],
        **more,
    }


def plain(**more):
    return {"id": "plain", "file": "*.csv", "period": {"column": "year"}, "measures": [COUNT], **more}


def table(*rows, header=HEADER):
    return "\n".join([header, *rows]) + "\n"


def test_a_file_in_the_dfe_layout(bench):
    result = bench.take(table(*ROWS), recipe=dfe(measures=[PERCENT, COUNT]))
    assert result.findings == ()
    assert (result.rows, result.added, result.left_out) == (3, 4, 1)
    assert bench.contents() == [
        ("referrals", "2023/24", "england", "", "", "632830"),
        ("referrals", "2023/24", "own", "", "", "1879"),
        ("repeat-referrals", "2023/24", "england", "142900", "632830", "22.6"),
        ("repeat-referrals", "2023/24", "own", "339", "1879", "18"),
    ]
    assert all(figure.published for figure in bench.store().figures)


def test_published_is_what_the_recipe_says(bench):
    bench.take(table(*ROWS), recipe=dfe(published="false"))
    assert not any(figure.published for figure in bench.store().figures)


def test_the_dfe_preset_wants_to_know_whose_rows_are_whose(bench):
    recipe = dfe()
    del recipe["series"]
    (found,) = bench.take(table(*ROWS), recipe=recipe).findings
    assert (found.code, found.where.path) == ("QAF517", "imports/census.yaml")
    assert "which rows are your own" in found.message


def test_a_row_that_two_series_take_is_an_error_naming_both(bench):
    greedy = {"series": "england", "where": [{"column": "category", "is": "Total"}]}
    (found,) = bench.take(table(ROWS[1]), recipe=dfe(series=[OWN, greedy])).findings
    assert found.code == "QAF516"
    assert "`own` and `england`" in found.message
    assert found.message.startswith("Row 2")


def test_two_rules_for_one_series_may_both_take_a_row(bench):
    again = {"series": "own", "where": [{"column": "category", "in": ["Total"]}, {"column": "new_la_code", "is": "E1"}]}
    assert bench.take(table(*ROWS), recipe=dfe(series=[OWN, again])).added == 1


@pytest.mark.parametrize(
    ("condition", "kept"),
    [
        ({"is": "North West"}, ["1"]),
        ({"in": ["North West", "London"]}, ["1", "2"]),
        ({"not": "London"}, ["1", "3"]),
        ({"not": ["London", "North West"]}, ["3"]),
        ({"in": ["North West", "London"], "not": "London"}, ["1"]),
    ],
)
def test_conditions(bench, condition, kept):
    rows = ["2021,North West,1", "2022,London,2", "2023,,3"]
    where = [{"column": "region", **condition}]
    bench.take(table(*rows, header="year,region,n"), recipe=plain(where=where, measures=[{**COUNT, "value": "n"}]))
    assert [row[-1] for row in bench.contents()] == kept


def test_blanks_that_no_eye_sees_do_not_count_in_conditions(bench):
    rows = ["2021,\u00a0North\u00a0West ,1"]
    where = [{"column": "region", "is": "North West"}]
    recipe = plain(where=where, measures=[{**COUNT, "value": "n"}])
    assert bench.take(table(*rows, header="year,region,n"), recipe=recipe).added == 1


def test_a_long_file_with_a_measure_in_each_row(bench):
    rows = ["2023,started,10", "2023,all,70"]
    measures = [
        {"measure": "referrals", "value": "n", "where": [{"column": "what", "is": "started"}]},
        {"measure": "children", "value": "n", "where": [{"column": "what", "is": "all"}]},
    ]
    bench.take(table(*rows, header="year,what,n"), recipe=plain(measures=measures))
    assert bench.contents() == [
        ("children", "2023", "own", "", "", "70"),
        ("referrals", "2023", "own", "", "", "10"),
    ]


def test_a_constant_period_and_a_period_with_a_format(bench):
    constant = plain(period={"constant": "2023/24"}, measures=[{**COUNT, "value": "n"}])
    assert bench.take(table("1,9", header="a,n"), recipe=constant).added == 1
    percent = {"measure": "repeat-referrals", "numerator": "n", "denominator": "n", "value": "p"}
    formatted = plain(period={"column": "d", "format": "%d/%m/%Y", "kind": "month"}, measures=[percent])
    bench.take(table("07/01/2024,9,100", header="d,n,p"), recipe=formatted)
    assert [row[:2] for row in bench.contents()] == [("referrals", "2023/24"), ("repeat-referrals", "2024-01")]


def test_the_column_decides_whether_a_text_is_a_year_or_a_month(bench):
    measures = [{**COUNT, "value": "n"}]
    bench.take(table("2011-12,1", "2012-13,2", header="year,n"), recipe=plain(measures=measures))
    assert [row[1] for row in bench.contents()] == ["2011/12", "2012/13"]


def test_a_period_that_could_be_two_is_an_error_without_its_text(bench, words):
    result = bench.take(table("2011-12,1", header="year,n"), recipe=plain(measures=[{**COUNT, "value": "n"}]))
    (found,) = result.findings
    assert found.code == "QAF511"
    assert "under `period`" in found.help
    assert "2011" not in words(result)


def test_a_breakdown_by_id_by_name_and_by_lookup(bench):
    rows = ["2023,north,1", "2024,NORTH TEAM,2", "2025,Süd,3", "2026,All teams,4"]
    breakdown = {"id": "team", "column": "team", "lookup": {"Süd": "south", "All teams": "whole"}}
    bench.take(
        table(*rows, header="year,team,n"), recipe=plain(breakdown=breakdown, measures=[{**COUNT, "value": "n"}])
    )
    keys = [(figure.key.breakdown, figure.key.category, figure.value) for figure in bench.store().figures]
    assert keys == [("team", "north", "1"), ("team", "north", "2"), ("team", "south", "3"), ("", "", "4")]


def test_a_category_that_is_not_declared_and_an_empty_one(bench, words):
    rows = ["2023,nort,1", "2024,nort,2", "2025,,3"]
    breakdown = {"id": "team", "column": "team"}
    recipe = plain(breakdown=breakdown, measures=[{**COUNT, "value": "n"}])
    result = bench.take(table(*rows, header="year,team,n"), recipe=recipe)
    assert [item.code for item in result.findings] == ["QAF504"] * 2
    assert result.findings[0].message.startswith("Row 2 and 1 more row, column B (`team`)")
    assert "Did you mean `north`?" in words(result)
    assert "the cell is empty" in words(result)


def test_total_is_the_whole_in_the_dfe_layout(bench):
    recipe = dfe(breakdown={"id": "team", "column": "category"})
    bench.take(table(*ROWS), recipe=recipe)
    assert {figure.key.breakdown for figure in bench.store().figures} == {""}


def test_places_are_compared_by_what_their_spelling_means(bench):
    rows = ["2023,Northmoor MBC,1", "2024,Northmoor,2", "2025,Elsewhere,3"]
    recipe = plain(
        places={"column": "la", "lookup": {"Northmoor MBC": "Northmoor"}},
        series=[{"series": "own", "where": [{"column": "la", "is": "Northmoor"}]}],
        measures=[{**COUNT, "value": "n"}],
    )
    assert bench.take(table(*rows, header="year,la,n"), recipe=recipe).added == 2


@pytest.mark.parametrize(("given", "stored"), [("0.226", "22.6"), ("0.2", "20"), ("1", "100"), ("0.1800", "18.00")])
def test_a_scale_moves_the_point_and_keeps_the_published_digits(bench, given, stored):
    recipe = plain(measures=[{"measure": "felt-safer", "value": "n", "scale": "100"}])
    bench.take(table(f"2023,{given}", header="year,n"), recipe=recipe)
    assert bench.contents()[0][-1] == stored


def test_a_scale_widens_what_rounding_allows(bench):
    header, row = "year,k,n,v", "2023,1,3,0.3"
    recipe = plain(
        measures=[{"measure": "felt-safer", "numerator": "k", "denominator": "n", "value": "v", "scale": "100"}]
    )
    assert bench.take(table(row, header=header), recipe=recipe).findings == ()


def test_symbols_sentinels_and_percent_signs(bench):
    rows = ['2021,"1,234",', "2022,-,", "2023,NA,", "2024,-1,"]
    recipe = plain(symbols={"-": "zero", "NA": "x"}, sentinels=["-1"], measures=[{**COUNT, "value": "n"}])
    bench.take(table(*rows, header="year,n,p"), recipe=recipe)
    assert [row[-1] for row in bench.contents()] == ["1234", "0", "x", "x"]
    percent = plain(measures=[{"measure": "felt-safer", "value": "p"}])
    bench.take(table("2021,61.5%", header="year,p"), recipe=percent)
    assert bench.contents()[0][-1] == "61.5"


def test_a_percent_sign_in_a_count_is_refused(bench):
    (found,) = bench.take(table("2021,61%", header="year,n"), recipe=plain(measures=[{**COUNT, "value": "n"}])).findings
    assert "a number with a percentage sign" in found.message


def test_rows_above_the_header_are_skipped_and_still_counted(bench):
    content = "Referrals\nyear ending March\n\nyear,n\n2023,many\n"
    recipe = plain(read={"skip_rows": "3"}, measures=[{**COUNT, "value": "n"}])
    (found,) = bench.take(content, recipe=recipe).findings
    assert found.message.startswith("Row 5, column B (`n`)")
    assert found.span.line == 5


def test_delimiter_and_encoding(bench):
    content = "année;n\n2023;5\n".encode("cp1252")
    recipe = plain(
        read={"delimiter": ";", "encoding": "windows-1252"},
        period={"column": "année"},
        measures=[{**COUNT, "value": "n"}],
    )
    assert bench.take(content, recipe=recipe).added == 1


def test_a_tidy_file_can_have_a_recipe_too(bench):
    recipe = {
        "id": "tidy-one", "file": "*.csv", "preset": "tidy", "published": "true", "symbols": {"n/a": "x"},
        "where": [{"column": "status", "is": "final"}],
    }  # fmt: skip
    content = "measure,period,value,status\nreferrals,2023/24,n/a,final\nreferrals,2024/25,7,draft\n"
    result = bench.take(content, recipe=recipe)
    assert (result.added, result.left_out) == (1, 1)
    assert [(figure.value, figure.published) for figure in bench.store().figures] == [("x", True)]


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ({"preset": "fingertips"}, "QAF517", "which rows are your own"),
        ({"period": {"from_file_name": "x.csv"}}, "QAF517", "with {period} once in it"),
        ({"period": {"from_file_name": "{period}.csv", "column": "year"}}, "QAF517", "`column` has no use"),
        ({"period": {"from_file_name": "{period}.csv", "with": "year"}}, "QAF517", "`with` has no use"),
        ({"measures": [{**COUNT, "value": "{period} n"}]}, "QAF517", "The headings give the period"),
        ({"measures": [{**COUNT, "period": "2010-2011"}]}, "QAF517", "2010-2011"),
        ({"measures": [{**COUNT, "value": "{period} {period}"}], "period": None}, "QAF517", "in it once"),
        ({"count_rows": {"measure": "referals"}}, "QAF503", "no measure `referals`"),
        ({"count_rows": {"measure": "felt-safer"}}, "QAF517", "counting rows gives a count"),
        ({"count_rows": {"measure": "referrals", "where": [{"column": "n"}]}}, "QAF517", "neither `is`, `in` nor"),
        ({"totals": {"where": []}}, "QAF517", "`totals` says of no row that it is a total"),
        ({"totals": {"where": [{"column": "n", "is": "1"}]}}, "QAF517", "this recipe adds none"),
        ({"jump": "0"}, "QAF517", "a percentage above 0"),
        ({"series": [{"series": "neighbours/*"}]}, "QAF517", "no column says which member"),
        ({"series": [{"series": "england/*"}]}, "QAF513", "`england` is published"),
        ({"before_and_after": {}}, "QAF517", "`before_and_after` does not say which column tells the cases apart"),
        ({"period": {}}, "QAF517", "does not say where the period stands"),
        ({"period": {"constant": "2023-24"}}, "QAF517", "`2023-24`"),
        ({"period": {"constant": "2023", "column": "year"}}, "QAF517", "has no use"),
        ({"measures": []}, "QAF517", "of no measure"),
        ({"measures": [{"measure": "referrals"}]}, "QAF517", "names no column"),
        ({"measures": [{"measure": "referals", "value": "n"}]}, "QAF503", "no measure `referals`"),
        ({"measures": [{"measure": "audit-grades", "value": "n"}]}, "QAF517", "one row a grade"),
        ({"measures": [{**COUNT, "scale": "0"}]}, "QAF517", "above 0"),
        ({"measures": [{"measure": "felt-safer", "numerator": "n", "scale": "2"}]}, "QAF517", "no column of a value"),
        ({"series": [{"series": "englund"}]}, "QAF513", "`englund`"),
        ({"series": [{"series": "neighbours"}]}, "QAF513", "worked out from its members"),
        ({"breakdown": {"id": "teams", "column": "n"}}, "QAF504", "no breakdown `teams`"),
        ({"where": [{"column": "n"}]}, "QAF517", "neither `is`, `in` nor `not`"),
        ({"places": {"column": "la"}}, "QAF517", "no `where` compares"),
        ({"allow": [{"column": "n", "kind": "shoe-size", "why": "x"}]}, "QAF517", "no kind of identifier"),
    ],
)
def test_what_a_recipe_asks_for_and_qaf_cannot_follow_is_refused(bench, more, code, words):
    result = bench.take(table("2023,5", header="year,n"), recipe=plain(**more))
    assert any(item.code == code and words in item.message for item in result.findings)
    assert {item.where.path for item in result.findings} == {"imports/plain.yaml"}
    assert not bench.folder.exists()


def test_a_missing_column_is_named_with_its_use_and_a_near_miss(bench):
    content = table("2023,5", header="year,refrrals")
    (found,) = bench.take(content, recipe=plain()).findings
    assert found.code == "QAF502"
    assert (
        found.message == "The file has no column `referrals`, where recipe `plain` looks for the value of `referrals`."
    )
    assert found.help == "Did you mean `refrrals`?"


def test_another_file_altogether_is_said_once(bench, words):
    result = bench.take(table("Jo,5", header="Amelia,Clarke"), recipe=dfe())
    (found,) = result.findings
    assert "none of the columns" in found.message
    assert "Clarke" not in words(result)


def test_a_column_that_is_there_twice(bench):
    (found,) = bench.take(table("2023,5,6", header="year,referrals,referrals"), recipe=plain()).findings
    assert (found.code, found.span.line) == ("QAF502", 1)
    assert "column B (`referrals`) and column C (`referrals`)" in found.message


def test_columns_that_no_recipe_reads_may_repeat(bench):
    assert bench.take(table("2023,5,6,7", header="year,referrals,SNP,SNP"), recipe=plain()).added == 1


def test_a_recipe_that_takes_nothing_and_one_whose_series_takes_nothing(bench):
    nobody = {"series": "own", "where": [{"column": "new_la_code", "is": "E9"}]}
    (found,) = bench.take(table(*ROWS), recipe=dfe(series=[nobody])).findings
    assert (found.code, found.level) == ("QAF512", "error")
    result = bench.take(table(*ROWS), recipe=dfe(series=[nobody, ENGLAND]))
    assert [(item.code, item.level) for item in result.findings] == [("QAF512", "warning")]
    assert result.written


def test_recipes_are_chosen_by_the_name_of_the_file(framework_of):
    framework = framework_of(dfe(), plain(id="other", file="other*.csv"), plain(id="any", file="*_2024.csv"))
    assert [recipe.id for recipe in choose_recipe(framework, "C:\\sent\\CENSUS_2023.csv")] == ["census"]
    assert [recipe.id for recipe in choose_recipe(framework, "/sent/census_2024.csv")] == ["census", "any"]
    assert choose_recipe(framework, "tidy.csv") == []
