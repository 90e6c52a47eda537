"""Data written as YAML says the same when it is read, in every style, and looks as somebody would write it."""

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from yaml_files import ENTRIES, TEXTS, TREES, TRICKY

from qaf.workspace.yaml_reader import read_yaml
from qaf.workspace.yaml_write import WIDTH, Style, entry_lines, flow_text, item_lines, one_line

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
    entry = {
        "id": "dv-1",
        "text": "Children's views, asked (twice): 12%",
        "from": "2020/21",
        "per": "10000",
        "no": "no",
    }
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
        "      " + "word " * 18 + "word",
        "      " + "word " * 11 + "end",
        "    shows: [a, b]",
        "    why: |-",
        "      one",
        "      two",
        f"    link: https://x.uk/{'y' * 100}",
    ]
