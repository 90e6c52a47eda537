"""Data written as YAML says the same when it is read, in every style, and looks as somebody would write it."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qaf.workspace.yaml_reader import read_yaml
from qaf.workspace.yaml_write import WIDTH, Style, entry_lines, flow_text, item_lines, one_line

TRICKY = [
    "", " ", "~", "null", "NULL", "no", "010", "1e3", "12:30", "2024-03", "- x", "-", "-x", "? x", ": x", "a: b", "a:", "a:b",
    "a #b", "a#b", "#x", "&a", "*a", "!a", "!!str", "%a", "@a", "`a", "|", ">", "| x", "'", '"', "it's", '"so"', "\\n",
    "it's \"so\"", "[a", "{a}", "a, b", "a]", "<<", "=", "---", "--- a", "...", "... a", " a", "a ", "\ta", "a\t", "a\tb",
    "a\nb", "a\n", "\na", "a\n\n", "a\n\nb\n", "a \nb", "a\n b", " a\nb", "\n", "a\r\nb", "\r", "x-y", "\u2028", "a\u0085b",
    "\ufeff", "\u00a0", "é", "😀", "a  b", "true", "😀 " * 60, "word " * 60, "word  word " * 30, "a: b # c " * 20,
    ("long enough to be wrapped over several lines, as the catalogue's texts are " * 3).strip() + "\n\nand more\n",
    ("one two three " * 20).strip() + "\n" + ("four five six " * 20).strip(), "x" * 300, "x" * 300 + "\n",
    "https://www.gov.uk/" + "a" * 120, "one " + "x" * 200 + " two", "# " * 80, "- " * 80, "'" * 120 + " " + "'" * 40,
]  # fmt: skip
ANY = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=30)
LONG = st.lists(st.sampled_from(["a", "two", "- x", "x:", "#", "'", "é", "", "\n", "longer-word", "\t"]), max_size=60).map(" ".join)
TEXTS = st.sampled_from(TRICKY) | ANY | LONG
KEYS = st.sampled_from(["id", "text", "no", "on", "a b", "a: b", "#", "301", "é", "'", "- "]) | ANY.filter(
    lambda key: key not in ("", "~") and not key.startswith("x-")
)
TREES = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
ENTRIES = st.dictionaries(KEYS, TREES, min_size=1, max_size=4)
STYLES = st.builds(
    Style,
    step=st.sampled_from([2, 4, 3]),
    dash=st.sampled_from([0, 2, 4]),
    gap=st.sampled_from([2, 4]),
    quote=st.sampled_from(['"', "'"]),
    flow_lists=st.booleans(),
    json=st.booleans(),
    always_quotes=st.booleans(),
)


def read(text):
    reading = read_yaml(text.encode())
    assert reading.problems == []
    assert yaml.load(text, Loader=yaml.BaseLoader) == reading.data, "another reader reads it otherwise"
    return reading.data


@settings(max_examples=250)
@given(ENTRIES, STYLES, st.sampled_from([0, 2, 5]), st.sampled_from(["\n", "\r\n"]))
def test_every_entry_reads_back_as_it_was(entry, style, column, line_end):
    text = line_end.join([*entry_lines(entry, column, style), ""])
    assert read(text) == entry


@settings(max_examples=150)
@given(st.lists(ENTRIES | TREES, min_size=1, max_size=3), STYLES, st.sampled_from([0, 2]))
def test_every_list_reads_back_as_it_was(items, style, dash):
    lines = [line for item in items for line in item_lines(item, dash, style.gap, style)]
    assert read("\n".join(["list:", *lines, ""]))["list"] == items


@settings(max_examples=150)
@given(TREES, STYLES)
def test_everything_fits_between_brackets(value, style):
    assert read(f"[a, {flow_text(value, style)}, b]\n") == ["a", value, "b"]


@pytest.mark.parametrize("text", TRICKY)
@pytest.mark.parametrize("quote", ['"', "'"])
def test_each_tricky_text_reads_back_in_every_place(text, quote):
    style = Style(quote=quote)
    entry = {"id": text, "items": [text, {"a": text}], "last": text}
    assert read("\n".join([*entry_lines(entry, 0, style), "end: x\n"])) == {**entry, "end": "x"}
    assert read(f"a: {one_line(text, style)}\nb: c\n") == {"a": text, "b": "c"}


@given(TEXTS)
@example("word " * 100)
def test_lines_are_cut_at_the_width_where_the_text_allows_it(text):
    for line in entry_lines({"measures": [{"text": text}]}, 0, Style()):
        assert len(line) <= WIDTH or max(map(len, text.split(" "))) > 40 or '"' in line or "'" in line or "\n" in text


def test_what_needs_no_quotes_has_none():
    entry = {"id": "dv-1", "text": "Children's views, asked (twice): 12%", "from": "2020/21", "per": "10000", "no": "no"}
    assert entry_lines(entry, 2, Style()) == [
        "  id: dv-1",
        '  text: "Children\'s views, asked (twice): 12%"',
        "  from: 2020/21",
        "  per: 10000",
        "  no: no",
    ]


def test_a_long_text_is_folded_and_a_short_list_stands_on_its_line():
    entry = {"text": "word " * 30 + "end", "shows": ["a", "b"], "why": "one\ntwo", "link": "https://x.uk/" + "y" * 100}
    assert entry_lines(entry, 4, Style()) == [
        "    text: >-",
        "      " + "word " * 17 + "word",
        "      " + "word " * 12 + "end",
        "    shows: [a, b]",
        "    why: |-",
        "      one",
        "      two",
        f"    link: https://x.uk/{'y' * 100}",
    ]
