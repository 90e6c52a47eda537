"""The page on adopting is run as it stands, and what it prints is compared byte for byte."""

from __future__ import annotations

import re
import shlex

import pytest
from helpers import ROOT
from test_readme import Reader, follow

from qaf.analysis.word_forms import words_of

PAGE = ROOT / "docs" / "adopting.md"
AREA = "areas/domestic-violence.yaml"


class ExactReader(Reader):
    """A reader who forgives no difference between what a page shows and what is printed."""

    def console(self, block: str) -> None:
        """Run each command and compare every byte."""
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            assert self.run(shlex.split(command)) == expected, command
            self.commands += 1


def test_the_page_shows_what_adopt_does(tmp_path):
    text = PAGE.read_text(encoding="utf-8")
    reader = follow(text, ExactReader(tmp_path))
    assert reader.commands == 5
    assert text.count("```console\n") == 4
    assert "+++ b/areas/domestic-violence.yaml\n" in text


def test_every_line_of_the_commented_file_is_still_there_in_its_order(tmp_path):
    text = PAGE.read_text(encoding="utf-8")
    (before,) = re.findall(rf"as `{AREA}`:\n\n```yaml\n(.*?)```", text, flags=re.DOTALL)
    assert before.count("#") >= 4 and "\n\n\n" in before, "a file with comments and blank lines"
    reader = follow(text, ExactReader(tmp_path))
    after = iter((reader.folder / AREA).read_bytes().splitlines(keepends=True))
    assert [line for line in before.encode().splitlines(keepends=True) if line not in after] == []


def test_the_names_on_the_page_mean_what_it_says():
    section = PAGE.read_text(encoding="utf-8").partition("## What search understands")[2].partition("\n## ")[0]
    rows = [re.findall(r"`([^`]+)`", line) for line in section.splitlines() if line.startswith("| `")]
    assert len(rows) >= 9
    for names in rows:
        assert len({tuple(words_of(name, asked=True)) for name in names}) == 1, names
        assert words_of(names[0], asked=True)[0].startswith("~")


def test_a_page_that_is_wrong_by_one_blank_is_noticed(tmp_path):
    text = PAGE.read_text(encoding="utf-8")
    wrong = text.replace("+    kind: outcome\n", "+    kind: outcome \n", 1)
    assert wrong != text
    with pytest.raises(AssertionError, match="qaf adopt"):
        follow(wrong, ExactReader(tmp_path))
