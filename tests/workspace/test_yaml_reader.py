"""Data as it was typed, and the files that are refused."""

import time

import pytest

from qaf.workspace import yaml_events
from qaf.workspace.yaml_reader import Problem, Reading, read_marks, read_yaml


@pytest.fixture(autouse=True, params=["C library", "pure Python"])
def parser(request, monkeypatch):
    """Every test of this file holds for both parsers."""
    if request.param == "pure Python":
        monkeypatch.setattr(yaml_events, "new_parser", yaml_events.PurePythonParser)


def data(text: str) -> object:
    reading = read_yaml(text.encode())
    assert reading.problems == []
    return reading.data


def problem(text: str | bytes) -> Problem:
    """The only problem of a file that cannot be read."""
    reading = read_yaml(text.encode() if isinstance(text, str) else text)
    assert reading.data is None
    assert len(reading.problems) == 1
    return reading.problems[0]


def place(found: Problem) -> tuple[int, int, int]:
    assert found.span.line == found.span.end_line
    return found.span.line, found.span.column, found.span.end_column


@pytest.mark.parametrize(
    "typed",
    ["no", "on", "010", "0x1F", "12:30", "2024-03", "2024-03-01", "1e3", "1_000", ".5", "Yes", "true", "=", "<<"],
)
def test_plain_text_stays_what_was_typed(typed):
    assert data(f"- {typed}\n- {{a: {typed}}}\n") == [typed, {"a": typed}]


@pytest.mark.parametrize("typed", ["", "~", "null", "Null", "NULL"])
def test_nothing_means_not_given(typed):
    assert data(f"a: {typed}\nb: 1\n") == {"b": "1"}
    assert data(f"- {typed}\n- 1\n") == [None, "1"]


@pytest.mark.parametrize("typed", ['""', "''", '"null"', "'~'", "!!str", "!!str null", "! null", "nULL"])
def test_quoted_text_is_always_text(typed):
    expected = {"": "", "null": "null", "~": "~", "nULL": "nULL"}[typed.replace("!!str", "").strip("! \"'")]
    assert data(f"a: {typed}\n") == {"a": expected}


def test_core_tags_leave_the_text_alone():
    text = "a: !!int 010\nb: !!float 1e3\nc: !!bool no\nd: !!map {e: !!seq [x]}\nf: !!null ~\n"
    assert data(text) == {"a": "010", "b": "1e3", "c": "no", "d": {"e": ["x"]}}


def test_keys_are_the_text_typed():
    assert data("on: 1\n301: 2\nno: 3\n2024-03-01: 4\n'null': 5\n\"~\": 6\n") == {
        "on": "1", "301": "2", "no": "3", "2024-03-01": "4", "null": "5", "~": "6"
    }  # fmt: skip


def test_keys_that_start_with_x_are_free():
    text = "x-a: {b: 1}\nc:\n  - {d: 2, x-e: [3], xf: 4}\n'x-g': 5\nx: 6\n"
    assert data(text) == {"c": [{"d": "2", "xf": "4"}], "x": "6"}


def test_a_free_key_can_hold_what_is_used_elsewhere():
    assert data("x-usual: &usual {unit: count, x-note: n}\na: *usual\n") == {"a": {"unit": "count"}}


@pytest.mark.parametrize(
    "content", [b"", b"\xef\xbb\xbf", b"# only a comment\n", b"---\n", b"---\n...\n", b"null\n", b"\n \n"]
)
def test_an_empty_file(content):
    assert problem(content).code == "QAF005"


def test_a_file_of_nothing_but_free_or_empty_keys_is_an_empty_mapping():
    assert data("x-a: 1\nwhy:\n") == {}
    assert data("{}") == {}


@pytest.mark.parametrize(
    "content", [b"\xef\xbb\xbfa: \xc3\xa9\r\nb: 1\r\n", b"%YAML 1.1\n---\na: \xc3\xa9\nb: 1\n...\n"]
)
def test_byte_order_mark_line_ends_and_document_marks(content):
    assert read_yaml(content) == Reading({"a": "é", "b": "1"}, [])


def test_a_key_given_twice_is_named_with_the_line_of_the_first():
    reading = read_yaml(b"id: a\nwhy: one\ngood:\n  - id: x\n    why: two\nwhy: three\n")
    assert reading.data == {"id": "a", "why": "one", "good": [{"id": "x", "why": "two"}]}
    (found,) = reading.problems
    assert found.code == "QAF003"
    assert found.message == "`why` is given twice in this entry; the first is on line 2."
    assert place(found) == (6, 1, 4)


def test_a_key_given_twice_with_a_list_or_without_a_value_or_free():
    reading = read_yaml(b"a:\na: [1, {b: 2}]\nx-c: 1\nx-c: 2\n")
    assert reading.data == {}
    assert [(item.code, item.span.line) for item in reading.problems] == [("QAF003", 2), ("QAF003", 4)]


def test_a_key_given_three_times_gives_two_problems():
    reading = read_yaml(b"a: 1\na: 2\na: 3\n")
    assert reading.data == {"a": "1"}
    assert [item.span.line for item in reading.problems] == [2, 3]


def test_many_problems_are_cut_and_counted():
    reading = read_yaml(b"a: 1\n" * 201)
    assert len(reading.problems) == 50
    assert reading.problems[-1].note == "There are 150 more like these in the file."


@pytest.mark.parametrize(
    ("text", "column", "word"),
    [
        ("[a, b]: 1\nc: 2\n", 1, "a list"),
        ("{a: 1}: 1\nc: 2\n", 1, "a group of keys"),
        ("? [a]\n: 1\nc: 2\n", 3, "a list"),
        ("x-a: &a k\nc: 2\n? *a\n: 3\n", 3, "an alias"),
    ],
)
def test_a_key_that_is_no_text(text, column, word):
    reading = read_yaml(text.encode())
    assert reading.data == {"c": "2"}
    (found,) = reading.problems
    assert (found.code, found.span.column) == ("QAF008", column)
    assert word in found.message


@pytest.mark.parametrize("text", ["~: 1\nc: 2\n", "? \nc: 2\n", "null: 1\nc: 2\n", "{? , c: 2}\n"])
def test_a_key_that_is_missing(text):
    reading = read_yaml(text.encode())
    assert reading.data == {"c": "2"}
    assert [item.code for item in reading.problems] == ["QAF008"]


def test_a_merge_goes_below_the_keys_given():
    text = "x-u: &u {unit: count, better: lower, note: ~}\nx-v: &v {unit: rate, per: 1}\n"
    assert data(text + "a: {<<: *u, better: higher}\n") == {"a": {"unit": "count", "better": "higher"}}
    assert data(text + "a: {better: ~, <<: *u}\n") == {"a": {"unit": "count"}}
    assert data(text + "a:\n  <<: [*v, *u]\n") == {"a": {"unit": "rate", "per": "1", "better": "lower"}}
    assert data(text + "a: {<<: {<<: *v, unit: x}, k: 1}\n") == {"a": {"unit": "x", "per": "1", "k": "1"}}
    assert data("a: {'<<': text}\n") == {"a": {"<<": "text"}}


@pytest.mark.parametrize("value", ["text", "", "[x]", "[{a: 1}, x]"])
def test_a_merge_of_anything_else(value):
    reading = read_yaml(f"a:\n  k: 1\n  <<: {value}\n".encode())
    assert reading.data == {"a": {"k": "1"}}
    (found,) = reading.problems
    assert (found.code, place(found)) == ("QAF008", (3, 3, 5))


def test_two_merges_in_one_entry():
    reading = read_yaml(b"x-u: &u {k: 1}\na:\n  <<: *u\n  <<: *u\n")
    assert reading.data == {"a": {"k": "1"}}
    assert [(item.code, item.span.line) for item in reading.problems] == [("QAF003", 4)]


def test_an_alias_shares_what_it_stands_for():
    read = data("a: &one [x, {k: v}]\nb: *one\nc: &t text\nd: *t\ne: &n ~\nf: *n\n")
    assert read == {"a": ["x", {"k": "v"}], "b": ["x", {"k": "v"}], "c": "text", "d": "text"}
    assert read["a"] is read["b"]


def test_an_anchor_given_again_stands_for_the_later_entry():
    assert data("- &a 1\n- *a\n- &a [2]\n- *a\n- &a [&a x]\n- *a\n") == ["1", "1", ["2"], ["2"], ["x"], "x"]


@pytest.mark.parametrize("text", ["&a [*a]", "k: &a {b: [*a]}\n", "- &a 1\n- &a [*a]\n"])
def test_an_entry_that_holds_itself(text):
    found = problem(text)
    assert found.code == "QAF007"
    assert "inside the entry that it points to" in found.message


def test_an_alias_of_nothing():
    found = problem("good: *gone\n")
    assert (found.code, place(found)) == ("QAF002", (1, 7, 12))
    assert found.message == "`*gone` points to an entry marked `&gone` further up, and there is none."


def test_six_lines_that_stand_for_672_604_entries_are_refused_at_once():
    lines = ["a: &a [x,x,x,x,x,x,x,x,x]"]
    lines += [f"{k}: &{k} [{','.join(['*' + chr(ord(k) - 1)] * 9)}]" for k in "bcdef"]
    found = problem("\n".join(lines) + "\n")
    assert (found.code, found.span.line) == ("QAF007", 6)
    assert "200,000 entries" in found.message


def test_aliases_may_be_used_freely_below_the_bound():
    text = "- &a [x, y, z]\n" + "- *a\n" * 5000
    assert len(data(text)) == 5001


def test_aliases_do_not_hide_depth():
    text = "- &a0 [x]\n" + "".join(f"- &a{n} [[[[[[[*a{n - 1}]]]]]]]\n" for n in range(1, 20))
    assert problem(text).code == "QAF007"


@pytest.mark.parametrize(
    ("text", "column", "name"),
    [
        ("a: !!python/object/apply:os.system [ls]\n", 4, "!!python/object/apply:os.system"),
        ("a: !mine text\n", 4, "!mine"),
        ("a: !!binary aGk=\n", 4, "!!binary"),
        ("a: !!set {x}\n", 4, "!!set"),
        ("a: !!map text\n", 4, "!!map"),
        ("a: !!str [x]\n", 4, "!!str"),
        ("- &x !!timestamp 2001-01-01\n", 3, "!!timestamp"),
        ("!!omap [a: 1]\n", 1, "!!omap"),
    ],
)
def test_tags_that_are_not_used(text, column, name):
    found = problem(text)
    assert (found.code, found.span.line, found.span.column) == ("QAF013", 1, column)
    assert f"`{name}`" in found.message


def test_a_tag_whose_handle_nobody_declared():
    found = problem("k: 1\na: !e!thing x\n")
    assert (found.code, found.span.line, found.span.column) == ("QAF013", 2, 4)


@pytest.mark.parametrize(
    ("text", "line"), [("a: 1\n---\nb: 2\n", 2), ("---\na: 1\n...\n---\nb: 2\n", 4), ("a\n---\n", 2)]
)
def test_a_second_document(text, line):
    found = problem(text)
    assert (found.code, place(found)) == ("QAF014", (line, 1, 4))


@pytest.mark.parametrize(
    "text",
    ["[" * 200_000, "- " * 200_000, "? " * 200_000, "{" * 200_000, "".join(" " * n + "a:\n" for n in range(100))],
)
def test_what_is_nested_without_end_is_refused_at_once(text):
    begun = time.perf_counter()
    assert problem(text).code == "QAF006"
    assert read_marks(text.encode()).span(("a", 0)).line == 1
    assert time.perf_counter() - begun < 5


def test_sixty_levels_are_read_and_sixty_one_are_not():
    assert data("[" * 60 + "]" * 60) != []
    found = problem("[" * 61 + "]" * 61)
    assert (found.code, place(found)) == ("QAF006", (1, 61, 62))


def test_a_file_or_a_text_that_is_too_long():
    assert problem(b"a: " + b"x" * 5 * 1024 * 1024).code == "QAF006"
    found = problem("k: 1\na: " + "x" * (1024 * 1024 + 1) + "\n")
    assert (found.code, place(found)) == ("QAF006", (2, 4, 84))


def test_too_many_entries(monkeypatch):
    monkeypatch.setattr(yaml_events, "MAX_NODES", 1000)
    monkeypatch.setattr(yaml_events, "_SMALL", 100)
    assert len(data("- x\n" * 990)) == 990
    found = problem("- x\n" * 1010)
    assert found.code == "QAF006"
    assert 990 < found.span.line <= 1001
    assert "1,000 entries" in found.message


def test_the_codes_of_control_characters_are_refused():
    assert data('a: "tab \\t line \\n e \\x65 \\u00e9"\n') == {"a": "tab \t line \n e e é"}
    for code in ("\\0", "\\e[31m", "\\x07", "\\u0000", "\\b"):
        assert problem(f'a: "{code}"\n').code == "QAF002"
    assert data("a: 'C:\\Users\\0'\nb: C:\\0\n") == {"a": "C:\\Users\\0", "b": "C:\\0"}


def test_one_broken_place_is_reported_alone():
    assert problem("a: 1\na: 2\n[k]: 3\nb: [\n").code == "QAF002"


def test_the_root_may_be_text_or_a_list():
    assert data("just text\n") == "just text"
    assert data("- a\n- \n") == ["a", None]
    assert data("&a !!str null\n") == "null"
