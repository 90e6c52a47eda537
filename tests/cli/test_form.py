"""`qaf form` by the front door: a sheet is made, filled in, and comes straight back through `qaf ingest`."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

SETTINGS = (
    MINIMAL_SETTINGS
    + """\
breakdowns:
  - id: team
    name: Team
    categories:
      - {id: east, name: East team}
      - {id: west, name: West team, until: 2025-03-31}
  - {id: site, name: Site, categories: [{id: mill, name: Mill Lane}, {id: east, name: East site}]}
members:
  - {id: county-police, name: County Police}
scales:
  - {id: grades, good_from: good, grades: [{id: poor, name: Poor}, {id: good, name: Good, means: All is there}]}
"""
)
AREA = """\
name: Neglect
group: practice
measures:
  - {id: plans, kind: quantity, text: Children on a plan, unit: count, frequency: quarterly, breakdowns: [team, site]}
  - {id: seen, kind: quality, text: Children seen, unit: percent, of: plans, frequency: quarterly, breakdowns: [team]}
  - {id: hours, kind: quality, text: Hours of visits, unit: mean, base: visits, frequency: monthly}
  - {id: log, kind: quantity, text: Alerts, unit: count, counts: events, ready_after: 10w, supplied_by: [county-police]}
  - {id: audit, kind: quality, text: Audit grades, unit: shares, scale: grades, counts: cases, frequency: six_monthly}
  - {id: view, kind: quality, text: Our own judgement, unit: grade, scale: grades, frequency: annual}
  - id: told
    kind: outcome
    text: What parents answered
    unit: shares
    scale: grades
    counts: parents
    asked: Are things better at home?
    base: parents asked
  - id: safer
    kind: outcome
    text: Children who are safer
    unit: before_after
    scale: grades
    base: children whose plan ended
    follow_up: [closure, 6m]
    breakdowns: [site]
  - {id: moved-on, kind: outcome, text: Change in plans, unit: change}
  - {id: later, kind: quantity, text: Not collected yet, unit: count, breakdowns: [team], status: planned}
"""


@pytest.fixture
def folder(tmp_path):
    return build_tree(tmp_path / "folder", {"qaf.yaml": SETTINGS, "areas/neglect.yaml": AREA})


def qaf(folder, *words, as_at="2026-06-15"):
    return run_qaf("--as-at", as_at, *words, cwd=folder)


def make(folder, *words, **more):
    """Make a form and give its path."""
    ran = qaf(folder, "form", *words, **more)
    assert ran.code == 0, ran.err
    (name,) = ran.out.splitlines()
    return folder / name


def rows(path):
    """The rows of a form as dicts."""
    if path.suffix == ".csv":
        return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    header, *body = openpyxl.load_workbook(path)["Figures"].iter_rows(values_only=True)
    filled = [["" if cell is None else str(cell) for cell in row] for row in body]
    return [dict(zip(header, row, strict=True)) for row in filled if any(row)]


def fill(path, numbers):
    """Fill a form in: `numbers` gives for (category, grade, point, rater) the cells of a row."""
    wanted = dict(numbers)
    if path.suffix == ".csv":
        table = rows(path)
        for row in table:
            row.update(wanted.pop(tuple(row[name] for name in ("category", "grade", "point", "rater")), {}))
        out = io.StringIO()
        writer = csv.DictWriter(out, table[0])
        writer.writeheader()
        writer.writerows(table)
        path.write_text(out.getvalue(), encoding="utf-8")
    else:
        book = openpyxl.load_workbook(path)
        sheet = book["Figures"]
        place = {cell.value: cell.column for cell in sheet[1]}
        for number in range(2, sheet.max_row + 1):
            names = ("category", "grade", "point", "rater")
            key = tuple(sheet.cell(number, place[name]).value or "" for name in names)
            if sheet.cell(number, 1).value:
                for name, value in wanted.pop(key, {}).items():
                    assert not sheet.cell(number, place[name]).protection.locked
                    sheet.cell(number, place[name]).value = value
        book.save(path)
    assert not wanted, "the form has no such row"


def stored(folder):
    ran = qaf(folder, "data", "show", "--internal", "--format", "csv")
    return [
        tuple(row[name] for name in ("category", "grade", "point", "rater", "numerator", "denominator", "value"))
        for row in csv.DictReader(io.StringIO("\n".join(ran.out.splitlines()))) if row.get("measure")
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_form_comes_back_as_it_was_filled_in(folder, ending):
    path = make(folder, "seen", "--to", ending)
    assert path.name == f"form-seen-2025_26-Q4.{ending}"
    fill(path, {("", "", "", ""): {"numerator": 40, "denominator": 52}, ("east", "", "", ""): {"value": "c"}})
    ran = qaf(folder, "ingest", path)
    assert (ran.code, ran.err) == (0, "")
    assert "2 figures new" in ran.out
    assert stored(folder) == [("", "", "", "", "40", "52", ""), ("east", "", "", "", "", "", "c")]
    assert "taken in already" in qaf(folder, "ingest", path).out


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_form_of_ratings_before_and_after(folder, ending):
    path = make(folder, "safer", "--to", ending)
    table = rows(path)
    assert {row["rater"] for row in table} == {"professional", "child", "parent"}
    assert {(row["period"], row["point"]) for row in table} == {("2025/26", "closure"), ("2024/25", "6m")}
    assert {row["grade"] for row in table if row["point"] == "6m"} >= {"sustained", "not_rated"}
    results = {"improved": 30, "same": 12, "worse": 8}
    numbers = {("", grade, "closure", "parent"): {"numerator": n, "denominator": 50} for grade, n in results.items()}
    fill(path, {**numbers, ("mill", "sustained", "6m", "child"): {"numerator": 9, "denominator": 11}})
    ran = qaf(folder, "ingest", path)
    assert (ran.code, ran.err) == (0, "")
    assert ("mill", "sustained", "6m", "child", "9", "11", "") in stored(folder)
    assert len(stored(folder)) == 4


def test_a_reason_goes_into_a_free_row(folder):
    path = make(folder, "safer")
    book = openpyxl.load_workbook(path)
    sheet = book["Figures"]
    last = len(rows(path)) + 2
    given = ("safer", "2025/26", "own", None, None, "not_rated/moved-away", "closure", "child", 3, 20)
    for column, value in enumerate(given, start=1):
        assert not sheet.cell(last, column).protection.locked
        sheet.cell(last, column).value = value
    book.save(path)
    assert qaf(folder, "ingest", path).code == 0
    assert stored(folder) == [("", "not_rated/moved-away", "closure", "child", "3", "20", "")]


def test_a_survey_has_a_row_for_each_grade(folder):
    path = make(folder, "told", "--to", "xlsx")
    assert [row["grade"] for row in rows(path)] == ["poor", "good"]
    notes = {row[0]: row[1] for row in openpyxl.load_workbook(path)["Notes"].iter_rows(values_only=True)}
    assert "Asked: Are things better at home?" in notes["told"]
    assert "of how many (of: parents asked)" in notes["told"]
    assert notes["told: good"] == "Good: All is there"
    fill(path, {("", grade, "", ""): {"numerator": n, "denominator": 60} for grade, n in (("poor", 20), ("good", 40))})
    assert qaf(folder, "ingest", path).code == 0


def test_what_is_protected_and_what_is_offered(folder):
    book = openpyxl.load_workbook(make(folder, "view"))
    sheet = book["Figures"]
    assert book.sheetnames == ["Figures", "Notes", "Lists"]
    assert all(book[name].protection.sheet and book[name].sheet_state == "visible" for name in book.sheetnames)
    assert all(cell.protection.locked for cell in sheet[1])
    locked = {name.value for name, cell in zip(sheet[1], sheet[2], strict=True) if cell.protection.locked}
    assert locked == {"measure", "period", "series", "breakdown", "category", "grade", "point", "rater", "numerator",
                      "denominator"}  # fmt: skip
    offered = {str(each.sqref): each.formula1 for each in sheet.data_validations.dataValidation}
    assert offered["K2"] == "Lists!$H$2:$H$3"
    assert [book["Lists"][f"H{row}"].value for row in (1, 2, 3)] == ["value of view", "poor", "good"]
    assert '"c,k,low,u,x,z"' in offered.values()
    assert not any(sheet.column_dimensions[letter].hidden for letter in "ABCDEFGHIJKL")


def test_the_notes_say_what_is_counted_and_what_may_stand_for_a_number(folder):
    notes = dict(openpyxl.load_workbook(make(folder, "seen"))["Notes"].iter_rows(values_only=True))
    assert "Denominator: out of how many (of: Children on a plan)" in notes["seen"]
    assert "c withheld to protect people" in notes["Instead of a number"]
    assert notes["2025/26 Q4"] == "January to March 2026"
    assert notes["team"] == "Team. east: East team."


def test_the_same_form_twice_is_the_same_bytes(folder):
    first, second = (make(folder, "safer", "--out", folder / name) for name in ("one", "two"))
    assert first.read_bytes() == second.read_bytes()


def test_a_team_gets_all_measures_that_it_breaks_down(folder):
    table = rows(make(folder, "team/east", "--to", "csv"))
    assert [(row["measure"], row["breakdown"], row["category"]) for row in table] == [
        ("plans", "team", "east"),
        ("seen", "team", "east"),
    ]


def test_a_category_of_two_breakdowns_has_to_be_named_with_its_own(folder):
    ran = qaf(folder, "form", "east")
    assert ran.code == 2
    assert "`team/east` or `site/east`" in ran.err


def test_a_member_gets_what_it_supplies_once_it_is_due(folder):
    """Ten weeks after 31 March 2026 are over on 10 June."""
    (row,) = rows(make(folder, "county-police", "--to", "csv", as_at="2026-06-10"))
    assert (row["measure"], row["period"]) == ("log", "2025/26")
    (row,) = rows(make(folder, "county-police", "--to", "csv", as_at="2026-06-09"))
    assert row["period"] == "2024/25"


@pytest.mark.parametrize(
    ("measure", "period"),
    [("hours", "2026-05"), ("audit", "2025/26 H2"), ("view", "2025/26"), ("plans", "2025/26 Q4")],
)
def test_the_period_follows_the_frequency(folder, measure, period):
    assert {row["period"] for row in rows(make(folder, measure, "--to", "csv"))} == {period}


def test_the_period_is_of_the_kind_that_is_stored(folder):
    (folder / "old.csv").write_text("measure,period,value\nplans,2023 Q4,18\nview,2023/24 academic,good\n")
    assert qaf(folder, "ingest", "old.csv").code == 0
    assert {row["period"] for row in rows(make(folder, "plans", "--to", "csv"))} == {"2026 Q1"}
    assert {row["period"] for row in rows(make(folder, "view", "--to", "csv"))} == {"2024/25 academic"}


def test_a_period_that_is_asked_for_is_taken(folder):
    table = rows(make(folder, "plans", "--period", "2024/25 Q4", "--to", "csv"))
    assert {row["period"] for row in table} == {"2024/25 Q4"}
    assert [row["category"] for row in table] == ["", "east", "west", "mill", "east"]
    ran = qaf(folder, "form", "team", "--period", "2025/26")
    assert ran.code == 2
    assert "nothing to fill in" in ran.err


def test_measures_of_another_frequency_are_left_out_and_named(folder):
    ran = qaf(folder, "form", "site", "--period", "2025/26", "--to", "csv")
    assert ran.code == 0
    assert "not collected for 2025/26: `plans`" in ran.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("plan",), "Did you mean `plans`?"),
        (("neglect",), "is of kind area"),
        (("moved-on",), "never collected"),
        (("plans", "--period", "2025"), ""),
        (("plans", "--period", "last year"), "cannot be read"),
        (("plans", "--to", "pdf"), "`xlsx` or `csv`"),
        (("plans", "--out", "form.csv"), "not of format xlsx"),
    ],
)
def test_what_cannot_be_made(folder, words, said):
    ran = qaf(folder, "form", *words)
    assert ran.code == (0 if not said else 2)
    assert said in ran.err


def test_nothing_is_overwritten(folder):
    path = make(folder, "plans")
    before = path.read_bytes()
    ran = qaf(folder, "form", "plans")
    assert ran.code == 2
    assert "is there already" in ran.err
    assert path.read_bytes() == before
    assert qaf(folder, "form", "plans", "--out", "plans-again.xlsx").out == "plans-again.xlsx\n"


def test_a_recipe_that_would_claim_the_form_is_named(folder):
    recipe = "file: '*.csv'\npreset: tidy\n"
    build_tree(folder, {"imports/all.yaml": recipe})
    assert "fits recipe `all`" in qaf(folder, "form", "plans", "--to", "csv").err
    assert qaf(folder, "form", "plans", "--to", "xlsx").err == ""


def test_a_workbook_with_another_sheet_beside_is_still_asked_about(folder):
    path = make(folder, "plans")
    fill(path, {("", "", "", ""): {"value": 12}})
    book = openpyxl.load_workbook(path)
    book.create_sheet("More")["A1"] = "x"
    book.save(path)
    ran = qaf(folder, "ingest", path)
    assert ran.code == 1
    assert "any could be meant" in ran.err


def test_what_qaf_exports_it_can_read_again(folder):
    (folder / "figures.csv").write_text("measure,period,value\nplans,2025/26 Q4,180\n")
    qaf(folder, "ingest", "figures.csv")
    qaf(folder, "data", "export", "--to", "xlsx", "--out", "out")
    ran = qaf(folder, "ingest", "out/figures.xlsx")
    assert (ran.code, ran.err) == (0, "")
    assert "1 stored already" in ran.out
