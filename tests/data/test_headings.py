"""Tables laid out for the eye: headings of several rows, merged cells, spacer columns, notes below."""

from __future__ import annotations

import io

import openpyxl
import pytest

from qaf.data.headings import below_titles, until
from qaf.data.table import TableError, read_csv_table

OWN = {"series": "own", "where": [{"column": "[A]", "is": "Northmoor"}]}
ENGLAND = {"series": "england", "where": [{"column": "[A]", "is": "ENGLAND"}]}


def sheet(**more):
    return {"id": "laid-out", "file": "*", "preset": "sheet", "series": [OWN, ENGLAND], **more}


def names(text: str, above: int, count: int) -> list[str]:
    return below_titles(read_csv_table(text.encode(), square=False), above, count).header


def test_a_heading_belongs_to_the_columns_to_its_right_until_the_next_one():
    text = ",2010,,,2011,\n,Number,%,,Number,%\nA,1,2,,3,4\n"
    assert names(text, 0, 2) == ["", "2010 Number", "2010 %", "", "2011 Number", "2011 %"]


def test_a_heading_in_the_middle_does_not_reach_into_the_next_group():
    text = ",2010,,,2011,,\n,of these,,All,,of these,All\n,boys,girls,,other,boys,\nA,1,2,3,4,5,6\n"
    assert names(text, 0, 3) == [
        "", "2010 of these boys", "2010 of these girls", "2010 All", "2011 other", "2011 of these boys", "2011 All",
    ]  # fmt: skip


def test_spacer_columns_have_no_name_and_line_breaks_are_one_blank():
    text = ',2010,,2011\n,"Number\nmatched\u00a0 to",,Number\nA,1,,2\n'
    assert names(text, 0, 2) == ["", "2010 Number matched to", "", "2011 Number"]


def test_more_rows_of_headings_than_the_file_has():
    with pytest.raises(TableError, match="counts 3 rows of headings, and only 2 rows of the file are left"):
        names("a,b\n1,2\n", 0, 3)


@pytest.mark.parametrize("ends_at", [("Source:",), ("source: ",), ("Nothing", "SOURCE:")])
def test_the_table_ends_where_a_row_starts_with_the_text_wherever_that_stands(ends_at):
    table = read_csv_table(b"a,b,c\n1,2,3\n\n4,5,6\n,,Source: a survey\n1. see notes,,\n", square=False)
    cut, ended = until(table, ends_at)
    assert ended and cut.body == [["1", "2", "3"], ["4", "5", "6"]]


def test_the_table_ends_at_its_first_blank_row():
    table = read_csv_table(b"a,b\n\n1,2\n3,4\n,\nOld ones:,\n5,6\n", square=False)
    assert until(table, ("blank row",))[0].body == [["1", "2"], ["3", "4"]]
    assert until(table, ("Old ones",))[0].body == [["1", "2"], ["3", "4"]]


LAID_OUT = """\
Table 9: Referrals1,,,,,,
,2010-11,,,2011-12,,
,Referrals,Repeats%,,Referrals,Repeats%,
,,,,,,
ENGLAND," 1,600 ",0.5,,1700,12.1,
,,,,,,
Northmoor, 65 ,x,,90-99,.,
,,,,,,
,,,,,,Source: a return
1. Rounded.,,,,,,
"""
WIDE = {
    "read": {"skip_rows": "1", "header_rows": "2", "ends_at": "Source:"},
    "measures": [
        {"measure": "referrals", "value": "{period} Referrals"},
        {"measure": "felt-safer", "value": "{period} Repeats%"},
    ],
}


def test_a_table_laid_out_for_the_eye(bench):
    result = bench.take(LAID_OUT, recipe=sheet(**WIDE, bands="withheld", symbols={"x": "c"}))
    assert result.findings == () and (result.rows, result.added) == (2, 8)
    assert bench.contents() == [
        ("felt-safer", "2010/11", "england", "", "", "0.5"),
        ("felt-safer", "2010/11", "own", "", "", "c"),
        ("felt-safer", "2011/12", "england", "", "", "12.1"),
        ("felt-safer", "2011/12", "own", "", "", "z"),
        ("referrals", "2010/11", "england", "", "", "1600"),
        ("referrals", "2010/11", "own", "", "", "65"),
        ("referrals", "2011/12", "england", "", "", "1700"),
        ("referrals", "2011/12", "own", "", "", "c"),
    ]


def test_a_band_is_an_error_that_names_the_key(bench, words):
    result = bench.take(LAID_OUT, recipe=sheet(**WIDE))
    (found,) = [item for item in result.findings if item.level == "error"]
    assert found.code == "QAF505" and found.message.startswith("Row 7, column E")
    assert "`bands: withheld`" in found.help
    assert "90" not in words(result)
    assert not result.written


def test_notes_below_the_table_are_looked_through_for_identifiers(bench, words):
    text = LAID_OUT + "Questions to jane.poe@example.org,,,,,,\n"
    result = bench.take(text, recipe=sheet(**WIDE, bands="withheld"))
    assert [item.code for item in result.findings] == ["QAF551"]
    assert "a row above the table or below it" in words(result) and "jane" not in words(result)


def test_an_end_that_is_not_there_is_told(bench):
    text = "Year,n\n2023/24,5\n"
    recipe = {
        "id": "r", "file": "*", "read": {"ends_at": ["Note", "Source:"]}, "period": {"column": "Year"},
        "measures": [{"measure": "referrals", "value": "n"}],
    }  # fmt: skip
    result = bench.take(text, recipe=recipe)
    (found,) = result.findings
    assert (found.code, found.where.path, found.where.loc) == ("QAF523", "imports/r.yaml", ("read", "ends_at"))
    assert "`Note` or `Source:`" in found.message and result.written
    assert bench.take(text, recipe={**recipe, "preset": "sheet", "read": None}).findings == ()


def test_repeated_and_empty_headings(bench, words):
    text = "year,SNP,SNP,,SNP\n2023/24,1,2,3,4\n"
    recipe = {"id": "r", "file": "*", "period": {"column": "year"}}

    def value(column):
        return {**recipe, "measures": [{"measure": "referrals", "value": column}]}

    for column, wanted in {"SNP [2]": "2", "snp [3]": "4", "[D]": "3", "[b]": "1"}.items():
        assert bench.take(text, recipe=value(column), restates=True).written
        assert bench.contents()[0][-1] == wanted
    twice = bench.take(text, recipe=value("SNP"))
    assert "the name `SNP` twice: column B (`SNP`)" in words(twice)
    assert "`SNP [2]` is the second" in words(twice) and "`[C]`" in words(twice)
    assert "no column `SNP [4]`" in words(bench.take(text, recipe=value("SNP [4]")))
    assert "no column `[F]`" in words(bench.take(text, recipe=value("[F]")))


def test_a_heading_that_is_written_like_a_letter_comes_first(bench):
    recipe = {"id": "r", "file": "*", "period": {"column": "year"}}
    recipe["measures"] = [{"measure": "referrals", "value": "[A]"}]
    bench.take("year,[A]\n2023/24,7\n", recipe=recipe)
    assert bench.contents()[0][-1] == "7"


def test_a_file_without_a_row_of_headings(bench):
    recipe = {"id": "r", "file": "*", "read": {"header_rows": "0"}, "period": {"column": "[A]"}}
    recipe["measures"] = [{"measure": "referrals", "value": "[B]"}]
    result = bench.take("2022/23,5\n2023/24,70\n", recipe=recipe)
    assert result.findings == () and result.rows == 2
    assert [row[-1] for row in bench.contents()] == ["5", "70"]
    wrong = bench.take("2022/23,5\n2023/24,many\n", recipe=recipe, restates=True)
    assert [item.message for item in wrong.findings if item.code == "QAF505"] == [
        "Row 2, column B: text stands where a number is wanted."
    ]


def book(*, merge=(), hide_column="", hide_row=0) -> bytes:
    made = openpyxl.Workbook()
    cells = made.active
    for row in (
        ["Referrals"],
        ["Area", "2010-11", None, "2011-12", None, "Notes"],
        [None, "Number", "%", "Number", "%", None],
        ["ENGLAND", 1600, 0.5, 1700, 12.1, "a"],
        ["Northmoor", 65, 7, 70, 9, None],
        ["Source: a return"],
    ):
        cells.append(row)
    for area in merge:
        cells.merge_cells(area)
    if hide_column:
        cells.column_dimensions[hide_column].hidden = True
    if hide_row:
        cells.row_dimensions[hide_row].hidden = True
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


BOOK = sheet(
    read={"skip_rows": "1", "header_rows": "2"},
    series=[{"series": "own", "where": [{"column": "Area", "is": "Northmoor"}]}],
    measures=[{"measure": "referrals", "value": "{period} Number"}],
)


@pytest.mark.parametrize("merge", [(), ("B2:C2", "D2:E2", "A2:A3")])
def test_merged_headings_of_a_workbook(bench, merge):
    result = bench.take(book(merge=merge), name="x.xlsx", recipe=BOOK)
    assert result.findings == (), result.findings
    assert [(row[1], row[-1]) for row in bench.contents()] == [("2010/11", "65"), ("2011/12", "70")]


def test_a_heading_that_is_not_merged_stays_alone_where_others_are_merged(bench, words):
    recipe = {**BOOK, "measures": [{"measure": "referrals", "value": "2011-12 %", "period": "2011/12"}]}
    result = bench.take(book(merge=("B2:C2",)), name="x.xlsx", recipe=recipe)
    assert "no column `2011-12 %`" in words(result)
    assert bench.take(book(merge=("B2:C2", "D2:E2")), name="x.xlsx", recipe=recipe).written


def test_what_is_hidden_is_told_and_not_read(bench, words):
    recipe = {**BOOK, "period": {"kind": "reporting_year"}}
    result = bench.take(book(hide_column="D", hide_row=4), name="x.xlsx", recipe=recipe)
    assert "Column D of sheet `Sheet` is hidden and not read" in words(result)
    assert "hidden or filtered away" in words(result)
    assert [(row[1], row[-1]) for row in bench.contents()] == [("2010/11", "65")]
