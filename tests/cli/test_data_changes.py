"""`qaf data changes`: what changed in the figures since an edition, by the front door."""

from __future__ import annotations

import json

import pytest
from helpers import build_tree, run_qaf

AS_AT = ("--as-at", "2026-06-15")
SETTINGS = """\
schema: 2
organisation: {id: northmoor, name: Northmoor, kind: organisation}
"""
AREA = """\
name: Front door
group: practice
measures:
  - {id: seen, kind: quantity, text: Children seen, unit: count, counts: children}
  - {id: homes, kind: quantity, text: Homes visited, unit: count, counts: things}
"""
FIRST = "measure,period,value\nseen,2023/24,61\nseen,2024/25,c\nseen,2025/26,47\nhomes,2024/25,18\nhomes,2025/26,907\n"


@pytest.fixture
def folder(tmp_path):
    built = build_tree(tmp_path / "folder", {"qaf.yaml": SETTINGS, "areas/front.yaml": AREA})
    take_in(built, FIRST)
    publish(built, "june")
    return built


def take_in(folder, text, *more):
    file = folder.parent / "figures.csv"
    file.write_text(text, encoding="utf-8")
    ran = run_qaf(*AS_AT, "-C", folder, "ingest", file, *more)
    assert ran.code == 0, ran.err


def publish(folder, name, as_at="2026-06-15"):
    out = ("--out", folder.parent / "out")
    ran = run_qaf("--as-at", as_at, "-C", folder, "report", *out, "--publish", name, "--period", "2025/26")
    assert ran.code == 0, ran.err


def changes(folder, *more):
    return run_qaf(*AS_AT, "-C", folder, "data", "changes", *more)


def rows(folder, *more):
    ran = changes(folder, "--format", "json", *more)
    assert ran.code == 0, ran.err
    return [
        (row["change"], row["measure"], row["period"], row["was_value"], row["value"])
        for row in json.loads(ran.out)["changes"]
    ]


def test_nothing_changed(folder):
    ran = changes(folder, "--since", "june")

    assert ran.code == 0
    assert "Since the edition `june` nothing has changed in the figures: 5 figures are as it showed them." in ran.out


def test_each_kind_of_change(folder):
    new = ["seen,2023/24,4", "seen,2024/25,52", "homes,2025/26,911", "homes,2024/25,18.0", "homes,2026/27,70"]
    text = "\n".join(["measure,period,value", *new, ""])
    take_in(folder, text, "--restates")

    assert rows(folder) == [
        ("restated", "homes", "2025/26", "907", "911"),
        ("newly withheld", "seen", "2023/24", None, "c"),
        ("newly shown", "seen", "2024/25", "c", "52"),
        ("new", "homes", "2026/27", None, "70"),
    ]
    said = " ".join(changes(folder).out.split())
    assert "1 restated, 1 newly withheld, 1 newly shown and 1 new (all of later periods)." in said
    assert "2 figures are as it showed them." in said


def test_the_number_of_a_figure_that_is_withheld_now_is_nowhere(folder):
    take_in(folder, "measure,period,value\nseen,2023/24,4\n", "--restates")

    for wanted in ("table", "md", "csv", "json"):
        said = changes(folder, "--format", wanted).out
        assert "61" not in said.replace("16", "")
        assert "newly withheld" in said


def test_a_figure_that_is_gone_is_named_without_its_number(folder):
    listed = json.loads(run_qaf(*AS_AT, "-C", folder, "data", "show", "--imports", "--format", "json").out)
    take_in(folder, "measure,period,value\nseen,2023/24,61\nseen,2024/25,c\nseen,2025/26,47\n\n")
    undone = run_qaf(*AS_AT, "-C", folder, "data", "undo", listed["imports"][0]["import"])
    assert undone.code == 0, undone.err

    assert [row[:3] for row in rows(folder)] == [("gone", "homes", "2024/25"), ("gone", "homes", "2025/26")]
    assert "907" not in changes(folder).out


def test_old_numbers_are_not_repeated_under_another_profile(folder):
    settings = folder / "qaf.yaml"
    settings.write_text(SETTINGS + "disclosure: {profile: strict}\n", encoding="utf-8")
    take_in(folder, "measure,period,value\nhomes,2025/26,911\n", "--restates")

    assert ("restated", "homes", "2025/26", None, "911") in rows(folder)


def test_the_latest_edition_is_meant_where_none_is_named(folder):
    take_in(folder, "measure,period,value\nhomes,2025/26,911\n", "--restates")
    publish(folder, "board", as_at="2026-06-20")

    assert "Since the edition `board`" in changes(folder).out
    assert "1 restated" in changes(folder, "--since", "june").out


def test_an_edition_that_there_is_not(folder):
    ran = changes(folder, "--since", "jun")

    assert (ran.code, ran.out) == (2, "")
    assert "There is no edition `jun`." in ran.err
    assert "june" in ran.err


def test_no_edition_at_all(tmp_path):
    folder = build_tree(tmp_path / "folder", {"qaf.yaml": SETTINGS, "areas/front.yaml": AREA})
    ran = changes(folder)

    assert ran.code == 2
    assert "No edition is out" in ran.err
    assert "--publish" in ran.err


def test_a_damaged_edition_is_named(folder):
    (folder / "published/june/figures.csv").write_text("nonsense\n", encoding="utf-8")
    ran = changes(folder, "--since", "june")

    assert ran.code in (1, 2)
    assert "QAF543" in ran.err
