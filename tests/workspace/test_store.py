from __future__ import annotations

import datetime
import os
from collections import defaultdict
from pathlib import Path

import pytest

from qaf.ground.errors import QafError
from qaf.model.figure import Figure, FigureKey
from qaf.model.framework import Framework
from qaf.model.period import Period
from qaf.model.settings import Settings
from qaf.workspace.ledger import LedgerEntry
from qaf.workspace.store import (
    StaleStoreError,
    Store,
    commit_import,
    figures_folder,
    locked,
    read_store,
    refresh_views,
)

AREAS = defaultdict(str, referrals="front-door", children="population")
FIRST, SECOND, THIRD = "aaaaaaaaa1", "aaaaaaaaa2", "aaaaaaaaa3"


def figure(value, import_id, measure="referrals", period="2023/24"):
    return Figure(FigureKey(measure, Period.canonical(period)), value=value, import_id=import_id)


def commit(folder: Path, import_id: str, *figures: Figure, store: Store | None = None, wait=1.0):
    store = store or read_store(folder)
    entry = LedgerEntry(import_id, len(store.ledger) + 1, datetime.date(2026, 3, 31), file="f.csv", rows=len(figures))
    return commit_import(folder, store, entry, figures, AREAS.__getitem__, wait)


def two_imports(folder: Path) -> None:
    commit(folder, FIRST, figure("71", FIRST), figure("50", FIRST, "children"))
    commit(folder, SECOND, figure("72", SECOND), figure("50", SECOND, "children"))


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_no_folder_is_an_empty_store_and_stays_no_folder(tmp_path):
    store = read_store(tmp_path / "data")
    assert (store.figures, store.ledger, store.revisions, store.problems) == ((), (), (), ())
    assert not (tmp_path / "data").exists()


def test_the_latest_order_wins_and_the_same_again_keeps_its_import(tmp_path):
    two_imports(tmp_path)
    store = read_store(tmp_path)
    assert [(item.key.measure, item.value, item.import_id) for item in store.figures] == [
        ("children", "50", FIRST),
        ("referrals", "72", SECOND),
    ]
    assert [(item.old.value, item.replaced_by) for item in store.revisions] == [("71", SECOND)]
    assert store.by_key[store.figures[1].key].value == "72"
    assert store.entry(SECOND).order == 2 and store.entry(THIRD) is None


def test_reading_writes_nothing(tmp_path):
    two_imports(tmp_path)
    before = everything(tmp_path)
    read_store(tmp_path)
    assert everything(tmp_path) == before


def test_what_lies_in_no_ledger_is_not_read(tmp_path):
    commit(tmp_path, FIRST, figure("71", FIRST))
    (tmp_path / "imports" / f"{SECOND}.csv").write_bytes((tmp_path / "imports" / f"{FIRST}.csv").read_bytes())
    assert len(read_store(tmp_path).figures) == 1


class Killed(BaseException):
    """Stands for the end of the process."""


@pytest.mark.parametrize("at", range(1, 7))
def test_killed_at_any_swap_leaves_the_old_store_or_the_new(tmp_path, monkeypatch, at):
    commit(tmp_path, FIRST, figure("71", FIRST))
    old = read_store(tmp_path)
    _run_until_swap(tmp_path, monkeypatch, at)
    found = read_store(tmp_path)
    assert found.problems == ()
    values = [item.value for item in found.figures]
    assert values == (["71"] if at <= 2 else ["50", "72"])
    assert (found == old) is (at <= 2)
    assert not list(tmp_path.rglob("*.aside"))
    if found.entry(SECOND) is None:
        commit(tmp_path, SECOND, figure("72", SECOND), figure("50", SECOND, "children"))
    else:
        refresh_views(tmp_path, found, AREAS.__getitem__)
    assert [item.value for item in read_store(tmp_path).figures] == ["50", "72"]
    assert b",72," in (tmp_path / "front-door.csv").read_bytes()
    assert b",50," in (tmp_path / "population.csv").read_bytes()
    assert b",71," in (tmp_path / "revisions.csv").read_bytes()


def _run_until_swap(folder, monkeypatch, at):
    replace, calls = os.replace, []

    def killing(source, target):
        calls.append(target)
        if len(calls) == at:
            raise Killed
        replace(source, target)

    monkeypatch.setattr(os, "replace", killing)
    try:
        commit(folder, SECOND, figure("72", SECOND), figure("50", SECOND, "children"))
    except Killed:
        assert at < 6
    monkeypatch.setattr(os, "replace", replace)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be ended from within")
@pytest.mark.parametrize("at", range(1, 6))
def test_a_process_that_ends_without_a_word_leaves_the_old_store_or_the_new(tmp_path, at):
    commit(tmp_path, FIRST, figure("71", FIRST))
    child = os.fork()
    if not child:
        _end_at_swap(tmp_path, at)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert [item.value for item in read_store(tmp_path).figures] == (["71"] if at <= 2 else ["50", "72"])
    assert list(tmp_path.rglob("*.aside"))
    commit(tmp_path, THIRD, figure("73", THIRD))
    assert not list(tmp_path.rglob("*.aside"))
    assert read_store(tmp_path).figures[-1].value == "73"


def _end_at_swap(folder, at):
    """In a process of its own: commit, and be gone at the swap with this number."""
    replace, calls = os.replace, []

    def ending(source, target):
        calls.append(target)
        if len(calls) == at:
            os._exit(9)
        replace(source, target)

    os.replace = ending
    try:
        commit(folder, SECOND, figure("72", SECOND), figure("50", SECOND, "children"))
    finally:
        os._exit(1)


def test_a_full_disk_changes_nothing(tmp_path, monkeypatch):
    commit(tmp_path, FIRST, figure("71", FIRST))
    before = everything(tmp_path)

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QafError, match="no space left on device. No figures were changed."):
        commit(tmp_path, SECOND, figure("72", SECOND))
    assert everything(tmp_path) == before


def test_a_ledger_that_cannot_be_swapped_changes_no_figure(tmp_path, monkeypatch):
    commit(tmp_path, FIRST, figure("71", FIRST))
    old = read_store(tmp_path)
    replace = os.replace

    def refusing(source, target):
        if str(target).endswith("imports.csv"):
            raise PermissionError(13, "Permission denied")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refusing)
    with pytest.raises(QafError, match="imports.csv: permission denied"):
        commit(tmp_path, SECOND, figure("72", SECOND))
    assert read_store(tmp_path) == old


def test_a_store_that_changed_since_it_was_read_is_not_written_over(tmp_path):
    before = read_store(tmp_path)
    commit(tmp_path, FIRST, figure("71", FIRST))
    with pytest.raises(StaleStoreError):
        commit(tmp_path, SECOND, figure("72", SECOND), store=before)
    assert read_store(tmp_path).figures[0].value == "71"


def test_only_one_run_at_a_time(tmp_path):
    with locked(tmp_path), pytest.raises(QafError) as caught, locked(tmp_path, wait=0.05):
        pass
    assert "Another run of qaf is writing figures" in caught.value.message
    assert "Wait" in caught.value.help


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path):
    (tmp_path / "data").write_text("not a folder")
    with pytest.raises(QafError, match="Could not write to"):
        commit(tmp_path / "data", FIRST, figure("71", FIRST))


def test_views_of_areas_without_figures_go_and_files_of_others_stay(tmp_path):
    two_imports(tmp_path)
    (tmp_path / "mine.csv").write_text("a,b\n")
    renamed = defaultdict(str, referrals="entry", children="population")
    assert refresh_views(tmp_path, read_store(tmp_path), renamed.__getitem__) == ()
    assert {path.name for path in tmp_path.glob("*.csv")} == {
        "entry.csv", "population.csv", "imports.csv", "revisions.csv", "mine.csv",
    }  # fmt: skip


def test_views_that_are_right_are_left_alone(tmp_path, monkeypatch):
    two_imports(tmp_path)
    monkeypatch.setattr(os, "replace", lambda *_: pytest.fail("something was written"))
    assert refresh_views(tmp_path, read_store(tmp_path), AREAS.__getitem__) == ()


@pytest.mark.parametrize(
    ("old", "new", "line", "column", "words"),
    [
        (",71,", ",MANY,", 3, 0, "column `value`: a number, a symbol or nothing was wanted."),
        ("2023/24,own,,,,,,,,71", "2023/25,own,,,,,,,,71", 3, 11, "column `period`"),
        ("own,,,,,,,,71", "own,team,,,,,,,71", 3, 0, "column `breakdown`"),
        (",false,", ",perhaps,", 2, 0, "`true` or `false` was wanted"),
        (FIRST, SECOND, 2, 0, "not the import that the file is named after"),
        ("referrals,", "Jo Bloggs,", 3, 1, "column `measure`"),
        (",71,,false", ",71,false", 3, 1, "13 cells"),
        ("referrals", "children", 3, 1, "stands on line 2 already"),
        ("measure,", "measures,", 1, 1, "first line"),
    ],
)
def test_damage_is_told_by_line_and_column_without_the_cell(tmp_path, old, new, line, column, words):
    commit(tmp_path, FIRST, figure("71", FIRST), figure("50", FIRST, "children"))
    path = tmp_path / "imports" / f"{FIRST}.csv"
    path.write_text(path.read_text().replace(old, new, -1 if old == "referrals" else 1))
    found = read_store(tmp_path, "figures").problems[0]
    assert found.code == "QAF518"
    assert found.where.path == f"figures/imports/{FIRST}.csv"
    assert words in found.message
    assert not found.excerpt
    assert found.span.line == line
    assert column in (0, found.span.column)
    for told in ("MANY", "Bloggs", "perhaps", "2023/25"):
        assert told not in found.message + found.help


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe\x00", "not UTF-8"),
        (b'import,"order\n', "no longer a CSV file"),
        (b"", "first line"),
        (b"<<<<<<< HEAD\n", "first line"),
    ],
)
def test_a_damaged_ledger_or_import_is_a_problem(tmp_path, content, words):
    commit(tmp_path, FIRST, figure("71", FIRST))
    path = tmp_path / "imports" / f"{FIRST}.csv"
    kept = path.read_bytes()
    path.write_bytes(content)
    assert words in read_store(tmp_path).problems[0].message
    path.write_bytes(kept)
    (tmp_path / "imports.csv").write_bytes(content)
    assert words in read_store(tmp_path).problems[0].message


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (FIRST, "../../etc/p", "ten characters"),
        (f"{SECOND},2", f"{FIRST},2", "already"),
        (f"{SECOND},2", f"{SECOND},1", "another import has this place"),
        ("2026-03-31", "31/03/2026", "a date was wanted"),
        (",2,0,", ",two,0,", "a whole number"),
        (",2,0,", ",2,0,0,", "9 cells"),
    ],
)
def test_a_damaged_line_of_the_ledger(tmp_path, old, new, words):
    two_imports(tmp_path)
    path = tmp_path / "imports.csv"
    path.write_text(path.read_text().replace(old, new, 1))
    (found,) = read_store(tmp_path).problems[:1]
    assert words in found.message
    assert found.where.path == f"{tmp_path.name}/imports.csv"


def test_an_import_that_is_gone_is_a_problem(tmp_path):
    two_imports(tmp_path)
    (tmp_path / "imports" / f"{FIRST}.csv").unlink()
    store = read_store(tmp_path)
    assert f"imports/{FIRST}.csv" in store.problems[0].message
    assert len(store.figures) == 2


def test_files_that_passed_through_a_spreadsheet_or_git_are_still_read(tmp_path):
    two_imports(tmp_path)
    before = read_store(tmp_path)
    for path in tmp_path.rglob("*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert read_store(tmp_path) == before
    commit(tmp_path, THIRD, figure("73", THIRD))
    assert read_store(tmp_path).figures[-1].value == "73"


def test_a_note_with_line_ends_keeps_the_lines_of_the_others_right(tmp_path):
    noted = Figure(FigureKey("referrals", Period.canonical("2022/23")), value="1", note='two\n"lines"', import_id=FIRST)
    commit(tmp_path, FIRST, noted, figure("71", FIRST))
    store = read_store(tmp_path)
    assert store.figures[0].note == 'two\n"lines"'
    assert [store.lines[item.key] for item in store.figures] == [2, 4]


def test_the_folder_of_the_figures_may_lie_anywhere(tmp_path):
    def framework(folder):
        organisation = {"id": "o", "name": "O", "kind": "organisation"}
        settings = {"schema": "1", "organisation": organisation, "figures": {"folder": folder}}
        return Framework(settings=Settings.model_validate(settings))

    assert figures_folder(Path("/framework"), framework("data")) == Path("/framework/data")
    assert figures_folder(Path("/framework"), framework("../figures")) == Path("/framework/../figures")
    assert figures_folder(Path("/framework"), framework("/elsewhere/figures")) == Path("/elsewhere/figures")
