"""Whatever a file holds, a draft is a recipe that can be read, or findings; never an exception."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaf.data.draft import draft_recipe
from qaf.model.recipe import Recipe
from qaf.workspace.load import load
from qaf.workspace.tree import FolderTree
from qaf.workspace.yaml_reader import read_yaml

FRAMEWORK = load(FolderTree(Path(__file__).parents[1] / "fixtures" / "trafford")).framework
NAMES = [
    "Area",
    "Year",
    "Month",
    "URN",
    "n",
    "Referrals",
    "% repeat",
    "2019",
    "2020 [note 2]",
    "Apr",
    "Q1",
    "[A]",
    "{x}",
]
CELLS = ["", " ", "5", "1,234", "0.25", "-", "x", "N/A", "<5", "90-99", "Trafford", "North West", "Total", "2023/24"]
CELLS += ["Mar-20", "01/02/2023", "E08000009", "*", "12³", "Source: x", "null", "#", "true", '"a\nb"', "é: {", "-9999"]
BYTES = [
    b"\x00",
    b"\xff",
    b"\xef\xbb\xbf",
    b";",
    b"\t",
    b'"',
    b"\r",
    b"\n\n",
    b"|",
    b"\xa0",
    b"\x7f",
    "\u2028".encode(),
]
FILES = ["a.csv", "figures 2023-24.csv", "Q1 [1] *{.csv", "2023.csv", "é, #.csv"]


@st.composite
def tables(draw):
    """A table with headings, perhaps with titles above and notes below, and a few bytes changed."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6))
    width = len(names)
    body = draw(st.lists(st.lists(st.sampled_from(CELLS), min_size=1, max_size=width), min_size=1, max_size=14))
    above = draw(st.lists(st.sampled_from(["Table 1: Referrals 2022/23", "", "At 31 March 2023", "a,b"]), max_size=3))
    below = draw(st.lists(st.sampled_from(["", "Note 1: x = not available", "Source: us"]), max_size=2))
    text = "\n".join([*above, ",".join(names), *(",".join(row) for row in body), *below])
    content = text.encode(draw(st.sampled_from(["utf-8", "utf-16", "utf-8-sig"])))
    for at, change in draw(st.lists(st.tuples(st.integers(0, 400), st.sampled_from(BYTES)), max_size=3)):
        content = content[: at % len(content)] + change + content[at % len(content) + 1 :]
    return content


def check(file, content):
    draft = draft_recipe(FRAMEWORK, file, content)
    assert bool(draft.text) is not bool(draft.findings)
    if draft.text:
        Recipe.model_validate({"id": "draft", **read_yaml(draft.text.encode()).data})
        assert draft == draft_recipe(FRAMEWORK, file, content)


@given(st.sampled_from(FILES), tables())
def test_any_table_gives_a_recipe_or_findings(file, content):
    check(file, content)


@given(st.binary(max_size=300))
def test_any_bytes_give_a_recipe_or_findings(content):
    check("a.csv", content)


@pytest.mark.prove
@settings(max_examples=300)
@given(st.sampled_from(FILES), st.data(), st.sampled_from(["trafford_child_protection_plans.csv", "fake_annex_a.xlsx"]))
def test_real_files_changed_at_length(real_data, file, data, name):
    content = (real_data / name).read_bytes()
    at = data.draw(st.integers(0, len(content) - 1))
    change = data.draw(st.sampled_from([*BYTES, b"", content[at : at + 40] * 2]))
    check(file, content[:at] + change + content[at + data.draw(st.integers(0, 60)) :])
