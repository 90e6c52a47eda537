"""Whatever a file holds: never an exception, always the text that was typed, and places that are true."""

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from qaf.workspace import yaml_events
from qaf.workspace.front_matter import split_front_matter
from qaf.workspace.yaml_reader import read_marks, read_yaml
from qaf.workspace.yaml_text import Lines

PIECES = [
    "a", "b: ", "c:", "- ", "-", "\n", "\n  ", "\n    ", "  ", "[", "]", "{", "}", ", ", ":", "'", '"', "# x", "&a ",
    "*a", "&b ", "*b ", "!", "!!str ", "!x ", "|\n", ">-\n  ", "? ", "%TAG ! x\n", "%YAML 1.1\n", "---\n", "...\n",
    "\t", "~", "null", "<<: ", "x-a: ", "\\", "\\e", "\\ud800", "@", "\r\n", "\r", "\u2028", "\u0085", "\ufeff", "é",
    "\U0001f600", "\0", "=======\n", "<<<<<<< a\n", ">>>>>>> b\n", "no", "010", "a: 1\n", "\n- id: q\n  n: ",
]  # fmt: skip
soup = st.lists(st.sampled_from(PIECES), max_size=25).map("".join)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff\ufeff"), max_size=12)
WORDS = st.one_of(TEXTS, st.sampled_from(["no", "010", "12:30", "null", "~", "2024-03", "- x", "a: b", "x-y", "*a"]))
KEYS = WORDS.filter(lambda key: not key.startswith("x-"))
TREES = st.recursive(WORDS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4))


def places(data, loc=()):
    """Every way into `data`."""
    yield loc
    if isinstance(data, dict):
        for key, value in data.items():
            yield from places(value, (*loc, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from places(value, (*loc, number))


def holds(lines, span):
    """Whether a span lies on one line that there is."""
    return (
        span.line == span.end_line
        and 1 <= span.line <= lines.text.count("\n") + lines.text.count("\r") + 1
        and 1 <= span.column <= span.end_column <= len(lines.line(span.line)) + 1
    )


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=60), soup.map(str.encode)))
def test_any_bytes_give_data_or_a_problem_with_a_place(content):
    for parser in (yaml_events._parser(), yaml_events.PurePythonParser):
        yaml_events.new_parser, kept = parser, yaml_events.new_parser
        try:
            reading, marks = read_yaml(content), read_marks(content)
            split_front_matter(b"---\n" + content)
        finally:
            yaml_events.new_parser = kept
        assert reading.data is not None or reading.problems
        lines = Lines(content.decode(errors="replace").lstrip("\ufeff"))
        assert all(holds(lines, item.span) for item in reading.problems)
        for loc in places(reading.data):
            assert holds(lines, marks.span(loc, "key"))
            assert holds(lines, marks.span(loc, "value"))


@settings(max_examples=150, deadline=None)
@given(TREES.filter(lambda data: data not in ("", None)), st.booleans(), st.sampled_from(["\n", "\r\n"]))
def test_what_is_written_as_text_comes_back(data, flow, line_end):
    text = yaml.dump(data, Dumper=yaml.SafeDumper, allow_unicode=True, default_flow_style=flow, line_break=line_end)
    reading = read_yaml(text.encode())
    assert reading.problems == []
    assert reading.data == data


def as_typed(node, expected, loc=(), key=None):
    """Data of a composed document, built without qaf's reader; fills `expected` with the nodes by their keys."""
    expected[loc] = (key, node)
    if isinstance(node, yaml.MappingNode):
        found = {}
        for name, value in node.value:
            child = as_typed(value, expected, (*loc, name.value), name)
            if child is not None:
                found[name.value] = child
        return found
    if isinstance(node, yaml.SequenceNode):
        return [as_typed(value, expected, (*loc, number)) for number, value in enumerate(node.value)]
    return None if node.style is None and node.value in ("", "~", "null", "Null", "NULL") else node.value


PLAIN = st.sampled_from(["one", "no", "010", "'it''s'", '"a: é"', "two words", "~", "null", '""', "2024-03", "😀 x"])
BLOCKS = st.recursive(
    PLAIN,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "why", "301", "no", "'q k'", "é"]), inner, min_size=1, max_size=3)
    ),
    max_leaves=12,
)


def written(data, indent=""):
    """YAML by hand, with comments and blanks that a dumper would not write."""
    if isinstance(data, list):
        return "".join(f"{indent}-{after(item, indent)}" for item in data)
    return "".join(f"{indent}{key}:{after(item, indent)}" for key, item in data.items())


def after(item, indent):
    if isinstance(item, str):
        return f"  {item}  # é note\n"
    return f"\n\n{written(item, indent + '  ')}"


@settings(max_examples=150, deadline=None)
@given(BLOCKS.filter(lambda data: not isinstance(data, str)), st.sampled_from(["\n", "\r\n"]))
def test_places_are_those_of_the_composer(data, line_end):
    text = written(data).replace("\n", line_end)
    expected = {}
    typed = as_typed(yaml.compose(text, Loader=yaml.SafeLoader), expected)
    reading, marks = read_yaml(text.encode()), read_marks(text.encode())
    assert (reading.data, reading.problems) == (typed, [])
    for loc, (key, node) in expected.items():
        span = marks.span(loc)
        assert (span.line, span.column) == (node.start_mark.line + 1, node.start_mark.column + 1)
        if node.end_mark.line == node.start_mark.line:
            assert span.end_column == node.end_mark.column + 1
        if key is not None:
            span = marks.span(loc, "key")
            assert (span.line, span.column) == (key.start_mark.line + 1, key.start_mark.column + 1)
            assert (span.end_line, span.end_column) == (key.end_mark.line + 1, key.end_mark.column + 1)
