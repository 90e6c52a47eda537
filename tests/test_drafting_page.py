"""docs/drafting-a-recipe.md: its file gives its draft, and the draft takes the figures in that the page says."""

from __future__ import annotations

import re

from helpers import ROOT, build_tree, run_qaf

PAGE = (ROOT / "docs" / "drafting-a-recipe.md").read_text(encoding="utf-8")
SETTINGS = """\
schema: 2
organisation: {id: glenmoor, name: Glenmoor, kind: organisation}
comparators: [{id: scotland, name: Scotland}]
"""
AREA = """\
name: Child protection
group: practice
measures:
  - {id: register, kind: quantity, text: Children on the child protection register, unit: count}
"""


def block(kind: str) -> str:
    (found,) = re.findall(rf"```{kind}\n(.*?)```", PAGE, re.S)
    return found


def test_the_example_gives_its_draft_and_six_figures(tmp_path):
    folder = build_tree(tmp_path / "glenmoor", {"qaf.yaml": SETTINGS, "areas/protection.yaml": AREA})
    (command,) = block("sh").split("\n")[:1]
    *arguments, name = command.removeprefix("qaf ").split()
    file = tmp_path / name
    file.write_text(block("csv"))
    assert run_qaf("-C", folder, *arguments, file).code == 0
    assert (folder / "imports" / "register-2019-20-to-2021-22.yaml").read_text() == block("yaml")
    ran = run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", file)
    assert "6 figures new" in ran.out, ran.err
