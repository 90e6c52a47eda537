from __future__ import annotations

import pytest

UPN = "A123456789012"


def test_a_column_of_identifiers_stops_the_file_and_is_named(bench, words):
    result = bench.take(f"UPN,DOB,measure,period,value\n{UPN},01/02/2010,referrals,2023/24,text\n")
    assert [item.code for item in result.findings] == ["QAF550", "QAF550"]
    assert "Column A (`UPN`): its name says that it holds a Unique Pupil Number (UPN)" in result.findings[0].message
    assert "Column B (`DOB`)" in result.findings[1].message
    assert UPN not in words(result)
    assert "2010" not in words(result)
    assert not bench.folder.exists()


def test_identifiers_in_cells_are_counted_by_row_and_never_echoed(bench, words):
    rows = [f"referrals,{year}/{year % 100 + 1:02},5,see {UPN}" for year in (2020, 2021, 2022)]
    result = bench.rows(*rows, "referrals,2023/24,5,fine", header="measure,period,value,note")
    (found,) = result.findings
    assert found.code == "QAF551"
    assert found.message == "Column D (`note`): 3 rows have what looks like a Unique Pupil Number (UPN)."
    assert found.span.line == 2 and not found.excerpt
    assert UPN not in words(result)


def test_first_halves_of_postcodes_warn_and_the_recipe_may_allow_them(bench):
    recipe = {
        "id": "r",
        "file": "*",
        "period": {"column": "year"},
        "where": [{"column": "where", "is": "SW1A"}],
        "measures": [{"measure": "referrals", "value": "n"}],
    }
    text = "year,where,n\n2023,SW1A,5\n2023,M33,6\n2023,SK8,7\n"
    result = bench.take(text, recipe=recipe, dry_run=True)
    assert [(item.level, item.code) for item in result.findings] == [("warning", "QAF550")]
    assert result.findings[0].message == "Column B (`where`): most of its cells look like first halves of postcodes."
    allowed = {**recipe, "allow": [{"column": "where", "kind": "postcode_district", "why": "Published so"}]}
    assert bench.take(text, recipe=allowed).findings == ()


def test_columns_that_the_recipe_does_not_read_are_looked_through_too(bench):
    recipe = {
        "id": "r",
        "file": "*",
        "period": {"column": "year"},
        "measures": [{"measure": "referrals", "value": "n"}],
    }
    result = bench.take(f"year,n,remark\n2023,5,{UPN}\n", recipe=recipe)
    assert [item.code for item in result.findings] == ["QAF551"]
    assert "Column C (`remark`)" in result.findings[0].message


def test_rows_above_the_table_are_looked_through_too(bench, words):
    recipe = {
        "id": "r", "file": "*", "period": {"column": "year"}, "read": {"skip_rows": "1"},
        "measures": [{"measure": "referrals", "value": "n"}],
    }  # fmt: skip
    result = bench.take(f"About,{UPN}\nyear,n\n2023,5\n", recipe=recipe)
    assert [item.code for item in result.findings] == ["QAF551"]
    assert "a row above the table" in result.findings[0].message
    assert UPN not in words(result)


@pytest.mark.parametrize("first", [f"{UPN},Clarke,3", "Amelia Clarke,2010-02-01,3", "jo@example.org,Bloggs,2"])
def test_a_file_without_a_header_is_not_read_aloud(bench, words, first):
    result = bench.take(f"{first}\n{first}\n")
    assert result.findings
    for cell in first.split(","):
        assert len(cell) < 3 or cell not in words(result)


def test_a_recipe_can_allow_a_kind_in_a_column(bench):
    recipe = {
        "id": "r", "file": "*", "period": {"column": "year"}, "measures": [{"measure": "referrals", "value": "n"}],
        "allow": [{"column": "ref", "kind": "upn", "why": "these are codes of buildings"}],
    }  # fmt: skip
    assert bench.take(f"year,n,ref\n2023,5,{UPN}\n", recipe=recipe).written


def test_the_first_half_of_a_postcode_only_warns(bench):
    recipe = {
        "id": "r",
        "file": "*",
        "period": {"column": "year"},
        "measures": [{"measure": "referrals", "value": "n"}],
    }
    result = bench.take("year,n,postcode_district\n2023,5,M33\n2024,6,M32\n", recipe=recipe)
    assert [(item.code, item.level) for item in result.findings] == [("QAF550", "warning")]
    assert result.written


def test_headings_that_are_names_of_people_stop_the_file(bench, words):
    recipe = {
        "id": "r", "file": "*", "period": {"column": "Year"},
        "measures": [{"measure": "referrals", "value": "Tommy Atkinson"}],
    }  # fmt: skip
    result = bench.take("Year,Tommy Atkinson,Kyle Brown,Sarah Connor (SW)\n2019/20,3,4,5\n", recipe=recipe)
    assert [item.code for item in result.findings] == ["QAF550"] * 3
    assert result.findings[0].message == "Column B: its heading and others look like names of people."
    assert not any(name in words(result) for name in ("Tommy", "Kyle", "Sarah"))
    assert not bench.folder.exists()


def test_names_with_a_post_in_brackets_stop_the_file(bench, words):
    recipe = {
        "id": "r", "file": "*", "period": {"column": "Year"}, "measures": [{"measure": "referrals", "value": "n"}]
    }  # fmt: skip
    rows = "Allocated,Year,n\nSarah Connor (SW),2019/20,3\nJohn Smith [ASYE],2020/21,7\n"
    result = bench.take(rows, recipe=recipe)
    assert [item.code for item in result.findings] == ["QAF550"]
    assert "most of its cells look like names of people" in result.findings[0].message
    assert "Sarah" not in words(result)


def test_a_recipe_can_allow_headings_that_only_look_like_names(bench):
    recipe = {
        "id": "r", "file": "*", "period": {"column": "Year"}, "measures": [{"measure": "referrals", "value": "n"}],
        "allow": [{"column": name, "kind": "name", "why": "a building"} for name in ("Adam Brook", "Paul Brook")],
    }  # fmt: skip
    assert bench.take("Year,Adam Brook,Paul Brook,n\n2019/20,3,4,7\n", recipe=recipe).written
