"""Commands that people run all day start fast: they load no heavy library, and `--version` hardly anything."""

from __future__ import annotations

import json
import sys

import pytest
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_process, run_qaf

HEAVY = {"pandas", "pyarrow", "numpy", "scipy", "highspy", "matplotlib"}
LISTING = """
import contextlib, io, json, sys
from qaf.cli.boundary import run
out = io.StringIO()
with contextlib.redirect_stdout(out):
    code = run(sys.argv[1:])
packages = sorted({name.split(".")[0] for name in sys.modules})
print(json.dumps({"code": code, "out": out.getvalue(), "packages": packages}))
"""
AREA = """\
id: neglect
name: Neglect
group: practice
why: It is the reason for half of all plans
measures:
  - id: plans
    kind: quantity
    text: Children who became the subject of a plan
    unit: count
"""
FIGURES = "measure,period,value\nplans,2024/25,120\nplans,2023/24,118\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with an area, and figures for it."""
    files = {"qaf.yaml": MINIMAL_SETTINGS, "areas/neglect.yaml": AREA, "plans.csv": FIGURES}
    folder = build_tree(tmp_path_factory.mktemp("folder"), files)
    taken_in = run_qaf("--as-at", "2026-06-15", "ingest", "plans.csv", cwd=folder)
    assert taken_in.code == 0, taken_in.err
    return folder


def run_and_list(folder, *arguments):
    """What qaf printed, its exit code, and the packages that had been imported when it was done."""
    command = [sys.executable, "-c", LISTING, "-C", str(folder), "--as-at", "2026-06-15", *arguments]
    ran = run_process(command, cwd=folder, environment={"PYTHONPATH": str(ROOT)})
    listed = json.loads(ran.out)
    assert listed["code"] == 0, ran.err
    return listed


@pytest.mark.parametrize(
    "arguments",
    [
        ("validate",),
        ("gaps",),
        ("gaps", "--format", "json"),
        ("rules",),
        ("rules", "QAF301"),
        ("schema",),
        ("list", "measures"),
        ("trace", "plans"),
        ("timetable",),
        ("timetable", "--format", "ics"),
        ("timetable", "--format", "html"),
        ("due",),
        ("due", "--format", "ics"),
    ],
    ids=" ".join,
)
def test_checking_loads_nothing_heavy(folder, arguments):
    listed = run_and_list(folder, *arguments)
    assert listed["out"].strip()
    assert HEAVY.isdisjoint(listed["packages"]), HEAVY.intersection(listed["packages"])
    assert "rich" not in listed["packages"]


def test_a_file_of_usual_size_is_taken_in_without_pandas(folder):
    recipe = "file: 'sent*'\nperiod: {column: year}\nmeasures: [{measure: plans, value: n}]\n"
    build_tree(folder, {"imports/sent.yaml": recipe, "sent.csv": "year,n\n2022/23,117\n"})
    for file in ("plans.csv", "sent.csv"):
        listed = run_and_list(folder, "ingest", "--dry-run", str(folder / file))
        assert HEAVY.isdisjoint(listed["packages"]), HEAVY.intersection(listed["packages"])


def test_version_is_answered_before_anything_else_is_imported(tmp_path):
    code = "import sys; sys.argv = ['qaf', '--version']\nfrom qaf.__main__ import main\nmain()\nprint(*sys.modules)"
    ran = run_process([sys.executable, "-c", code], cwd=tmp_path, environment={"PYTHONPATH": str(ROOT)})
    version, modules = ran.out.splitlines()
    assert version.startswith("qaf ")
    assert not {"typer", "pydantic", "yaml", "importlib.metadata", "qaf.cli.app"}.intersection(modules.split())
