"""`qaf adopt` by the front door, from a small catalogue."""

import os
import tempfile

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf
from small_catalogue import AREA, adopting_folder, small_catalogue


@pytest.fixture(autouse=True)
def shelf(tmp_path, monkeypatch):
    root = small_catalogue(tmp_path / "catalogue")
    monkeypatch.setattr("qaf.workspace.shipped.shipped_folder", lambda _: root)
    return root


@pytest.fixture
def folder(tmp_path):
    return adopting_folder(tmp_path / "our folder, é")


def area(folder):
    return (folder / "areas/domestic-abuse.yaml").read_text(encoding="utf-8")


def test_it_says_what_was_adopted_what_was_left_out_and_how_to_bring_it(folder):
    ran = run_qaf("-C", folder, "adopt", "dv-stopped")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Adopted into areas/domestic-abuse.yaml:",
        "  measure `dv-stopped`: Families in which the violence has stopped",
        "Left out, because it names what this folder does not have:",
        "  `of` of `dv-stopped`: dv-referrals; until it is here, `base` says it in words",
        "  `shows` of `dv-stopped`: dv-stops",
        "  `shows` of `dv-stopped`: home-is-safe",
        "  `sources` of `dv-stopped`: dv-files",
        "  `sources` of `dv-stopped`: survey",
        "To bring along what it is a share of, the good statements and the sources: "
        "qaf adopt dv-stopped --with base,good,sources",
    ]
    again = run_qaf("-C", folder, "adopt", "dv-stopped", "--with", "base,good,sources")
    assert again.code == 0
    assert "Added `dv-referrals` to `of` of `dv-stopped`." in again.out
    assert "Here already: measure `dv-stopped` in areas/domestic-abuse.yaml." in again.out
    checked = run_qaf("-C", folder, "validate", "--ignore", "QAF3", "--strict")
    assert checked.code == 0, checked.out


def test_twice_is_once(folder):
    run_qaf("-C", folder, "adopt", "dv-asked", "--with", "good")
    before = area(folder)
    ran = run_qaf("-C", folder, "adopt", "dv-asked", "--with", "good")
    assert ran.code == 0
    assert ran.out.splitlines() == [
        "Here already: measure `dv-asked` in areas/domestic-abuse.yaml.",
        "There is nothing to change.",
    ]
    assert area(folder) == before
    diff = run_qaf("-C", folder, "adopt", "dv-asked", "--diff")
    assert (diff.out, diff.err) == ("", "There is nothing to change.\n")


def test_the_diff_of_a_commented_file_shows_the_lines_and_writes_nothing(folder):
    ran = run_qaf("-C", folder, "adopt", "dv-stops", "--diff")
    assert ran.code == 0
    assert ran.err == "Nothing was written.\n"
    assert ran.out == (
        "--- a/areas/domestic-abuse.yaml\n"
        "+++ b/areas/domestic-abuse.yaml\n"
        "@@ -2,6 +2,13 @@\n"
        " name: Domestic abuse   # our word for it\n"
        " group: practice\n"
        " based_on: domestic-violence\n"
        "+\n"
        "+good:\n"
        "+  - id: dv-stops\n"
        "+    kind: outcome\n"
        "+    text: 'The violence stops: for good.'\n"
        "+    cite: Module 2\n"
        "+    based_on: dv-stops\n"
        " \n"
        " measures:\n"
        "   # The oldest one.\n"
    )
    assert area(folder) == AREA


def test_an_area_tells_what_to_choose_next(tmp_path):
    root = build_tree(tmp_path / "empty", {"qaf.yaml": MINIMAL_SETTINGS})
    ran = run_qaf("-C", root, "adopt", "domestic-violence")
    assert ran.code == 0
    assert "Adopted into areas/domestic-violence.yaml:\n  area `domestic-violence`: Domestic violence\n" in ran.out
    assert "  `within` of `domestic-violence`: risks (`qaf adopt risks`, then add it by hand)\n" in ran.out
    assert (
        "Next, choose two or three measures for `domestic-violence`, outcomes first:\n  outcome `dv-stopped`" in ran.out
    )
    assert ran.out.endswith(
        "The catalogue also has 1 good statement, 1 source and 1 question for `domestic-violence`: "
        "qaf adopt domestic-violence --with good,sources,questions\n"
    )
    assert run_qaf("-C", root, "validate", "--ignore", "QAF3", "--strict").code == 0


def test_a_taken_id_is_told(tmp_path):
    root = adopting_folder(tmp_path / "x", areas__other="name: X\ngroup: wider\nwhy: y\nid: dv-asked\n")
    (root / "areas/other.yaml").rename(root / "areas/dv-asked.yaml")
    ran = run_qaf("-C", root, "adopt", "dv-asked")
    assert "`dv-asked-2`: Children who say that they are safer (the id `dv-asked` is taken)" in ran.out


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["dv-stoped"], 2, "Did you mean `dv-stopped`?"),
        (["spring-audit"], 2, "`spring-audit` is an activity of the catalogue, and that cannot be adopted."),
        (["dv-asked", "--into", "domestic-abus"], 2, "Did you mean `domestic-abuse`?"),
        (["dv-asked", "--into", "../../x"], 2, "There is no area `../../x` in this folder."),
        (["😀\"'"], 2, "There is no entry `😀\"'` in the catalogue."),
        (["dv-asked", "--with", "base,goods"], 2, "Did you mean `good`?"),
        (["decent-homes"], 2, "Say with --into which area gets it"),
        (["dv-steps"], 1, "areas/domestic-abuse.yaml:18:11: error QAF110"),
        ([], 2, "Missing argument"),
    ],
)
def test_a_wish_that_cannot_be_met_is_explained(folder, arguments, code, words):
    ran = run_qaf("-C", folder, "adopt", *arguments)
    assert ran.code == code
    assert ran.out == ""
    assert words in ran.err
    assert area(folder) == AREA


def test_a_file_with_a_syntax_error_is_shown_and_left(tmp_path):
    broken = "name: Domestic abuse\ngroup: [practice\nbased_on: domestic-violence\n"
    root = adopting_folder(tmp_path / "x", **{"areas__domestic-abuse": broken})
    ran = run_qaf("-C", root, "adopt", "dv-asked", "--into", "domestic-abuse")
    assert ran.code == 1
    assert "areas/domestic-abuse.yaml:3:9: error QAF002" in ran.err
    assert "areas/domestic-abuse.yaml cannot be read. Nothing was changed." in ran.err
    assert area(root) == broken


def test_a_folder_that_cannot_be_written_to_is_left(folder, monkeypatch):
    def refuse(**_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    ran = run_qaf("-C", folder, "adopt", "dv-asked", "housing")
    assert ran.code == 2
    assert "domestic-abuse.yaml: permission denied. Nothing was changed." in ran.err
    assert area(folder) == AREA
    assert sorted(os.listdir(folder / "areas")) == ["domestic-abuse.yaml"]


def test_without_a_folder_it_does_not_start(tmp_path):
    ran = run_qaf("-C", tmp_path, "adopt", "dv-asked")
    assert ran.code == 2
    assert "There is no qaf.yaml" in ran.err


def test_a_read_only_file_is_left_and_the_others_with_it(folder):
    files = {path: path.read_bytes() for path in folder.rglob("*.yaml")}
    (folder / "areas/domestic-abuse.yaml").chmod(0o444)
    ran = run_qaf("-C", folder, "adopt", "dv-stopped", "--with", "base,good,sources")
    assert ran.code == 2
    assert "domestic-abuse.yaml: permission denied. Nothing was changed." in ran.err
    assert {path: path.read_bytes() for path in folder.rglob("*.yaml")} == files
    assert run_qaf("-C", folder, "adopt", "dv-stopped", "--diff").code == 0


def test_a_folder_without_areas_is_told_to_adopt_the_area_first(tmp_path):
    folder = build_tree(tmp_path / "bare", {"qaf.yaml": MINIMAL_SETTINGS})
    ran = run_qaf("-C", folder, "adopt", "dv-stopped")
    assert ran.code == 2
    assert "The folder has no areas yet, and measure `dv-stopped` belongs to area `domestic-violence` (" in ran.err
    assert "Adopt the area first: `qaf adopt domestic-violence`." in ran.err
    assert "--into" not in ran.err
