"""The shipped example: clean, honest about its gaps, and its figures are what its exports give."""

import json
import shutil
from collections import Counter
from typing import get_args

import pytest
import yaml
from helpers import ROOT, run_qaf

from qaf.model.timetable import ActivityKind

EXAMPLE = ROOT / "examples" / "northmoor-council"
EXPORTS = ROOT / "examples" / "northmoor-exports"
AS_AT = "2026-06-15"
TAKEN_IN = {
    "2026-05-18": (
        "england_repeat_referrals.csv",
        "england_social_work_caseload.csv",
        "front_door.csv",
        "supervision_and_workforce.csv",
        "poverty_and_housing.csv",
        "staff_survey_october_2025.csv",
    ),
    "2026-06-08": (
        "care_placements_2026.xlsx",
        "councils_and_neighbours_2026.csv",
        "children_in_care.csv",
        "police_notifications_2026.xlsx",
        "missing_episodes_2026.csv",
        "return_talks_2026.csv",
        "home_again_cases_2026.csv",
        "schools_absence_2026.csv",
        "domestic_abuse.csv",
        "harm_outside_the_home.csv",
        "listening_and_learning.csv",
    ),
}
"""The files that the example was made from, by the day on which they were taken in, in order."""


@pytest.fixture(scope="module")
def areas():
    files = sorted((EXAMPLE / "areas").glob("*.yaml"))
    return {file.stem: yaml.load(file.read_bytes(), Loader=yaml.BaseLoader) for file in files}


def test_it_validates_without_an_error_or_a_warning():
    ran = run_qaf("--as-at", AS_AT, "validate", "--strict", "--format", "json", cwd=EXAMPLE)
    assert ran.code == 0, ran.out
    summary = json.loads(ran.out)["summary"]
    assert (summary["error"], summary["warning"]) == (0, 0)


def test_it_has_seven_areas_of_all_groups_and_forty_five_measures_of_every_sort(areas):
    measures = [measure for area in areas.values() for measure in area["measures"]]
    assert Counter(area["group"] for area in areas.values()) == {"practice": 3, "organisational": 2, "wider": 2}
    assert len(measures) == 45
    assert Counter(measure["kind"] for measure in measures) == {"outcome": 12, "quality": 15, "quantity": 18}
    units = {"count", "percent", "rate", "mean", "change", "shares", "grade", "before_after"}
    assert {measure["unit"] for measure in measures} == units
    assert {measure["frequency"] for measure in measures} == {"monthly", "quarterly", "six_monthly", "annual"}
    assert {"at_end"} <= {measure["window"] for measure in measures if "window" in measure}
    for key in ("distinct", "follow_up", "parts", "breaks", "ambitions", "supplied_by"):
        assert any(key in measure for measure in measures), key


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
    for day, names in TAKEN_IN.items():
        for name in names:
            ran = run_qaf("-C", copy, "--as-at", day, "ingest", EXPORTS / name)
            assert ran.code == 0, ran.err
    stored = {path.relative_to(EXAMPLE): path.read_bytes() for path in (EXAMPLE / "data").rglob("*.csv")}
    made = {path.relative_to(copy): path.read_bytes() for path in (copy / "data").rglob("*.csv")}
    assert made == stored


def test_no_export_is_left_out():
    assert {file.name for file in EXPORTS.iterdir()} == {name for names in TAKEN_IN.values() for name in names}


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    out = tmp_path_factory.mktemp("book")
    ran = run_qaf("-C", EXAMPLE, "--as-at", AS_AT, "report", "--to", "md", "--out", out)
    assert ran.code == 0, ran.err
    return (out / "book.md").read_text(encoding="utf-8").replace("\\", "")


@pytest.mark.parametrize(
    ("title", "verdict"),
    [
        ("Survivors who feel that they", "A rising trend over five years (2021/22 to 2025/26), which is better."),
        (
            "Children who went missing three times",
            "A rising trend over five years (2021/22 to 2025/26), which is worse.",
        ),
        ("Average number of days from the", "above the control limits: beyond the usual variation, which is worse."),
        (
            "Children in care who lived in three",
            "No trend over five years (2021/22 to 2025/26). Similar to Statistical",
        ),
        ("Notifications about a household", "The latest month lies within the usual variation."),
        ("Times a child came back and", "Two of the latest three months lie near the upper control limit or beyond it"),
        ("Promised changes that the families", "Not tested, because the cases were chosen"),
    ],
)
def test_its_book_tells_what_got_better_and_worse_and_what_is_noise(book, title, verdict):
    section = next(part for part in book.split("\n#### ") if part.startswith(title))
    assert verdict in section


def test_what_is_small_is_shown_less_finely_or_withheld(book):
    row = next(
        line
        for line in book.splitlines()
        if line.startswith("| Children with a plan because of harm outside their home") and "[c]" in line
    )
    assert row.count("[c]") == 2, "the smallest team, and the other of its locality"
    assert "by locality for 2023/24" in book, "children who went missing: quarters in place of months"
    assert "Newer figures were due by 12 May 2026." in book, "the hospitals are late with the health checks"


def test_only_stories_with_consent_for_the_book_are_printed(book):
    assert "### The lad with the dog" in book
    for title in ("The bedroom wall", "Who told him where we live"):
        assert title not in book


def test_its_analyses_claim_no_more_than_the_tests_and_one_that_does_is_named(tmp_path):
    copy = shutil.copytree(EXAMPLE, tmp_path / "northmoor")
    file = copy / "analysis" / "children-in-our-care" / "2025_26.md"
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("## care-moves\n", "## care-moves\n\nMoves fell sharply this year.\n"), encoding="utf-8"
    )
    ran = run_qaf("-C", copy, "--as-at", AS_AT, "validate", "--format", "json")
    (found,) = [one for one in json.loads(ran.out)["findings"] if one["code"] == "QAF320"]
    assert found["subject"] == "care-moves"
    assert "“fell”" in found["message"] and "there is no trend over five years" in found["message"]
    assert run_qaf("-C", copy, "--as-at", AS_AT, "validate", "--strict").code == 1


def test_its_files_come_in_many_layouts():
    recipes = [yaml.load(file.read_bytes(), Loader=yaml.BaseLoader) for file in (EXAMPLE / "imports").glob("*.yaml")]
    assert {recipe.get("preset") for recipe in recipes} >= {"dfe", "sheet"}
    assert any("count_rows" in recipe for recipe in recipes)
    assert any("before_and_after" in recipe for recipe in recipes)
    assert any(recipe.get("read", {}).get("header_rows") == "2" for recipe in recipes)


def test_every_kind_of_activity_is_in_its_timetable():
    kinds = {
        one["kind"]
        for one in yaml.load((EXAMPLE / "timetable.yaml").read_bytes(), Loader=yaml.BaseLoader)["activities"]
    }
    assert kinds == set(get_args(ActivityKind))
