"""Files of many publishers, taken in by the recipes of tests/fixtures/real-recipes, by the command line.

The check figures are those of the files' own README. The referrals and the children looked after are in
`test_real_files`.
"""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from helpers import run_qaf

FOLDER = Path(__file__).parents[1] / "fixtures" / "real-recipes"
WORKFORCE = "dfe_social_work_workforce_2017_2025.csv"
EXCLUSIONS = "sfr49_2014_exclusions_looked_after.csv"
MISSING = "sfr34_2015_missing_from_care.csv"
PLANS = "trafford_child_protection_plans.csv"
INJURIES = "fingertips_injury_admissions_2022_23.csv"
FILES = (WORKFORCE, EXCLUSIONS, MISSING, PLANS, INJURIES)
YEARS = ["2009/10", "2010/11", "2011/12", "2012/13"]


def copied(tmp_path, **replaced) -> Path:
    """The folder, with texts of its recipes replaced."""
    folder = tmp_path / "framework"
    shutil.copytree(FOLDER, folder)
    for name, (old, new) in replaced.items():
        path = folder / "imports" / f"{name}.yaml"
        before = path.read_text()
        assert old in before
        path.write_text(before.replace(old, new))
    return folder


def take(folder: Path, real_data: Path, *names: str):
    return run_qaf("-C", folder, "--as-at", "2026-03-31", "ingest", *[real_data / name for name in names])


def shown(folder: Path, measure: str = "") -> dict[tuple[str, str, str], tuple[str, str, str]]:
    """What is stored, as `qaf data show` prints it."""
    asked = [measure] if measure else []
    ran = run_qaf("-C", folder, "--as-at", "2026-03-31", "data", "show", *asked, "--format", "csv")
    rows = csv.DictReader(io.StringIO(ran.out))
    return {
        (row["measure"], row["period"], row["series"]): (row["numerator"], row["denominator"], row["value"])
        for row in rows
    }


@pytest.fixture(scope="module")
def taken(tmp_path_factory, real_data):
    """The folder with all five files taken in, and what is shown of them."""
    folder = copied(tmp_path_factory.mktemp("real"))
    ran = take(folder, real_data, *FILES)
    assert (ran.code, ran.err) == (0, "")
    assert "164 rows read" in ran.out and "163 rows read" in ran.out and "1,463 rows read" in ran.out
    assert "154 rows read" in ran.out and "462 rows read" in ran.out
    return folder, shown(folder)


def test_the_folder_is_valid():
    ran = run_qaf("-C", FOLDER, "--as-at", "2026-03-31", "validate")
    assert ran.code == 0, ran.out


def test_the_social_work_workforce(taken):
    _, found = taken
    england = [found[measure, "2024/25", "england"][2] for measure in ("turnover", "agency", "vacancies", "caseload")]
    own = [found[measure, "2024/25", "own"][2] for measure in ("turnover", "agency", "vacancies", "caseload")]
    assert england == ["11.8", "13.0", "14.2", "15.2"]
    assert own == ["15.6", "29.0", "32.6", "14.3"]


def test_exclusions_out_of_a_table_laid_out_for_the_eye(taken):
    _, found = taken
    for series, wanted in {
        "england": ["12.62", "11.79", "11.33", "9.78"],
        "own": ["7.76", "8.53", "12.10", "10.32"],
    }.items():
        assert [found["excluded-for-a-time", year, series][2] for year in YEARS] == wanted
    permanently = [found["permanently-excluded", year, "own"][2] for year in YEARS]
    assert permanently == ["0.00", "0.00", "0.00", "c"]  # the notes below the table: x is five or fewer
    assert found["excluded-for-a-time", "2009/10", "england"][1] == "27480"
    assert [found["with-pupil-number", year, "own"][2] for year in YEARS] == ["c"] * 4  # 90-99
    assert [found["with-pupil-number", year, "north-west"][2] for year in YEARS] == ["z"] * 4


def test_children_missing_from_care_in_the_year_that_only_the_name_says(taken):
    _, found = taken
    assert [key for key in found if key[0] == "missing-from-care" and key[1] != "2014/15"] == []
    assert found["missing-from-care", "2014/15", "england"][2] == "6110"
    assert found["missing-incidents", "2014/15", "england"][2] == "28570"
    own = [found[measure, "2014/15", "own"][2] for measure in ("missing-from-care", "missing-incidents")]
    assert own == ["48", "242"]
    assert found["missing-more-than-once", "2014/15", "own"][2] == "29"


def test_what_a_council_data_team_passes_on(taken):
    _, found = taken
    years = ["2012/13", "2013/14", "2014/15"]
    assert [found["child-protection-plans", year, "own"][2] for year in years] == ["40.6", "53.5", "46.9"]
    assert [found["child-protection-plans", year, "england"][2] for year in years] == ["37.9", "42.0", "42.9"]
    assert [found["child-protection-plans", year, "greater-manchester"][2] for year in years] == [
        "46.4", "55.9", "53.9",
    ]  # fmt: skip


def test_injuries_from_fingertips(taken):
    _, found = taken
    assert found["injury-admissions", "2022/23", "england"] == ("74588", "9904245", "75.30912")
    assert found["injury-admissions", "2022/23", "own"] == ("325", "46173", "70.3875")


def test_the_export_holds_the_same(taken, tmp_path):
    folder, found = taken
    ran = run_qaf("-C", folder, "--as-at", "2026-03-31", "data", "export", "--to", "csv", "--out", tmp_path / "out")
    assert ran.code == 0
    (path,) = (tmp_path / "out").glob("*.csv")
    rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert len(rows) == len(found)
    assert {(row["measure"], row["period"], row["series"]): row["value"] for row in rows} == {
        key: content[2] for key, content in found.items()
    }


def test_a_place_whose_count_fingertips_withholds(tmp_path, real_data):
    folder = copied(tmp_path, injuries=("E08000009", "E06000036"))
    ran = take(folder, real_data, INJURIES)
    assert ran.code == 0
    assert shown(folder)["injury-admissions", "2022/23", "own"] == ("x", "", "x")


def test_a_year_that_the_data_team_marks_as_missing(tmp_path, real_data):
    folder = copied(tmp_path, **{"protection-plans": ("Trafford: E08000009", "Norfolk: E08000009")})
    assert take(folder, real_data, PLANS).code == 0
    assert shown(folder)["child-protection-plans", "2012/13", "own"][2] == "x"


def test_a_place_that_is_spelt_otherwise_is_said_with_its_row(tmp_path, real_data):
    folder = copied(tmp_path, exclusions=("is: ENGLAND", "is: England"))
    ran = take(folder, real_data, EXCLUSIONS)
    assert ran.code == 0
    assert "No row of the file belongs to series `england`" in ran.err
    assert "Row 9, column A, has a text that is nearly `England`: only capitals differ." in ran.err


def test_bands_that_the_recipe_does_not_speak_of_are_refused(tmp_path, real_data):
    folder = copied(tmp_path, exclusions=("bands: withheld\n", ""))
    ran = take(folder, real_data, EXCLUSIONS)
    assert ran.code == 1
    assert "a band instead of a number" in ran.err and "bands: withheld" in ran.err
    assert not (folder / "data").exists()


def test_the_file_under_another_name_is_refused(tmp_path, real_data):
    folder = copied(tmp_path, **{"missing-2015": ('file: "sfr34_*_missing_from_care.csv"', 'file: "sent_*.csv"')})
    sent = tmp_path / "sent_by_mail.csv"
    shutil.copy(real_data / MISSING, sent)
    ran = run_qaf("-C", folder, "--as-at", "2026-03-31", "ingest", sent)
    assert ran.code == 1 and "QAF524" in ran.err
