"""`qaf migrate`: a folder of schema 1 becomes one of schema 2, its comments and layout kept."""

from __future__ import annotations

import shutil
import subprocess

import pytest
from helpers import ROOT, build_tree, run_qaf

SETTINGS = """\
# Who we are
schema: 1   # the first
organisation: {id: old-council, name: Old Council, kind: organisation}
"""
AREA = """\
name: The front door
group: practice
measures:
  - id: children           # from the estimates
    kind: quantity
    text: Children aged 0 to 17
    unit: count
  - id: referral-rate
    kind: quantity
    text: Referrals
    unit: rate   # of all children

    of: children
  - {id: plan-rate, kind: quantity, text: Plans, unit: rate, of: children}
  - id: injury-rate
    kind: outcome
    text: Injuries
    unit: rate
    per: 100000
    of: children
"""
FIGURES = "measure,period,numerator,denominator\nreferral-rate,2024/25,612,20400\nplan-rate,2024/25,88,20400\n"


@pytest.fixture
def folder(tmp_path):
    return build_tree(tmp_path / "folder", {"qaf.yaml": SETTINGS, "areas/front-door.yaml": AREA})


def files(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_an_older_folder_is_read_as_it_was_meant_and_the_way_out_is_named(folder):
    ran = run_qaf("-C", folder, "validate", "--format", "json")
    assert ran.code == 0 and "QAF012" in ran.out and "qaf migrate" in ran.out and "QAF116" not in ran.out


def test_it_is_brought_up_to_date_and_nothing_else_is_touched(folder):
    (folder / "figures.csv").write_text(FIGURES, encoding="utf-8")
    assert run_qaf("-C", folder, "--as-at", "2026-06-15", "ingest", folder / "figures.csv").code == 0
    shown = run_qaf("-C", folder, "--as-at", "2026-06-15", "data", "show").out
    ran = run_qaf("-C", folder, "migrate")
    assert ran.code == 0, ran.err
    assert "from schema 1 to schema 2, 2 files" in ran.out
    assert "areas/front-door.yaml: `per: 10000` for the rate `plan-rate`" in ran.out
    assert (folder / "qaf.yaml").read_text() == SETTINGS.replace("schema: 1 ", "schema: 2 ")
    expected = AREA.replace(
        "    unit: rate   # of all children\n", "    unit: rate   # of all children\n    per: 10000\n"
    )
    expected = expected.replace("unit: rate, of: children}", "unit: rate, of: children, per: 10000}")
    assert (folder / "areas/front-door.yaml").read_text() == expected
    after = run_qaf("-C", folder, "validate", "--format", "json")
    assert after.code == 0 and "QAF012" not in after.out
    assert run_qaf("-C", folder, "--as-at", "2026-06-15", "data", "show").out == shown and "300" in shown
    before = files(folder)
    again = run_qaf("-C", folder, "migrate")
    assert again.code == 0 and "nothing to do" in again.out and files(folder) == before


def test_check_and_diff_write_nothing_and_the_diff_applies(folder, tmp_path):
    before = files(folder)
    checked = run_qaf("-C", folder, "migrate", "--check")
    assert checked.code == 1 and "To be brought from schema 1" in checked.out
    diff = run_qaf("-C", folder, "migrate", "--diff")
    assert diff.code == 0 and "+schema: 2   # the first" in diff.out and files(folder) == before
    assert run_qaf("-C", folder, "migrate", "--diff", "--check").code == 1
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    subprocess.run(["git", "apply", "-"], cwd=copy, input=diff.out.encode(), check=True)
    assert run_qaf("-C", folder, "migrate").code == 0
    assert files(copy) == files(folder)
    assert run_qaf("-C", folder, "migrate", "--check").code == 0


def test_errors_come_first_and_a_file_that_cannot_be_edited_keeps_all_as_they_are(folder):
    area = folder / "areas/front-door.yaml"
    area.write_text(AREA.replace("kind: outcome", "kind: outcomes"), encoding="utf-8")
    before = files(folder)
    ran = run_qaf("-C", folder, "migrate")
    assert ran.code == 1 and "cannot be brought up to date" in ran.err and files(folder) == before
    shared = AREA.replace("  - id: referral-rate\n", "  - &r\n    id: referral-rate\n")
    area.write_text(shared + "x-again: *r\n", encoding="utf-8")
    before = files(folder)
    ran = run_qaf("-C", folder, "migrate")
    assert ran.code == 1 and "areas/front-door.yaml was left as it is" in ran.err and "by hand" in ran.err
    assert files(folder) == before


def test_a_newer_folder_is_refused(folder):
    (folder / "qaf.yaml").write_text(SETTINGS.replace("schema: 1", "schema: 3"), encoding="utf-8")
    ran = run_qaf("-C", folder, "migrate")
    assert ran.code == 2 and "newer qaf" in ran.out + ran.err


def test_a_rate_of_schema_2_says_per_how_many(folder):
    (folder / "qaf.yaml").write_text(SETTINGS.replace("schema: 1", "schema: 2"), encoding="utf-8")
    ran = run_qaf("-C", folder, "validate")
    assert ran.code == 1 and ran.out.count("QAF116") == 2 and "per: 10000" in ran.out


def test_the_member_of_the_example_that_lags_behind_can_be_brought_up_to_date(tmp_path):
    copy = tmp_path / "minds"
    shutil.copytree(ROOT / "examples/northmoor-partnership/members/northmoor-minds", copy)
    assert run_qaf("-C", copy, "migrate", "--check").code == 1
    assert run_qaf("-C", copy, "migrate").code == 0
    assert run_qaf("-C", copy, "migrate", "--check").code == 0
