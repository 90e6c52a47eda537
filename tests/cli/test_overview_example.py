"""The picture of the example partnership, as a page and as text; its bundles are what `qaf share` makes."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples"
PARTNERSHIP = EXAMPLES / "northmoor-partnership"


def run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "qaf", "-C", str(folder), "--as-at", "2026-06-15", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def test_the_picture_says_who_came_late_and_whose_definition_differs() -> None:
    said = " ".join(run(PARTNERSHIP, "overview", "--format", "md").split())
    assert "Late: Northmoor Learning Trust." in said
    assert "Northmoor Police: another definition (who or what is counted and what it is a share of)" in said
    assert "Northmoor Probation | Refused: its framework is in schema 0, which is older" in said
    pool = said.partition("| Parents in whose view the agencies that they deal with work well")[2]
    assert "(255 of 503)" in pool and "outside the 95 % limits only: Northmoor Police (low)" in pool
    assert "cannot be told from rounded counts: Northmoor Hospitals NHS Trust" in pool
    assert "| no reply after 62 days |" in said
    assert "Areas of the partnership that no member covers: Children who move often." in said


def _contents(bundle: Path) -> dict[str, bytes]:
    """What is in it: how tightly it is packed depends on the zlib of the machine."""
    with zipfile.ZipFile(bundle) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_the_bundles_are_what_their_folders_give(tmp_path: Path) -> None:
    subprocess.run([sys.executable, str(EXAMPLES / "remake_bundles.py"), "--to", str(tmp_path)], check=True)
    made = {path.name: _contents(path) for path in tmp_path.iterdir()}
    assert made == {path.name: _contents(path) for path in (PARTNERSHIP / "bundles").iterdir()}
    assert len(made) == 5
