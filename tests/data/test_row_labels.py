"""Labels that stand once for several rows."""

from __future__ import annotations

import io

import openpyxl

RECIPE = {
    "id": "r", "file": "*", "period": {"column": "Year"}, "breakdown": {"id": "team", "column": "Team"},
    "measures": [{"measure": "referrals", "value": "n"}],
}  # fmt: skip
ROWS = (["Year", "Team", "n"], ["2022/23", "north", 70], [None, "south", 30], ["2023/24", "north", 71])
CSV = "Year,Team,n\n2022/23,north,70\n,south,30\n\n2023/24,north,71\n"


def book(*merge: str) -> bytes:
    made = openpyxl.Workbook()
    for row in ROWS:
        made.active.append(row)
    for area in merge:
        made.active.merge_cells(area)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def keys(bench):
    return [(str(figure.key.period), figure.key.category, figure.value) for figure in bench.store().figures]


WANTED = [("2022/23", "north", "70"), ("2023/24", "north", "71"), ("2022/23", "south", "30")]


def test_cells_merged_downwards_stand_for_each_of_their_rows(bench):
    result = bench.take(book("A2:A3"), name="x.xlsx", recipe=RECIPE)
    assert result.findings == (), result.findings
    assert sorted(keys(bench)) == sorted(WANTED)


def test_without_a_key_an_empty_cell_stays_empty(bench, words):
    assert "Row 3, column A (`Year`)" in words(bench.take(CSV, recipe=RECIPE))
    assert "Row 3, column A (`Year`)" in words(bench.take(book(), name="x.xlsx", recipe=RECIPE))


def test_a_recipe_fills_labels_down(bench, words):
    recipe = {**RECIPE, "read": {"fill_down": "Year"}}
    assert bench.take(CSV, recipe=recipe).findings == ()
    assert sorted(keys(bench)) == sorted(WANTED)
    wrong = bench.take(CSV, recipe={**RECIPE, "read": {"fill_down": ["Month"]}})
    assert "`fill_down` names column `Month`" in words(wrong) and not wrong.written


def test_a_number_that_is_merged_downwards_is_not_repeated(bench):
    result = bench.take(book("A2:A3", "C2:C3"), name="x.xlsx", recipe=RECIPE)
    assert (result.added, result.not_given) == (2, 1)


def test_notes_behind_a_period_are_passed_over(bench):
    recipe = {key: value for key, value in RECIPE.items() if key != "breakdown"}
    text = "Year,n\n2021/22 [note 3],1\n2022/23 (r),2\n2023/24 [r] [note 4],3\n"
    assert bench.take(text, recipe=recipe).findings == ()
    assert [key[0] for key in keys(bench)] == ["2021/22", "2022/23", "2023/24"]
