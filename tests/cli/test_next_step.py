"""`qaf` alone, the examples below each command's help, and what the shell offers at Tab."""

from __future__ import annotations

import re
import shlex

import pytest
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_qaf

from qaf.cli.app import COMMANDS
from qaf.cli.examples import EXAMPLES

EXAMPLE = ROOT / "examples" / "northmoor-council"


def test_alone_it_says_how_to_begin_where_there_is_no_folder(tmp_path):
    ran = run_qaf("-C", tmp_path)
    assert ran.code == 0 and "There is no framework folder here." in ran.out and "qaf init DIR" in ran.out
    assert run_qaf("-C", tmp_path / "nowhere").code == 2


def test_alone_it_says_what_comes_next(tmp_path):
    fresh = build_tree(tmp_path / "fresh", {"qaf.yaml": MINIMAL_SETTINGS})
    ran = run_qaf("-C", fresh)
    assert ran.code == 0 and "0 areas, 0 measures" in ran.out and "step 1" in ran.out
    broken = build_tree(tmp_path / "broken", {"qaf.yaml": MINIMAL_SETTINGS, "areas/a.yaml": "name: A\nbogus: 1\n"})
    assert re.search(r"qaf validate\s+\d+ errors? to mend first", run_qaf("-C", broken).out)


def test_alone_in_the_example_each_line_is_a_command_that_runs():
    ran = run_qaf("-C", EXAMPLE, "--as-at", "2026-06-15")
    assert ran.out.startswith("Northmoor Council: 7 areas, 45 measures")
    assert re.search(r"qaf gaps +\d+ gaps", ran.out) and re.search(r"qaf due +1 thing is overdue", ran.out)
    assert max(map(len, ran.out.splitlines())) <= 100


def test_alone_on_a_narrow_terminal():
    ran = run_qaf("-C", EXAMPLE, "--as-at", "2026-06-15", environment={"COLUMNS": "50"})
    assert max(map(len, ran.out.splitlines())) <= 60


@pytest.mark.parametrize("command", COMMANDS)
def test_help_of_each_command_has_examples_with_options_that_it_has(command):
    text = run_qaf(command, "--help").out
    assert "For example:" in text
    for example in EXAMPLES[command]:
        assert f"  {example}\n" in text + "\n"
        words = shlex.split(re.split(r" > |  +", example)[0])
        assert words[0] == "qaf" and words[1] == command
        below = text if command not in ("data", "catalogue") else text + run_qaf(*words[1:3], "--help").out
        assert all(word in below for word in words if word.startswith("-"))


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("qaf trace repeat-r", "repeat-referrals"),
        ("qaf gaps --area front", "front-door-and-repeat-referrals"),
        ("qaf report --body ", "cabinet"),
        ("qaf list act", "actions"),
        ("qaf rules QAF30", "QAF301"),
        ("qaf adopt negl", "neglect"),
        ("qaf due --owner head-of-ch", "head-of-children-in-care"),
        ("qaf tra", "trace"),
    ],
)
def test_the_shell_offers_what_there_is(monkeypatch, line, offered):
    monkeypatch.chdir(EXAMPLE)
    words = line.split(" ")
    monkeypatch.setenv("_QAF_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    ran = run_qaf()
    assert any(one.startswith(offered) for one in ran.out.splitlines()) and ran.err == ""


def test_the_shell_offers_nothing_where_there_is_no_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("_QAF_COMPLETE", "complete_bash")
    monkeypatch.setenv("COMP_WORDS", "qaf trace re")
    monkeypatch.setenv("COMP_CWORD", "2")
    assert run_qaf().out.strip() == ""
