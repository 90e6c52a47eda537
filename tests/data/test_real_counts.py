"""Real files of which rows are counted, or whose neighbours are compared, taken in as an analyst would."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers import run_qaf

from qaf.workspace.store import read_store

TRAFFORD = Path(__file__).parents[1] / "fixtures" / "trafford"
OFSTED = "ofsted_providers_joiners_leavers_2023.csv"


@pytest.fixture
def folder(tmp_path):
    """The fixture's folder, to be written into."""
    return Path(shutil.copytree(TRAFFORD, tmp_path / "trafford"))


def qaf(folder, *arguments):
    return run_qaf("-C", folder, "--as-at", "2026-03-31", *arguments, cwd=folder.parent)


def counts(folder, measure):
    return {
        figure.key.category: figure.value
        for figure in read_store(folder / "data").figures
        if figure.key.measure == measure
    }


def test_children_s_homes_that_joined_and_left_by_region(folder, real_data):
    ran = qaf(folder, "ingest", real_data / OFSTED)
    assert ran.code == 0, ran.err
    assert ran.err == ""
    assert ran.out == f"{OFSTED}: 575 rows read, 20 figures new, 87 rows left out; " + ran.out.split("; ")[1]
    assert counts(folder, "homes-joined") == {
        "": "370", "in-the-north-west": "91", "west-midlands": "63", "east-midlands": "50",
        "yorkshire-and-the-humber": "37", "east-of-england": "31", "south-east": "29", "south-west": "26",
        "in-london": "25", "north-east": "18",
    }  # fmt: skip
    left = counts(folder, "homes-left")
    assert left[""] == "119"
    assert sum(int(value) for category, value in left.items() if category) == 119


def test_one_spelling_alone_would_count_fewer_homes(folder, real_data):
    recipe = folder / "imports" / "ofsted-joiners-leavers.yaml"
    text = recipe.read_text(encoding="utf-8")
    recipe.write_text(text.replace("""["Children's home", "Children's Home"]""", """["Children's home"]"""), "utf-8")
    assert qaf(folder, "ingest", real_data / OFSTED).code == 0
    assert counts(folder, "homes-joined")[""] == "368"


def test_all_providers_of_the_file(folder, real_data):
    recipe = folder / "imports" / "ofsted-joiners-leavers.yaml"
    text = recipe.read_text(encoding="utf-8")
    where = text[text.index("where:\n") : text.index("period:\n")]
    recipe.write_text(text.replace(where, ""), "utf-8")
    assert qaf(folder, "ingest", real_data / OFSTED).code == 0
    assert counts(folder, "homes-joined")[""] == "410"
    assert counts(folder, "homes-left")[""] == "168"
