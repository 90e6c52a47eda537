"""The hooks for pre-commit and the action for GitHub, run as they are written."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
import yaml
from helpers import MINIMAL_SETTINGS, ROOT, run_qaf
from repository import ENVIRONMENT, NEEDS_GIT, Repository

EXAMPLE = ROOT / "examples" / "northmoor-council"
AREA = "name: {name}\ngroup: wider\npriority: 1\n"
NEEDS_BASH = pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash on this machine")


def test_each_hook_is_a_command_that_runs():
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["id"] for hook in hooks] == ["qaf-validate", "qaf-due"]
    for hook in hooks:
        assert hook["entry"] == "qaf" and hook["language"] == "python" and hook["pass_filenames"] is False
        ran = run_qaf("-C", EXAMPLE, "--as-at", "2026-06-15", *hook["args"])
        assert ran.code in (0, 1) and "Usage" not in ran.err
    assert run_qaf("-C", EXAMPLE, "--as-at", "2026-06-15", *hooks[0]["args"]).code == 0


def test_the_action_is_one_that_github_takes():
    schema = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-actions"]
    checked = subprocess.run([*schema, str(ROOT / "action.yml")], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stdout
    steps = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))["runs"]["steps"]
    script = next(step["run"] for step in steps if step.get("id") == "check")
    assert (ROOT / script.removeprefix('bash "$GITHUB_ACTION_PATH/').removesuffix('"')).is_file()
    assert all("${{" not in step.get("run", "") for step in steps), "what others wrote would run as a script"


@NEEDS_GIT
@NEEDS_BASH
@pytest.mark.parametrize(("base", "says"), [("main", "Heating"), ("gone", "fetch-depth: 0"), ("", "")])
def test_the_action_marks_lines_keeps_sarif_and_says_what_changed(tmp_path, base, says):
    repository = Repository(tmp_path / "with space", "frame work")
    repository.at("2026-01-01", {"qaf.yaml": MINIMAL_SETTINGS, "areas/heat.yaml": AREA.format(name="Heat")})
    repository.git("checkout", "-q", "-b", "work")
    repository.at("2026-02-01", {"areas/heat.yaml": AREA.format(name="Heating") + "bogus: 1\n"})
    ran, kept = _check(tmp_path, repository.top, base)
    assert ran.returncode == 1
    assert "::error file=frame work/areas/heat.yaml,line=4" in ran.stdout
    summary = (kept / "summary.md").read_text(encoding="utf-8")
    assert "1 error" in summary and "What nobody can answer yet" in summary
    assert says in (summary if base == "main" else ran.stdout)
    outputs = (kept / "outputs").read_text(encoding="utf-8")
    assert ("changes=" in outputs) == (base == "main")
    assert (kept / "qaf.sarif").read_text(encoding="utf-8").startswith("{")


def _check(where, top, base):
    kept = where / "kept"
    (where / "bin").mkdir()
    kept.mkdir()
    command = where / "bin" / "qaf"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m qaf --as-at 2026-03-01 "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    told = {"FOLDER": "frame work", "BASE": base, "RUNNER_TEMP": str(kept), "PYTHONPATH": str(ROOT)}
    files = {"GITHUB_OUTPUT": str(kept / "outputs"), "GITHUB_STEP_SUMMARY": str(kept / "summary.md")}
    path = f"{where / 'bin'}{os.pathsep}{os.environ['PATH']}"
    around = {**os.environ, **ENVIRONMENT, **told, **files, "PATH": path}
    script = ["bash", str(ROOT / ".ci" / "github-check")]
    return subprocess.run(script, cwd=top, env=around, capture_output=True, text=True, check=False), kept
