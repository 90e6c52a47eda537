"""`make` sets its own environment up: once, again when what it holds has changed, with plain words where it cannot."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys

import pytest
from helpers import ROOT, run_process

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="make and sh are not part of Windows")

FAKE_PYTHON = """\
#!/bin/sh
# Stands for a Python that can make environments: writes down what it is asked, and does no more than that.
case "$*" in
    *version_info*) [ ! -e too-old ]; exit ;;
    "-m venv"*) mkdir -p .venv/bin; cp "$0" .venv/bin/python ;;
esac
echo "$*" >>asked
"""


class Checkout:
    """A folder with what the script looks at, a path with nothing but it needs, and a stand-in for Python."""

    def __init__(self, folder):
        self.folder = folder / "a checkout"
        self.programs = folder / "programs"
        self.programs.mkdir()
        (self.folder / ".ci").mkdir(parents=True)
        for name in (".ci/environment", "pyproject.toml", "constraints.txt"):
            shutil.copy2(ROOT / name, self.folder / name)
        for name in ("sh", "cat", "cksum", "rm", "mkdir", "cp"):
            (self.programs / name).symlink_to(shutil.which(name))

    def add_python(self, name="python3"):
        """Put the stand-in on the path."""
        path = self.programs / name
        path.write_text(FAKE_PYTHON, encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)

    def set_up(self, kind, python=""):
        """Run the script."""
        environment = {"PATH": str(self.programs), "PYTHON": python}
        return run_process([str(self.folder / ".ci/environment"), kind], cwd=self.folder, environment=environment)

    def asked(self):
        """What Python was asked to do since the last call."""
        path = self.folder / "asked"
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines


@pytest.fixture
def checkout(tmp_path):
    return Checkout(tmp_path)


def test_no_python_is_said_plainly(checkout):
    ran = checkout.set_up("run")
    assert ran.code == 1
    assert "qaf needs Python 3.11 or newer, and none was found on this machine." in ran.err
    assert "PYTHON=/path/to/python3.11" in ran.err
    assert not (checkout.folder / ".venv").exists()


def test_a_python_that_is_named_must_be_there_and_new_enough(checkout):
    ran = checkout.set_up("run", python="python-that-is-not-there")
    assert (ran.code, ran.err) == (1, "There is no Python at PYTHON=python-that-is-not-there.\n")
    checkout.add_python("old-python")
    (checkout.folder / "too-old").touch()
    ran = checkout.set_up("run", python="old-python")
    assert (ran.code, ran.err) == (1, "PYTHON=old-python is older than Python 3.11, which qaf needs.\n")


@pytest.mark.parametrize("name", ["python3", "python3.13", "python"])
def test_any_new_enough_python_will_do(checkout, name):
    checkout.add_python(name)
    assert checkout.set_up("run").code == 0
    assert "-m venv --clear .venv" in checkout.asked()


def test_set_up_once_and_again_when_something_changed(checkout):
    checkout.add_python()
    first = checkout.set_up("run")
    assert first.code == 0, first.err
    assert "Setting up .venv" in first.err
    assert [line for line in checkout.asked() if "install" in line][0].endswith("--editable .")

    again = checkout.set_up("run")
    assert (again.code, again.err, checkout.asked()) == (0, "", [])

    assert checkout.set_up("dev").code == 0
    installed = checkout.asked()
    assert installed[-1].endswith("--constraint constraints.txt --editable .[dev]")
    assert not any(line.startswith("-m venv") for line in installed), "an environment that works is kept"
    assert (checkout.set_up("run").code, checkout.set_up("dev").code, checkout.asked()) == (0, 0, [])

    with (checkout.folder / "constraints.txt").open("a", encoding="utf-8") as file:
        file.write("# one more line\n")
    assert checkout.set_up("dev").code == 0
    assert any("install" in line for line in checkout.asked())


def test_another_python_makes_another_environment(checkout):
    checkout.add_python()
    checkout.add_python("python3.12")
    assert checkout.set_up("run").code == 0
    checkout.asked()
    assert checkout.set_up("run", python="python3.12").code == 0
    assert "-m venv --clear .venv" in checkout.asked()
    assert checkout.set_up("run", python="python3.12").code == 0
    assert checkout.set_up("run").code == 0
    assert checkout.asked() == []


def test_a_set_up_that_failed_is_tried_again(checkout):
    checkout.add_python()
    python = checkout.programs / "python3"
    working = python.read_text(encoding="utf-8")
    python.write_text(
        working.replace("esac", '    *install*) echo "pip says why" >&2; exit 1 ;;\nesac'), encoding="utf-8"
    )
    failed = checkout.set_up("run")
    assert failed.code == 1
    assert "pip says why" in failed.err
    assert "could not be installed" in failed.err
    (checkout.folder / ".venv/bin/python").write_text(working, encoding="utf-8")
    checkout.asked()
    assert checkout.set_up("run").code == 0
    assert any("install" in line for line in checkout.asked())


def test_help_names_every_target_that_a_person_calls():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, flags=re.MULTILINE)) - {"environment", "help", "pytest"}
    assert targets == {"report", "test", "prove", "lint", "types", "docs", "bench", "clean"}
    if shutil.which("make"):
        ran = run_process(["make", "-C", str(ROOT), "--no-print-directory"], environment={"MAKEFLAGS": None})
        assert ran.code == 0
        assert targets <= set(re.findall(r"make ([a-z]+)", ran.out))


def test_constraints_are_plain_pins():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pins = [line for line in lines if not line.startswith("#")]
    assert all(re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line) for line in pins)
    assert len({line.split("==")[0].lower() for line in pins}) == len(pins) > 30


def test_ci_run_can_be_run():
    for name in ("run", "environment"):
        assert os.access(ROOT / ".ci" / name, os.X_OK)
    assert run_process(["bash", "-n", str(ROOT / ".ci" / "run")]).code == 0
