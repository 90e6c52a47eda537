"""The shipped example: clean, honest about its gaps, and its figures are what its exports give."""

import json
import shutil

import pytest
import yaml
from helpers import ROOT, run_qaf

EXAMPLE = ROOT / "examples" / "northmoor-council"
EXPORTS = ROOT / "examples" / "northmoor-exports"
AS_AT = "2026-06-15"
TAKEN_IN = "2026-05-18"
ORDER = (
    "england_repeat_referrals",
    "england_social_work_caseload",
    "front_door",
    "supervision_and_workforce",
    "poverty_and_housing",
    "staff_survey_october_2025",
)


@pytest.fixture(scope="module")
def areas():
    files = sorted((EXAMPLE / "areas").glob("*.yaml"))
    return {file.stem: yaml.load(file.read_bytes(), Loader=yaml.BaseLoader) for file in files}


def test_it_validates_without_an_error_or_a_warning():
    ran = run_qaf("--as-at", AS_AT, "validate", "--strict", "--format", "json", cwd=EXAMPLE)
    assert ran.code == 0, ran.out
    summary = json.loads(ran.out)["summary"]
    assert (summary["error"], summary["warning"]) == (0, 0)


def test_it_has_an_area_of_each_group_and_fifteen_measures(areas):
    assert {area["group"] for area in areas.values()} == {"practice", "organisational", "wider"}
    assert sum(len(area.get("measures", [])) for area in areas.values()) == 15


def test_its_outcome_gaps_are_exactly_the_areas_without_an_outcome_measure(areas):
    def has_outcome(area_id):
        below = [id_ for id_, area in areas.items() if area.get("within") == area_id]
        own = any(measure["kind"] == "outcome" for measure in areas[area_id].get("measures", []))
        return own or any(has_outcome(id_) for id_ in below)

    ran = run_qaf("-C", EXAMPLE, "--as-at", AS_AT, "gaps", "--format", "json")
    found = {gap["about"] for gap in json.loads(ran.out)["gaps"] if gap["code"] == "QAF301"}
    assert found == {id_ for id_ in areas if not has_outcome(id_)}
    assert found


def test_every_part_says_that_it_is_invented():
    settings = (EXAMPLE / "qaf.yaml").read_text(encoding="utf-8")
    assert "invented" in settings.split("organisation:")[0].lower()
    assert "in_git: invented" in settings
    assert "invented" in (EXAMPLE / "README.md").read_text(encoding="utf-8").lower()


def test_stories_speak_in_three_voices():
    voices = set()
    for file in (EXAMPLE / "stories").glob("*.md"):
        front = file.read_text(encoding="utf-8").split("---")[1]
        voices.add(yaml.load(front, Loader=yaml.BaseLoader)["voice"])
    assert len(voices) >= 3


def test_its_figures_are_what_its_exports_give(tmp_path):
    copy = tmp_path / "northmoor"
    shutil.copytree(EXAMPLE, copy, ignore=shutil.ignore_patterns("data"))
    for name in ORDER:
        ran = run_qaf("-C", copy, "--as-at", TAKEN_IN, "ingest", EXPORTS / f"{name}.csv")
        assert ran.code == 0, ran.err
    stored = {path.relative_to(EXAMPLE): path.read_bytes() for path in (EXAMPLE / "data").rglob("*.csv")}
    made = {path.relative_to(copy): path.read_bytes() for path in (copy / "data").rglob("*.csv")}
    assert made == stored
