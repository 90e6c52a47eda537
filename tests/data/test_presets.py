"""Presets are recipes with defaults: what the recipe says itself always wins."""

from __future__ import annotations

FINGERTIPS = "Indicator ID,Area Code,Sex,Time period,Value,Count,Denominator\n"
OWN = {"series": "own", "where": [{"column": "Area Code", "is": "E1"}]}


def fingertips(**more):
    measures = [{"measure": "looked-after"}]
    return {"id": "f", "file": "*", "preset": "fingertips", "series": [OWN], "measures": measures, **more}


def test_fingertips_knows_its_columns(bench):
    text = FINGERTIPS + '90284,E1,Persons,2022/23,70.3875,325,"46,173"\n90284,E2,Persons,2022/23,1,2,3\n'
    result = bench.take(text, recipe=fingertips())
    assert result.findings == () and result.left_out == 1
    assert bench.contents() == [("looked-after", "2022/23", "own", "325", "46173", "70.3875")]
    assert bench.store().figures[0].published


def test_a_measure_that_names_a_column_has_no_defaults(bench):
    text = FINGERTIPS + "90284,E1,Persons,2022/23,70.4,325,46173\n"
    bench.take(text, recipe=fingertips(measures=[{"measure": "referrals", "value": "Count"}]))
    assert bench.contents() == [("referrals", "2022/23", "own", "", "", "325")]


def test_explicit_keys_win(bench):
    text = "Area Code,Year,Value,Count,Denominator\nE1,2023,-,-,5000\n"
    recipe = fingertips(
        period={"column": "Year", "kind": "reporting_year"}, published="false", symbols={"-": "c"},
    )  # fmt: skip
    assert bench.take(text, recipe=recipe).findings == ()
    assert bench.contents() == [("looked-after", "2022/23", "own", "c", "5000", "c")]
    assert not bench.store().figures[0].published


def test_the_kind_of_a_preset_s_period_can_be_said(bench):
    text = FINGERTIPS + "90284,E1,Persons,2022/23,70.4,325,46173\n"
    bench.take(text, recipe=fingertips(period={"kind": "academic_year"}))
    assert bench.contents()[0][1] == "2022/23 academic"


def test_html_and_dashes_of_fingertips_are_not_available(bench):
    text = FINGERTIPS + '90284,E1,Persons,2022/23,,"<div class=""no-data"">-</div>",\n'
    assert bench.take(text, recipe=fingertips()).findings == ()
    assert bench.contents() == [("looked-after", "2022/23", "own", "x", "", "")]


def test_the_dfe_preset_with_periods_in_the_headings_looks_for_no_column(bench):
    recipe = {
        "id": "d", "file": "*", "preset": "dfe", "series": [OWN],
        "measures": [{"measure": "referrals", "value": "{period}"}],
    }  # fmt: skip
    assert bench.take("Area Code,2022/23\nE1,5\n", recipe=recipe).findings == ()
    assert bench.contents()[0][1:] == ("2022/23", "own", "", "", "5")


def test_total_is_the_whole_in_a_breakdown_of_the_dfe(bench):
    recipe = {
        "id": "d", "file": "*", "preset": "dfe", "series": [OWN], "breakdown": {"id": "team", "column": "team"},
        "measures": [{"measure": "referrals", "value": "n"}],
    }  # fmt: skip
    text = "Area Code,time_period,time_identifier,team,n\nE1,2024,Reporting year,Total,70\n"
    text += "E1,2024,Reporting year,north,30\n"
    assert bench.take(text, recipe=recipe).findings == ()
    assert [(f.key.category, f.value) for f in bench.store().figures] == [("", "70"), ("north", "30")]
    recipe["preset"], recipe["period"] = None, {"column": "time_period", "with": "time_identifier"}
    assert {item.code for item in bench.take(text, recipe=recipe, restates=True).findings} == {"QAF504"}


def test_a_row_with_a_denominator_and_nothing_else_is_not_given(bench):
    text = FINGERTIPS + "90284,E1,Persons,2021/22,65.2,300,46000\n90284,E1,Persons,2022/23,,,46173\n"
    result = bench.take(text, recipe=fingertips())
    assert result.findings == () and (result.added, result.not_given) == (1, 1)
