"""Whatever the files of a folder hold: findings in words, never a bug, and nothing written outside of the folder."""

from __future__ import annotations

import os
import shutil

import pytest
from forms_folder import AS_AT, forms_folder
from helpers import build_tree, run_qaf
from hypothesis import given, settings
from hypothesis import strategies as st
from odd_folders import MORE, WHOLE, changed_files
from repository import NEEDS_GIT, Repository, only_our_git  # noqa: F401

QUICK = [
    ["validate"], ["validate", "--format", "sarif"], ["gaps"], ["steps"], ["due"], ["timetable"], ["governance"],
    ["balance"], ["list", "measures"], ["trace", "repeats"], ["doctor"], ["timetable", "--format", "ics"],
    ["curve", "turn"], ["data", "show"], ["gaps", "--format", "json"], ["list", "areas", "--format", "json"],
    ["overview"],
]  # fmt: skip
SLOW = [
    ["report", "book"], ["report", "quarterly"], ["report", "supervision"], ["report", "questions"],
    ["report", "stories"], ["report", "summary"], ["report", "monthly"], ["report", "team"],
]  # fmt: skip


@pytest.fixture(scope="module")
def around(tmp_path_factory):
    """A folder with figures, whose other files are written anew each time, and one beside it that nothing touches."""
    top = tmp_path_factory.mktemp("any")
    forms_folder(top / "in", MORE)
    build_tree(top / "beside", {"kept.txt": "kept"})
    return top


def tried(top, files, commands):
    """Run commands on the folder with these files in it."""
    build_tree(top / "in", files)
    for command in commands:
        more = ["--out", str(top / "out"), "--to", "md"] if command[0] == "report" else []
        ran = run_qaf(*AS_AT, "-C", top / "in", *command, *more, cwd=top / "in")
        different = {name: text for name, text in files.items() if WHOLE.get(name) != text}
        assert ran.code in (0, 1, 2), (command, ran.err[-900:], different)
        assert "Traceback" not in ran.err + ran.out, (command, ran.err[-600:], different)
        assert ran.code == 0 or ran.err or ran.out, (command, different)
    assert sorted(path.name for path in (top / "beside").iterdir()) == ["kept.txt"]
    assert {path.name for path in top.iterdir()} <= {"in", "beside", "out", "figures.csv"}


def test_as_it_is_the_folder_is_sound(around):
    build_tree(around / "in", WHOLE)
    ran = run_qaf(*AS_AT, "-C", around / "in", "validate", cwd=around)
    assert ran.code == 0, ran.out


def test_files_with_something_odd_in_them(around):
    @settings(max_examples=25, deadline=None)
    @given(changed_files())
    def check(files):
        tried(around, files, QUICK[:1])

    check()


def test_an_organisation_that_is_not_understood_stops_no_rule(around):
    """What is judged of the organisation stands in qaf.yaml, though nobody knows the organisation's id."""
    tried(around, {**WHOLE, "qaf.yaml": WHOLE["qaf.yaml"].replace("schema: 2", "schema: ~")}, QUICK[:3])


@pytest.mark.prove
def test_many_files_with_something_odd_in_them(around):
    @settings(max_examples=100, deadline=None)
    @given(changed_files())
    def check(files):
        tried(around, files, QUICK)

    check()


@pytest.mark.prove
def test_books_of_many_files_with_something_odd_in_them(around):
    @settings(max_examples=40, deadline=None)
    @given(changed_files())
    def check(files):
        shutil.rmtree(around / "out", ignore_errors=True)
        tried(around, files, SLOW)

    check()


@NEEDS_GIT
@pytest.mark.prove
@pytest.mark.usefixtures("only_our_git")
def test_histories_of_files_with_something_odd_in_them(tmp_path):
    """Each commit holds odd files, and now and then a link, a file with a strange name, or no framework at all."""
    made = Repository(tmp_path.resolve() / "in")
    made.at("2024-01-01", WHOLE)
    names = st.sampled_from(["a\nb.yaml", "\u00e9/x.yaml", "-x.yaml", "areas/\U0001f600.yaml", '"q".yaml', "x\\y.md"])

    @settings(max_examples=120, deadline=None)
    @given(changed_files(), names, st.sampled_from(["", "", "link", "folder", "gone", "bytes"]))
    def check(files, name, also):
        for path in (*WHOLE, "areas/link.yaml"):
            (made.root / path).unlink(missing_ok=True)
        build_tree(made.root, {**files, name: "x: 1\n"})
        if also == "link":
            (made.root / "areas/link.yaml").symlink_to("../../..")
        elif also == "gone":
            (made.root / "qaf.yaml").unlink()
        elif also == "bytes":
            os.close(os.open(os.fsencode(made.root) + b"/areas/\xff.yaml", os.O_CREAT | os.O_WRONLY))
        made.at("2024-01-02", {})
        build_tree(made.root, {"qaf.yaml": WHOLE["qaf.yaml"]})
        for words in (["diff", "HEAD~1..HEAD"], ["diff", "HEAD"], ["balance", "--since", "2023-01-01"]):
            ran = run_qaf(*AS_AT, "-C", made.root, *words, cwd=made.root)
            assert ran.code in (0, 1, 2), (words, ran.err[-900:])

    check()
