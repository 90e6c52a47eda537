"""What a reader who does not know YAML is told about a file that is none."""

import re

import pytest

from qaf.workspace import yaml_events
from qaf.workspace.yaml_problems import problem_of
from qaf.workspace.yaml_reader import read_yaml

CASES = [
    # tabs
    ("a:\n\tb: 1\n", "2:1", "indented with a tab"),
    ("a:\n  b: 1\n\tc: 2\n", "3:1", "indented with a tab"),
    ("a: |\n\ttext\n", "2:1", "indented with a tab"),
    ("-\ta: 1\n", "1:2", "A tab stands here"),
    # quotes
    ('a: "one\nb: 2\n', "1:4", "starts here in double quotes is never closed"),
    ("k: 1\na: 'one\nb: 2\n", "2:4", "starts here in single quotes is never closed"),
    ('a: "one\n---\nb: 2\n', "2:1", "closing quote is missing"),
    ("a: 'it's'\n", "1:8", "after the closing quote"),
    ('- "one" two\n', "1:9", "after the closing quote"),
    ('a: "one\nb: "two"\nc: 3\n', "2:5", "opened on a line above"),
    ('a: "C:\\Users"\n', "1:7", "backslash begins a code"),
    ('a: "\\q"\n', "1:5", "backslash begins a code"),
    ('a: "\\xZZ"\n', "1:5", "backslash begins a code"),
    ('a: "\\ud800"\n', "1:5", "backslash begins a code"),
    ('a: "\\U00110000"\n', "1:5", "backslash begins a code"),
    # brackets
    ("a: [x, y\nb: 1\n", "2:2", "A list in brackets is not closed"),
    ("a: [x, y\n", "1:4", "list in brackets that starts here"),
    ("a: [\n", "1:4", "list in brackets that starts here"),
    ("k: [x]\na: [[y],\n", "2:4", "list in brackets that starts here"),
    ("a: {x: 1\nb: 2\n", "2:2", "A group of keys in braces is not closed"),
    ("a: {x: 1, y: 2\n", "1:4", "group of keys in braces that starts here"),
    ("a: [x}\n", "1:6", "closed here with `}`, and `]` was expected"),
    ("a: {x: 1]\n", "1:9", "closed here with `]`, and `}` was expected"),
    ("a: ['x' 'y']\n", "1:9", "a comma is missing"),
    ("a: {x: 1 y: 2}\n", "1:11", "a comma is missing"),
    ("a: ]\n", "1:4", "This `]` closes nothing"),
    ("a: [x]]\n", "1:7", "This `]` closes nothing"),
    ("a: [,]\n", "1:5", "Nothing stands before this comma"),
    ("a: , b\n", "1:4", "Nothing stands before this comma"),
    ("a: [- b]\n", "1:5", "Inside brackets an entry has no dash"),
    # colons
    ("a: foo: bar\n", "1:7", "A colon inside a text without quotes"),
    ("- foo: bar: baz\n", "1:11", "A colon inside a text without quotes"),
    ("a: b:\n  c\n", "1:5", "A colon inside a text without quotes"),
    ("why: one\n  two: three\n", "2:6", "read as part of the text above"),
    ("- id: x\n   name: y\n", "2:8", "read as part of the text above"),
    ("a:1\nb: 2\n", "2:2", "line 1, where a colon has no space"),
    ("a: 1\nb:2\n", "2:2", "The colon after a key needs a space"),
    ("a: 1\nb:2\nc: 3\n", "2:2", "The colon after a key needs a space"),
    ("--- a: 1\n", "1:6", "No key may stand on the line of `---`"),
    ("k" * 1100 + ": 1\n", "1:1101", "too long"),
    (": a\n", "1:1", "A key is missing before this colon"),
    ("? a\n? b\n: c\n: d\n", "4:1", "A key is missing before this colon"),
    # dashes and indentation
    ("- a\n-b\n", "2:1", "A dash that begins a list entry needs a space"),
    ("x:\n  - a\n  -b\n  - c\n", "3:3", "A dash that begins a list entry needs a space"),
    ("a: - b\n", "1:4", "A list cannot start on the line of its key"),
    ("a: 1\n- b\n", "2:1", "A list entry (a line with a dash) stands where a key"),
    ("- a\nb: 1\n", "2:1", "A key stands where the next entry of a list"),
    ("a:\n  b: 1\n c: 2\n", "3:2", "not indented like the keys"),
    ("- id: x\n name: y\n", "2:2", "not indented like the entries"),
    ("a: |\n  text\n less\n", "3:2", "not indented like the keys"),
    ("a: 1\nsome text\nb: 2\n", "2:1", "neither a key with its colon"),
    ("a: 1\nsome text\n", "2:1", "neither a key with its colon"),
    # signs that have a meaning
    ("a: @foo\n", "1:4", "cannot start with `@`"),
    ("a: `foo`\n", "1:4", "cannot start with a backtick"),
    ("a: %foo\n", "1:4", "cannot start with `%`"),
    ("a: [ | x ]\n", "1:6", "cannot start with `|`"),
    ("a: *bold* text\n", "1:4", "cannot start with `*`"),
    ("a: & b\n", "1:4", "cannot start with `&`"),
    ("a: ? b\n", "1:4", "cannot start with `?`"),
    ("a: &x &y z\n", "1:7", "cannot follow what stands before it"),
    ("a: > 5 children\n", "1:6", "After `>`, which announces a text of several lines"),
    ("a: >5 children\n", "1:7", "After `>`"),
    ("a: |0\n  x\n", "1:5", "After `|`"),
    ("a: !<foo x\n", "1:4", "is a tag"),
    # lines of the YAML reader itself
    ("%YAML 3.0\n---\na: 1\n", "1:1", "instruction to the YAML reader"),
    ("%YAML 1.x\n---\na: 1\n", "1:1", "instruction to the YAML reader"),
    ("%YAML 1.1\n%YAML 1.1\n---\na: 1\n", "2:1", "instruction to the YAML reader"),
    ("%TAG a b\n---\na: 1\n", "1:1", "instruction to the YAML reader"),
    ("%YAML 1.1\na: 1\n", "2:1", "before the line `---`"),
    ("a: 1\n... b\n", "2:5", "after the end of the document"),
    ("a: 1\n...\nb: 1\n", "3:1", "after the end of the document"),
]
PARSER_WORDS = re.compile(
    r"did not find|could not find|found |while (parsing|scanning)|token|block|flow |scalar|stream|anchor|"
    r"not allowed in|expected <|indicator|None|context",
)


@pytest.fixture(autouse=True, params=["C library", "pure Python"])
def parser(request, monkeypatch):
    if request.param == "pure Python":
        monkeypatch.setattr(yaml_events, "new_parser", yaml_events.PurePythonParser)


@pytest.mark.parametrize(("text", "place", "words"), CASES)
def test_the_sentence_and_the_place(text, place, words):
    reading = read_yaml(text.encode())
    assert reading.data is None
    (found,) = reading.problems
    assert words in found.message
    assert f"{found.span.line}:{found.span.column}" == place
    assert found.code in ("QAF002", "QAF013")
    assert found.help


@pytest.mark.parametrize("text", [case[0] for case in CASES])
def test_the_parsers_own_words_never_show(text):
    (found,) = read_yaml(text.encode()).problems
    for sentence in (found.message, found.help, found.note):
        assert not PARSER_WORDS.search(sentence)
        assert not sentence or sentence[0].isupper() and sentence.endswith((".", ")."))


def test_a_bracket_closed_too_late_names_the_line_where_it_was_opened():
    (found,) = read_yaml(b"k: 1\na: [x,\n  y\nb: 1\n").problems
    assert (found.span.line, found.note) == (4, "It was opened on line 2.")


def test_wrong_indentation_names_the_line_of_the_keys_it_belongs_with():
    (found,) = read_yaml(b"a:\n  b: 1\n c: 2\n").problems
    assert found.note == "The keys it seems to belong with begin on line 1, column 1."


def test_words_that_nobody_has_met_yet_give_a_general_sentence():
    from yaml.error import Mark
    from yaml.scanner import ScannerError

    mark = Mark("", 5, 1, 0, None, 0)
    found = problem_of(ScannerError("in a future release", None, "something new", mark), "a: 1\nb: 2\n")
    assert (found.code, found.span.line) == ("QAF002", 2)
    assert found.message == "The layout is not valid YAML near here."
    assert "Usual causes" in found.help
