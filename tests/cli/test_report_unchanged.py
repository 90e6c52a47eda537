"""A report of which nothing has changed is left as it is; whatever has changed is noticed."""

from __future__ import annotations

import os
import shutil
import sys

import pytest
from helpers import ROOT, build_tree, run_process, run_qaf, run_qaf_process

import qaf.api

AREA = """\
name: The front door
group: practice
priority: 1
measures:
  - {id: referrals, kind: quantity, text: Referrals, unit: count, counts: events}
"""
STORY = """\
---
voice: child
area: front-door
consent: {given: 2025-01-01, how: Asked, for: [book]}
names_changed: true
---
# One

I was asked.
"""
FILES = {
    "qaf.yaml": "schema: 2\norganisation: {id: northmoor, name: Northmoor, kind: organisation}\n",
    "areas/front-door.yaml": AREA,
    "analysis/front-door/2025_26.md": 'There were {{ figure("referrals", "2019/20") }}.\n',
    "figures.csv": "measure,period,value\nreferrals,2023/24,40\nreferrals,2024/25,50\nreferrals,2025/26,60\n",
}


@pytest.fixture
def built(tmp_path, monkeypatch):
    """A folder with figures, built once; the function builds again and says whether it was made anew."""
    folder, out = build_tree(tmp_path / "ours", FILES), tmp_path / "out"
    assert run_qaf("-C", folder, "ingest", folder / "figures.csv").code == 0
    made = []
    report = qaf.api.report
    monkeypatch.setattr(qaf.api, "report", lambda *args, **options: made.append(1) or report(*args, **options))

    def again(*options, day="2026-06-15"):
        made.clear()
        ran = run_qaf("-C", folder, "--as-at", day, "report", "--out", out, *options, cwd=tmp_path)
        assert ran.code == 0, ran.err
        again.ran = ran
        return bool(made)

    assert again()
    return folder, out, again


def contents(out):
    return {
        path.name: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file() and ".cache" not in path.parts
    }


def test_what_stands_is_said_again_and_touched_by_nobody(built):
    folder, out, again = built
    first, times = again.ran, {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    assert "QAF601" in first.err
    assert not again()
    assert (again.ran.out, again.ran.err) == (first.out, first.err)
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == times


def test_nothing_heavy_is_loaded(built, tmp_path):
    folder, out, _ = built
    code = (
        "import sys; from qaf.cli.boundary import run; "
        f"run(['-C', {str(folder)!r}, '--as-at', '2026-06-15', 'report', '--out', {str(out)!r}]); "
        "print([name for name in ('matplotlib', 'numpy', 'pandas', 'scipy', 'jinja2') if name in sys.modules])"
    )
    assert run_qaf_process("-C", folder, "--as-at", "2026-06-15", "report", "--out", out).code == 0
    ran = run_process([sys.executable, "-c", code], environment={"PYTHONPATH": str(ROOT)})
    assert ran.out.splitlines()[-1] == "[]", ran.err


def test_what_was_done_to_the_pages_by_hand_is_put_right(built):
    _, out, again = built
    right = contents(out)
    for spoil in (
        lambda: (out / "book.html").write_bytes(b"mine"),
        lambda: (out / "book.md").unlink(),
        lambda: shutil.rmtree(out / "book-charts"),
        lambda: (out / "book-charts" / "old.svg").write_bytes(b"<svg/>"),
        lambda: (out / "book.pdf").write_bytes(b"an older one"),
        lambda: (out / ".cache" / "book.record.json").write_bytes(b'{"format": "qaf-report/1", "files": 3}'),
        lambda: (out / ".cache" / "book.record.json").write_bytes(b"[" * 100_000),
    ):
        spoil()
        assert again()
        assert {name: right[name] for name in right} == {name: contents(out)[name] for name in right}
        (out / "book.pdf").unlink(missing_ok=True)
        again()


def test_whatever_it_is_made_from_is_noticed(built):
    folder, out, again = built
    figures = next((folder / "data").glob("*.csv"))
    known = "published/board/known.yaml"
    for change in (
        {"areas/front-door.yaml": AREA.replace("The front door", "Our front door")},
        {"actions.yaml": "actions: []\n"},
        {"stories/one.md": STORY},
        {"templates/book.html.j2": '{% extends "default:book.html.j2" %}\n'},
        {known: "known: []\n"},
    ):  # fmt: skip
        build_tree(folder, change)
        if known in change:
            shutil.rmtree(folder / "published")
            (folder / "notes.txt").write_text("x", encoding="utf-8")
        assert again(), change
        assert not again(), change
    assert "Our front door" in (out / "book.html").read_text(encoding="utf-8")
    assert run_qaf("-C", folder, "data", "undo", os.listdir(folder / "data" / "imports")[0].partition(".")[0]).code == 0
    assert again() and not again()
    assert not figures.exists() or "60" not in figures.read_text(encoding="utf-8")
    assert again("--to", "html") and not (out / "book.md").exists()
    assert not again("--to", "html")
    assert again("--to", "html,md") and again("--period", "2024/25")
    assert again(day="2026-06-16")


def test_another_history_is_noticed(built, tmp_path):
    folder, _, again = built
    git = [
        "git",
        "-C",
        str(folder),
        "-c",
        "user.name=n",
        "-c",
        "user.email=n@example.org",
        "-c",
        "commit.gpgsign=false",
    ]
    for command in (["init", "-q"], ["add", "qaf.yaml"], ["commit", "-qm", "First"]):
        assert run_process([*git, *command]).code == 0
    assert again() and not again()
    assert run_process([*git, "commit", "-q", "--allow-empty", "-m", "Second"]).code == 0
    assert again() and not again()


def test_a_changed_qaf_is_noticed(built, monkeypatch):
    _, _, again = built
    from qaf.api import unchanged

    monkeypatch.setattr(unchanged, "VERSION", "9.9.9")
    assert again()
