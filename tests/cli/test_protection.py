"""What protection stops, by the front door: nothing leaves, the measure and the period are named, and no value."""

from __future__ import annotations

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

AS_AT = ("--as-at", "2026-06-15")
AREA = """\
name: Front door
group: practice
priority: 1
measures:
  - {id: contacts, kind: quantity, text: Contacts, unit: count, counts: WHAT, parts: [about-children, about-papers]}
  - {id: about-children, kind: quantity, text: About a child, unit: count, key: true}
  - {id: about-papers, kind: quantity, text: About papers, unit: count, counts: things}
"""
FIGURES = "measure,period,value\ncontacts,2025/26,8643\nabout-children,2025/26,3\nabout-papers,2025/26,8640\n"


def folder_with(path, counts, more=None):
    files = {"qaf.yaml": MINIMAL_SETTINGS, "areas/front-door.yaml": AREA.replace("WHAT", counts), **(more or {})}
    folder = build_tree(path / "folder", files)
    file = path / "figures.csv"
    file.write_text(FIGURES, encoding="utf-8")
    ran = run_qaf(*AS_AT, "-C", folder, "ingest", file)
    assert ran.code == 0, ran.err
    return folder


@pytest.mark.parametrize(
    "command", [("report", "--period", "2025/26", "--out"), ("data", "export", "--out"), ("data", "show")]
)
def test_nothing_leaves_where_the_audit_fails(tmp_path, command):
    folder = folder_with(tmp_path, "things")
    out = [tmp_path / "out"] if command[-1] == "--out" else []
    ran = run_qaf(*AS_AT, "-C", folder, *command, *out)
    assert (ran.code, ran.out) == (1, "")
    assert "QAF540" in ran.err and "`about-children` in 2025/26" in ran.err
    assert "areas/front-door.yaml:6:" in ran.err
    assert not any(number in ran.err for number in ("8643", "8640", " 3 "))
    assert not (tmp_path / "out").exists()
    assert run_qaf("rules", "QAF540").code == 0


def test_rules_and_gaps_go_on_where_the_audit_fails(tmp_path):
    folder = folder_with(tmp_path, "things")
    assert run_qaf(*AS_AT, "-C", folder, "gaps").code == 0
    assert run_qaf(*AS_AT, "-C", folder, "validate").code == 0


def test_the_same_figures_leave_where_the_sum_counts_cases(tmp_path):
    folder = folder_with(tmp_path, "cases")
    ran = run_qaf(*AS_AT, "-C", folder, "report", "--period", "2025/26", "--out", tmp_path / "out")
    assert ran.code == 0, ran.err
    assert "8643" not in (tmp_path / "out" / "book.md").read_text(encoding="utf-8").replace(",", "")


def test_those_who_hold_the_folder_see_all_of_it_and_that_it_is_not_for_sharing(tmp_path):
    ran = run_qaf(*AS_AT, "-C", folder_with(tmp_path, "things"), "data", "show", "--internal")
    assert ran.code == 0
    assert ran.out.startswith("Not for sharing") and "8643" in ran.out


def test_a_damaged_edition_stops_a_report_and_is_named(tmp_path):
    folder = folder_with(tmp_path, "cases", {"published/spring/figures.csv": "what,when\n"})
    ran = run_qaf(*AS_AT, "-C", folder, "report", "--period", "2025/26", "--out", tmp_path / "out")
    assert ran.code == 1
    assert "QAF543" in ran.err and "published/spring/figures.csv" in ran.err
    assert not (tmp_path / "out").exists()


def test_what_an_edition_gave_away_is_told_until_somebody_owns_up_to_it(tmp_path):
    folder = folder_with(tmp_path, "cases")
    (import_id,) = (path.stem for path in (folder / "data" / "imports").iterdir())
    build_tree(
        folder,
        {
            "governance.yaml": "posts:\n  - {id: head, name: Head}\n",
            "published/spring/figures.csv": "measure,period,series,value,import,profile\n"
            f"about-children,2025/26,own,3,{import_id},dfe\n",
        },
    )
    report = (*AS_AT, "-C", folder, "report", "--period", "2025/26", "--out", tmp_path / "out")
    ran = run_qaf(*report)
    assert ran.code == 1
    assert "QAF541" in ran.err and "`about-children` in 2025/26" in ran.err and "`spring`" in ran.err
    known = "known:\n  - {figure: {measure: about-children, period: 2025/26}, why: Told, by: head, on: 2026-05-01}\n"
    build_tree(folder, {"published/spring/known.yaml": known})
    ran = run_qaf(*report)
    assert ran.code == 0, ran.err
