"""The README's tutorial is run as it stands: files saved, changes made, commands run, what they print compared."""

from __future__ import annotations

import itertools
import json
import re
import shlex
from dataclasses import dataclass
from pathlib import Path

import pytest
from helpers import ROOT, run_qaf

README = ROOT / "README.md"
ANYTHING = "..."
"""A line of expected output that stands for any number of lines."""

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", flags=re.MULTILINE | re.DOTALL)
_SAVE = re.compile(r"[Ss]ave\s+this\s+as\s+`([^`]+)`:\s*$")
_PUT = re.compile(r"[Ii]n\s+`([^`]+)`,\s+put\s+`([^`]+)`\s+under\s+`([^`]+)`")
_CHANGE = re.compile(r"[Ii]n\s+`([^`]+)`,\s+change\s+`([^`]+)`\s+to\s+`([^`]+)`")
_TAKE_OUT = re.compile(r"[Ii]n\s+`([^`]+)`,\s+take\s+out\s+`([^`]+)`\s+of\s+`([^`]+)`\s+and\s+of\s+`([^`]+)`")


@dataclass
class Reader:
    """Somebody who does what the README says, in a folder of their own."""

    folder: Path
    commands: int = 0

    def save(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")

    def change(self, name: str, old: str, new: str) -> None:
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"`{old}` stands {text.count(old)} times in {name}"
        self.save(name, text.replace(old, new))

    def put(self, name: str, line: str, above: str) -> None:
        """Put a line under another one, as far in as that."""
        lines = (self.folder / name).read_text(encoding="utf-8").splitlines()
        (at,) = (number for number, text in enumerate(lines) if text.strip() == above)
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        self.save(name, "".join(f"{text}\n" for text in [*lines[: at + 1], indent + line, *lines[at + 1 :]]))

    def take_out(self, name: str, line: str, id_: str) -> None:
        """Take a line out of the entry with this id."""
        lines = (self.folder / name).read_text(encoding="utf-8").splitlines()
        (begin,) = (number for number, text in enumerate(lines) if text.strip() == f"- id: {id_}")
        at = next(number for number in range(begin, len(lines)) if lines[number].strip() == line)
        assert not any(text.strip().startswith("- id:") for text in lines[begin + 1 : at]), f"`{id_}` has no `{line}`"
        self.save(name, "".join(f"{text}\n" for text in [*lines[:at], *lines[at + 1 :]]))

    def console(self, block: str) -> None:
        """Run each line that begins with a dollar, and compare what follows with what it printed."""
        assert block.startswith("$ ")
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, expected = part.partition("\n")
            printed = self.run(shlex.split(command))
            assert _fits(expected.splitlines(), printed.splitlines()), f"$ {command}\n{printed}"
            self.commands += 1

    def run(self, words: list[str]) -> str:
        if words[0] == "mkdir":
            (self.folder / words[1]).mkdir()
            return ""
        if words[0] == "cd":
            self.folder = self.folder / words[1]
            return ""
        assert words[0] == "qaf", f"the tutorial calls {words[0]}, which a reader may not have"
        ran = run_qaf(*words[1:], cwd=self.folder)
        assert ran.code in (0, 1), ran.err
        return ran.out + ran.err


def _fits(expected: list[str], printed: list[str]) -> bool:
    """Whether the lines are the same, where a line `...` stands for any number of lines."""
    if not expected:
        return not printed
    if expected[0].strip() == ANYTHING:
        return any(_fits(expected[1:], printed[start:]) for start in range(len(printed) + 1))
    return bool(printed) and expected[0].rstrip() == printed[0].rstrip() and _fits(expected[1:], printed[1:])


def follow(text: str, reader: Reader) -> Reader:
    """Do everything that a text says, in order."""
    end = 0
    for fence in _FENCE.finditer(text):
        before = text[end : fence.start()]
        end = fence.end()
        for name, line, above in _PUT.findall(before):
            reader.put(name, line, above)
        for name, old, new in _CHANGE.findall(before):
            reader.change(name, old, new)
        for name, line, *ids in _TAKE_OUT.findall(before):
            for id_ in ids:
                reader.take_out(name, line, id_)
        language, content = fence.groups()
        named = _SAVE.search(before)
        if language == "console":
            reader.console(content)
        elif language in ("yaml", "csv"):
            assert named, f"a block of {language} that no sentence names:\n{content}"
            reader.save(named.group(1), content)
    return reader


def test_the_tutorial_does_what_it_says(tmp_path):
    reader = follow(README.read_text(encoding="utf-8"), Reader(tmp_path))
    assert reader.commands >= 12
    assert (reader.folder / "qaf.yaml").is_file()
    page = (reader.folder / "build" / "anytown-council" / "book.html").read_text(encoding="utf-8")
    assert "Anytown Council" in page
    assert "76.0" in page, "969 of 1,275 referrals in 2025/26"
    assert "61.1" in page, "44 of 72 parents in 2025/26"
    assert "Whoever refers a child is rung back within two days" in page
    assert "Head of the front door" in page
    steps = json.loads(run_qaf("-C", reader.folder, "--as-at", "2026-06-15", "steps", "--format", "json").out)["steps"]
    outcome = next(row for row in steps[2]["collected"] if row["kind"] == "outcome")
    assert (outcome["measures"], outcome["with_figures"]) == (1, 1), "the book leads with it"
    assert "QAF327" not in run_qaf("-C", reader.folder, "validate", "--format", "concise").out


def test_a_tutorial_that_is_wrong_is_noticed(tmp_path):
    wrong = "```console\n$ mkdir here\n$ cd here\n$ qaf validate\nNo findings: nothing stands in the way.\n```\n"
    with pytest.raises(AssertionError, match=r"qaf\.yaml"):
        follow(wrong, Reader(tmp_path))
    assert _fits(["a", "...", "d"], ["a", "b", "c", "d"])
    assert not _fits(["a", "..."], ["b"])
    assert not _fits(["a"], ["a", "b"])


def test_every_command_is_in_the_table():
    text = README.read_text(encoding="utf-8")
    table = text.partition("## The commands so far")[2].partition("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| `qaf ")]
    listed = set(itertools.chain.from_iterable(re.findall(r"`qaf ([a-z]+)`", row.split("|")[1]) for row in rows))
    help_text = run_qaf("--help").out
    offered = set(re.findall(r"^  ([a-z]+)  ", help_text.partition("Commands:")[2], flags=re.MULTILINE))
    assert listed == offered


def test_links_lead_somewhere():
    text = README.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert len(links) >= 3
    assert [link for link in links if not (ROOT / link).exists()] == []
