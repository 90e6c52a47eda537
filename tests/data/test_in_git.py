"""Figures that git keeps although `figures.in_git` says that it should not."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from folders import findings_of
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git on this machine")

AREA = """\
name: Front door
group: practice
measures:
  - {id: contacts, kind: quantity, text: Contacts, unit: count}
"""
ENGLAND = "comparators:\n  - {id: england, name: England, method: published, cite: Tables}\n"
OWN = "measure,period,value\ncontacts,2025/26,43\n"
PUBLISHED = "measure,period,series,value\ncontacts,2025/26,england,43000\n"


def git(folder, *command):
    settings = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *settings, *command], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def kept(tmp_path):
    """Makes a folder with figures, all of it in git; returns the findings about that, and a way to look again."""

    def build(in_git="", figures=OWN, add=("data",)):
        settings = MINIMAL_SETTINGS + ENGLAND + (f"figures: {{in_git: {in_git}}}\n" if in_git else "")
        folder = build_tree(tmp_path / "our folder", {"qaf.yaml": settings, "areas/front-door.yaml": AREA})
        file = tmp_path / "figures.csv"
        file.write_text(figures, encoding="utf-8")
        assert run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", file).code == 0
        git(folder, "init")
        if add:
            git(folder, "add", *add)
        return folder

    return build


def about_git(folder):
    return [item for item in findings_of(folder) if item.code == "QAF546"]


@pytest.mark.parametrize(
    ("in_git", "figures", "found"),
    [
        ("", OWN, True),
        ("no", PUBLISHED, True),
        ("published", PUBLISHED, False),
        ("published", OWN, True),
        ("invented", OWN, False),
    ],
)
def test_what_git_keeps_is_held_against_what_may_be_kept(kept, in_git, figures, found):
    assert bool(about_git(kept(in_git, figures))) == found


def test_it_is_an_error_at_the_setting_and_names_files_and_no_number(kept):
    folder = kept("no")
    (item,) = about_git(folder)
    assert (item.level, item.where.path) == ("error", "qaf.yaml")
    assert (folder / "qaf.yaml").read_text(encoding="utf-8").splitlines()[item.span.line - 1].startswith("figures:")
    assert "`data/front-door.csv`" in item.message and "git rm --cached" in item.help
    assert "43" not in item.message
    ran = run_qaf("--as-at", "2026-06-15", "-C", folder, "validate")
    assert ran.code == 1 and "QAF546" in ran.out


def test_what_git_does_not_keep_is_no_finding(kept):
    folder = kept("no", add=("qaf.yaml",))
    assert about_git(folder) == []
    git(folder, "add", "data/imports.csv")
    assert about_git(folder) == [], "the ledger holds no figure"


def test_outside_of_any_repository_nothing_is_looked_at(tmp_path):
    folder = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, "areas/front-door.yaml": AREA})
    file = tmp_path / "figures.csv"
    file.write_text(OWN, encoding="utf-8")
    assert run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", file).code == 0
    assert about_git(folder) == []


def test_a_repository_that_git_cannot_read_is_no_error(kept):
    folder = kept("no")
    (folder / ".git" / "HEAD").write_bytes(b"\x00")
    assert about_git(folder) == []
