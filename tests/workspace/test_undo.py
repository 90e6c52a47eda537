"""Taking an import back: what goes, what comes back, and that a run killed anywhere leaves the old store or the new."""

from __future__ import annotations

import datetime
import os
from collections import defaultdict
from pathlib import Path

import pytest

from qaf.ground.errors import QafError
from qaf.model.figure import Figure, FigureKey
from qaf.model.period import Period
from qaf.workspace.ledger import LedgerEntry
from qaf.workspace.store import commit_import, locked, read_store
from qaf.workspace.undo import undo

AREAS = defaultdict(str, referrals="front-door", children="population")
FIRST, SECOND, THIRD = "aaaaaaaaa1", "bbbbbbbbb2", "ccccccccc3"


def figure(value, import_id, measure="referrals", period="2023/24"):
    return Figure(FigureKey(measure, Period.canonical(period)), value=value, import_id=import_id)


def commit(folder: Path, import_id: str, *figures: Figure) -> None:
    store = read_store(folder)
    entry = LedgerEntry(import_id, len(store.ledger) + 1, datetime.date(2026, 3, 31), file=f"{import_id[0]}.csv")
    commit_import(folder, store, entry, figures, AREAS.__getitem__)


def three_imports(folder: Path) -> Path:
    """The second restates a figure, says one again that is stored, and brings a new one; the third restates it."""
    commit(folder, FIRST, figure("71", FIRST), figure("50", FIRST, "children"))
    second = (figure("72", SECOND), figure("50", SECOND, "children"), figure("80", SECOND, "referrals", "2024/25"))
    commit(folder, SECOND, *second)
    commit(folder, THIRD, figure("81", THIRD, "referrals", "2024/25"))
    return folder


def take_back(folder: Path, import_id: str, **more):
    return undo(folder, import_id, AREAS.__getitem__, **more)


def everything(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def values(folder: Path) -> dict[str, str]:
    return {f"{item.key.measure} {item.key.period}": item.value for item in read_store(folder).figures}


def keys(found) -> list[str]:
    return [f"{key.measure} {key.period}" for key in found]


def test_the_last_import_is_taken_back_as_if_it_had_never_come(tmp_path):
    commit(tmp_path, FIRST, figure("71", FIRST), figure("50", FIRST, "children"))
    before = everything(tmp_path)
    commit(tmp_path, SECOND, figure("72", SECOND), figure("9", SECOND, "children", "2024/25"))
    done = take_back(tmp_path, SECOND)
    assert everything(tmp_path) == before
    assert (done.entry.file, keys(done.gone), keys(done.back), done.kept) == (
        "b.csv", ["children 2024/25"], ["referrals 2023/24"], (),
    )  # fmt: skip


def test_an_earlier_import_is_taken_back_whatever_came_later(tmp_path):
    three_imports(tmp_path)
    done = take_back(tmp_path, FIRST)
    assert values(tmp_path) == {"children 2023/24": "50", "referrals 2023/24": "72", "referrals 2024/25": "81"}
    assert (keys(done.gone), keys(done.back), keys(done.kept)) == ([], [], ["children 2023/24"])
    assert [item.import_id for item in read_store(tmp_path).figures] == [SECOND, SECOND, THIRD]
    assert [entry.import_id for entry in read_store(tmp_path).ledger] == [SECOND, THIRD]


def test_the_middle_import_goes_with_its_revisions(tmp_path):
    three_imports(tmp_path)
    done = take_back(tmp_path, SECOND)
    assert values(tmp_path) == {"children 2023/24": "50", "referrals 2023/24": "71", "referrals 2024/25": "81"}
    assert (keys(done.gone), keys(done.back), done.behind) == ([], ["referrals 2023/24"], ())
    assert read_store(tmp_path).revisions == ()
    assert (tmp_path / "revisions.csv").read_bytes().count(b"\n") == 1
    assert not (tmp_path / "imports" / f"{SECOND}.csv").exists()


def test_an_area_that_has_no_figures_any_more_loses_its_view(tmp_path):
    commit(tmp_path, FIRST, figure("71", FIRST))
    commit(tmp_path, SECOND, figure("50", SECOND, "children"))
    (tmp_path / "mine.csv").write_text("a,b\n")
    take_back(tmp_path, SECOND)
    assert {path.name for path in tmp_path.glob("*.csv")} == {
        "front-door.csv", "imports.csv", "revisions.csv", "mine.csv",
    }  # fmt: skip


def test_the_only_import_leaves_an_empty_store(tmp_path):
    commit(tmp_path, FIRST, figure("71", FIRST))
    take_back(tmp_path, FIRST)
    store = read_store(tmp_path)
    assert (store.figures, store.ledger, store.problems) == ((), (), ())
    assert sorted(everything(tmp_path)) == ["imports.csv", "revisions.csv"]
    commit(tmp_path, FIRST, figure("71", FIRST))
    assert values(tmp_path) == {"referrals 2023/24": "71"}


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path):
    three_imports(tmp_path)
    before = everything(tmp_path)
    planned = take_back(tmp_path, SECOND, dry_run=True)
    assert everything(tmp_path) == before
    assert planned == take_back(tmp_path, SECOND)


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ("aaaaaaaaa2", f"Did you mean `{FIRST}`?"),
        ("bbbbb", f"Did you mean `{SECOND}`?"),
        ("C.csv", f"That file came in as `{THIRD}`: name the import, not the file."),
        ("../../etc/passwd", f"The latest are `{THIRD}`, `{SECOND}` and `{FIRST}`."),
    ],
)
def test_an_unknown_import_is_refused_with_what_could_be_meant(tmp_path, wanted, said):
    three_imports(tmp_path)
    before = everything(tmp_path)
    with pytest.raises(QafError) as caught:
        take_back(tmp_path, wanted)
    assert f"There is no import `{wanted}`." in caught.value.message
    assert said in caught.value.help
    assert everything(tmp_path) == before


def test_nothing_is_made_where_nothing_was_taken_in(tmp_path):
    with pytest.raises(QafError, match="nothing to take back"):
        take_back(tmp_path / "data", FIRST)
    assert not (tmp_path / "data").exists()


def test_a_damaged_import_can_be_taken_back_and_a_damaged_ledger_stops(tmp_path):
    three_imports(tmp_path)
    (tmp_path / "imports" / f"{THIRD}.csv").write_bytes(b"\xff\xfe")
    (tmp_path / "imports" / f"{FIRST}.csv").unlink()
    take_back(tmp_path, THIRD)
    take_back(tmp_path, FIRST)
    assert values(tmp_path) == {"children 2023/24": "50", "referrals 2023/24": "72", "referrals 2024/25": "80"}
    ledger = tmp_path / "imports.csv"
    ledger.write_bytes(ledger.read_bytes() + b"oops\n")
    before = everything(tmp_path)
    with pytest.raises(QafError, match="ledger of imports is damaged"):
        take_back(tmp_path, SECOND)
    assert everything(tmp_path) == before


def test_only_one_run_at_a_time(tmp_path):
    three_imports(tmp_path)
    before = everything(tmp_path)
    with locked(tmp_path), pytest.raises(QafError, match="Another run of qaf"):
        take_back(tmp_path, FIRST, wait=0.05)
    assert everything(tmp_path) == before


def test_a_run_that_comes_in_between_is_not_lost(tmp_path, monkeypatch):
    """Planned again under the lock: what another run did meanwhile stays."""
    commit(tmp_path, FIRST, figure("71", FIRST))

    def late(folder, wait):
        monkeypatch.undo()
        commit(tmp_path, SECOND, figure("50", SECOND, "children"))
        return locked(folder, wait)

    monkeypatch.setattr("qaf.workspace.undo.locked", late)
    take_back(tmp_path, FIRST)
    assert values(tmp_path) == {"children 2023/24": "50"}


def test_a_full_disk_changes_nothing(tmp_path, monkeypatch):
    three_imports(tmp_path)
    before = everything(tmp_path)

    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QafError, match="no space left on device. No figures were changed."):
        take_back(tmp_path, SECOND)
    assert everything(tmp_path) == before


def test_a_file_that_is_held_open_is_told(tmp_path, monkeypatch):
    three_imports(tmp_path)
    unlink = os.unlink

    def held(path, **more):
        if str(path).endswith(f"{SECOND}.csv"):
            raise PermissionError(13, "Permission denied")
        unlink(path, **more)

    monkeypatch.setattr(os, "unlink", held)
    assert take_back(tmp_path, SECOND).behind == (f"imports/{SECOND}.csv",)
    assert read_store(tmp_path).entry(SECOND) is None
    monkeypatch.undo()
    again = take_back(tmp_path, SECOND)
    assert (again.entry, again.gone, again.behind) == (None, (), ())
    assert not (tmp_path / "imports" / f"{SECOND}.csv").exists()


class Killed(BaseException):
    """Stands for the end of the process."""


def steps_of(monkeypatch, at: int, ending) -> list[str]:
    """Make the step `at` (from 1) of all swaps and removals the last; returns the names of the steps done."""
    done: list[str] = []
    replace, unlink = os.replace, os.unlink

    def count(name):
        if len(done) + 1 == at:
            ending()
        done.append(name)

    def counted_replace(source, target):
        count(f"swap {Path(target).name}")
        replace(source, target)

    def counted_unlink(path, **more):
        if not str(path).endswith(".aside"):
            count(f"remove {Path(path).name}")
        unlink(path, **more)

    monkeypatch.setattr(os, "replace", counted_replace)
    monkeypatch.setattr(os, "unlink", counted_unlink)
    return done


def undo_with_kill(folder: Path, monkeypatch, at: int) -> bool:
    """Whether the run was killed at its step `at`."""

    def ending():
        raise Killed

    steps_of(monkeypatch, at, ending)
    try:
        take_back(folder, SECOND)
    except Killed:
        return True
    finally:
        monkeypatch.undo()
    return False


def kill_folder(folder: Path) -> Path:
    """Taking the second import back swaps the ledger and two views, removes a third, and its own file."""
    commit(folder, FIRST, figure("71", FIRST))
    commit(folder, SECOND, figure("72", SECOND), figure("50", SECOND, "children"))
    return folder


def test_the_steps_are_in_the_order_that_makes_them_safe(tmp_path, monkeypatch):
    kill_folder(tmp_path)
    done = steps_of(monkeypatch, 0, lambda: None)
    take_back(tmp_path, SECOND)
    assert done == [
        "swap imports.csv", "swap front-door.csv", "swap revisions.csv", "remove population.csv",
        f"remove {SECOND}.csv",
    ]  # fmt: skip


@pytest.mark.parametrize("at", range(1, 6))
def test_killed_at_any_step_leaves_the_old_store_or_the_new_and_the_next_run_finishes(tmp_path, monkeypatch, at):
    kill_folder(tmp_path / "a")
    old = read_store(tmp_path / "a")
    commit(tmp_path / "b", FIRST, figure("71", FIRST))
    wanted = everything(tmp_path / "b")
    assert undo_with_kill(tmp_path / "a", monkeypatch, at)
    found = read_store(tmp_path / "a")
    assert found.problems == ()
    assert (found == old) is (at == 1)
    assert values(tmp_path / "a") == (
        {"children 2023/24": "50", "referrals 2023/24": "72"} if at == 1 else {"referrals 2023/24": "71"}
    )
    again = take_back(tmp_path / "a", SECOND)
    assert (again.entry is None) is (at > 1)
    assert everything(tmp_path / "a") == wanted


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a process that can be ended from within")
@pytest.mark.parametrize("at", range(1, 6))
def test_a_process_that_ends_without_a_word_leaves_what_the_next_one_can_use(tmp_path, monkeypatch, at):
    kill_folder(tmp_path)
    child = os.fork()
    if not child:
        steps_of(monkeypatch, at, lambda: os._exit(9))
        try:
            take_back(tmp_path, SECOND)
        finally:
            os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9
    assert values(tmp_path)["referrals 2023/24"] == ("72" if at == 1 else "71")
    commit(tmp_path, THIRD, figure("73", THIRD, "referrals", "2024/25"))
    assert not list(tmp_path.rglob("*.aside"))
    assert (tmp_path / "population.csv").exists() is (at == 1)
    assert values(tmp_path)["referrals 2024/25"] == "73"


def test_nothing_is_taken_back_where_the_ledger_is_lost(tmp_path):
    folder = three_imports(tmp_path / "data")
    (folder / "imports.csv").unlink()
    before = {path: path.read_bytes() for path in sorted(folder.rglob("*.csv"))}

    with pytest.raises(QafError, match="is missing"):
        undo(folder, THIRD, AREAS.__getitem__)

    assert {path: path.read_bytes() for path in sorted(folder.rglob("*.csv"))} == before
