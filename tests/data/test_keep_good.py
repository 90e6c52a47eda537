from __future__ import annotations

import datetime

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

from qaf.data.against_store import Compared
from qaf.data.candidates import Reading
from qaf.data.faults import Faults
from qaf.data.ingest_request import IngestRequest
from qaf.data.keep_good import keep_good
from qaf.data.sheet import Sheet
from qaf.data.table import read_csv_table
from qaf.model.recipe import Recipe
from qaf.workspace.store import read_store

AS_AT = datetime.date(2026, 3, 31)
AREA = """\
name: Front door
group: practice
measures:
  - id: referrals
    kind: quantity
    text: Referrals
    unit: count
    counts: events
  - id: repeat-referrals
    kind: quality
    text: Repeat referrals
    unit: percent
    counts: events
    of: referrals
  - id: audit-grades
    kind: quality
    text: Files by grade
    unit: shares
    scale: grades
    counts: cases
    base: files read
"""
SCALES = """\
scales:
  - id: grades
    good_from: good
    grades: [{id: poor}, {id: fair}, {id: good}]
"""
HEADER = "measure,period,numerator,denominator,value,note\n"
MIXED = (
    HEADER
    + "referrals,2022/23,,,1800,\n"
    + "referrals,2023/24,,,unclear,see letter\n"
    + "referrals,2024/25,,,2000,\n"
    + "repeat-referrals,2024/25,400,2000,,\n"
    + "referals,2021/22,,,7777,\n"
)


@pytest.fixture
def folder(tmp_path):
    return build_tree(tmp_path / "ours", {"qaf.yaml": MINIMAL_SETTINGS + SCALES, "areas/front-door.yaml": AREA})


def take(folder, content, *options, name="figures.csv"):
    file = folder.parent / "in" / name
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return run_qaf("-C", folder, "--as-at", "2026-03-31", "ingest", file, *options, cwd=folder.parent)


def stored(folder):
    figures = read_store(folder / "data").figures
    return {(figure.key.measure, str(figure.key.period), figure.key.grade): figure.content()[:3] for figure in figures}


def written(folder):
    return {path.name: path.read_bytes().decode("utf-8-sig") for path in sorted((folder.parent / "out").glob("*"))}


def test_without_it_nothing_is_taken_in(folder):
    ran = take(folder, MIXED)
    assert ran.code == 1
    assert not (folder / "data").exists()


def test_good_rows_come_in_and_the_others_go_to_out_with_their_reasons(folder):
    ran = take(folder, MIXED, "--keep-good", "--out", "out")
    assert ran.code == 0, ran.err
    assert "5 rows read, 3 figures new, 2 rows left out (2 with errors); taken in as import" in ran.out
    assert "error" not in ran.err.replace("errors", "")
    assert "2 rows of the file have errors and were left out" in ran.err
    assert sorted(stored(folder)) == [
        ("referrals", "2022/23", ""), ("referrals", "2024/25", ""), ("repeat-referrals", "2024/25", ""),
    ]  # fmt: skip
    (entry,) = read_store(folder / "data").ledger
    assert (entry.rows, entry.left_out) == (5, 2)
    rows, why = written(folder).values()
    assert rows == HEADER.replace("\n", "\r\n") + (
        "referrals,2023/24,,,unclear,see letter\r\nreferals,2021/22,,,7777,\r\n"
    )
    assert why.splitlines()[1:] == [
        "3,2,QAF505,column E (`value`),text stands where a number is wanted.",
        "6,3,QAF503,column A (`measure`),this is no measure of the framework.",
    ]
    assert "7777" not in ran.out + ran.err + why


def test_the_mended_rows_come_in_as_well(folder):
    take(folder, MIXED, "--keep-good", "--out", "out")
    rows, _ = written(folder).values()
    mended = rows.replace("unclear", "1900").replace("referals", "referrals")
    ran = take(folder, mended, name="mended.csv")
    assert ran.code == 0, ran.err
    assert len(stored(folder)) == 5


def test_rows_that_contradict_each_other_are_both_left_out(folder):
    ran = take(folder, HEADER + "referrals,2022/23,,,1,\nreferrals,2022/23,,,2,\nreferrals,2023/24,,,3,\n",
               "--keep-good", "--out", "out")  # fmt: skip
    assert ran.code == 0, ran.err
    assert sorted(stored(folder)) == [("referrals", "2023/24", "")]
    assert "see row 3: this figure stands in row 2 too" in written(folder).popitem()[1]


def test_the_other_grades_of_a_bad_one_are_left_out_with_it(folder):
    header = "measure,period,grade,numerator,denominator\n"
    rows = "audit-grades,2023/24,poor,2,20\naudit-grades,2023/24,fair,x?,20\naudit-grades,2023/24,good,10,20\n"
    more = "audit-grades,2024/25,poor,10,30\naudit-grades,2024/25,good,20,30\n"
    ran = take(folder, header + rows + more, "--keep-good", "--out", "out")
    assert ran.code == 0, ran.err
    assert {period for _, period, _ in stored(folder)} == {"2024/25"}
    assert "it belongs together with another row" in written(folder).popitem()[1]


def test_a_file_with_identifiers_is_refused_whole(folder):
    content = HEADER + "referrals,2022/23,,,1800,\nreferrals,2023/24,,,oops,call 943 476 5919\n"
    ran = take(folder, content, "--keep-good", "--out", "out")
    assert ran.code == 1
    assert "QAF551" in ran.err
    assert "476" not in ran.out + ran.err
    assert not (folder.parent / "out").exists()
    assert not (folder / "data").exists()


def test_a_file_in_which_only_something_may_be_an_identifier_is_refused_too(folder):
    recipe = """\
file: "places*.csv"
period: {column: Year}
measures: [{measure: referrals, value: Number}]
"""
    build_tree(folder, {"imports/places.yaml": recipe})
    content = "Year,Postcode district,Number\n2023/24,M33,5\n2024/25,M41,oops\n"
    plain = take(folder, content.replace("oops", "6"), "--dry-run", name="places.csv")
    assert "warning QAF55" in plain.err
    ran = take(folder, content, "--keep-good", "--out", "out", name="places.csv")
    assert ran.code == 1
    assert "--keep-good would write rows out" in ran.err
    assert not (folder.parent / "out").exists()


def test_a_file_without_one_good_row_is_refused(folder):
    ran = take(folder, HEADER + "referrals,2022/23,,,many,\n", "--keep-good", "--out", "out")
    assert ran.code == 1
    assert not (folder.parent / "out").exists()
    assert not (folder / "data").exists()


def test_a_header_that_does_not_fit_refuses_the_file(folder):
    ran = take(folder, MIXED.replace("measure,period", "measure,year"), "--keep-good", "--out", "out")
    assert ran.code == 1
    assert not (folder / "data").exists()


def test_rows_that_are_counted_are_never_left_out(folder):
    recipe = """\
file: "visits*.csv"
period: {column: Month}
count_rows: {measure: referrals}
"""
    build_tree(folder, {"imports/visits.yaml": recipe})
    ran = take(folder, "Month,Kind\n2026-01,a\n2026-02,b\nsoon,b\n", "--keep-good", "--out", "out", name="visits.csv")
    assert ran.code == 1
    assert "a count of rows without them would be too small" in ran.err
    assert not (folder / "data").exists()


def test_out_is_needed_and_lies_outside_the_folder(folder):
    assert "needs --out" in take(folder, MIXED, "--keep-good").err
    for inside in (folder / "out", folder / "data"):
        ran = take(folder, MIXED, "--keep-good", "--out", inside)
        assert ran.code == 2
        assert "lies in the framework folder" in ran.err
    assert not (folder / "data").exists()


def test_a_dry_run_writes_nothing(folder):
    ran = take(folder, MIXED, "--keep-good", "--out", "out", "--dry-run")
    assert ran.code == 0
    assert "2 rows left out (2 with errors); would be taken in" in ran.out
    assert not (folder.parent / "out").exists()
    assert not (folder / "data").exists()


def test_where_out_cannot_be_written_nothing_is_taken_in(folder):
    (folder.parent / "out").write_text("a file")
    ran = take(folder, MIXED, "--keep-good", "--out", "out")
    assert ran.code == 2
    assert not (folder / "data").exists()


def test_a_file_of_a_recipe_is_written_as_its_recipe_reads_it(folder):
    recipe = """\
file: "monthly*.csv"
read: {skip_rows: 2, encoding: windows-1252, delimiter: semicolon}
period: {column: Month}
measures: [{measure: referrals, value: Zahl}]
"""
    build_tree(folder, {"imports/monthly.yaml": recipe})
    content = "Title;;\nCaf\xe9;;\nMonth;Zahl;Note\n2026-01;5;\n2026-02;viele;caf\xe9\n".encode("windows-1252")
    ran = take(folder, content, "--keep-good", "--out", "out", name="monthly.csv")
    assert ran.code == 0, ran.err
    (left,) = (folder.parent / "out").glob("monthly-left-out-*.csv")
    assert left.read_bytes() == "\r\n\r\nMonth;Zahl;Note\r\n2026-02;viele;caf\xe9\r\n".encode("windows-1252")
    mended = left.read_bytes().replace(b"viele", b"7")
    again = take(folder, mended, name=left.name)
    assert again.code == 0, again.err
    assert len(stored(folder)) == 2


def test_periods_that_were_left_out_are_not_told_as_the_end_of_a_place(folder):
    recipe = """\
file: "yearly*.csv"
period: {column: Year, kind: calendar_year}
measures: [{measure: referrals, value: n}]
"""
    build_tree(folder, {"imports/yearly.yaml": recipe})
    ran = take(folder, "Year,n\n2023,5\n2024,6\n2025,some\n", "--keep-good", "--out", "out", name="yearly.csv")
    assert ran.code == 0, ran.err
    assert "QAF530" not in ran.err


def test_rows_about_single_cases_are_never_written_out(bench):
    recipe = Recipe.model_validate({"id": "cases", "file": "*.csv", "before_and_after": {"case": "ref"}})
    request = IngestRequest(bench.framework, bench.folder, "cases.csv", b"", AS_AT, recipe, keep_good=True)
    sheet = Sheet("cases.csv", b"ref\nx\n", read_csv_table(b"ref,n\nx,1\n"))
    faults = Faults(sheet)
    faults.at("QAF505", 0, 1, "text stands where a number is wanted.")
    assert keep_good(request, sheet, Reading(), faults, lambda candidates, fresh: ([], Compared())) is None
    assert "rows about single cases are never written anywhere" in faults.findings()[0].message
