"""Editions and operational packs, by the front door: what is recorded, what is refused, and what never gets out."""

from __future__ import annotations

import csv
import io
import json

import pytest
from helpers import build_tree, run_qaf

AS_AT = ("--as-at", "2026-06-15")
SETTINGS = """\
schema: 2
organisation: {id: northmoor, name: Northmoor, kind: organisation}
marking: OFFICIAL
marking_operational: SENSITIVE-ONLY-HERE
"""
AREA = """\
name: Front door
group: practice
priority: 1
owner: head
why: Because children come back.
measures:
  - {id: seen, kind: quantity, text: Children seen, unit: count, counts: WHO, key: true}
  - {id: homes, kind: quantity, text: Homes visited, unit: count, counts: things}
  - {id: calls, kind: quantity, text: Calls, unit: count, counts: things}
"""
GOVERNANCE = """\
bodies:
  - {id: board, name: The board, role: scrutiny}
  - {id: duty-team, name: Duty team, role: frontline_team, sees: operational}
posts:
  - {id: head, name: Head of service}
"""
FIGURES = "measure,period,value\nseen,2025/26,4\nseen,2024/25,41\nhomes,2025/26,9071\ncalls,2026-05,9072\n"
OUTSIDE_CI = {"CI": None, "GITHUB_ACTIONS": None}
KNOWN = "known:\n  - {figure: {measure: seen, period: 2025/26}, why: Printed too early, by: head, on: 2026-05-20}\n"


@pytest.fixture
def folder(tmp_path):
    return folder_with(tmp_path)


def folder_with(path, settings=SETTINGS, who="children"):
    files = {"qaf.yaml": settings, "areas/front.yaml": AREA.replace("WHO", who), "governance.yaml": GOVERNANCE}
    built = build_tree(path / "folder", files)
    take_in(built, FIGURES)
    return built


def take_in(folder, text, *more):
    file = folder.parent / "figures.csv"
    file.write_text(text, encoding="utf-8")
    ran = run_qaf(*AS_AT, "-C", folder, "ingest", file, *more)
    assert ran.code == 0, ran.err


def report(folder, *more, out="out", environment=None):
    where = ("--out", folder.parent / out) if out else ()
    return run_qaf(
        *AS_AT,
        "-C",
        folder,
        "report",
        *where,
        *more,
        cwd=folder.parent,
        environment={**OUTSIDE_CI, **(environment or {})},
    )


def everything(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# editions ----------------------------------------------------------------------------------------------------------


def test_an_edition_holds_what_was_shown_and_nothing_else_of_the_folder_changes(folder):
    before = everything(folder)
    ran = report(folder, "--publish", "june")
    assert ran.code == 0, ran.err
    assert "published/june" in ran.err
    after = everything(folder)
    new = {path.as_posix() for path in after.keys() - before.keys()}
    assert new == {"published/june/figures.csv", "published/june/book.json"}
    assert {path: after[path] for path in before} == before
    rows = list(csv.DictReader(io.StringIO((folder / "published/june/figures.csv").read_text(encoding="utf-8"))))
    shown = {(row["measure"], row["period"]): row["value"] for row in rows}
    assert shown == {("seen", "2025/26"): "c", ("seen", "2024/25"): "41", ("homes", "2025/26"): "9071"}
    (import_id,) = (path.stem for path in (folder / "data" / "imports").iterdir())
    assert {(row["import"], row["profile"]) for row in rows} == {(import_id, "dfe")}
    said = json.loads((folder / "published/june/book.json").read_text(encoding="utf-8"))
    assert (said["period"], said["as_at"], said["forms"]) == ("2025/26", "2026-06-15", ["book"])
    assert said["withheld"] == {"in_figures": 1, "in_book": 1}
    assert report(folder, "--publish", "july").code == 0
    july = (folder / "published/july/book.json").read_text(encoding="utf-8").replace("july", "june")
    assert july == (folder / "published/june/book.json").read_text(encoding="utf-8")
    assert (folder / "published/july/figures.csv").read_bytes() == (folder / "published/june/figures.csv").read_bytes()


def test_what_is_out_is_never_changed(folder):
    assert report(folder, "--publish", "june").code == 0
    before = everything(folder)
    ran = report(folder, "--publish", "june", out="other")
    assert ran.code == 1 and "`june` already" in ran.err
    assert everything(folder) == before and not (folder.parent / "other").exists()


@pytest.mark.parametrize("name", ["June", "../june", "june 26", "", "-june", "june\n", "a" * 61, "own"])
def test_a_name_that_is_no_id_is_refused(folder, name):
    ran = report(folder, "--publish", name)
    assert ran.code == 2 and ran.err
    assert not (folder / "published").exists() and not (folder.parent / "out").exists()


def test_a_folder_with_errors_publishes_nothing(folder):
    (folder / "areas" / "wider.yaml").write_text("name: Wider\ngroup: widr\n", encoding="utf-8")
    assert report(folder, "--publish", "june").code == 1
    assert not (folder / "published").exists() and not (folder.parent / "out").exists()


def test_a_book_that_cannot_be_written_leaves_no_edition(folder):
    (folder.parent / "out").write_text("a file", encoding="utf-8")
    assert report(folder, "--publish", "june").code == 2
    assert not (folder / "published").exists()


def test_an_edition_that_cannot_be_tied_is_refused_by_report_and_validate(folder):
    build_tree(folder, {"published/june/figures.csv": "measure,period,value\nseen,2025/26,4\n"})
    for ran in (
        report(folder),
        run_qaf(*AS_AT, "-C", folder, "validate"),
        run_qaf(*AS_AT, "-C", folder, "data", "show"),
    ):
        assert ran.code == 1
        said = ran.out + ran.err
        assert "QAF543" in said and "published/june/figures.csv" in said and "`import`" in said
    assert not (folder.parent / "out").exists()


def test_figures_in_no_edition_s_folder_are_not_passed_over(folder):
    build_tree(folder, {"published/figures.csv": "measure,period,value,import,profile\n"})
    ran = run_qaf(*AS_AT, "-C", folder, "validate")
    assert ran.code == 1 and "lies in no edition's folder" in ran.out


def test_what_an_edition_gives_back_is_owned_up_to_and_a_restated_figure_is_a_new_number(tmp_path):
    folder = folder_with(tmp_path, who="things")
    assert report(folder, "--publish", "june").code == 0
    area = folder / "areas" / "front.yaml"
    area.write_text(AREA.replace("WHO", "children"), encoding="utf-8")
    ran = report(folder, out="later")
    assert ran.code == 1 and "QAF541" in ran.err and "`june`" in ran.err and "published/june/known.yaml" in ran.err
    assert report(folder, "--publish", "july").code == 1 and not (folder / "published" / "july").exists()
    build_tree(folder, {"published/june/known.yaml": KNOWN})
    ran = report(folder, out="later")
    assert ran.code == 0, ran.err
    for name in ("book.md", "book.html"):
        page = (tmp_path / "later" / name).read_text(encoding="utf-8")
        assert "which is out already, gives back 1 figure" in page and "Head of service on 20 May 2026" in page
    (folder / "published/june/known.yaml").unlink()
    take_in(folder, "measure,period,value\nseen,2025/26,3\n", "--restates")
    ran = report(folder, out="later")
    assert ran.code == 0, ran.err


# operational packs -------------------------------------------------------------------------------------------------


def test_an_operational_pack_withholds_nothing_and_says_for_whom(folder):
    before = everything(folder)
    ran = report(folder, "--body", "duty-team", out="pack")
    assert ran.code == 0, ran.err
    assert everything(folder) == before
    html = (folder.parent / "pack" / "book.html").read_text(encoding="utf-8")
    markdown = (folder.parent / "pack" / "book.md").read_text(encoding="utf-8")
    for page in (html, markdown):
        assert "Operational pack for Duty team only" in page and "SENSITIVE-ONLY-HERE" in page.replace("\\", "")
        assert "This edition withholds nothing" in page
    assert html.count('<footer class="foot">') == html.count('<strong class="marking">SENSITIVE-ONLY-HERE</strong>') > 2
    assert "@bottom-left" in html and "SENSITIVE-ONLY-HERE" in html.partition("@bottom-left")[2][:60]
    assert "| 2025/26 | 4 |" in markdown and "Children seen: **4** in 2025/26" in markdown
    charts = list((folder.parent / "pack" / "book-charts").glob("*.svg"))
    assert all("SENSITIVE-ONLY-HERE" in chart.read_text(encoding="utf-8") for chart in charts)


@pytest.mark.parametrize(
    ("more", "out", "environment", "said"),
    [
        ((), "", {}, "--out"),
        ((), "folder/build", {}, "not written into a framework's folder"),
        ((), "folder/published/june", {}, "not written into a framework's folder"),
        (("--publish", "june"), "pack", {}, "cannot be published"),
        ((), "pack", {"CI": "true"}, "build server"),
        ((), "pack", {"GITHUB_ACTIONS": "true"}, "build server"),
    ],
)
def test_where_an_operational_pack_may_not_go(folder, more, out, environment, said):
    before = everything(folder.parent)
    ran = report(folder, "--body", "duty-team", *more, out=out, environment=environment)
    assert (ran.code, ran.out) == (1, "") and said in ran.err
    assert everything(folder.parent) == before


def test_without_its_marking_there_is_no_operational_pack(tmp_path):
    folder = folder_with(tmp_path, SETTINGS.replace("marking_operational: SENSITIVE-ONLY-HERE\n", ""))
    ran = report(folder, "--body", "duty-team", out="pack")
    assert ran.code == 1 and "qaf.yaml sets none" in ran.err and not (tmp_path / "pack").exists()


def test_other_bodies_have_the_protected_book_with_their_name_on_it(folder):
    assert report(folder, "--body", "board", environment={"CI": "true"}).code == 0
    page = (folder.parent / "out" / "book.md").read_text(encoding="utf-8")
    assert "Made for The board." in page and "SENSITIVE-ONLY-HERE" not in page and "[c]" in page.replace("\\", "")


def test_an_unknown_body_is_told_the_near_miss(folder):
    ran = report(folder, "--body", "duty-teem")
    assert ran.code == 2 and "Did you mean `duty-team`?" in ran.err


def test_a_pack_leaves_no_trace_in_a_later_protected_book(folder):
    assert report(folder, out="clean").code == 0
    assert report(folder, "--body", "duty-team").code == 0
    build_tree(folder.parent / "out" / ".book.killed.aside", {"new/book.html": "SENSITIVE-ONLY-HERE", "lock": ""})
    assert report(folder).code == 0
    assert everything(folder.parent / "out") == everything(folder.parent / "clean")
