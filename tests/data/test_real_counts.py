"""Real files of which rows are counted, or whose neighbours are compared, taken in as an analyst would."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from helpers import run_qaf

from qaf.analysis.series import lines
from qaf.api import open_folder
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


# neighbours -------------------------------------------------------------------------------------------------------

LIST = "dfe_statistical_neighbours_2021.csv"
REFERRALS = "dfe_cin_referrals_2013_2025.csv"
DECLARED = """\
  # our statistical neighbours, as the DfE's model has them
  - id: neighbours
    name: Statistical neighbours
    method: mean # the usual one
"""
NEIGHBOURS = ["919", "305", "334", "356", "867", "823", "816", "895", "850", "825"]


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


@pytest.fixture
def with_neighbours(folder):
    """The fixture's folder with a comparator that has no members yet, and two decimals to see its figure by."""
    settings = folder / "qaf.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + DECLARED, "utf-8")
    change(folder / "areas" / "front-door.yaml", "    of: referrals\n    better: lower\n",
           "    of: referrals\n    decimals: 2\n    better: lower\n")  # fmt: skip
    recipe = next(path for path in (folder / "imports").glob("*.yaml") if "cin_referrals" in path.read_text("utf-8"))
    change(recipe, "series:\n", "places:\n  column: old_la_code\nseries:\n  - series: neighbours/*\n")
    return folder


def comparator_of(folder, period="2024/25"):
    """The value that a page shows for the comparator, and over how many of its members."""
    opened = open_folder(folder)
    series = lines(opened.framework, opened.figures, opened.framework.measures["repeat-referrals"])
    line = next(line for line in series.comparators if line.id == "neighbours")
    point = next(point for point in line.points if str(point.period) == period)
    return point.value.text, point.members


def test_a_list_gives_a_comparator_its_members_and_leaves_the_comments(with_neighbours, real_data):
    before = (with_neighbours / "qaf.yaml").read_text(encoding="utf-8")
    shown = qaf(with_neighbours, "ingest", "--comparator", "neighbours", "--code", "358", "--dry-run", real_data / LIST)
    assert (with_neighbours / "qaf.yaml").read_text(encoding="utf-8") == before
    assert "+      - code: 919\n+        name: Hertfordshire\n" in shown.out
    ran = qaf(with_neighbours, "ingest", "--comparator", "neighbours", "--code", "358", real_data / LIST)
    assert ran.code == 0, ran.err
    assert f"{LIST}: 10 members of `neighbours`, written to qaf.yaml: Hertfordshire (919), Bromley (305)" in ran.out
    after = (with_neighbours / "qaf.yaml").read_text(encoding="utf-8")
    assert after.startswith(before)
    (comparator,) = [c for c in open_folder(with_neighbours).framework.settings.comparators if c.id == "neighbours"]
    assert [member.code for member in comparator.members] == NEIGHBOURS
    again = qaf(with_neighbours, "ingest", "--comparator", "neighbours", "--code", "358", real_data / LIST)
    assert "in qaf.yaml already. Nothing to do" in again.out
    assert (with_neighbours / "qaf.yaml").read_text(encoding="utf-8") == after
    other = qaf(with_neighbours, "ingest", "--comparator", "neighbours", "--code", "928", real_data / LIST)
    assert other.code != 0
    assert "has other members already" in other.err
    assert (with_neighbours / "qaf.yaml").read_text(encoding="utf-8") == after


@pytest.mark.parametrize(("method", "value"), [("mean", "22.53"), ("median", "22.15"), ("pooled", "32.04")])
def test_the_neighbours_figure_by_each_method(with_neighbours, real_data, method, value):
    change(with_neighbours / "qaf.yaml", "method: mean #", f"method: {method} #")
    qaf(with_neighbours, "ingest", "--comparator", "neighbours", "--code", "358", real_data / LIST)
    ran = qaf(with_neighbours, "ingest", real_data / REFERRALS)
    assert ran.code == 0, ran.err
    assert comparator_of(with_neighbours) == (value, (10, 10))
    stored = {f.key.series for f in read_store(with_neighbours / "data").figures if "/" in f.key.series}
    assert stored == {f"neighbours/{code}" for code in NEIGHBOURS}


def test_a_member_that_was_abolished_is_counted_in_words(with_neighbours, real_data):
    ran = qaf(with_neighbours, "ingest", "--comparator", "neighbours", "--code", "940", real_data / LIST)
    assert "Cumbria (909)" in ran.out
    ran = qaf(with_neighbours, "ingest", real_data / REFERRALS)
    assert ran.code == 0, ran.err
    assert "series `neighbours/909` ends with 2022/23, and the file goes on to 2024/25" in ran.err
    assert comparator_of(with_neighbours)[1] == (9, 10)
    assert comparator_of(with_neighbours, "2022/23")[1] == (10, 10)
    out = with_neighbours.parent / "out"
    assert qaf(with_neighbours, "report", "--period", "2024/25", "--to", "md", "--out", out).code == 0
    page = (out / "book.md").read_text(encoding="utf-8")
    assert "the latest over 9 of 10; 1 had no figure that could be used" in page


# places that change, and places at two levels ------------------------------------------------------------------------

CHANGED = """\
preset: dfe
file: "*cin_referrals*.csv"
series:
  - series: own
    where:
      - column: new_la_code
        in: [{codes}]
measures:
  - measure: referrals
    value: referral_count
"""


def recipe_of_referrals(folder):
    return next(path for path in (folder / "imports").glob("*.yaml") if "cin_referrals" in path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("codes", "level", "words"),
    [
        ("E06000060", "warning", "The series does not take it, and has no figure of 2012/13."),
        ("E10000002", "warning", "The series does not take it, and has no figure of 2020/21."),
        ("E10000002, E06000060", "info", "series `own` has one text here up to 2019/20 and another from 2020/21 on"),
        ("E10000006", "warning", "series `own` ends with 2022/23, and the file goes on to 2024/25"),
        ("E06000063", "", ""),
        ("E08000009", "", ""),
    ],
)
def test_buckinghamshire_changes_its_code_and_cumbria_ends(folder, real_data, codes, level, words):
    recipe_of_referrals(folder).write_text(CHANGED.format(codes=codes), "utf-8")
    ran = qaf(folder, "ingest", "--dry-run", real_data / REFERRALS)
    assert ran.code == 0, ran.err
    assert words in ran.err
    assert ran.err.count("QAF530") == (1 if level else 0)
    assert f"{level} QAF530" in ran.err or not level


REGIONS = """\
preset: dfe
file: "*cin_referrals*.csv"
where:
  - column: region_name
    not: [{left_out}]
series:
  - series: england
    where:
      - column: geographic_level
        in: [National, Regional]
breakdown:
  id: government-region
  column: region_name
  lookup: {{Inner London: in-london-inner, Outer London: in-london-outer}}
totals:
  where:
    - column: geographic_level
      is: National
measures:
  - measure: referrals
    value: referral_count
"""


@pytest.mark.parametrize(("left_out", "told"), [("Nowhere", 13), ("Inner London, Outer London", 0)])
def test_regions_that_count_london_twice_do_not_add_up_to_england(folder, real_data, left_out, told):
    recipe_of_referrals(folder).write_text(REGIONS.format(left_out=left_out), "utf-8")
    halves = "      - {id: in-london-inner}\n      - {id: in-london-outer}\n" if told else ""
    if not told:
        change(recipe_of_referrals(folder), "{Inner London: in-london-inner, Outer London: in-london-outer}", "{}")
    change(folder / "qaf.yaml", "      - {id: in-london, name: London}\n",
           f"      - {{id: in-london, name: London}}\n{halves}")  # fmt: skip
    change(folder / "areas" / "front-door.yaml", "    counted_in: referrals\n",
           "    counted_in: referrals\n    breakdowns: [government-region]\n")  # fmt: skip
    ran = qaf(folder, "ingest", "--dry-run", real_data / REFERRALS)
    assert ran.code == 0, ran.err
    assert ran.err.count("QAF527") == told
    assert "632" not in ran.err and "738" not in ran.err


def test_london_and_its_halves_as_members_of_a_comparator(folder, real_data):
    members = "    members: [{code: London}, {code: Inner London}, {code: Outer London}, {code: North West}]\n"
    settings = folder / "qaf.yaml"
    declared = "  - id: regions\n    method: pooled\n" + members
    settings.write_text(settings.read_text(encoding="utf-8") + declared, "utf-8")
    text = CHANGED.replace("series: own", "series: regions/*").replace("new_la_code", "geographic_level")
    recipe_of_referrals(folder).write_text(text.format(codes="Regional") + "places: {column: region_name}\n", "utf-8")
    ran = qaf(folder, "ingest", real_data / REFERRALS)
    assert ran.code == 0, ran.err
    assert "The numbers of `Inner London` and `Outer London` add up to those of `London`" in ran.err
    assert "warning QAF531" in ran.err
