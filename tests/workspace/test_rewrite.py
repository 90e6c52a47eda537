"""Edits of YAML text, place by place: what comes out, byte for byte, and what is refused with which words."""

import pytest

from qaf.ground.errors import RefusedError
from qaf.workspace.rewrite import append_item, insert_key, set_text

ORDER = ("id", "name", "group", "why", "good", "sources", "measures", "questions")
ENTRY = {"id": "new", "text": "a: b", "shows": ["x", "y"]}


def appended(text, key="measures", item=ENTRY):
    return append_item(text.encode(), (key,), item, order=ORDER).decode()


def lines(dash=2, gap=2, quote='"', line_end="\n"):
    """The lines of `ENTRY` with its dash at a column."""
    start, inner = " " * dash + "-" + " " * (gap - 1), " " * (dash + gap)
    return f"{start}id: new{line_end}{inner}text: {quote}a: b{quote}{line_end}{inner}shows: [x, y]{line_end}"


# where an entry goes ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after", "added"),
    [
        ("measures:\n  - id: a\n", "questions: []\n", lines()),
        ("measures:\n  - id: a  # the first\n", "\n\n# About questions.\nquestions: []\n", lines()),
        ("measures:\n- id: a\n  text: b\n", "# banner\nquestions: []\n", lines(dash=0)),
        ("measures:\n    -   id: a\n", "", lines(4, 4)),
        ("measures:\r\n  - id: a\r\n", "\r\nname: X\r\n", lines(line_end="\r\n")),
        ("measures:\r  - id: a\r", "name: X\r", lines(line_end="\r")),
        ("name: X\nwhy: 'y'\nmeasures:\n  - id: a\n", "", lines(quote="'")),
        ("measures:\n  - id: a\n  # - id: old\n  #   text: not now\n", "# banner\n", lines()),
        ("measures:\n  - id: a\n\n      # far in, after a blank line\n", "\n# banner\nname: X\n", lines()),
        ("measures:\n  - id: a\n\n  - id: b\n", "\nname: X\n", "\n" + lines()),
        ("measures:\n  - id: a\n    text: |\n      one\n      two\n", "\n\nname: X\n", lines()),
        ("measures:\n  - id: a\n    text: |+\n      one\n\n\n", "name: X\n", lines()),
        ("measures:\n  - id: a\n    text: >-\n      one", "", "\n" + lines()[:-1]),
        ("measures:\n  - id: a", "", "\n" + lines()[:-1]),
        ("measures:\n  - {id: a}\n  -\n    id: b\n", "", lines()),
        ("measures:\n  - id: a\n", "...\n", lines()),
        ("\ufeff---\nmeasures:\n  - id: a\n", "", lines()),
        ("  measures:\n    - id: a\n", "  name: X\n", lines(4)),
        ('"measures":\n  - id: a\n', "", lines(quote='"')),
        ("measures: &m\n  - id: a\n", "x-b: &n c\n", lines()),
        ("measures:\n  - &a\n    id: a\n", "good:\n  - *a\n", lines()),
        ("measures:  # note\n", "name: X\n", lines()),
        ("measures:\n  # none yet\n", "name: X\n", lines()),
        ("measures:", "", "\n" + lines()[:-1]),
        ("measures: [{id: a}", "]\n", ', {id: new, text: "a: b", shows: [x, y]}'),
        ("measures: [{id: a},", " ]\n", ' {id: new, text: "a: b", shows: [x, y]}'),
        ("measures: [\n    {id: a},\n    {id: b}", "\n  ]\n", ',\n    {id: new, text: "a: b", shows: [x, y]}'),
        ("measures: [\n    {id: a},  # one", "\n  ]\n", '\n    {id: new, text: "a: b", shows: [x, y]},'),
        ('{"measures": [{"id": "a"}', "]}", ', {"id": "new", "text": "a: b", "shows": ["x", "y"]}'),
        ('{\n\t"measures": [\n\t\t{"id": "a"}', "\n\t]\n}\n",
         ',\n\t\t{"id": "new", "text": "a: b", "shows": ["x", "y"]}'),
    ],
)  # fmt: skip
def test_an_entry_goes_at_the_end_of_its_list_in_the_style_of_the_file(before, after, added):
    assert appended(before + after) == before + added + after


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("measures: []\nname: X\n", "measures:\n" + lines() + "name: X\n"),
        ("measures: [ ]  # none yet\n", "measures:  # none yet\n" + lines()),
        ("measures: ~ # soon\n  # really\nname: X\n", "measures: # soon\n  # really\n" + lines() + "name: X\n"),
        ("{measures: [], name: X}\n", '{measures: [{id: new, text: "a: b", shows: [x, y]}], name: X}\n'),
        ("{name: X, measures: }\n", '{name: X, measures: [{id: new, text: "a: b", shows: [x, y]}] }\n'),
        ("measures: [{id: a},\n  {id: b} # two\n  ]\n",
         'measures: [{id: a},\n  {id: b}, # two\n  {id: new, text: "a: b", shows: [x, y]}\n  ]\n'),
    ],
)  # fmt: skip
def test_an_empty_list_is_filled_and_comments_stay(old, new):
    assert appended(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: X\n", "name: X\n\nmeasures:\n" + lines()),
        ("name: X", "name: X\n\nmeasures:\n" + lines()[:-1]),
        ("# Nothing but a comment.\n", "# Nothing but a comment.\n\nmeasures:\n" + lines()),
        ("", "measures:\n" + lines()),
        ("name: X\n# the end\n...\n", "name: X\n# the end\n\nmeasures:\n" + lines() + "...\n"),
        ("a: X\n\n# Sources.\nsources:\n- id: s\n\n# Questions.\nquestions:\n- id: q\n",
         "a: X\n\n# Sources.\nsources:\n- id: s\n\nmeasures:\n" + lines(0) + "\n# Questions.\nquestions:\n- id: q\n"),
        ("good:\n- id: g\nsources:\n- id: s\n", "good:\n- id: g\nsources:\n- id: s\nmeasures:\n" + lines(0)),
        ("questions:\n- id: q\n", "measures:\n" + lines(0) + "questions:\n- id: q\n"),
        ("x-own: 1\n", "x-own: 1\n\nmeasures:\n" + lines()),
        ("{name: X}", '{name: X, measures: [{id: new, text: "a: b", shows: [x, y]}]}'),
        ("{}", '{measures: [{id: new, text: "a: b", shows: [x, y]}]}'),
    ],
)  # fmt: skip
def test_a_list_that_is_missing_is_made_where_it_belongs(old, new):
    assert appended(old) == new


# other edits ------------------------------------------------------------------------------------------------------

ONE = """\
measures:
  - id: a   # the id
    # what it says
    text: b
    shows: [x]
  - name: c
    note: |
      d
"""


@pytest.mark.parametrize(
    ("loc", "key", "value", "old", "new"),
    [
        (("measures", 0), "z", "g", "    shows: [x]\n", "    shows: [x]\n    z: g\n"),
        (("measures", 0), "name", "N", "# the id\n", "# the id\n    name: N\n"),
        (("measures", 1), "id", "c", "- name: c\n", "- id: c\n    name: c\n"),
        (("measures", 1), "z", ["p", "q"], "      d\n", "      d\n    z: [p, q]\n"),
        ((), "name", "X: Y", "measures:\n", 'name: "X: Y"\nmeasures:\n'),
    ],
)
def test_a_key_goes_where_the_order_wants_it(loc, key, value, old, new):
    assert insert_key(ONE.encode(), loc, key, value, order=ORDER).decode() == ONE.replace(old, new, 1)


@pytest.mark.parametrize(
    ("loc", "old", "new"),
    [
        (("measures", 0, "shows"), "[x]", "[x, new]"),
        (("measures", 0, "sources"), "# the id\n", "# the id\n    sources: [new]\n"),
        (("measures", 0, "z"), "[x]\n", "[x]\n    z: [new]\n"),
    ],
)
def test_a_word_is_added_to_a_list(loc, old, new):
    assert append_item(ONE.encode(), loc, "new", order=ORDER).decode() == ONE.replace(old, new)
    block = "shows:\n  - x  # why\n  # - y\n"
    assert append_item(block.encode(), ("shows",), "new").decode() == block + "  - new\n"


@pytest.mark.parametrize(
    ("old", "loc", "text", "new"),
    [
        ("why: a  # note\n", ("why",), "b", "why: b  # note\n"),
        ("why: 'a'\n", ("why",), "it's", "why: 'it''s'\n"),
        ("why: \"a\"\n", ("why",), "b", 'why: "b"\n'),
        ("why:  # note\nid: x\n", ("why",), "b", "why: b  # note\nid: x\n"),
        ("why: ~\n", ("why",), "b", "why: b\n"),
        ("why: |\n  a\n  b\n\nid: x\n", ("why",), "c", "why: c\n\nid: x\n"),
        ("why: a\nid: x\n", ("why",), "c\nd\n", "why: |\n  c\n  d\nid: x\n"),
        ("why: a\n    # far in\nid: x\n", ("why",), "c\nd\n", 'why: "c\\nd\\n"\n    # far in\nid: x\n'),
        ("- a\n- why: b\n", (1, "why"), "c", "- a\n- why: c\n"),
        ("list:\n  - a\n  - b\n", ("list", 0), "null", 'list:\n  - "null"\n  - b\n'),
        ("{why: a, id: b}\n", ("why",), "c, d", '{why: "c, d", id: b}\n'),
        ("id: x\n", ("why",), "b", "id: x\nwhy: b\n"),
    ],
)  # fmt: skip
def test_a_text_is_set_and_its_comment_stays(old, loc, text, new):
    assert set_text(old.encode(), loc, text, order=ORDER).decode() == new


# what is refused --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("a: &m\n  - id: x\nmeasures: *m\n", "`measures` is only an alias there (`*m` on line 3)"),
        ("measures: &m\n  - id: x\nx-a: *m\n", "an alias (`*m`) elsewhere in the file stands for `measures` on line 1"),
        ("x: &r {measures: []}\n<<: *r\nmeasures: &m\n", "has an anchor and no value"),
        ("x: &r {measures: [{id: a}]}\n<<: *r\nname: X\n", "written in a way that cannot be changed here"),
        ("measures: some\n", "`measures` on line 1 holds no list"),
        ("measures: {a: b}\n", "`measures` on line 1 holds no list"),
        ("- measures: []\n", "no keys stand on line 1"),
        ("just text\n", "no keys stand on line 1"),
        ("? measures\n: - id: a\n", "is written with a question mark before it"),
        ("measures:\n  - text: |\n      one", "its last line has no line end"),
        ("measures:\n\t- id: a\n", "has a fault on line 2: This line is indented with a tab"),
        ("measures: [\n", "has a fault on line 1: The list in brackets that starts here"),
        ("measures: []\nmeasures: []\n", "has a fault on line 2: `measures` is given twice"),
        ("measures: []\n---\nmeasures: []\n", "has a fault on line 2: A second YAML document starts here"),
        ("measures: !!python/object:os.system x\n", "is a tag"),
        ("measures: []\na: *b\n", "there is none"),
        ("measures: [a, {b\n", "has a fault"),
    ],
)
def test_what_cannot_be_edited_safely_is_refused_in_a_sentence(text, why):
    with pytest.raises(RefusedError) as caught:
        append_item(text.encode(), ("measures",), ENTRY, name="areas/x.yaml")
    assert str(caught.value).startswith("areas/x.yaml was left as it is")
    assert why in str(caught.value)
    assert caught.value.help


def test_bytes_that_are_no_text_are_refused():
    for content in (b"name: caf\xe9\n", "name: X\n".encode("utf-16"), b"name: \x00\n", b"a: b\n" * 2_000_000):
        with pytest.raises(RefusedError, match="^The file was left as it is, for it has a fault"):
            append_item(content, ("measures",), ENTRY)


def test_a_text_that_yaml_cannot_hold_is_refused():
    for text in ("\x00", "\x1b", "\ud83d", "\ufffe"):
        with pytest.raises(RefusedError, match="was left as it is"):
            append_item(b"name: X\n", ("measures",), {"id": text})


@pytest.mark.parametrize(
    ("call", "why"),
    [
        (lambda: insert_key(b"why: a\n", (), "why", "b"), "`why` is given already on line 1"),
        (lambda: insert_key(b"why: a\n", ("why",), "x", "b"), "no keys stand on line 1"),
        (lambda: insert_key(b"why: a\n", ("nowhere", 2), "x", "b"), "the place to change is not written out"),
        (lambda: set_text(b"why: [a]\n", ("why",), "b"), "a list stands on line 1, and no text"),
        (lambda: set_text(b"why: &a b\nx: *a\n", ("why",), "c"), "an alias (`*a`) elsewhere in the file"),
        (lambda: set_text(b"why: &a b\n", ("why",), "c"), "has an anchor or a tag"),
        (lambda: set_text(b"why: > # note\n  b\n", ("why",), "c"), "a comment stands on line 1 that would be lost"),
    ],
)
def test_other_edits_are_refused_where_they_would_lose_something(call, why):
    with pytest.raises(RefusedError) as caught:
        call()
    assert why in str(caught.value)


def test_a_large_file_is_edited_in_one_go():
    text = "measures:\n" + "".join(f"  - id: m{number}\n    text: Words and words\n" for number in range(5_000))
    assert appended(text) == text + lines()
