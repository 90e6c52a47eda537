"""Where keys and values stand."""

import pytest

from qaf.ground.findings import Span
from qaf.workspace import yaml_events
from qaf.workspace.yaml_reader import read_marks

TEXT = """\
# a comment
id: "dé x"  # another
why: >
  one
  two
empty:
flow: {a: 1, b: [x, y]}
many: [
  one,
  two]
measures:
  - id: a
    of: b
  -
  - - deep
    - x
  - "several
     lines"
base: &b
  k: v
use: *b
more: {<<: *b, z: 1}
301: n
twice: first
twice: second
nest:
- id: 1
"""


@pytest.fixture(autouse=True, params=["C library", "pure Python"])
def parser(request, monkeypatch):
    if request.param == "pure Python":
        monkeypatch.setattr(yaml_events, "new_parser", yaml_events.PurePythonParser)


def shown(loc: tuple, part: str = "value", text: str = TEXT) -> str:
    """`line:column text` of a span."""
    span = read_marks(text.encode()).span(loc, part)
    assert span.line == span.end_line
    line = text.lstrip("\ufeff").splitlines()[span.line - 1]
    return f"{span.line}:{span.column} {line[span.column - 1 : span.end_column - 1]}"


@pytest.mark.parametrize(
    ("loc", "key", "value"),
    [
        ((), "2:1 id", "2:1 id"),
        (("id",), "2:1 id", '2:5 "dé x"'),
        (("why",), "3:1 why", "3:6 >"),
        (("empty",), "6:1 empty", "6:1 empty"),
        (("flow",), "7:1 flow", "7:7 {a: 1, b: [x, y]}"),
        (("flow", "b"), "7:14 b", "7:17 [x, y]"),
        (("flow", "b", 1), "7:21 y", "7:21 y"),
        (("many",), "8:1 many", "8:7 ["),
        (("many", 1), "10:3 two", "10:3 two"),
        (("measures",), "11:1 measures", "12:3 - id"),
        (("measures", 0), "12:5 id", "12:5 id"),
        (("measures", 0, "of"), "13:5 of", "13:9 b"),
        (("measures", 1), "14:3 -", "14:3 -"),
        (("measures", 2), "15:5 - deep", "15:5 - deep"),
        (("measures", 2, 1), "16:7 x", "16:7 x"),
        (("measures", 3), '17:5 "several', '17:5 "several'),
        (("base",), "19:1 base", "19:7 &b"),
        (("use",), "21:1 use", "21:6 *b"),
        (("use", "k"), "20:3 k", "20:6 v"),
        (("301",), "23:1 301", "23:6 n"),
        (("twice",), "24:1 twice", "24:8 first"),
        (("nest", 0, "id"), "27:3 id", "27:7 1"),
    ],
)
def test_keys_and_values(loc, key, value):
    assert shown(loc, "key") == key
    assert shown(loc, "value") == value
    for text in ("\ufeff" + TEXT, TEXT.replace("\n", "\r\n")):
        assert shown(loc, "value", text) == value


@pytest.mark.parametrize(
    ("loc", "place"),
    [
        (("measures", 0, "unit"), "12:5 id"),
        (("measures", 0, "of", "deeper", 3), "13:5 of"),
        (("measures", 9), "11:1 measures"),
        (("measures", -1), "11:1 measures"),
        (("measures", "0"), "11:1 measures"),
        (("flow", "c"), "7:1 flow"),
        (("flow", 0), "7:1 flow"),
        (("more", "k"), "22:1 more"),
        (("empty", "x"), "6:1 empty"),
        (("nothing", "at", "all"), "2:1 id"),
    ],
)
def test_what_is_not_there_gives_the_nearest_place_above(loc, place):
    assert shown(loc, "value") == place
    assert shown(loc, "key") == place


@pytest.mark.parametrize(
    "content", [b"", b"a: [", b"\xff\xfea", b"a: \x00", b"a: !x y", b"a: *b", b"[" * 100, b"a: 1\n---\nb: 2\n"]
)
def test_a_file_that_cannot_be_read_gives_its_beginning(content):
    marks = read_marks(content)
    assert marks.span(("a", 0), "key") == Span()
    assert marks.span(()) == Span()


def test_a_root_that_is_text():
    assert shown((), text="just text\nand more\n") == "1:1 just text"
    assert shown(("a",), text="just text\n") == "1:1 just text"
