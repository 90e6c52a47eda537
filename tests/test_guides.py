"""The pages of docs/ that show an example: each is followed as it stands, in a folder of its own."""

from __future__ import annotations

import pytest
from helpers import ROOT
from test_readme import Reader, follow


@pytest.mark.parametrize(
    ("page", "commands"), [("before-and-after", 4), ("editions", 4), ("forms", 5), ("records", 3), ("report-forms", 7)]
)
def test_the_example_does_what_it_says(tmp_path, page, commands, monkeypatch):
    for name in ("CI", "GITHUB_ACTIONS"):
        monkeypatch.delenv(name, raising=False)  # An operational pack is not built there.
    text = (ROOT / "docs" / f"{page}.md").read_text(encoding="utf-8")
    assert follow(text, Reader(tmp_path)).commands >= commands
