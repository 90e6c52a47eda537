"""What can be said of a file before it is read as YAML, and how places become lines and columns."""

import pytest

from qaf.ground.findings import Span
from qaf.workspace.yaml_reader import Problem, read_yaml
from qaf.workspace.yaml_text import Lines


def problem(content: bytes) -> Problem:
    reading = read_yaml(content)
    assert reading.data is None
    (found,) = reading.problems
    return found


def test_windows_1252_names_the_first_byte_that_cannot_be_read():
    found = problem("id: a\nwhy: ééé children’s".encode() + b" \x92s voice\n")
    assert found.code == "QAF001"
    assert "line 2, column 21" in found.message
    assert "Windows-1252" in found.message
    assert "UTF-8" in found.help
    assert found.span == Span(2, 21, 2, 22)


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_utf_16(encoding):
    found = problem("id: a\nwhy: because\n".encode(encoding))
    assert found.code == "QAF001"
    assert "UTF-16" in found.message


def test_a_file_cut_in_the_middle_of_a_character():
    found = problem("\ufeffid: é".encode()[:-1])
    assert (found.code, found.span) == ("QAF001", Span(1, 5, 1, 6))


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x0c", "\x7f", "\x80", "\ufffe"])
def test_control_characters(character):
    found = problem(f"id: é\r\nwhy: a{character}b\r\n".encode())
    assert (found.code, found.span) == ("QAF002", Span(2, 7, 2, 8))
    assert f"Line 2, column 7 holds a control character (U+{ord(character):04X})" in found.message


def test_a_file_of_zero_bytes_is_not_called_utf_16():
    assert problem(b"\0" * 1000).code == "QAF002"


CONFLICT = "id: a\n<<<<<<< HEAD\nwhy: one\n=======\nwhy: two\n>>>>>>> other branch\n"


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_merge_conflict_is_found_before_anything_else(line_end):
    found = problem(("\ufeff" + CONFLICT + "a: [\n").replace("\n", line_end).encode())
    assert (found.code, found.span) == ("QAF004", Span(2, 1, 2, 13))
    assert "both versions" in found.message


def test_a_conflict_with_the_common_ancestor_or_without_its_middle():
    assert problem(CONFLICT.replace("=======\n", "||||||| base\nwhy: zero\n=======\n").encode()).code == "QAF004"
    assert problem(CONFLICT.replace("=======\n", "").encode()).code == "QAF004"
    assert problem(CONFLICT.rstrip("\n").encode()).code == "QAF004"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id: a\n=======\nwhy: b\n", 2),
        ("id: a\n<<<<<<< HEAD\nwhy: b\n", 2),
        ("id: a\nwhy: b\n>>>>>>> theirs\n", 3),
        ("id: a\n||||||| base\nwhy: b\n", 2),
        ("- a\n=======\n", 2),
    ],
)
def test_a_single_line_that_somebody_forgot(text, line):
    found = problem(text.encode())
    assert (found.code, found.span) == ("QAF004", Span(line, 1, line, 8))


def test_rows_of_signs_in_a_text_are_no_conflict():
    text = "why: |\n  Heading\n  =======\n  <<<<<<< text\n  >>>>>>> text\nlist: ['<<<<<<<']\n"
    assert read_yaml(text.encode()).problems == []


def test_lines_end_where_editors_end_them():
    lines = Lines("a\r\nbé\rc\u2028d\n\ne")
    assert [lines.line(number) for number in range(7)] == ["", "a", "bé", "c\u2028d", "", "e", ""]
    assert lines.position(0) == (1, 1)
    assert lines.position(4) == (2, 2)
    assert lines.position(8) == (3, 3)
    assert lines.position(12) == (5, 2)


def test_a_span_stays_on_its_line():
    lines = Lines("key: text  \n  more\n")
    assert lines.span(5, 18) == Span(1, 6, 1, 10)
    assert lines.span(5, 3) == Span(1, 6, 1, 6)
    assert lines.whole_line(15) == Span(2, 3, 2, 7)


def test_rare_line_breaks_do_not_move_the_lines():
    found = problem("a: 'x\u2028y\u0085z'\nb: @\n".encode())
    assert (found.code, found.span) == ("QAF002", Span(2, 4, 2, 5))
