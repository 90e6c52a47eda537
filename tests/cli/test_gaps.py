"""`qaf gaps` by the front door."""

import csv
import io
import json

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

PARENT = """\
name: Domestic abuse
group: practice
priority: 1
why: One in three assessments speaks of it.
"""
CHILD = """\
name: Children who go missing
group: practice
within: domestic-abuse
good:
  - id: good-safer
    kind: outcome
    text: Children are safer.
measures:
  - id: safer
    kind: outcome
    text: Children who say that they are safer
    unit: percent
    base: children asked
    shows: [good-safer]
"""
ALONE = """\
name: Poor housing
group: wider
sources:
  - id: housing-records
    family: case_records
    method: management_information
"""
ACCEPTED = """\
accepted:
  - code: QAF301
    about: poor-housing
    reason: We start with the practice areas.
    by: head-of-quality
    until: 2026-12-31
"""


@pytest.fixture
def folder(tmp_path):
    return build_tree(
        tmp_path,
        {
            "qaf.yaml": MINIMAL_SETTINGS,
            "areas/domestic-abuse.yaml": PARENT,
            "areas/missing.yaml": CHILD,
            "areas/poor-housing.yaml": ALONE,
        },
    )


def found(folder, *options, as_at="2026-06-15"):
    ran = run_qaf("-C", folder, "--as-at", as_at, "gaps", "--format", "json", *options)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)["gaps"]


def names(gaps, code=""):
    return [f"{gap['code']} {gap['about']}" for gap in gaps if gap["code"].startswith(code)]


def test_a_parent_counts_the_outcome_measures_below_it(folder):
    assert names(found(folder), "QAF301") == ["QAF301 poor-housing"]


def test_each_gap_has_its_code_id_area_and_message(folder):
    gaps = found(folder)
    assert {tuple(gap) for gap in gaps} == {("code", "about", "area", "message", "accepted")}
    (shown,) = [gap for gap in gaps if gap["code"] == "QAF307"]
    assert shown["about"] == "safer"
    assert shown["area"] == "missing"
    assert shown["accepted"] is False
    assert "does not say where its figures come from" in shown["message"]


def test_the_default_view_answers_first_which_areas_lack_outcome_measures(folder):
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "gaps")
    lines = ran.out.splitlines()
    assert lines[0] == "Which content areas lack outcome measures?"
    assert "1 of 3 areas" in lines[2]
    assert lines[3] == "- Poor housing (`poor-housing`)"
    assert "Domestic abuse:" in ran.out


def test_voices_sources_owners_and_figures_are_asked_for(folder):
    everything = names(found(folder))
    assert "QAF308 poor-housing" in everything
    assert "QAF310 poor-housing" in everything
    assert "QAF311 poor-housing" in everything
    assert "QAF309 domestic-abuse" in everything
    assert "QAF314 missing" in everything
    assert "QAF313 missing" in everything
    assert "QAF305 missing" in everything
    assert "QAF304 missing" in everything


def test_an_area_with_all_below_it(folder):
    assert {gap["area"] for gap in found(folder, "--area", "domestic-abuse")} == {"domestic-abuse", "missing"}
    assert {gap["area"] for gap in found(folder, "--area", "missing")} == {"missing"}
    ran = run_qaf("-C", folder, "gaps", "--area", "misssing")
    assert ran.code == 2
    assert "Did you mean `missing`?" in ran.err


def test_one_kind_of_information(folder):
    assert names(found(folder, "--kind", "outcome")) == ["QAF307 safer", "QAF301 poor-housing"]
    assert names(found(folder, "--kind", "quality"), "QAF3")[0].startswith("QAF302")


def test_an_accepted_gap_stands_apart_until_its_day(folder):
    build_tree(folder, {"accepted-gaps.yaml": ACCEPTED})
    assert [gap["accepted"] for gap in found(folder) if gap["code"] == "QAF301"] == [True]
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "gaps")
    assert "Accepted: 1 gap" in ran.out
    assert "We start with the practice areas." in ran.out
    late = found(folder, as_at="2027-01-01")
    assert [gap["accepted"] for gap in late if gap["code"] == "QAF301"] == [False]
    checked = run_qaf("-C", folder, "--as-at", "2027-01-01", "validate", "--format", "concise")
    assert "accepted-gaps.yaml:6:12: warning QAF401" in checked.out


def test_check_fails_only_on_gaps_that_nobody_accepted(folder, tmp_path):
    assert run_qaf("-C", folder, "gaps", "--check").code == 1
    assert run_qaf("-C", folder, "gaps").code == 0
    empty = build_tree(tmp_path / "empty", {"qaf.yaml": MINIMAL_SETTINGS})
    assert run_qaf("-C", empty, "gaps", "--check").code == 0


def test_explain_shows_what_was_counted_and_what_was_not(folder):
    ran = run_qaf("-C", folder, "gaps", "--explain", "QAF301 domestic-abuse")
    assert ran.code == 0
    assert "Looked at 2 areas: `domestic-abuse`, `missing`." in ran.out
    assert "`safer` (Children who say that they are safer): counted." in ran.out
    assert "It is no gap." in ran.out
    other = run_qaf("-C", folder, "gaps", "--explain", "QAF302 missing")
    assert "not counted: it is a outcome measure" not in other.out
    assert "not counted: it is an outcome measure" in other.out
    assert "It is a gap." in other.out


@pytest.mark.parametrize("name", ["QAF301", "nonsense", "QAF301 nowhere", "QAF999 missing"])
def test_explain_of_nothing(folder, name):
    ran = run_qaf("-C", folder, "gaps", "--explain", name)
    assert ran.code == 2
    assert ran.err.startswith("qaf: ")


def test_csv_and_markdown(folder):
    ran = run_qaf("-C", folder, "gaps", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert {"code", "about", "area", "message", "accepted"} == set(rows[0])
    assert len(rows) == len(found(folder))
    text = run_qaf("-C", folder, "gaps", "--format", "md").out
    assert text.startswith("# Which content areas lack outcome measures?")
    assert "| QAF302 | poor-housing |" in text


def test_a_catalogue_is_asked_for_no_figures_and_no_owners(folder):
    build_tree(folder, {"qaf.yaml": MINIMAL_SETTINGS.replace("kind: organisation", "kind: catalogue")})
    codes = {gap["code"] for gap in found(folder)}
    assert "QAF309" not in codes
    assert "QAF314" not in codes
    assert "QAF301" in codes


def test_a_folder_with_errors_says_that_the_answer_may_be_incomplete(folder):
    build_tree(folder, {"areas/poor-housing.yaml": ALONE + "meassures: []\n"})
    ran = run_qaf("-C", folder, "gaps", "--format", "json")
    assert "may be incomplete" in ran.err
    assert names(json.loads(ran.out)["gaps"], "QAF301") == []
