"""Every fault of `tests/cases` is found at its line and column, and nothing else is. See the README there."""

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest
from folders import AS_AT, findings_of, place, summary
from helpers import ROOT

from qaf.ground.codes import CODES
from qaf.ground.findings import Finding, Level

CASES = ROOT / "tests" / "cases"
FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir() and not path.name.startswith("."))
NOT_IN_A_FOLDER = {
    "QAF010": "is kept for kinds of file that a later design may name; today each is checked",
    "QAF011": "needs a file that cannot be opened: tests/rules/test_examples.py",
    "QAF012": "needs a qaf that knows a second schema: tests/rules/test_examples.py",
}

_LINE = re.compile(r'(?P<place>\S.*?:\d+:\d+) (?P<code>QAF\d{3})(?: also (?P<also>\S+:\d+:\d+))?(?: "(?P<words>.+)")?')
_DAY = "# as-at: "


class Expected(NamedTuple):
    """One line of an `expected.txt`."""

    place: str
    code: str
    also: str
    words: str


def read_expected(folder: Path) -> tuple[date, list[Expected]]:
    as_at, expected = AS_AT, []
    for line in (folder / "expected.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith(_DAY):
            as_at = date.fromisoformat(line.removeprefix(_DAY))
        elif line and not line.startswith("#"):
            match = _LINE.fullmatch(line)
            assert match, f"{folder.name}/expected.txt holds a line that cannot be read: {line}"
            expected.append(Expected(*(match[name] or "" for name in Expected._fields)))
    return as_at, expected


def name_of(item: Finding) -> tuple[str, str]:
    return place(item.where.path, item.span), item.code


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_exactly_the_expected_findings(folder):
    as_at, expected = read_expected(folder)
    wanted = [(line.place, line.code) for line in expected]
    found = [item for item in findings_of(folder, as_at) if item.level is not Level.INFO or name_of(item) in wanted]
    assert [name_of(item) for item in found] == wanted, summary(found)
    for line, item in zip(expected, found, strict=True):
        assert line.words in f"{item.message} {item.help}"
        if line.also:
            assert [place(other.where.path, other.span) for other in item.related] == [line.also]


def test_every_code_of_file_shape_and_references_has_a_case():
    covered = {line.code for folder in FOLDERS for line in read_expected(folder)[1]}
    wanted = {code for code in CODES if code[3] in "012"} - set(NOT_IN_A_FOLDER)
    assert wanted - covered == set()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_sentences_are_whole_and_speak_to_a_reader(folder):
    as_at, _ = read_expected(folder)
    for item in findings_of(folder, as_at):
        assert re.search(r"[^.][.?!…]$", item.message), item.message
        assert not item.help or re.search(r"[^.][.?!]$", item.help), item.help
        assert not re.search(r" a [aeio]| an [^aeiou]|Traceback|pydantic|\bNone\b", item.message), item.message
