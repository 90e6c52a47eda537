"""`qaf data` by the front door: figures are shown and written out protected, and an import can be taken back."""

from __future__ import annotations

import csv
import io
import json
import re

import openpyxl
import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

SETTINGS = (
    MINIMAL_SETTINGS
    + """\
marking_operational: "OFFICIAL-SENSITIVE"
breakdowns:
  - id: locality
    name: Locality
    parts: all
    categories: [{id: north}, {id: south}, {id: west}, {id: east}, {id: coast}]
comparators:
  - {id: england, name: England, cite: Department for Education}
  - {id: neighbours, name: Neighbours, method: mean, members: [{code: E08000009}]}
"""
)
AREA = """\
name: Front door
group: practice
measures:
  - {id: referrals, kind: quantity, text: Referrals, unit: count, breakdowns: [locality]}
  - {id: repeat-referrals, kind: quality, text: Repeat referrals, unit: percent, of: referrals}
  - {id: plans, kind: quantity, text: Plans, unit: count}
"""
HEADER = "measure,period,series,breakdown,category,numerator,denominator,value,note\n"
FIRST = """\
referrals,2023/24,own,,,,,1900,
referrals,2024/25,own,,,,,1879,
referrals,2024/25,own,locality,north,,,1000,
referrals,2024/25,own,locality,east,,,400,
referrals,2024/25,own,locality,coast,,,400,
referrals,2024/25,own,locality,south,,,3,"=HYPERLINK(""http://x"")"
referrals,2024/25,own,locality,west,,,76,
referrals,2024/25 Q1,england,,,,,2,
repeat-referrals,2024/25,own,,,339,1879,18.0,
repeat-referrals,2024/25,neighbours/E08000009,,,,,x,not collected
"""
SECOND = "referrals,2024/25,own,,,,,1880,\nplans,2024/25,own,,,,,40,\n"


def take_in(folder, rows, name, *options):
    file = folder.parent / name
    file.write_text(HEADER + rows, encoding="utf-8")
    ran = run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", file, *options)
    assert ran.code == 0, ran.err
    return re.search(r"import ([0-9a-f]{10})", ran.out)[1]


def data(folder, *arguments, **more):
    return run_qaf("--as-at", "2026-06-15", "-C", folder, "data", *arguments, **more)


@pytest.fixture
def folder(tmp_path):
    folder = build_tree(tmp_path / "folder", {"qaf.yaml": SETTINGS, "areas/front-door.yaml": AREA})
    take_in(folder, FIRST, "first.csv")
    return folder


def bytes_of(folder):
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def csv_rows(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


# show --------------------------------------------------------------------------------------------------------------


def test_figures_are_shown_protected_with_what_their_symbols_mean(folder):
    before = bytes_of(folder)
    ran = data(folder, "show")
    assert ran.code == 0, ran.err
    assert re.search(r"^2024/25 +own +locality +south +c$", ran.out, re.M)
    assert re.search(r"^2024/25 +own +locality +west +c$", ran.out, re.M), "with it the other could be told"
    assert re.search(r"^2024/25 +own +339 +1879 +18\.0$", ran.out, re.M)
    assert "c: withheld to protect people." in ran.out
    assert "x: not available." in ran.out
    assert "10 figures." in ran.out
    assert "profile `dfe`" in ran.out
    assert "note 1: not collected" in ran.out
    assert "HYPERLINK" not in ran.out, "a note beside a hidden number is hidden with it"
    assert bytes_of(folder) == before


@pytest.mark.parametrize(
    ("options", "count"),
    [
        (["referrals"], 8),
        (["referrals", "--period", "2024/25"], 7),
        (["--period", "2024/25 Q1"], 1),
        (["--series", "own"], 8),
        (["--series", "neighbours"], 1),
        (["--series", "neighbours/E08000009"], 1),
        (["--breakdown", "locality"], 5),
        (["--breakdown", "whole"], 5),
        (["plans"], 0),
    ],
)
def test_only_figures_that_are_asked_for_are_shown(folder, options, count):
    assert len(json.loads(data(folder, "show", *options, "--format", "json").out)["figures"]) == count


def test_every_format_holds_the_same_figures(folder):
    found = json.loads(data(folder, "show", "--format", "json").out)
    assert found["format"] == "qaf-figures/1"
    assert found["symbols"]["c"] == "withheld to protect people"
    south = next(figure for figure in found["figures"] if figure["category"] == "south")
    assert (south["value"], south["numerator"], south["published"]) == ("c", None, False)
    rows = csv_rows(data(folder, "show", "--format", "csv").out)
    assert [row["value"] for row in rows] == [figure["value"] for figure in found["figures"]]
    assert ",".join(rows[0]) == (
        "measure,period,series,breakdown,category,grade,point,rater,numerator,denominator,value,note"
    )
    markdown = data(folder, "show", "--format", "md").out
    assert "| referrals | 2024/25 | own | locality | south |" in markdown
    assert markdown.count("\n| ") == len(rows) + 1


def test_raw_figures_are_marked_in_every_format(folder):
    words = "Not for sharing: figures as they were taken in, small numbers included. OFFICIAL-SENSITIVE"
    table = data(folder, "show", "--internal").out
    assert table.startswith(words + "\n") and table.endswith(words + "\n")
    assert re.search(r"^2024/25 +own +locality +south +3 ", table, re.M)
    markdown = data(folder, "show", "--internal", "--format", "md").out
    assert markdown.startswith(words) and markdown.endswith(words + "\n")
    rows = csv_rows(data(folder, "show", "--internal", "--format", "csv").out)
    assert {row["marking"] for row in rows} == {words}
    assert next(row for row in rows if row["category"] == "south")["value"] == "3"
    found = json.loads(data(folder, "show", "--internal", "--format", "json").out)
    assert found["marking"] == words
    assert next(row for row in found["figures"] if row["category"] == "south")["value"] == "3"
    assert "Not for sharing" not in data(folder, "show").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["referals"], "Did you mean `referrals`?"),
        (["--series", "engalnd"], "Did you mean `england`?"),
        (["--breakdown", "localty"], "Did you mean `locality`?"),
        (["--period", "2024/26"], "The period given with --period cannot be read"),
        (["--imports", "--revisions"], "Ask for one of them at a time."),
    ],
)
def test_what_does_not_exist_is_told_with_a_near_miss(folder, arguments, said):
    ran = data(folder, "show", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_a_folder_without_figures_says_how_to_begin(tmp_path):
    folder = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS})
    ran = data(folder, "show")
    assert ran.code == 0
    assert "Nothing has been taken in yet: `qaf ingest`" in ran.out
    assert data(folder, "show", "--format", "csv").out.startswith("measure,period")
    assert json.loads(data(folder, "show", "--format", "json").out)["figures"] == []
    assert data(folder, "show", "--revisions").code == data(folder, "show", "--imports").code == 0
    assert not (folder / "data").exists()


def test_revisions_are_listed_without_old_numbers_unless_asked_for(folder):
    second = take_in(folder, SECOND, "second.csv", "--restates")
    shown = data(folder, "show", "--revisions").out
    assert re.search(rf"^2024/25 +own +[0-9a-f]{{10}} +{second} +2026-06-15$", shown, re.M)
    assert "1 figure was replaced" in shown
    assert "1879" not in shown
    assert "Old numbers are not shown" in shown
    internal = json.loads(data(folder, "show", "--revisions", "--internal", "--format", "json").out)
    assert internal["marking"].startswith("Not for sharing")
    assert [row["value"] for row in internal["revisions"]] == ["1879"]
    assert json.loads(data(folder, "show", "plans", "--revisions", "--format", "json").out)["revisions"] == []


def test_imports_are_listed(folder):
    second = take_in(folder, SECOND, "second.csv", "--restates")
    rows = csv_rows(data(folder, "show", "--imports", "--format", "csv").out)
    assert [(row["file"], row["on"], row["figures that count"]) for row in rows] == [
        ("first.csv", "2026-06-15", "9"),
        ("second.csv", "2026-06-15", "2"),
    ]
    assert (rows[1]["import"], rows[1]["restates"]) == (second, rows[0]["import"])


def test_damaged_figures_are_told_and_not_written_out(folder):
    (stored,) = (folder / "data/imports").iterdir()
    stored.write_bytes(stored.read_bytes().replace(b"1900", b"19 00"))
    assert "Some stored figures are damaged" in data(folder, "show").err
    ran = data(folder, "export", "--out", folder.parent / "out")
    assert ran.code == 2
    assert "`qaf validate`" in ran.err
    assert not (folder.parent / "out").exists()


# export ------------------------------------------------------------------------------------------------------------


def test_export_writes_a_tidy_file_and_a_workbook_that_explains_itself(folder, tmp_path):
    out = tmp_path / "out"
    ran = data(folder, "export", "--out", out)
    assert ran.code == 0, ran.err
    assert ran.out == f"{out / 'figures.csv'}\n{out / 'figures.xlsx'}\n"
    rows = csv_rows((out / "figures.csv").read_text(encoding="utf-8"))
    assert {(row["category"], row["value"]) for row in rows} >= {("south", "c"), ("north", "1000")}
    book = openpyxl.load_workbook(out / "figures.xlsx")
    assert book.sheetnames == ["Figures", "Measures", "Notes"]
    notes = {row[0]: row[1] for row in book["Notes"].iter_rows(values_only=True)}
    assert notes["c"] == "In place of a number: withheld to protect people."
    assert notes["x"] == "In place of a number: not available."
    assert "It is not zero" in notes["an empty cell"]
    assert "from 1 to 5 are withheld" in notes["How small numbers are protected"]
    assert notes["As at"] == "15 June 2026"


def test_what_was_exported_can_be_taken_in_elsewhere(folder, tmp_path):
    data(folder, "export", "--to", "csv", "--out", tmp_path / "out")
    other = build_tree(tmp_path / "other", {"qaf.yaml": SETTINGS, "areas/front-door.yaml": AREA})
    ran = run_qaf("-C", other, "--as-at", "2026-06-15", "ingest", tmp_path / "out/figures.csv")
    assert ran.code == 0, ran.err
    shown = [data(one, "show", "--format", "csv").out for one in (folder, other)]
    assert shown[0] == shown[1]


def test_export_goes_to_the_build_folder_and_refuses_other_formats(folder, tmp_path):
    ran = data(folder, "export", "--to", " CSV ", cwd=tmp_path)
    assert ran.code == 0, ran.err
    assert [path.name for path in (tmp_path / "build/northmoor").iterdir()] == ["figures.csv"]
    for to, said in (("xls", "It is `csv` or `xlsx`."), (",", "--to names no format")):
        refused = data(folder, "export", "--to", to)
        assert refused.code == 2
        assert said in refused.err


def test_nothing_to_export_is_told(tmp_path):
    folder = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS})
    ran = data(folder, "export", "--out", tmp_path / "out")
    assert ran.code == 2
    assert "There are no figures to write out." in ran.err
    assert not (tmp_path / "out").exists()


# undo --------------------------------------------------------------------------------------------------------------


def test_an_import_is_taken_back_as_if_it_had_never_come(folder):
    before = bytes_of(folder)
    second = take_in(folder, SECOND, "second.csv", "--restates")
    ran = data(folder, "undo", second)
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == [
        f"Import {second} (second.csv) was taken back.",
        "  1 figure goes: plans 2024/25 own.",
        "  1 figure comes back from an earlier import: referrals 2024/25 own.",
    ]
    assert bytes_of(folder) == before


def test_the_first_import_is_taken_back_under_a_later_one(folder):
    first = json.loads(data(folder, "show", "--imports", "--format", "json").out)["imports"][0]["import"]
    take_in(folder, SECOND, "second.csv", "--restates")
    ran = data(folder, "undo", first)
    assert ran.code == 0, ran.err
    assert "9 figures go: referrals 2023/24 own," in ran.out
    assert "and 4 more." in ran.out
    rows = csv_rows(data(folder, "show", "--format", "csv").out)
    assert [(row["measure"], row["value"]) for row in rows] == [("plans", "40"), ("referrals", "1880")]
    assert not any(number in ran.out for number in ("1900", "1000", "339"))


def test_a_dry_run_of_undo_writes_nothing(folder):
    (stored,) = (folder / "data/imports").iterdir()
    before = bytes_of(folder)
    ran = data(folder, "undo", stored.stem, "--dry-run")
    assert ran.code == 0
    assert "would be taken back (dry run: nothing was written)" in ran.out
    assert bytes_of(folder) == before


def test_an_unknown_import_is_refused(folder):
    (stored,) = (folder / "data/imports").iterdir()
    before = bytes_of(folder)
    ran = data(folder, "undo", stored.stem[:-1] + "z")
    assert (ran.code, ran.out) == (2, "")
    assert f"Did you mean `{stored.stem}`?" in ran.err
    by_name = data(folder, "undo", "first.csv")
    assert f"That file came in as `{stored.stem}`" in by_name.err
    assert bytes_of(folder) == before


def test_what_was_taken_back_can_come_in_again(folder):
    (stored,) = (folder / "data/imports").iterdir()
    data(folder, "undo", stored.stem)
    assert "Nothing has been taken in yet" in data(folder, "show").out
    assert take_in(folder, FIRST, "first.csv") == stored.stem
    assert "10 figures." in data(folder, "show").out
