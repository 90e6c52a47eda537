"""Plain tables: text, Markdown, CSV, JSON."""

from __future__ import annotations

import csv
import io
import json

import pytest

from qaf.formats.display import width
from qaf.formats.tables import TABLE_FORMATS, TextTable, as_csv, as_json, as_markdown, as_text

TABLE = TextTable(
    ["Area", "Missing", "n"],
    [["neglect", "outcome measure", 12], ["domestic-violence", None, 3.5], ["日本", "voice", None]],
)


def test_text_is_aligned_and_numbers_stand_to_the_right():
    assert as_text(TABLE) == (
        "Area               Missing            n\n"
        "-----------------  ---------------  ---\n"
        "neglect            outcome measure   12\n"
        "domestic-violence                   3.5\n"
        "日本               voice\n"
    )


def test_text_is_wrapped_at_words_to_the_width():
    table = TextTable(["Code", "What to do"], [["QAF301", "Add a measure that says whether children are safer " * 3]])
    lines = as_text(table, 50).splitlines()
    assert max(map(width, lines)) <= 50
    assert lines[2].startswith("QAF301  Add a measure")
    assert lines[3].startswith("        ")
    assert " ".join(" ".join(line[8:] for line in lines[2:]).split()) == table.rows[0][1].strip()


def test_a_word_longer_than_its_column_is_cut_and_nothing_is_lost():
    table = TextTable(["a", "b"], [["x" * 130, "日" * 60]])
    lines = as_text(table, 40).splitlines()
    assert max(map(width, lines)) <= 40
    assert "".join(lines[2:]).count("x") == 130
    assert "".join(lines[2:]).count("日") == 60


IDS = [["a-very-long-id-of-thirty-six-letters", "outcome measure", 12, "Children who are safer now than they were"]]
COPIED = TextTable(["id", "what", "n", "text"], IDS, ["id"])


def test_what_is_to_be_copied_is_never_broken_while_the_rest_wraps():
    lines = as_text(COPIED, 68).splitlines()
    assert max(map(width, lines)) <= 68
    assert lines[2].startswith("a-very-long-id-of-thirty-six-letters  outcome       12  Children")


@pytest.mark.parametrize("columns", [50, 40, 30])
def test_where_it_does_not_fit_it_has_a_line_of_its_own(columns):
    text = as_text(COPIED, columns)
    first, *more = text.splitlines()
    assert first == "a-very-long-id-of-thirty-six-letters"
    assert more[:2] == ["  what  outcome measure", "  n     12"]
    assert max(map(width, more)) <= columns
    assert " ".join(" ".join(more).split()).endswith("text Children who are safer now than they were")


def test_other_columns_that_are_to_be_copied_are_not_broken_either():
    table = TextTable(["code", "about"], [["QAF301", "x-" * 20 + "x"], ["QAF302", "short"]], ["code", "about"])
    assert as_text(table, 30) == f"QAF301\n  about\n  {'x-' * 20}x\n\nQAF302\n  about  short\n"


def test_numbers_are_not_broken():
    table = TextTable(["id", "n", "text"], [["a", "1,234,567.89", "some words here"]], ["id"])
    assert "1,234,567.89" in as_text(table, 26).split()
    assert "1,234,567.89" in as_text(table, 10).split()


def test_too_many_columns_for_the_width_still_print():
    table = TextTable([f"column {index}" for index in range(30)], [["value"] * 30])
    assert as_text(table, 40).count("value") == 30


def test_text_holds_no_line_breaks_or_controls():
    lines = as_text(TextTable(["a"], [["one\n\x1b[31mtwo"]])).splitlines()
    assert lines[2] == "one ␛[31mtwo"


def test_markdown_escapes_what_would_break_the_table():
    text = as_markdown(TextTable(["a|b", "n"], [["x | <b>y</b>\n*z* [l](u) `c|d` `", "5"]]))
    assert text.splitlines() == [
        r"| a\|b | n |",
        "| --- | ---: |",
        r"| x \| \<b\>y\</b\> \*z\* \[l\](u) `c\|d` \` | 5 |",
    ]


@pytest.mark.parametrize("text", ["=1+1", "+x", "-x", "@SUM(A1)", " =1", "\t=1", "\uff1d1", "- a note", "-1+1", "=-1"])
def test_csv_disarms_formulas(text):
    (_header, (cell,)) = csv.reader(io.StringIO(as_csv(TextTable(["a"], [[text]])), newline=""))
    assert cell == "'" + text


@pytest.mark.parametrize("figure", [-1, -1.5, "-1.5", "+3", "-1,234.5", "-2%", "18.0", "x", "-", None, "a=b", "1-4"])
def test_csv_leaves_figures_and_plain_text_alone(figure):
    (_header, (cell, _last)) = csv.reader(io.StringIO(as_csv(TextTable(["a", "b"], [[figure, "z"]])), newline=""))
    assert cell == ("" if figure is None else str(figure))


def test_csv_headers_are_disarmed_too_and_lines_end_as_the_standard_says():
    assert as_csv(TextTable(["=a", "b"], [["x,y", 'q"']])) == '\'=a,b\r\n"x,y","q"""\r\n'


def test_json_keeps_numbers_and_gaps():
    assert json.loads(as_json(TABLE)) == [
        {"Area": "neglect", "Missing": "outcome measure", "n": 12},
        {"Area": "domestic-violence", "Missing": None, "n": 3.5},
        {"Area": "日本", "Missing": "voice", "n": None},
    ]


def test_a_table_without_rows_prints_in_every_format():
    empty = TextTable(["Area", "n"], [])
    assert as_text(empty) == "Area  n\n----  -\n"
    assert as_markdown(empty) == "| Area | n |\n| --- | --- |\n"
    assert as_csv(empty) == "Area,n\r\n"
    assert as_json(empty) == "[]\n"
    assert set(TABLE_FORMATS) == {"table", "md", "csv", "json"}
