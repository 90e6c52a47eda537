"""The picture of the example partnership, as a page and as text; its bundles are what `qaf share` makes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
PARTNERSHIP = EXAMPLES / "northmoor-partnership"
LAST = {
    "northmoor-council": "2025/26",
    "northmoor-hospitals": "2025/26",
    "northmoor-minds": "2025/26",
    "northmoor-schools": "2024/25",
}


def run(folder: Path, *arguments: str) -> str:
    command = [sys.executable, "-m", "qaf", "-C", str(folder), "--as-at", "2026-06-15", *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True, encoding="utf-8").stdout


def test_the_picture_says_who_came_late_and_whose_definition_differs() -> None:
    said = " ".join(run(PARTNERSHIP, "overview", "--format", "md").split())
    assert "Late: Northmoor Learning Trust." in said
    assert "Northmoor Police: another definition (who or what is counted and what it is a share of)" in said
    assert "Areas of the partnership that no member covers: Children who move often." in said


def test_the_page_needs_nothing_besides_itself(tmp_path: Path) -> None:
    out = tmp_path / "overview.html"
    run(PARTNERSHIP, "overview", "--format", "html", "--out", str(out))
    page = out.read_text(encoding="utf-8")
    assert "default-src 'none'" in page
    assert not re.search(r"<script|https?://|style=", page)
    assert page.count("<h2") == page.count("<section")
    assert "Northmoor Police: another definition" in page


def _contents(bundle: Path) -> dict[str, bytes]:
    """What is in it: how tightly it is packed depends on the zlib of the machine."""
    with zipfile.ZipFile(bundle) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


@pytest.mark.parametrize("member", LAST)
def test_a_bundle_is_what_its_folder_gives(member: str, tmp_path: Path) -> None:
    source = EXAMPLES / member if member == "northmoor-council" else PARTNERSHIP / "members" / member
    shutil.copytree(source, tmp_path / member)
    out = tmp_path / f"{member}.qafbundle"
    run(tmp_path / member, "share", "--period", LAST[member], "--out", str(out))
    assert _contents(out) == _contents(PARTNERSHIP / "bundles" / out.name)
