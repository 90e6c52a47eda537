"""Killed at any moment (kill -9): nothing is lost, nothing is half there, and the next run ends as it should."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from collections import Counter

import pytest
from forms_folder import AS_AT, figures, forms_folder
from helpers import ROOT, run_qaf

SLOW_DISK = """
import os, time
def slowed(step):
    def slow(*words, **named):
        time.sleep(0.04)
        done = step(*words, **named)
        time.sleep(0.04)
        return done
    return slow
os.fsync, os.replace, os.rename = slowed(os.fsync), slowed(os.replace), slowed(os.rename)
"""
"""What a process starts with on a disk so slow that it is killed between two steps of writing, and not by luck."""

FIGURES = ("ingest", "undo")
BUNDLE = "out/anytown.qafbundle"


def state(folder):
    """What there is, byte by byte; what a run keeps for itself (locks, what it had laid aside) begins with a dot."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A folder with figures, and a file that gives it more."""
    top = tmp_path_factory.mktemp("begun")
    forms_folder(top / "folder")
    more = figures().replace("2025/26 Q4", "2026/27 Q1").splitlines()
    wanted = [line for line in more if line.startswith("measure") or "2026/27 Q1" in line]
    (top / "more.csv").write_text("\n".join(wanted) + "\n", encoding="utf-8")
    listed = run_qaf("-C", top / "folder", "data", "show", "--imports").out.splitlines()
    return top, listed[2].split()[0]


def line(top, command, import_id):
    """What is typed, and it writes nothing but below `top`."""
    return {
        "ingest": ["ingest", str(top / "more.csv")],
        "undo": ["data", "undo", import_id],
        "adopt": ["adopt", "neglect"],
        "report": ["report", "--out", str(top / "out" / "book")],
        "share": ["share", "--period", "2025/26", "--out", str(top / BUNDLE)],
    }[command]


@pytest.mark.parametrize("command", ["ingest", "undo", "adopt", "report", "share"])
@pytest.mark.parametrize("kills", [2, pytest.param(60, marks=pytest.mark.prove)])
def test_killed_at_any_moment_the_old_or_the_new_stands(begun, tmp_path, command, kills):
    chance = random.Random(f"{command} {kills}")
    (tmp_path / "slow").mkdir()
    (tmp_path / "slow" / "sitecustomize.py").write_text(SLOW_DISK, encoding="utf-8")
    _copied(begun, tmp_path / "before")
    old, new, fast = _once(begun, tmp_path / "whole", command)
    slow = _once(begun, tmp_path / "slowly", command, tmp_path / "slow")[2]
    known = [_figures(tmp_path / name) for name in ("before", "whole") if command in FIGURES]
    assert slow > fast + 0.1
    landed: Counter[str] = Counter()
    for turn in range(kills):
        copy = _copied(begun, tmp_path / str(turn))
        top = copy[0]
        on_slow = turn % 2 == 1
        process = _start(copy, command, tmp_path / "slow" if on_slow else None)
        time.sleep(chance.uniform(fast * 0.8, slow) if on_slow else fast * chance.uniform(0.05, 1.02))
        process.kill()
        process.wait()
        found = state(top)
        landed["old" if found == old else "new" if found == new else "between"] += 1
        assert _whole(found, old, new), f"turn {turn}: something is half there"
        if found not in (old, new) and command in FIGURES:
            assert _figures(top) in known, f"turn {turn}: figures neither of before nor of after"
        assert not (top / BUNDLE).exists() or found == new, f"turn {turn}: a bundle that no edition records"
        assert _start(copy, command).wait() == 0 or found == new, "the next run could not go on"
        assert state(top) == new
        hidden = [path for path in top.rglob(".*") if path.is_file() and path.name not in (".lock", ".gitignore")]
        assert [path for path in hidden if ".cache" not in path.parts and "lock" not in path.name] == []
        shutil.rmtree(top)
    print(f"{command}: killed {kills} times; what stood then: {dict(landed)}")
    assert landed.total() == kills


def _once(begun, top, command, slow=None):
    """Before, after, and how long it takes."""
    copy = _copied(begun, top)
    old = state(top)
    start = time.monotonic()
    assert _start(copy, command, slow).wait() == 0
    return old, state(top), time.monotonic() - start


def _whole(found, old, new):
    """Whether each file is as it was or as it will be, to the last byte."""
    return all(found.get(name) in (old.get(name), new.get(name)) for name in {*found, *old, *new})


def _figures(top):
    """The figures as a user sees them; what lies in the folder beside them (views, files in no ledger) is no figure."""
    shown = run_qaf("-C", top / "folder", *AS_AT, "data", "show", "--internal", "--format", "json")
    assert shown.code == 0, shown.err
    return shown.out


def _copied(begun, top):
    folder, import_id = begun
    shutil.copytree(folder, top)
    (top / "out").mkdir(exist_ok=True)
    return top, import_id


def _start(copy, command, slow=None):
    top, import_id = copy
    return _run(top, line(top, command, import_id), slow)


def _run(top, words, slow=None):
    words = [sys.executable, "-m", "qaf", "-C", str(top / "folder"), *AS_AT, *words]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    seen = os.pathsep.join(str(folder) for folder in (slow, ROOT) if folder)
    return subprocess.Popen(words, cwd=top, env={"PYTHONPATH": seen, "HOME": str(top), "PATH": "/usr/bin"}, **quiet)


@pytest.mark.parametrize("turns", [1, pytest.param(20, marks=pytest.mark.prove)])
def test_two_at_once_lose_nothing(begun, tmp_path, turns):
    """Imports all come in, and of entries that two runs add each is there whose run said that it is."""
    for turn in range(turns):
        top, _ = _copied(begun, tmp_path / str(turn))
        running = {}
        for number in range(3):
            (top / f"{number}.csv").write_text(f"measure,period,value\ncalls-made,2025-0{number + 1},{400 + number}\n")
            running[f"2025-0{number + 1}"] = ["ingest", str(top / f"{number}.csv")]
            running[f"idea-{number}"] = ["new", "idea", "--id", f"idea-{number}", "--body", "teams"]
        started = {name: _run(top, words) for name, words in running.items()}
        ended = {name: process.wait() for name, process in started.items()}
        assert set(ended.values()) <= {0, 1}, ended
        held = (top / "folder/ideas.yaml").read_text(encoding="utf-8")
        shown = (top / "folder/data/front-door.csv").read_text(encoding="utf-8")
        for name, code in ended.items():
            assert (name in (held if name.startswith("idea") else shown)) is (code == 0), (name, ended)
        assert [path.name for path in top.rglob("*.aside")] == []
        shutil.rmtree(top)
