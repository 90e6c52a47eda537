"""Whatever is typed: an answer in words, never a bug, and nothing written where it does not belong."""

from __future__ import annotations

import hashlib
import shutil

import pytest
from helpers import ROOT, run_qaf
from hypothesis import given, settings
from hypothesis import strategies as st

from qaf.cli.app import COMMANDS

EXAMPLE = ROOT / "examples" / "northmoor-council"
STAYS = {"serve"}
"""It answers until somebody stops it; tests/report/test_serve.py tries what it is asked."""
OWN = {"init", "adopt", "new", "ingest", "data", "report", "share", "form", "schema", "overview"}
READING = sorted({*COMMANDS} - OWN - STAYS)
"""Those that never write. The others are given a folder of their own below."""
WRITING = sorted(OWN)
LIKELY = """
repeat-referrals front-door-and-repeat-referrals cabinet QAF301 QAF999 areas measures actions HEAD HEAD..HEAD a..b v1
.. ... ../.. / - -- --- -C -V --help --check --strict --dry-run --draft --format json md table csv html ics sarif
nonsense --area --owner --body --within -1 0 99999 30 --depth 9 --since 2024-04-01 2024-13-01 --explain --select
--ignore --kind outcome --to pdf docx --period 2025/26 2025/26-Q5 201920 201619 --team fellside --restates --comparator
nul con book quarterly team summary show export undo search list
"""
WORDS = (*LIKELY.split(), "", "\u00e9", "\u65e5", "\x00", "\ud800")


@pytest.fixture(scope="module")
def around(tmp_path_factory):
    """A folder with a copy of the example in it, and another beside it that nothing may touch."""
    top = tmp_path_factory.mktemp("around")
    shutil.copytree(EXAMPLE, top / "the folder")
    (top / "beside").mkdir()
    (top / "beside" / "kept.txt").write_text("kept", encoding="utf-8")
    return top


def state(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def answered(ran, arguments):
    assert ran.code in (0, 1, 2), (arguments, ran.err[-600:])
    assert "Traceback" not in ran.err + ran.out and "This is a bug" not in ran.err, (arguments, ran.err[-600:])
    assert ran.code == 0 or ran.err or ran.out, arguments


words = st.lists(st.sampled_from(WORDS) | st.text(max_size=8), max_size=6)


def _tried(around, command, rest):
    arguments = [command, *(word for word in rest if word != "-C")]
    ran = run_qaf("-C", around / "the folder", "--as-at", "2026-06-15", *arguments, cwd=around / "the folder")
    answered(ran, arguments)


def test_reading_commands_answer_and_write_nothing(around):
    before = state(around)

    @settings(max_examples=25, deadline=None)
    @given(st.sampled_from(READING), words)
    def tried(command, rest):
        _tried(around, command, rest)

    tried()
    assert state(around) == before


@pytest.mark.prove
def test_many_more_reading_commands_answer_and_write_nothing(around):
    before = state(around)

    @settings(max_examples=1000, deadline=None)
    @given(st.sampled_from(READING), words)
    def tried(command, rest):
        _tried(around, command, rest)

    tried()
    assert state(around) == before


@pytest.mark.prove
def test_writing_commands_answer_and_leave_alone_what_lies_beside(around):
    before = state(around / "beside")

    @settings(max_examples=200, deadline=None)
    @given(st.sampled_from(WRITING), words)
    def tried(command, rest):
        if any(word in ("..", "../..", "/") or word.startswith(("/", "..")) for word in rest):
            return  # A place that was named is one that was meant.
        _tried(around, command, rest)

    tried()
    assert state(around / "beside") == before
    assert sorted(path.name for path in around.iterdir()) == ["beside", "the folder"]


LONGER = [pytest.param(one, marks=pytest.mark.prove) for one in ("", "overview", "report", "share", *READING)]


@pytest.mark.parametrize("command", ["ingest", "form", "new", "init", "data", *LONGER])
def test_any_bytes_as_an_argument(around, command):
    for odd in ("\x00", "\ud800", "--\x1b[31m", "=", "-", "--", "\u202e" * 3, "x" * 5000):
        arguments = [word for word in (command, odd) if word]
        answered(run_qaf("-C", around / "the folder", *arguments, cwd=around / "the folder"), arguments)
