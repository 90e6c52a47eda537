"""`qaf ingest` by the front door: what is taken in, what is refused, and that a refusal writes nothing."""

import hashlib
import zipfile

import openpyxl
import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf
from openpyxl.comments import Comment

SETTINGS = (
    MINIMAL_SETTINGS
    + """\
breakdowns:
  - {id: locality, parts: all, categories: [{id: north}, {id: south}]}
comparators:
  - {id: england, name: England}
"""
)
AREA = """\
name: Front door
group: practice
measures:
  - id: referrals
    kind: quantity
    text: Referrals
    unit: count
    breakdowns: [locality]
  - id: repeat-referrals
    kind: quality
    text: Repeat referrals within twelve months
    unit: percent
    of: referrals
    breakdowns: [locality]
"""
HEADER = "measure,period,series,breakdown,category,numerator,denominator,value\n"
ROWS = """\
referrals,2023/24,own,,,,,1900
referrals,2024/25,own,,,,,1879
repeat-referrals,2024/25,own,,,339,1879,18.0
repeat-referrals,2024/25,own,locality,north,200,1000,
referrals,2024/25,own,locality,north,,,1000
repeat-referrals,2024/25,england,,,,,22.6
"""


@pytest.fixture
def folder(tmp_path):
    return build_tree(tmp_path / "folder", {"qaf.yaml": SETTINGS, "areas/front-door.yaml": AREA})


def state(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def take_in(folder, content, *options, name="figures.csv"):
    file = folder.parent / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", file, *options)


def test_a_tidy_file_is_taken_in_and_kept_as_it_was(folder):
    ran = take_in(folder, HEADER + ROWS)
    assert ran.code == 0, ran.err
    assert "6 figures new; taken in as import" in ran.out
    (stored,) = (folder / "data/imports").iterdir()
    assert len(stored.stem) == 10
    view = (folder / "data/front-door.csv").read_text()
    assert ",339,1879,18.0," in view
    ledger = (folder / "data/imports.csv").read_text().splitlines()
    assert ledger[0] == "import,order,on,recipe,file,rows,left_out,restates"
    assert ledger[1] == f"{stored.stem},1,2026-06-15,,figures.csv,6,0,"


def test_the_same_file_twice_changes_nothing(folder):
    take_in(folder, HEADER + ROWS)
    before = state(folder)
    again = take_in(folder, HEADER + ROWS)
    assert again.code == 0
    assert "taken in already" in again.out
    assert state(folder) == before


def test_a_dry_run_says_what_would_happen_and_writes_nothing(folder):
    before = state(folder)
    ran = take_in(folder, HEADER + ROWS, "--dry-run")
    assert ran.code == 0
    assert "6 figures new" in ran.out
    assert "nothing was written" in ran.out
    assert state(folder) == before


def test_a_restatement_is_refused_unless_asked_for_and_the_old_figure_is_kept(folder):
    take_in(folder, HEADER + ROWS)
    changed = HEADER + "referrals,2024/25,own,,,,,1880\n"
    before = state(folder)
    refused = take_in(folder, changed)
    assert refused.code == 1
    assert "QAF514" in refused.err
    assert state(folder) == before
    restated = take_in(folder, changed, "--restates")
    assert restated.code == 0, restated.err
    assert "1 restated" in restated.out
    assert ",1880," in (folder / "data/front-door.csv").read_text()
    revisions = (folder / "data/revisions.csv").read_text()
    assert "1879" in revisions
    assert len(list((folder / "data/imports").iterdir())) == 2


BAD = {
    "unknown measure": ("referals,2024/25,own,,,,,5\n", "QAF503", "Did you mean `referrals`?"),
    "undeclared category": ("referrals,2024/25,own,locality,norht,,,5\n", "QAF504", "north"),
    "undeclared breakdown": ("referrals,2024/25,own,team,north,,,5\n", "QAF504", ""),
    "text in a number": ("referrals,2024/25,own,,,,,about forty\n", "QAF505", "column H (`value`)"),
    "numerator above denominator": ("repeat-referrals,2024/25,own,,,77777,1879,\n", "QAF506", ""),
    "value that disagrees": ("repeat-referrals,2024/25,own,,,339,1879,47.1\n", "QAF507", ""),
    "a period that does not exist": ("referrals,2024/26,own,,,,,5\n", "QAF511", ""),
    "an unknown series": ("referrals,2024/25,englnd,,,,,5\n", "QAF513", "england"),
    "twice with different values": (
        "referrals,2024/25,own,,,,,71423\nreferrals,2024/25,own,,,,,71424\n",
        "QAF509",
        "row 2",
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_rows_are_told_and_nothing_is_written(folder, case):
    rows, code, said = BAD[case]
    before = state(folder)
    ran = take_in(folder, HEADER + rows)
    assert ran.code == 1
    assert code in ran.err
    assert said.lower() in ran.err.lower()
    assert "row" in ran.err.lower()
    assert "refused. Nothing was written." in ran.out
    assert state(folder) == before
    for number in ("71423", "71424", "77777", "47.1", "about forty"):
        assert number not in ran.err + ran.out


BYTES = {
    "empty": (b"", "empty"),
    "blank": (b"\n\n  \n", "blank"),
    "binary": (b"\x00\x01\x02\xff" * 50, "not"),
    "html": (b"<!DOCTYPE html><html><table></table></html>", "web page"),
    "json": (b'{"a": [1, 2]}', "JSON"),
    "one column": (b"measure\nreferrals\n", "column"),
    "other columns": (b"a,b,c\n1,2,3\n", "QAF502"),
}


@pytest.mark.parametrize("case", BYTES)
def test_what_is_no_table_is_refused(folder, case):
    content, said = BYTES[case]
    before = state(folder)
    ran = take_in(folder, content)
    assert ran.code == 1
    assert said.lower() in ran.err.lower()
    assert "bug in qaf" not in ran.err
    assert state(folder) == before


def test_a_workbook_a_folder_and_a_missing_file(folder, tmp_path):
    with zipfile.ZipFile(tmp_path / "book.xlsx", "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    workbook = run_qaf("-C", folder, "ingest", tmp_path / "book.xlsx")
    assert workbook.code == 1
    assert "Excel" in workbook.err
    directory = run_qaf("-C", folder, "ingest", tmp_path)
    assert directory.code == 2
    assert "is a folder" in directory.err
    missing = run_qaf("-C", folder, "ingest", tmp_path / "missing.csv")
    assert missing.code == 2
    assert "cannot be opened" in missing.err


def test_a_file_of_people_is_refused_without_an_echo(folder):
    rows = "child_id,dob,upn,referrals\n" + "".join(
        f"C{n:05},2012-03-{n % 28 + 1:02},A{123456789012 + n},1\n" for n in range(40)
    )
    before = state(folder)
    ran = take_in(folder, rows)
    assert ran.code == 1
    assert "QAF55" in ran.err
    for value in ("C00001", "2012-03", "A1234567"):
        assert value not in ran.err + ran.out
    assert state(folder) == before


def test_figures_are_not_checked_against_a_broken_folder(folder):
    build_tree(folder, {"areas/front-door.yaml": AREA + "oops: 1\n"})
    ran = take_in(folder, HEADER + ROWS)
    assert ran.code == 2
    assert "qaf validate" in ran.err
    assert not (folder / "data").exists()


def test_a_fault_in_a_story_keeps_no_figure_out(folder):
    build_tree(folder, {"analysis/front-door/2024_25.md": "no front matter\n", "actions.yaml": "oops: [\n"})
    assert run_qaf("-C", folder, "validate").code == 1
    ran = take_in(folder, HEADER + ROWS)
    assert ran.code == 0, ran.err
    assert "6 figures new" in ran.out


@pytest.mark.parametrize("path", ["qaf.yaml", "sources.yaml", "imports/ours.yaml"])
def test_a_fault_in_what_figures_are_read_by_keeps_them_out(folder, path):
    build_tree(folder, {path: SETTINGS + "oops: 1\n" if path == "qaf.yaml" else "oops: 1\n"})
    ran = take_in(folder, HEADER + ROWS)
    assert ran.code == 2
    assert not (folder / "data").exists()


def test_a_file_named_after_somebody_is_refused_and_never_named(folder):
    before = state(folder)
    ran = take_in(folder, HEADER + ROWS, name="John Smith 9434765919.csv")
    assert ran.code == 1
    assert "The file: refused. Nothing was written." in ran.out
    assert "QAF551" in ran.err and "The file's name has what looks like an NHS number." in ran.err
    assert "Smith" not in ran.out + ran.err and "9434765919" not in ran.out + ran.err
    missing = run_qaf("-C", folder, "ingest", folder.parent / "Jane Doe 9434765919.csv")
    assert "The file cannot be opened" in missing.err
    assert "Doe" not in missing.err
    assert state(folder) == before


def test_a_workbook_is_taken_in(folder):
    import io

    import openpyxl

    book, out = openpyxl.Workbook(), io.BytesIO()
    for line in (HEADER + ROWS).splitlines():
        book.active.append([float(cell) if cell.replace(".", "").isdigit() else cell for cell in line.split(",")])
    book.save(out)
    ran = take_in(folder, out.getvalue(), name="figures.xlsx")
    assert ran.code == 0, ran.err
    assert "figures.xlsx: 6 rows read, 6 figures new" in ran.out
    assert "339,1879,18" in (folder / "data/front-door.csv").read_text()


def test_a_changed_numerator_is_found_by_validate(folder):
    take_in(folder, HEADER + ROWS)
    (stored,) = (folder / "data/imports").iterdir()
    stored.write_text(stored.read_text().replace(",339,1879,", ",77777,1879,"))
    ran = run_qaf("-C", folder, "validate")
    assert ran.code == 1
    assert "QAF506" in ran.out
    assert "77777" not in ran.out


def test_an_unknown_recipe(folder):
    ran = take_in(folder, HEADER + ROWS, "--recipe", "nonsense")
    assert ran.code == 2
    assert "no recipe `nonsense`" in ran.err


def test_a_read_only_folder_is_a_sentence(folder, monkeypatch):
    import os

    def refuse(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    before = state(folder)
    monkeypatch.setattr(os, "replace", refuse)
    ran = take_in(folder, HEADER + ROWS)
    assert ran.code in (1, 2)
    assert "no space left on device" in ran.err
    assert {name: digest for name, digest in state(folder).items() if not name.startswith("data/")} == before
    monkeypatch.undo()
    assert take_in(folder, HEADER + ROWS).code == 0


def test_stored_figures_that_were_tampered_with_are_found_without_an_excerpt(folder):
    take_in(folder, HEADER + ROWS)
    (stored,) = (folder / "data/imports").iterdir()
    stored.write_text(stored.read_text().replace("1879,18.0", "eighteen!,18.0"))
    ran = run_qaf("-C", folder, "validate")
    assert ran.code == 1
    assert "QAF518" in ran.out
    assert "eighteen" not in ran.out


def take_both(folder, first, second, *options):
    """Two files of the same name in two folders, and one beside them, in one run."""
    files = [folder.parent / name / "figures.csv" for name in ("one", "two")]
    for file, content in zip(files, (first, second), strict=True):
        file.parent.mkdir(exist_ok=True)
        file.write_text(content)
    return run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", *files, *options)


RECIPE = """\
file: figures.csv
preset: tidy
"""


@pytest.mark.parametrize("recipe", [False, True])
def test_files_of_one_run_that_contradict_each_other_are_refused_and_both_rows_named(folder, recipe):
    if recipe:
        build_tree(folder, {"imports/figures.yaml": RECIPE})
    other = HEADER + "referrals,2022/23,own,,,,,77123\nreferrals,2024/25,own,,,,,88123\n"
    before = state(folder)
    for options in ((), ("--dry-run",), ("--restates",), ("--keep-good", "--out", folder.parent / "left")):
        ran = take_both(folder, HEADER + ROWS, other, *options)
        assert ran.code == 1
        assert ran.err.count("QAF509") == 1 and "QAF514" not in ran.err
        assert "Row 3, column H (`value`): this figure stands in row 3 of" in ran.err
        assert "one/figures.csv` too, with something else in it" in ran.err
        assert "two/figures.csv" in ran.err
        assert "88123" not in ran.err + ran.out and "1879" not in ran.err + ran.out
        assert ran.out.count("refused. Nothing was written.") == 1
        assert state(folder) == before and not (folder.parent / "left").exists()
    assert "it came with a file that is refused" in ran.out
    # One after the other is the way where the later one is meant to put the earlier one right.
    assert take_in(folder, HEADER + ROWS).code == 0
    ran = take_both(folder, HEADER + ROWS, other, "--restates")
    assert ran.code == 0 and "taken in already" in ran.out and "1 restated" in ran.out


def test_files_of_one_run_that_agree_are_taken_in_and_what_they_share_is_said_once(folder):
    more = HEADER + "referrals,2024/25,own,,,,,1879\nreferrals,2022/23,own,,,,,1500\n"
    dry = take_both(folder, HEADER + ROWS, more, "--dry-run")
    assert (dry.code, state(folder).keys() & {"data/imports.csv"}) == (0, set())
    ran = take_both(folder, HEADER + ROWS, more)
    assert ran.code == 0
    for each in (dry, ran):
        assert "6 figures new" in each.out and "1 figure new, 1 stored already" in each.out
        assert each.err.count("QAF510") == 1 and "one/figures.csv` too, and is kept once" in each.err
    again = take_both(folder, HEADER + ROWS, more)
    assert (again.code, again.err, again.out.count("taken in already")) == (0, "", 2)


def test_a_file_with_an_error_keeps_the_others_of_its_run_out(folder):
    before = state(folder)
    ran = take_both(folder, HEADER + ROWS, HEADER + "referals,2024/25,own,,,,,5\n")
    assert ran.code == 1 and "QAF503" in ran.err
    assert "it came with a file that is refused" in ran.out
    ran = take_both(folder, HEADER + ROWS, HEADER + "repeat-referrals,2023/24,own,,,10,1899,\n", "--dry-run")
    assert ran.code == 0 and "QAF520" in ran.err  # 1,900 referrals of the first file, which no store has yet
    assert state(folder) == before


SHEETS = """\
file: "*.xlsx"
read: {sheet: Data}
period: {column: Year}
measures:
  - {measure: referrals, value: Referrals}
"""


def workbook(path, cells=(), comments=(), thread="", hidden=False):
    """A workbook of two sheets; `cells` stand on the second one, from A1 down, and so does `thread`, at B2."""
    book = openpyxl.Workbook()
    book.active.title = "Data"
    for row in (["Year", "Referrals"], ["2023-24", 71]):
        book.active.append(row)
    other = book.create_sheet("Cover")
    other.sheet_state = "hidden" if hidden else "visible"
    for row in cells:
        other.append(row if isinstance(row, list) else [row])
    for sheet, cell, text in [*comments, *([("Cover", "B2", "as above")] if thread else [])]:
        book[sheet][cell].comment = Comment(text, "A. N. Other")
    book.save(path)
    if thread:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name).decode() for name in archive.namelist()}
        name = next(name for name in parts if name.startswith("xl/worksheets/_rels/sheet2"))
        kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
        link = f'<Relationship Id="t1" Type="{kind}" Target="../threadedComments/threadedComment1.xml"/>'
        parts[name] = parts[name].replace("</Relationships>", f"{link}</Relationships>")
        parts["xl/threadedComments/threadedComment1.xml"] = (
            '<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">'
            f'<threadedComment ref="C9" id="x" personId="y"><text>{thread}</text></threadedComment></ThreadedComments>'
        )
        with zipfile.ZipFile(path, "w") as archive:
            for part, content in parts.items():
                archive.writestr(part, content)


NHS = "943 476 5919"
HIDDEN_AWAY = {
    "a comment on the sheet that is read": (
        {"comments": [("Data", "B2", f"one of them is\n{NHS}, see file")]},
        "The comment on cell B2 of sheet `Data` has what looks like an NHS number.",
    ),
    "an e-mail address in a comment on the sheet that is read": (
        {"comments": [("Data", "A1", "ask t.atkinson@example.org")]},
        "The comment on cell A1 of sheet `Data` has what looks like an e-mail address.",
    ),
    "a comment on another sheet": (
        {"comments": [("Cover", "A1", "UPN H801200001001")]},
        "The comment on cell A1 of sheet `Cover` has what looks like a Unique Pupil Number (UPN).",
    ),
    "a thread": (
        {"cells": ["About"], "thread": "his DOB is 03/04/2013"},
        "The comment on cell C9 of sheet `Cover` has what looks like a date of birth.",
    ),
    "a cell of a hidden sheet": (
        {"cells": ["About", "QQ 12 34 56 C"], "hidden": True},
        "Cell A2 of sheet `Cover` has what looks like a National Insurance number.",
    ),
    "bare numbers under their heading": (
        {"cells": [["NHS No", "Spent"], [9434765919, 4000000003], ["", 4000000005], ["", 4000000007]]},
        "Cell A2 of sheet `Cover` has what looks like an NHS number.",
    ),
    "several": (
        {"cells": [NHS], "comments": [("Data", "A1", NHS), ("Cover", "A1", "UPN H801200001001")]},
        "The comment on cell A1 of sheet `Data` has what looks like an NHS number. 2 other places in the workbook have",
    ),
}


@pytest.mark.parametrize("case", HIDDEN_AWAY)
def test_identifiers_beside_the_table_of_a_workbook_are_refused(folder, case):
    build_tree(folder, {"imports/sheets.yaml": SHEETS})
    before = state(folder)
    parts, said = HIDDEN_AWAY[case]
    workbook(folder.parent / "sent.xlsx", **parts)
    ran = run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", folder.parent / "sent.xlsx")
    assert ran.code == 1 and state(folder) == before
    assert "QAF551" in ran.err and said in " ".join(ran.err.split())
    for value in ("943", "atkinson", "H8012", "2013", "12 34", "Other"):
        assert value not in ran.err + ran.out, value


def test_a_cover_sheet_may_say_whom_to_ask_and_large_sums_are_no_people(folder):
    build_tree(folder, {"imports/sheets.yaml": SHEETS})
    cover = ["About", "Ask statistics@example.gov.uk or 020 7946 0018", [9434765919, 4000000003, 4000000005]]
    workbook(folder.parent / "sent.xlsx", cells=cover, comments=[("Data", "B2", "provisional, revised in 2024")])
    ran = run_qaf("--as-at", "2026-06-15", "-C", folder, "ingest", folder.parent / "sent.xlsx")
    assert (ran.code, ran.err.count("QAF5")) == (0, 1), ran.err
    assert "an e-mail address and a phone number (first in cell A2 of sheet `Cover`)" in " ".join(ran.err.split())
    assert "statistics@" not in ran.err and "7946" not in ran.err
    assert "1 figure new" in ran.out
