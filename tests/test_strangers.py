"""A folder that somebody else sent: nothing of it is run, nothing outside of it is read or changed, nothing hangs."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from forms_folder import AS_AT, forms_folder
from helpers import ROOT, build_tree, run_qaf
from repository import ENVIRONMENT, NEEDS_GIT, Repository, only_our_git  # noqa: F401

MORE = "measure,period,value\ncalls-made,2026-05,405\n"


@pytest.fixture(scope="module")
def sent(tmp_path_factory):
    top = tmp_path_factory.mktemp("sent")
    forms_folder(top / "in")
    return top / "in"


@pytest.fixture
def folder(sent, tmp_path):
    """The folder, a file for it, and beside them what is none of its business."""
    build_tree(tmp_path, {"outside/secret": "nobody's business\n", "outside/old/kept.md": "kept\n", "more.csv": MORE})
    return shutil.copytree(sent, tmp_path / "in")


def outside(folder):
    beside = folder.parent / "outside"
    return {path.relative_to(beside).as_posix(): path.is_file() and path.read_text() for path in beside.rglob("*")}


def qaf(folder, *words, code, said=""):
    before = outside(folder)
    ran = run_qaf(*AS_AT, "-C", folder, *words, cwd=folder)
    assert ran.code == code, (words, ran.out[-300:], ran.err[-600:])
    assert said in ran.err + ran.out, ran.err
    assert "nobody's business" not in ran.err + ran.out
    assert outside(folder) == before
    return ran


def put(folder, name, target=None):
    """A link in the folder that leads outside, or, without a target, a pipe that nobody writes to."""
    path = folder / name
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    path.unlink(missing_ok=True)
    path.parent.mkdir(parents=True, exist_ok=True)
    if target is None:
        os.mkfifo(path)
    else:
        path.symlink_to(folder.parent / "outside" / target)


def test_links_and_pipes_among_the_figures(folder):
    ledger = (folder / "data/imports.csv").read_bytes()
    for target, why in (("secret", "a link to a file outside the folder"), (None, "a pipe and no ordinary file")):
        put(folder, "data/imports.csv", target)
        qaf(folder, "validate", code=2, said=why)
        qaf(folder, "ingest", "../more.csv", code=2, said=why)
        qaf(folder, "data", "undo", "0123456789", code=2, said=why)
    (folder / "data/imports.csv").unlink()
    (folder / "data/imports.csv").write_bytes(ledger)
    for target in ("secret", "new", None):
        put(folder, "data/.lock", target)
        qaf(folder, "ingest", "../more.csv", code=2, said=".lock is no ordinary file. No figures were changed.")
    (folder / "data/.lock").unlink()
    put(folder, "data/front-door.csv", "secret")
    for loop in "abcdef":
        (folder / "data" / loop).symlink_to(".")
    qaf(folder, "ingest", "../more.csv", code=0, said="1 figure new")
    qaf(folder, "report", "questions", "--to", "md", "--out", "out", code=0)
    shutil.rmtree(folder / "data")
    put(folder, "data/imports", "")
    qaf(folder, "ingest", "../more.csv", code=2, said="leads out of the folder of figures. No figures were changed.")


def test_what_is_built_goes_where_somebody_said(folder):
    for name in ("build", "build/anytown"):
        put(folder, name, "")
        refused = "build/anytown is a link that leads elsewhere, so nothing was written there."
        for words in (
            ["report", "summary"],
            ["report", "--due"],
            ["data", "export"],
            ["timetable", "--format", "html"],
        ):
            ran = qaf(folder, *words, code=1, said=refused)
            assert "name it: --out build/anytown" in ran.err
        (folder / name).unlink()
    left = folder / "build/anytown/.book.x.aside"
    left.mkdir(parents=True)
    (left / "old").symlink_to(folder.parent / "outside/old")
    (folder / "build/anytown/.book.y.aside").symlink_to(folder.parent / "outside")
    put(folder, "build/anytown/.cache/summary.record.json")
    put(folder, "build/anytown/.cache/summary.json")
    put(folder, "build/anytown/summary.md", "secret")
    qaf(folder, "report", "summary", "--to", "md", code=0)
    assert (folder / "build/anytown/summary.md").read_text(encoding="utf-8").startswith("# ")


def test_a_draft_a_bundle_and_an_edition_stay_in_the_folder(folder):
    put(folder, "imports", "")
    qaf(folder, "ingest", "../more.csv", "--draft", code=1, said="leads out of the folder. Nothing was written.")
    (folder / "imports").unlink()
    assert qaf(folder, "share", "--out", "../a.qafbundle", "--period", "2025/26", code=0)
    partnership = build_tree(
        folder.parent / "partnership",
        {
            "qaf.yaml": "schema: 2\norganisation: {id: p, name: P, kind: partnership}\n"
            "members: [{id: anytown, name: Anytown, bundle: ../outside/secret}]\n"
        },
    )
    qaf(partnership, "ingest", "../a.qafbundle", code=1, said="outside of the folder and no name of a bundle")
    shutil.rmtree(folder / "published")
    put(folder, "published", "")
    qaf(folder, "report", "summary", "--publish", "june", code=1)


def test_links_in_circles_and_places_that_cannot_be(folder):
    shutil.rmtree(folder / "data")
    for name in ("data", "published", "build", "out"):
        (folder / name).symlink_to(name)
    qaf(folder, "validate", code=2, said="too many levels of symbolic links")
    qaf(folder, "validate", "out", code=2)
    qaf(folder, "report", "summary", "--out", "out", code=2)
    qaf(folder, "ingest", "../more.csv", "--keep-good", "--out", "out", code=2)
    (folder / "data").unlink()
    (folder / "published").unlink()
    for place in ("~nobody-of-that-name/x", "/dev", "/etc/passwd", '"' + "x" * 5000 + '"'):
        settings = (folder / "qaf.yaml").read_text(encoding="utf-8") + f"figures: {{folder: {place}}}\n"
        (folder.parent / "odd").mkdir(exist_ok=True)
        odd = build_tree(folder.parent / "odd", {"qaf.yaml": settings})
        assert run_qaf(*AS_AT, "-C", odd, "validate").code in (0, 1, 2), place
        assert run_qaf(*AS_AT, "-C", odd, "data", "show", "--imports").code in (0, 1, 2), place
    qaf(folder, "report", "summary", code=2, said="too many levels of symbolic links")


EVIL = """\
[core]
    fsmonitor = {run}
    hooksPath = {hooks}
    pager = {run}
    sshCommand = {run}
    repositoryFormatVersion = 1
[extensions]
    partialClone = origin
[remote "origin"]
    url = "ext::{run} %S"
    promisor = true
[protocol "ext"]
    allow = always
[diff]
    external = {run}
[diff "y"]
    textconv = {run}
[filter "y"]
    clean = {run}
    smudge = {run}
    process = {run}
    required = true
[log]
    showSignature = true
[gpg]
    program = {run}
[i18n]
    logOutputEncoding = UTF-16
[color]
    ui = always
[alias]
    log = !{run}
    rev-list = !{run}
"""


@NEEDS_GIT
def test_nothing_that_its_git_settings_name_is_run(tmp_path, monkeypatch, only_our_git):  # noqa: F811
    """What a commit lacks is missing, and not fetched: its repository would say by which program."""
    made = Repository(tmp_path.resolve() / "in")
    settings = "schema: 2\norganisation: {id: anytown, name: Anytown, kind: organisation}\n"
    area = "name: Doors\ngroup: practice\n"
    made.at("2024-01-10", {"qaf.yaml": settings, "areas/doors.yaml": area, ".gitattributes": "* diff=y filter=y\n"})
    made.at("2024-02-10", {"areas/doors.yaml": area + "priority: 1\n"})
    lost = made.git("rev-parse", "HEAD~1:areas/doors.yaml")
    (made.top / ".git/objects" / lost[:2] / lost[2:]).unlink()
    program, was_run = tmp_path / "run", tmp_path / "was-run"
    program.write_text(f'#!/bin/sh\necho "$@" >> "{was_run}"\n')
    program.chmod(0o755)
    hooks = shutil.copytree(program.parent, tmp_path / "hooks", ignore=lambda *_: ["in", "hooks"])
    shutil.copy(program, hooks / "post-index-change")
    with (made.top / ".git/config").open("a") as config:
        config.write(EVIL.format(run=program, hooks=hooks))
    for words in (["validate"], ["diff", "HEAD~1..HEAD"], ["diff", "HEAD~1"], ["balance", "--since", "2020-01-01"],
                  ["report", "summary", "--out", str(tmp_path / "out")]):  # fmt: skip
        ran = run_qaf(*AS_AT, "-C", made.root, *words, cwd=made.root)
        assert ran.code in (0, 1), (words, ran.err)
        assert not was_run.exists(), (words, was_run.read_text())
    assert "2024-02-10" in run_qaf(*AS_AT, "-C", made.root, "diff", "HEAD~1..HEAD").out


@NEEDS_GIT
@pytest.mark.parametrize("moment", ["253402300800 +0000", "abc", "99999999999999 +0000"])
def test_a_commit_without_a_day(tmp_path, moment, only_our_git):  # noqa: F811
    made = Repository(tmp_path.resolve() / "in")
    made.at("2024-01-10", {"qaf.yaml": "schema: 2\norganisation: {id: a, name: A, kind: organisation}\n"}, tag="v1")
    tree, first = made.git("rev-parse", "HEAD^{tree}"), made.git("rev-parse", "HEAD")
    text = f"tree {tree}\nparent {first}\nauthor A <a> 1 +0000\ncommitter A <a> {moment}\n\nodd\n"
    (tmp_path / "commit").write_text(text)
    odd = made.git("hash-object", "-t", "commit", "-w", "--literally", str(tmp_path / "commit"))
    made.git("update-ref", "HEAD", odd)
    ran = run_qaf(*AS_AT, "-C", made.root, "diff", "v1..HEAD")
    assert ran.code == 2
    assert f"The revision `HEAD` ({odd[:10]}) was recorded without a day that can be read." in ran.err
    for words in (
        ["balance"],
        ["balance", "--since", "2020-01-01"],
        ["validate"],
        ["report", "summary", "--out", tmp_path / "o"],
    ):
        assert run_qaf(*AS_AT, "-C", made.root, *words).code == 0


def test_no_environment_at_all(folder):
    """No home, no locale, no PATH and so no git, a console of another century, narrow, without colours."""
    consoles = [
        {"PYTHONIOENCODING": "cp1252", "NO_COLOR": "1", "COLUMNS": "40"},
        {"PYTHONIOENCODING": "ascii", "LC_ALL": "xx_YY", "TERM": "dumb", "COLUMNS": "1"},
    ]
    place = folder.rename(folder.parent / "Größe und Maß, 2026")
    for console in consoles:
        for words in (["validate"], ["list", "measures"]):
            environment = {**console, "PYTHONUTF8": "0", "PYTHONPATH": str(ROOT)}
            command = [sys.executable, "-m", "qaf", *AS_AT, "-C", place, *words]
            ran = subprocess.run(command, env=environment, capture_output=True, check=False)
            shown = (ran.stdout + ran.stderr).decode("cp1252")
            assert ran.returncode == 0, shown
            assert "\x1b" not in shown and "Traceback" not in shown
            assert "6 measures." in shown or "notes in" in shown
