"""A file of single cases by the front door: from `qaf ingest` to the report, with no case anywhere on the way."""

from __future__ import annotations

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

SETTINGS = (
    MINIMAL_SETTINGS
    + "scales:\n  - {id: safety, grades: [{id: unsafe, name: Not safe}, {id: unsure}, {id: safe, name: Safe}]}\n"
)
AREA = """\
name: Neglect
group: practice
priority: 1
measures:
  - id: safer
    kind: outcome
    text: Children who are safer at closure
    unit: before_after
    scale: safety
    base: children whose plan ended
    follow_up: [closure]
"""
RECIPE = """\
file: ratings*.csv
period: {column: Ended}
before_and_after: {case: Ref, measure: safer, rater: Rated by, point: When, rating: Rating}
"""
RATINGS = ("Not safe", "Safe")


@pytest.fixture
def folder(tmp_path):
    files = {"qaf.yaml": SETTINGS, "areas/neglect.yaml": AREA, "imports/ratings.yaml": RECIPE}
    return build_tree(tmp_path / "folder", files)


def ratings(count=60, *extra):
    lines = ["Ref,Rated by,When,Rating,Ended"]
    for number in range(count):
        lines.append(f"zq{number:03},Worker,Start,{RATINGS[number % 4 == 3]},2025-06-{number % 28 + 1:02}")
        lines.append(f"zq{number:03},Worker,Closure,{RATINGS[number % 3 > 0]},2025-06-{number % 28 + 1:02}")
    return "\n".join([*lines, *extra]) + "\n"


def take_in(folder, text, *options):
    file = folder.parent / "ratings.csv"
    file.write_text(text)
    return run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", file, *options)


def no_case_in(folder, *printed):
    everything = b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    return b"zq" not in everything and not any("zq" in text for text in printed)


def test_from_the_file_to_the_report(folder):
    taken = take_in(folder, ratings())
    assert taken.code == 0, taken.err
    assert "120 rows read, 4 figures new" in taken.out
    shown = run_qaf("-C", folder, "data", "show", "safer")
    assert "improved" in shown.out
    out = folder / "out"
    built = run_qaf("--as-at", "2026-06-15", "-C", folder, "report", "--period", "2025/26", "--out", out)
    assert built.code == 0, built.err
    page = (out / "book.md").read_text(encoding="utf-8")
    assert "rated by professionals" in page
    assert "30 of 60" in page
    assert no_case_in(folder, taken.out, taken.err, shown.out, built.out, built.err)


def test_a_refused_file_leaves_nothing_of_a_case(folder):
    before = sorted(folder.rglob("*"))
    ran = take_in(folder, ratings(20, "zq003,Worker,Closure,unsure,2025-06-04", "zq004,Aunt,Closure,Safe,2025-06-05"))
    assert ran.code == 1
    assert "QAF535" in ran.err
    assert "QAF534" in ran.err
    assert sorted(folder.rglob("*")) == before
    assert no_case_in(folder, ran.out, ran.err)


def test_rows_of_cases_are_never_put_aside_for_mending(folder):
    """Whatever else is left out of a file and kept: of single cases nothing is."""
    build_tree(
        folder.parent,
        {
            "tidy.csv": "measure,period,grade,point,rater,numerator,denominator\n"
            "safer,2025/26,improved,closure,professional,7,10\n"
        },
    )
    assert run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", folder.parent / "tidy.csv").code == 0
    out = folder.parent / "rejects"
    for text in (ratings(20, "zq003,Worker,Closure,unsure,2025-06-04"), ratings(20)):
        ran = take_in(folder, text, "--keep-good", "--out", out)
        assert ran.code != 0
        assert no_case_in(folder, ran.out, ran.err)
        assert not out.exists() or no_case_in(out)


def test_a_fault_of_qaf_itself_shows_no_case(folder, monkeypatch):
    def broken(self, cases):
        raise ValueError(f"zq{len(cases)}")

    monkeypatch.setattr("qaf.data.case_figures.Counting.candidates", broken)
    ran = take_in(folder, ratings())
    assert ran.code == 3
    assert no_case_in(folder, ran.out, ran.err)
