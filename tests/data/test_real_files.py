"""Files that analysts really hold, taken in by the recipes of tests/fixtures/trafford.

The check figures are those of the files' own README.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from qaf.data.ingest import IngestRequest, choose_recipe, ingest
from qaf.model.recipe import Recipe
from qaf.workspace.load import load
from qaf.workspace.store import read_store
from qaf.workspace.tree import FolderTree

TRAFFORD = Path(__file__).parents[1] / "fixtures" / "trafford"
REFERRALS = "dfe_cin_referrals_2013_2025.csv"
LOOKED_AFTER = "dfe_cla_number_and_rate_2021_2025.csv"
AS_AT = datetime.date(2026, 3, 31)


def framework():
    loaded = load(FolderTree(TRAFFORD))
    assert [item for item in loaded.findings if item.level != "info"] == []
    return loaded.framework


def take(folder, real_data, name, places=("E08000009", "E12000002"), content=None):
    """Take a real file in by its recipe, with other places where the test says so."""
    frame = framework()
    (recipe,) = choose_recipe(frame, name)
    raw = (TRAFFORD / "imports" / f"{recipe.id}.yaml").read_text()
    text = recipe.model_dump_json(by_alias=True, exclude_none=True)
    for old, new in zip(("E08000009", "E12000002"), places, strict=True):
        text, raw = text.replace(old, new), raw.replace(old, new)
    moved = Recipe.model_validate_json(text)
    data = content or (real_data / name).read_bytes()
    return ingest(IngestRequest(frame, folder, name, data, AS_AT, moved, raw.encode(), f"imports/{recipe.id}.yaml"))


def figures(folder):
    return {(f.key.measure, str(f.key.period), f.key.series): f.content()[:3] for f in read_store(folder).figures}


def test_the_check_figures_of_trafford_its_region_and_england(tmp_path, real_data):
    first = take(tmp_path, real_data, REFERRALS)
    second = take(tmp_path, real_data, LOOKED_AFTER)
    assert (first.findings, second.findings) == ((), ())
    assert (first.rows, first.added, first.left_out) == (2132, 3 * 3 * 13, 2132 - 3 * 13)
    assert (second.rows, second.added) == (2505, 2 * 3 * 5)
    found = figures(tmp_path)
    assert found["repeat-referrals", "2024/25", "england"] == ("142900", "632830", "22.6")
    assert found["repeat-referrals", "2024/25", "own"] == ("339", "1879", "18")
    assert found["repeat-referrals", "2024/25", "north-west"] == ("18730", "86120", "21.7")
    assert found["referrals", "2024/25", "own"] == ("", "", "1879")
    assert found["no-further-action", "2024/25", "own"] == ("67", "1879", "3.6")
    assert found["children-looked-after", "2024/25", "own"] == ("353", "56737", "62")
    assert found["children-looked-after", "2024/25", "england"] == ("81770", "12183016", "67")
    assert found["children-aged-0-to-17", "2024/25", "own"] == ("", "", "56737")
    years = [f"{year}/{(year + 1) % 100:02}" for year in range(2012, 2025)]
    assert [found["repeat-referrals", year, "own"][2] for year in years] == [
        "29.1", "31.2", "28.1", "26.1", "23.8", "25.9", "26.9", "31.8", "17.2", "21.4", "19.9", "20.4", "18",
    ]  # fmt: skip
    assert all(figure.published for figure in read_store(tmp_path).figures)


def test_hackney_keeps_the_years_that_are_not_available(tmp_path, real_data):
    result = take(tmp_path, real_data, REFERRALS, places=("E09000012", "E12000007"))
    assert result.written
    found = figures(tmp_path)
    for year in ("2020/21", "2021/22"):
        assert found["repeat-referrals", year, "own"] == ("x", "x", "x")
        assert found["referrals", year, "own"] == ("", "", "x")
    assert found["repeat-referrals", "2019/20", "own"] == ("789", "5031", "15.7")
    assert found["no-further-action", "2019/20", "own"] == ("0", "5031", "0")
    assert found["repeat-referrals", "2024/25", "north-west"][1] != found["repeat-referrals", "2024/25", "england"][1]


def test_taking_them_in_again_changes_nothing(tmp_path, real_data):
    take(tmp_path, real_data, REFERRALS)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    again = take(tmp_path, real_data, REFERRALS)
    assert again.already
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


def test_a_count_of_the_real_file_turned_into_a_date_is_named_by_its_place(tmp_path, real_data):
    content = (
        (real_data / REFERRALS).read_bytes().replace(b"Re-referrals,1879,339,18,", b"Re-referrals,1879,12/03/2025,18,")
    )
    result = take(tmp_path, real_data, REFERRALS, content=content)
    (found,) = result.findings
    assert found.message == "Row 45, column M (`rereferral_count`): a date stands where a number is wanted."
    assert found.span.line == 45
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["fake_ssda903_header.csv", "fake_ssda903_oc2.csv"])
def test_case_records_are_refused_without_a_word_of_theirs(tmp_path, real_data, name):
    content = (real_data / name).read_bytes()
    result = ingest(IngestRequest(framework(), tmp_path / "data", name, content, AS_AT))
    assert {item.code for item in result.findings} == {"QAF550"}
    told = " ".join(f"{item.message} {item.help} {item.note} {item.where.path}" for item in result.findings)
    assert "`CHILD`" in told and "`DOB`" in told
    header, *rows = content.decode().splitlines()
    for cell in {cell for row in rows for cell in row.split(",") if len(cell) > 3}:
        assert cell not in told
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    "name",
    [
        "fake_annex_a.xlsx",
        "sfr49_2014_exclusions_looked_after.csv",
        "dfe_statistical_neighbours_2021.csv",
        "trafford_child_protection_plans.csv",
        "ofsted_providers_joiners_leavers_2023.csv",
    ],
)
def test_files_that_need_a_recipe_are_told_so_and_nothing_is_written(tmp_path, real_data, name):
    content = (real_data / name).read_bytes()
    result = ingest(IngestRequest(framework(), tmp_path / "data", name, content, AS_AT))
    assert {item.code for item in result.findings} <= {"QAF501", "QAF502"}
    assert result.refused
    assert not (tmp_path / "data").exists()
