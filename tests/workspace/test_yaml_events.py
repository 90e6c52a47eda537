"""The choice of the parser, and the short way past the checks."""

import sys

import pytest

from qaf.workspace import yaml_events
from qaf.workspace.yaml_reader import read_yaml


def test_without_the_c_library_the_pure_parser_is_used(monkeypatch):
    assert yaml_events._parser() is not yaml_events.PurePythonParser
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    assert yaml_events._parser() is yaml_events.PurePythonParser


@pytest.mark.parametrize("text", ["R&D and Q&A", "Stop! Now!", "a & b * c", "half\\way"])
def test_ordinary_prose_takes_the_short_way(text):
    assert not yaml_events._has_marks(f"why: {text}\n".encode())
    assert read_yaml(f"why: {text}\n".encode()).data == {"why": text}


@pytest.mark.parametrize(
    "text",
    [
        "&a x",
        "[&a x]",
        "{&a x: *a}",
        "- *a",
        "a: !x y",
        "! x",
        '"\\e"',
        '"\\u0007"',
        "\n\ufeff*a",
        "\u2028&a",
        '"a":&b x',
    ],
)
def test_whatever_may_be_a_sign_of_yaml_is_checked(text):
    assert yaml_events._has_marks(text.encode())


def test_many_tag_lines_are_refused_before_they_are_compared():
    text = "# é\n" + "".join(f"%TAG !{n}! x\n" for n in range(300_000)) + "---\na: 1\n"
    (found,) = read_yaml(text.encode()).problems
    assert (found.code, found.span.line, found.span.column, found.span.end_column) == ("QAF013", 2, 1, 5)
    assert read_yaml(b"%TAG !e! tag:example.org,2000:\n---\na: 1\n").data == {"a": "1"}
