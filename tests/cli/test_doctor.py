from __future__ import annotations

import json

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

AREA = """\
name: Front door
group: practice
measures:
  - id: referrals
    kind: quantity
    text: Referrals
    unit: count
    counts: events
    frequency: quarterly
    ready_after: 6w
  - id: visits
    kind: quantity
    text: Visits
    unit: count
    counts: events
    frequency: on_event
"""
RECIPE = """\
file: "{name}*.csv"
period: {{column: Quarter}}
measures: [{{measure: {measure}, value: n}}]
"""


@pytest.fixture
def folder(tmp_path):
    recipes = {
        f"imports/{name}.yaml": RECIPE.format(name=name, measure=measure)
        for name, measure in (("quarterly", "referrals"), ("events", "visits"), ("unused", "visits"))
    }
    root = build_tree(tmp_path / "ours", {"qaf.yaml": MINIMAL_SETTINGS, "areas/front-door.yaml": AREA, **recipes})
    for name in ("quarterly", "events"):
        build_tree(tmp_path, {f"{name}-1.csv": "Quarter,n\n2025/26 Q3,50\n"})
        ran = run_qaf("-C", root, "--as-at", "2026-01-31", "ingest", tmp_path / f"{name}-1.csv")
        assert ran.code == 0, ran.err
    return root


def checks(folder, as_at="2026-02-01"):
    ran = run_qaf("-C", folder, "--as-at", as_at, "doctor", "--format", "json")
    return ran.code, {(each["about"], each["name"]): each for each in json.loads(ran.out)["checks"]}


def on_disk(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_recipe_is_late_when_frequency_and_ready_after_have_passed(folder):
    for as_at, state in (("2026-06-11", "fine"), ("2026-06-12", "look")):
        code, found = checks(folder, as_at)
        assert code == 0
        assert found["recipes", "quarterly"]["state"] == state
    assert found["recipes", "quarterly"]["what"] == (
        "last run as at 2026-01-31; by `referrals` the next was due by 2026-06-11"
    )
    assert found["recipes", "events"] == {
        "about": "recipes", "name": "events", "state": "fine", "what": "last run as at 2026-01-31",
    }  # fmt: skip
    assert found["recipes", "unused"]["what"] == "it has never run"


def test_what_killed_runs_left_is_listed_and_nothing_is_changed(folder):
    (folder / "areas" / ".front-door.yaml.x1.aside").write_text("half")
    (folder / "data" / "imports" / "0123456789.csv").write_text("half")
    with (folder / "data" / "front-door.csv").open("a") as view:
        view.write("by hand\n")
    build_tree(folder / "inner", {"qaf.yaml": "", ".theirs.aside": ""})
    before = on_disk(folder)
    code, found = checks(folder)
    assert code == 0
    names = [name for about, name in found if about == "figures" and found[about, name]["state"] == "look"]
    assert [name.removeprefix(f"{folder}/") for name in names] == [
        "areas/.front-door.yaml.x1.aside", "data/front-door.csv", "data/imports/0123456789.csv",
    ]  # fmt: skip
    assert on_disk(folder) == before


def test_a_damaged_store_is_broken(folder):
    ledger = folder / "data" / "imports.csv"
    ledger.write_text(ledger.read_text().replace("order", "ordre"))
    code, found = checks(folder)
    assert code == 1
    assert found["figures", str(folder / "data")]["state"] == "broken"


def test_settings_that_cannot_be_read_are_broken(folder):
    (folder / "qaf.yaml").write_text("schema: [")
    code, found = checks(folder)
    assert code == 1
    assert found["folder", "qaf.yaml"]["state"] == "broken"


def test_without_a_folder_it_says_what_is_installed(tmp_path):
    ran = run_qaf("-C", tmp_path, "--as-at", "2026-02-01", "doctor")
    assert ran.code == 0
    assert "no framework folder here" in ran.out
    assert "Python 3" in ran.out
    assert ran.out.endswith("As at 2026-02-01. Nothing is broken; 1 thing to look at.\n")


def test_a_program_that_is_missing_says_what_it_is_for(tmp_path):
    ran = run_qaf("-C", tmp_path, "doctor", "--format", "md", environment={"PATH": str(tmp_path)})
    assert ran.code == 0
    assert "| qaf | git | missing | not found; it is for which commit a page was made from, and history |" in ran.out


def test_a_lock_that_another_run_holds_is_told(folder):
    from qaf.workspace.leftovers import lock_is_held
    from qaf.workspace.store import locked

    assert not lock_is_held(folder / "data")
    with locked(folder / "data"):
        assert lock_is_held(folder / "data")
        assert "another run is writing" in run_qaf("-C", folder, "doctor").out.replace("\n", " ")
    assert not lock_is_held(folder / "data")
