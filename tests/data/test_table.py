"""From bytes to a table of text, and what is said of files that are none."""

from __future__ import annotations

import csv
import io
import os
import zipfile
from pathlib import Path

import pytest

from qaf.data.table import LARGEST_CELL, TableError, looks_like, read_csv_table

REAL = Path(os.environ.get("QAF_REAL_DATA") or Path(__file__).parents[2].parent / "shared" / "data")


def refusal(content: bytes, **settings) -> TableError:
    with pytest.raises(TableError) as caught:
        read_csv_table(content, **settings)
    assert caught.value.exit_code == 1
    assert str(caught.value).endswith(".")
    assert caught.value.help.endswith(".")
    return caught.value


def workbook(inner: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(inner, "x")
    return buffer.getvalue()


def test_a_plain_file_gives_text_as_typed():
    table = read_csv_table(b'measure,value,note\nreferrals, 010 ,"a, ""b"""\n')
    assert table.header == ["measure", "value", "note"]
    assert table.body == [["referrals", " 010 ", 'a, "b"']]
    assert (table.encoding, table.delimiter) == ("utf-8", ",")
    assert list(table.row_numbers) == list(table.line_numbers) == [1, 2]


@pytest.mark.parametrize(
    ("encoding", "named"),
    [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("cp1252", "windows-1252")],
)
def test_encodings_are_told_apart(encoding, named):
    table = read_csv_table("area,note\nCaf\u00e9,5 \u2013 6\n".encode(encoding))
    assert table.rows == [["area", "note"], ["Café", "5 – 6"]]
    assert table.encoding == named


def test_one_dash_late_in_a_long_file_decides_the_encoding():
    content = b"area,note\n" + b"a,b\n" * 50_000 + b"a,5 \x96 6\n"
    assert read_csv_table(content).rows[-1] == ["a", "5 – 6"]


def test_two_encodings_in_one_file_are_refused_at_their_line():
    error = refusal("area,note\nCafé,1\n".encode() + b"Caf\xe9,2\n")
    assert "line 3" in str(error)
    assert "mixed" in str(error)
    assert error.line == 3


def test_bytes_that_no_encoding_knows_are_refused_at_their_line():
    assert "line 2" in str(refusal(b"a,b\n\x81,2\n"))
    assert "marks itself as UTF-8" in str(refusal(b"\xef\xbb\xbfa,b\n\xe9,2\n"))


def test_a_recipe_may_name_encoding_and_delimiter():
    assert read_csv_table(b"a|b\n\xe9|2\n", encoding="latin-1", delimiter="pipe").rows == [["a", "b"], ["é", "2"]]
    assert read_csv_table("\ufeffa,b\n1,2\n".encode("utf-16-le"), encoding="utf-16-le").header == ["a", "b"]
    assert read_csv_table(b"a\tb\n1\t2\n", delimiter="\\t").header == ["a", "b"]
    assert "`nope` is no encoding" in str(refusal(b"a,b\n1,2\n", encoding="nope"))
    assert "is no encoding" in str(refusal(b"a,b\n1,2\n", encoding="rot13"))
    assert "is not ascii" in str(refusal("a,b\né,2\n".encode(), encoding="ascii"))
    assert "cannot stand between cells" in str(refusal(b"a,b\n1,2\n", delimiter="ab"))


@pytest.mark.parametrize(
    ("content", "delimiter", "rows"),
    [
        (b"a;b;c\nx;1,5;2,5\ny;2,5;3\n", ";", [["a", "b", "c"], ["x", "1,5", "2,5"], ["y", "2,5", "3"]]),
        (b"area;rate, %\nx;1,5\n", ";", [["area", "rate, %"], ["x", "1,5"]]),
        (b"a\tb\n1, 2; 3\t4\n", "\t", [["a", "b"], ["1, 2; 3", "4"]]),
        (b'a,b\n"1;2;3",4\n"5;6;7",8\n', ",", [["a", "b"], ["1;2;3", "4"], ["5;6;7", "8"]]),
        (b"sep=;\na;b\n1;2,5\n", ";", [["a", "b"], ["1", "2,5"]]),
    ],
)
def test_delimiters_are_worked_out(content, delimiter, rows):
    table = read_csv_table(content)
    assert table.delimiter == delimiter
    assert table.rows == rows


def test_a_line_that_names_the_delimiter_counts_as_a_row():
    assert read_csv_table(b"sep=;\na;b\n1;2\n").row_numbers == [2, 3]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_rows_and_lines_are_counted_as_a_spreadsheet_and_an_editor_show_them(end):
    text = end.join(["a,b", "", f'"x{end}y",2', " , ", "3,4"])
    table = read_csv_table(text.encode())
    assert table.rows == [["a", "b"], [f"x{end}y", "2"], ["3", "4"]]
    assert table.row_numbers == [1, 3, 5]
    assert table.line_numbers == [1, 3, 6]


def test_short_rows_are_filled_and_empty_cells_beyond_the_header_dropped():
    assert read_csv_table(b"a,b,c\n1\n1,2,3,,\n").body == [["1", "", ""], ["1", "2", "3"]]


def test_a_row_with_more_than_the_header_is_refused_by_its_number():
    error = refusal(b'a,b\n\n"x\ny",1\n1,2,3\n')
    assert str(error) == "Row 4 has 3 cells, but the header in row 1 has 2."
    assert (error.row, error.line) == (4, 5)


def test_title_lines_and_notes_can_be_left_to_the_caller():
    table = read_csv_table(b"Table 1\n\na,b\n1,2\nSource: x, y, z\n", square=False)
    assert table.row_numbers == [1, 3, 4, 5]
    part = table.squared(1, 3)
    assert part.rows == [["a", "b"], ["1", "2"]]
    assert list(part.row_numbers) == [3, 4]
    with pytest.raises(TableError, match=r"Row 5 has 3 cells, but the header in row 3 has 2\."):
        table.squared(1)


def test_a_quotation_mark_left_open_is_named_by_its_line():
    error = refusal(b'a,b\n1,"x\ny,2\nz,3\n')
    assert "line 2" in str(error)
    assert "never closed" in str(error)
    assert "never closed" in str(refusal(b'a,b\n1,"x'))


def test_a_cell_beyond_the_bound_is_refused_and_the_shared_limit_is_left_alone():
    before = csv.field_size_limit()
    assert read_csv_table(b"a,b\n1," + b"x" * LARGEST_CELL + b"\n").body[0][1] == "x" * LARGEST_CELL
    error = refusal(b"a,b\n1,2\n3," + b"x" * (LARGEST_CELL + 1) + b"\n")
    assert error.line == 3
    assert csv.field_size_limit() == before


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "an empty file"),
        (b" \r\n\t\n", "a file of nothing but blanks"),
        (workbook("xl/workbook.xml"), "an Excel workbook"),
        (workbook("word/document.xml"), "a Word document"),
        (workbook("figures.csv"), "a compressed folder (ZIP)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "an old Excel workbook, or another old Office file"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "a compressed file (gzip)"),
        (b"a,b\n\x00\x01,2", "a binary file, not text"),
        (b"\n <!DOCTYPE html><p>Sign in", "a web page (HTML)"),
        (b"\xef\xbb\xbf<html>", "a web page (HTML)"),
        (b"<table><tr><td>1", "a web page (HTML)"),
        (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>', "an Excel workbook in XML"),
        (b'<?xml version="1.0"?><x/>', "an XML file"),
        (b'{"figures": []}', "a JSON file"),
        (b' [{"a": 1}]', "a JSON file"),
    ],
)
def test_files_that_are_no_text_are_named(content, kind):
    assert looks_like(content) == kind
    assert f"This is {kind}" in str(refusal(content))


def test_tables_that_begin_with_odd_signs_are_tables():
    for first in ("[c],b", "<5,b", "{a,b", "# note,b"):
        assert looks_like(f"{first}\n1,2\n".encode()) == "text"


@pytest.mark.parametrize("content", [b"a\n1\n2\n", b"a,\n1,\n", b'"a,b"\n"1,2"\n', b"just words\n"])
def test_one_column_is_no_table(content):
    assert "one column only" in str(refusal(content))


def test_blank_cells_alone_are_no_table():
    assert "blank rows" in str(refusal(b",,\n,,\n"))


@pytest.mark.skipif(not REAL.is_dir(), reason="the real input files are not here")
@pytest.mark.parametrize(
    ("name", "rows", "columns", "encoding"),
    [
        ("dfe_cin_referrals_2013_2025.csv", 2133, 21, "utf-8"),
        ("dfe_cla_number_and_rate_2021_2025.csv", 2506, 14, "utf-8"),
        ("dfe_statistical_neighbours_2021.csv", 158, 26, "utf-8"),
        ("ofsted_providers_joiners_leavers_2023.csv", 579, 21, "windows-1252"),
        ("sfr34_2015_missing_from_care.csv", 164, 12, "utf-8"),
    ],
)
def test_published_files_are_read_whole(name, rows, columns, encoding):
    table = read_csv_table((REAL / name).read_bytes())
    assert (len(table.rows), len(table.header), table.encoding) == (rows, columns, encoding)
    assert table.delimiter == ","
