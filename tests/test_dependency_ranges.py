"""The ranges of dependencies hold: qaf does its main jobs with the oldest and with the newest that they allow."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib

import pytest
from helpers import ROOT

DAY = ("--as-at", "2026-06-15")
FIGURES = "measure,period,value\nreferrals,2026/27 Q1,700\n"


def lowest():
    """Each dependency at the lowest version of its range."""
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    found = [re.fullmatch(r"([\w.-]+)>=([\d.]+),<[\d.]+", one) for one in needed]
    assert all(found), "every dependency has a lowest and a highest version"
    return [f"{one[1]}=={one[2]}" for one in found]


@pytest.mark.prove
@pytest.mark.parametrize("which", ["lowest", "newest"])
def test_the_main_jobs_run_at_both_ends_of_the_ranges(tmp_path, which):
    source = shutil.copytree(ROOT, tmp_path / "source", ignore=shutil.ignore_patterns(".*", "build", "*.egg-info"))
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    bounds = tmp_path / "bounds.txt"
    bounds.write_text("\n".join(lowest() if which == "lowest" else ()), encoding="utf-8")
    pip = [tmp_path / "venv/bin/python", "-m", "pip", "install", "--quiet", "--constraint", bounds, source]
    done = subprocess.run(pip, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    examples = shutil.copytree(ROOT / "examples", tmp_path / "examples")
    council, partnership = examples / "northmoor-council", examples / "northmoor-partnership"
    (tmp_path / "figures.csv").write_text(FIGURES, encoding="utf-8")
    out = tmp_path / "out"
    for line in (
        (council, "validate", "--strict"),
        (council, "gaps"),
        (council, "timetable", "--format", "ics"),
        (council, "form", "referrals", "--to", "xlsx"),
        (council, "report", "--out", out / "book"),
        (council, "data", "export", "--out", out / "export"),
        (council, "ingest", tmp_path / "figures.csv"),
        (council, "share", "--period", "2025/26", "--out", out / "council.qafbundle"),
        (partnership, "overview", "--format", "html", "--out", out / "overview.html"),
    ):
        folder, *words = line
        command = [tmp_path / "venv/bin/qaf", "-C", folder, *DAY, *map(str, words)]
        ran = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, f"{words}: {ran.stderr}"
    assert (out / "book/book.html").read_text(encoding="utf-8").count("<svg") > 30
