"""Real files drafted: what a draft reads is what the recipe that a person wrote reads.

The recipes of tests/fixtures are the ones to come near to. Where a draft reads less, or otherwise, the test says what.
"""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from qaf.data.draft import draft_recipe
from qaf.data.ingest import IngestRequest, ingest
from qaf.model.recipe import Recipe
from qaf.workspace.load import load
from qaf.workspace.store import read_store
from qaf.workspace.tree import FolderTree
from qaf.workspace.yaml_reader import read_yaml

FIXTURES = Path(__file__).parents[1] / "fixtures"
AS_AT = datetime.date(2026, 3, 31)
CASES = {
    "dfe_cin_referrals_2013_2025.csv": ("trafford", "in-need-referrals", 0),
    "dfe_cla_number_and_rate_2021_2025.csv": ("trafford", "looked-after-rates", 0),
    "dfe_social_work_workforce_2017_2025.csv": ("real-recipes", "workforce-tables", 0),
    "fingertips_injury_admissions_2022_23.csv": ("real-recipes", "injuries", 0),
    "sfr49_2014_exclusions_looked_after.csv": ("real-recipes", "exclusions", 0),
    "trafford_child_protection_plans.csv": ("real-recipes", "protection-plans", 0),
    "sfr34_2015_missing_from_care.csv": ("real-recipes", "missing-2015", 0),
}
"""For each file its folder, the recipe that a person wrote, and how many figures the draft reads otherwise."""


def framework(name):
    return load(FolderTree(FIXTURES / name)).framework


def drafted(frame, path):
    draft = draft_recipe(frame, str(path), path.read_bytes())
    assert draft.findings == ()
    return draft.text


def taken(frame, path, recipe, raw, folder):
    """The values that a recipe takes from a file, by measure, period and series."""
    request = IngestRequest(frame, folder, str(path), path.read_bytes(), AS_AT, recipe, raw, "imports/draft.yaml")
    result = ingest(request)
    assert result.written, [item.message for item in result.findings]
    return {(f.key.measure, str(f.key.period), f.key.series): f.value for f in read_store(folder).figures}


@pytest.mark.parametrize("name", CASES)
def test_a_draft_reads_what_the_written_recipe_reads(name, real_data, tmp_path):
    folder, wanted, otherwise = CASES[name]
    frame = framework(folder)
    text = drafted(frame, real_data / name)
    recipe = Recipe.model_validate({"id": "draft", **read_yaml(text.encode()).data})
    by_draft = taken(frame, real_data / name, recipe, text.encode(), tmp_path / "draft")
    by_hand = taken(frame, real_data / name, frame.recipes[wanted], b"by hand", tmp_path / "hand")
    assert sum(by_draft.get(key) != value for key, value in by_hand.items()) == otherwise
    assert by_draft.keys() == by_hand.keys()
    assert text == drafted(frame, real_data / name)


def test_a_draft_of_an_older_table_says_what_x_may_mean_and_whose_the_figures_may_be(real_data):
    text = drafted(framework("real-recipes"), real_data / "sfr34_2015_missing_from_care.csv")
    assert "# symbols: {x: c}" in text
    assert "# published: true" in text
    assert "# to check: is every figure of the file about 2014/15?" in text
    assert "kind: reporting_year" in text


def test_a_list_of_providers_is_told_to_be_counted(real_data):
    text = drafted(framework("real-recipes"), real_data / "ofsted_providers_joiners_leavers_2023.csv")
    assert "read: {skip_rows: 3}" in text
    assert "# to check: URN differs in each" in text
    assert "\nmeasures:" not in text


def test_a_list_of_neighbours_is_told_to_be_a_comparator(real_data):
    path = real_data / "dfe_statistical_neighbours_2021.csv"
    draft = draft_recipe(framework("real-recipes"), str(path), path.read_bytes())
    assert "--comparator" in draft.advice
    assert draft.matched == 0


def test_providers_that_joined_and_left_are_counted_by_their_status(real_data):
    text = drafted(framework("trafford"), real_data / "ofsted_providers_joiners_leavers_2023.csv")
    assert "- measure: homes-left" in text
    assert "- {column: Provision type, in: [Children's Home, Children's home]}" in text
    assert "- {column: Leaver status, is: Leaver}" in text
    assert "id: government-region" in text
