"""Stories: YAML above, text below."""

import pytest

from qaf.ground.findings import Span
from qaf.workspace.front_matter import split_front_matter
from qaf.workspace.yaml_reader import read_marks, read_yaml

STORY = '---\nid: a-story\nvoice: child\n---\n\nShe said: "I am safe now".\n---\n[not: yaml\n'


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_both_parts_and_their_lines(line_end, mark):
    parts = split_front_matter((mark + STORY).replace("\n", line_end).encode())
    assert parts.problems == []
    assert parts.body == '\nShe said: "I am safe now".\n---\n[not: yaml\n'
    assert parts.body_line == 5
    assert read_yaml(parts.yaml_bytes).data == {"id": "a-story", "voice": "child"}
    assert read_marks(parts.yaml_bytes).span(("voice",)) == Span(3, 8, 3, 13)


def test_blanks_after_the_dashes_and_no_text_below():
    parts = split_front_matter(b"---  \nid: a\n--- \t")
    assert (parts.yaml_bytes, parts.body, parts.body_line) == (b"---  \nid: a\n", "", 3)
    assert split_front_matter(b"---\nid: a\n---\n").body_line == 4


def test_dashes_inside_a_text_do_not_close():
    parts = split_front_matter(b"---\nwhy: |\n  ---\n  x\n----\n---\nbody")
    assert parts.body == "body"
    assert parts.yaml_bytes.endswith(b"----\n")


def test_a_mistake_in_the_keys_has_the_line_of_the_file():
    parts = split_front_matter(b"---\nid: a\nvoice: child: x\n---\ntext\n")
    (found,) = read_yaml(parts.yaml_bytes).problems
    assert (found.span.line, found.span.column) == (3, 13)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b" \n", "The file is empty"),
        (b"# A story\n\ntext\n", "the first line is not `---`"),
        (b"--- id: a\n---\n", "the first line is not `---`"),
        (b"----\nid: a\n----\n", "the first line is not `---`"),
        (b"\n---\nid: a\n---\n", "on the very first line"),
        (b" ---\nid: a\n---\n", "on the very first line"),
        (b"---\nid: a\ntext\n", "is not closed"),
        (b"---", "is not closed"),
        (b"---\n---\ntext\n", "holds no keys"),
        (b"---\r\n\r\n---\r\ntext\r\n", "holds no keys"),
    ],
)
def test_front_matter_that_is_missing_or_not_closed(content, words):
    parts = split_front_matter(content)
    (found,) = parts.problems
    assert found.code == "QAF016"
    assert words in found.message
    assert found.help
    assert found.span.line == 1
    assert (parts.yaml_bytes, parts.body) == (b"", "")


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"---\nid: a\n---\nbody \x92\n", "QAF001", 4),
        (STORY.encode("utf-16"), "QAF001", 1),
        (b"---\nid: a\n---\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> x\n", "QAF004", 4),
        (b"---\nid: a\n---\n" + b"x" * 6_000_000, "QAF006", 1),
    ],
)
def test_the_whole_file_is_looked_at(content, code, line):
    (found,) = split_front_matter(content).problems
    assert (found.code, found.span.line) == (code, line)
