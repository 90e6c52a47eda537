"""Excel workbooks taken in: tidy and by a recipe, with what is hidden told and looked through."""

from __future__ import annotations

import io

import openpyxl
import pytest

NAME = "figures.xlsx"
RECIPE = {
    "id": "ours",
    "file": "*.xlsx",
    "period": {"column": "Year"},
    "measures": [{"measure": "referrals", "value": "Referrals"}],
}


def book(*rows, title: str = "Data") -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    made.active.title = title
    for row in rows:
        made.active.append(row)
    return made


def saved(made: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


TIDY = (["measure", "period", "value"], ["referrals", "2023/24", 71], ["felt-safer", "2023/24", 18.5])


def test_a_tidy_workbook_gives_what_the_same_csv_gives(bench):
    result = bench.take(saved(book(*TIDY)), name=NAME)
    assert result.written and result.findings == ()
    assert [row[-1] for row in bench.contents()] == ["18.5", "71"]
    assert bench.store().ledger[0].file == NAME
    again = bench.rows("referrals,2023/24,71", "felt-safer,2023/24,18.5")
    assert (again.added, again.unchanged) == (0, 2)


def test_a_workbook_twice_is_the_same_as_once(bench):
    content = saved(book(*TIDY))
    bench.take(content, name=NAME)
    before = bench.bytes_on_disk()
    assert bench.take(content, name=NAME).already
    assert bench.bytes_on_disk() == before


def test_a_recipe_names_the_sheet_and_skips_the_title(bench):
    made = book(["Referrals, by year"], ["Year", "Referrals"], ["2022-23", 1879], ["2023-24", 1900], title="Table 1a")
    made.create_sheet("Contents").append(["Table 1a", "Referrals"])
    recipe = {**RECIPE, "read": {"sheet": "Table 1a", "skip_rows": "1"}}
    result = bench.take(saved(made), name=NAME, recipe=recipe)
    assert result.written, result.findings
    assert [(row[1], row[-1]) for row in bench.contents()] == [("2022/23", "1879"), ("2023/24", "1900")]


def test_a_sheet_that_is_not_there(bench):
    (found,) = bench.take(saved(book(*TIDY)), name=NAME, recipe={**RECIPE, "read": {"sheet": "Dta"}}).findings
    assert found.code == "QAF501"
    assert "`Data`" in found.message + found.help


def test_a_sheet_of_a_file_that_has_none(bench):
    (found,) = bench.take("Year,Referrals\n2023,5\n", recipe={**RECIPE, "read": {"sheet": "Data"}}).findings
    assert found.code == "QAF501"
    assert "this file is no Excel workbook, so it has no sheets" in found.message
    assert not bench.folder.exists()


@pytest.mark.parametrize(("key", "value"), [("encoding", "utf-8"), ("delimiter", "semicolon")])
def test_what_only_text_has_is_refused_for_a_workbook(bench, key, value):
    (found,) = bench.take(saved(book(*TIDY)), name=NAME, recipe={**RECIPE, "read": {key: value}}).findings
    assert found.message.startswith(f"The recipe gives `{key}` under `read`")


def test_faults_name_the_row_that_the_spreadsheet_shows(bench):
    made = book(*TIDY)
    made.active["C3"] = "about forty"
    (found,) = bench.take(saved(made), name=NAME).findings
    assert found.code == "QAF505"
    assert found.message.startswith("Row 3, column C (`value`): text stands where a number is wanted")
    assert found.span.line == 3
    assert not bench.folder.exists()


def test_hidden_rows_are_left_out_and_told(bench):
    made = book(*TIDY)
    made.active.row_dimensions[3].hidden = True
    result = bench.take(saved(made), name=NAME)
    assert [(item.code, item.level) for item in result.findings] == [("QAF522", "warning")]
    assert "1 row is hidden or filtered away in sheet `Data` and left out (row 3)." in result.findings[0].message
    assert [row[0] for row in bench.contents()] == ["referrals"]


def test_identifiers_in_hidden_cells_stop_the_file(bench, words):
    made = book([*TIDY[0], "note"], [*TIDY[1], ""], [*TIDY[2], "see A123456789012"])
    made.active.row_dimensions[3].hidden = True
    result = bench.take(saved(made), name=NAME)
    (error,) = (item for item in result.findings if item.level == "error")
    assert error.code == "QAF551"
    assert error.message == "Column D (`note`): a hidden cell has what looks like a Unique Pupil Number (UPN)."
    assert "A123456789012" not in words(result)
    assert not bench.folder.exists()


def test_a_hidden_column_that_its_name_gives_away_stops_the_file(bench, words):
    made = book(["measure", "period", "child_name", "value"], ["referrals", "2023/24", "Zq Xy", 5])
    made.active.column_dimensions["C"].hidden = True
    result = bench.take(saved(made), name=NAME)
    (error,) = (item for item in result.findings if item.level == "error")
    assert error.code == "QAF550"
    assert error.message.startswith("Column C: its name says that it holds a name of a person")
    assert "Zq" not in words(result)


@pytest.mark.parametrize("title", ["NHS 943 476 5919", "Tommy Atkinson 943 476 5919", "A123456789012"])
@pytest.mark.parametrize("place", ["read", "empty", "hidden"])
@pytest.mark.parametrize("named", [False, True])
def test_a_sheet_named_after_somebody_stops_the_file(bench, words, title, place, named):
    made = book(["Year", "Referrals"], ["2023-24", 5], title=title if place == "read" else "Data")
    if place != "read":
        made.create_sheet(title).sheet_state = "hidden" if place == "hidden" else "visible"
    recipe = {**RECIPE, "read": {"sheet": made.active.title}} if named else RECIPE
    result = bench.take(saved(made), name=NAME, recipe=recipe)
    (found,) = result.findings
    assert (found.code, found.level) == ("QAF551", "error")
    number = 1 if place == "read" else 2
    assert found.message.startswith(f"The name of a sheet of the workbook (sheet {number}) has what looks like a")
    assert not any(part in words(result) for part in ("943", "Tommy", "A123456789012"))
    assert not bench.folder.exists()


CASES = (["Forename", "DOB", "NHS number"], ["Tommy", "01/02/2014", ""])


def test_a_list_of_people_on_another_sheet_is_told(bench, words):
    made = book(["Year", "Referrals"], ["2023-24", 5])
    for titles, state in ((0, "visible"), (2, "visible"), (0, "hidden")):
        sheet = made.create_sheet()
        sheet.sheet_state = state
        for row in [*[["A title"]] * titles, *CASES]:
            sheet.append(row)
    result = bench.take(saved(made), name=NAME, recipe={**RECIPE, "read": {"sheet": "Data"}})
    assert result.written
    assert [(item.code, item.level) for item in result.findings] == [("QAF522", "warning")] * 2
    assert result.findings[0].message == (
        "Other sheets of the workbook (sheets 2 and 3) hold columns about single people; qaf did not look further."
    )
    assert "Tommy" not in words(result)


def test_other_sheets_of_notes_and_counts_are_passed_over(bench):
    made = book(["Year", "Referrals"], ["2023-24", 5])
    for rows in (
        [["About these figures"], ["Contact", "The statistics team"], ["Postcode", "see the notes"]],
        [["Source", "E-mail", "Phone"], ["Police", 5, 7], ["Health", 6, 8]],
        [["Upn known", "Team", "Name"], ["Yes", "East", "East team"]],
    ):
        sheet = made.create_sheet()
        for row in rows:
            sheet.append(row)
    result = bench.take(saved(made), name=NAME, recipe={**RECIPE, "read": {"sheet": "Data"}})
    assert result.written and result.findings == ()


def test_where_one_sheet_is_named_after_somebody_all_are_numbered(bench, words):
    made = book(*TIDY, title="Atkinson")
    made.create_sheet("Tommy Atkinson").append(["a", "b"])
    result = bench.take(saved(made), name=NAME)
    assert "Its sheets are number 1 and number 2." in result.findings[0].help
    assert "Atkinson" not in words(result)
