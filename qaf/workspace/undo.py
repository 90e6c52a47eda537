"""Taking an import back: its file and its line of the ledger go, and all that follows from them is worked out anew.

What came later stays as it was taken in. The order of writing is that of `qaf.workspace.store`:

1. the ledger and the views are written aside and synced;
2. `imports.csv` is swapped in: from this moment the import is gone;
3. the views are swapped in, and those of areas that have no figures any more are removed;
4. `imports/<id>.csv` is removed.

A run that is killed in between leaves the old store or the new one. What it leaves lying, at most a file of an import
that no ledger names and views that are behind, the same call clears away.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qaf.ground.errors import QafError
from qaf.ground.files import sync_folder
from qaf.ground.near_miss import nearest
from qaf.ground.places import ordinary_bytes
from qaf.ground.text import quoted, reason
from qaf.model.figure import Figure, FigureKey
from qaf.workspace.figures_file import read_figures, sort_key
from qaf.workspace.ledger import LedgerEntry, ledger_bytes, read_ledger, replay, same_content, views
from qaf.workspace.store import IMPORTS_FOLDER, LEDGER_FILE, LOCK_WAIT, locked, lost_ledger
from qaf.workspace.swap import swap_in, sweep

_MOST_LISTED = 5


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking an import back came to, or would come to; figures are named by their keys, sorted.

    `entry`: its line of the ledger; None where a killed run had taken that away before. `gone`: figures that nobody
    gives any more. `back`: figures that count again as an earlier import gave them. `kept`: figures that another import
    gives with the same content. `behind`: files that another program holds open, so that they are still there.
    """

    entry: LedgerEntry | None
    gone: tuple[FigureKey, ...] = ()
    back: tuple[FigureKey, ...] = ()
    kept: tuple[FigureKey, ...] = ()
    behind: tuple[str, ...] = ()


def undo(
    folder: Path,
    import_id: str,
    area_of: Callable[[str], str],
    *,
    dry_run: bool = False,
    wait: float = LOCK_WAIT,
) -> Undone:
    """Take the import back whose id is `import_id`, whatever came later.

    `area_of` gives the area of a measure's id, "" where none has it. In a dry run nothing is written. Raises `QafError`
    where there is no such import, the ledger is damaged, the disk or folder refuses, or another run holds the lock for
    longer than `wait` seconds.
    """
    plan = _plan(folder, import_id, area_of)
    if dry_run:
        return plan.undone
    with locked(folder, wait):
        plan = _plan(folder, import_id, area_of)
        sweep(folder)
        sweep(folder / IMPORTS_FOLDER)
        behind = _write(folder, import_id, plan)
    return replace(plan.undone, behind=behind)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be written. `views`: those after; `stale`: names of views of areas that have no figures any more."""

    undone: Undone
    ledger: tuple[LedgerEntry, ...]
    views: Mapping[str, bytes]
    stale: tuple[str, ...]


def _plan(folder: Path, import_id: str, area_of: Callable[[str], str]) -> _Plan:
    ledger = _ledger(folder)
    entry = next((entry for entry in ledger if entry.import_id == import_id), None)
    if entry is None and not _file_of(folder, import_id).is_file():
        raise _unknown(import_id, ledger)
    rest = tuple(each for each in ledger if each is not entry)
    figures_of = {each.import_id: _figures(folder, each.import_id) for each in ledger}
    theirs = figures_of.get(import_id) or _figures(folder, import_id)
    before, _ = replay(ledger, figures_of)
    after, revisions = replay(rest, figures_of)
    shown = views(after.values(), revisions, area_of)
    areas = {area_of(figure.key.measure) for figure in theirs} - {""}
    stale = tuple(sorted({f"{area}.csv" for area in areas} - shown.keys()))
    return _Plan(_difference(entry, import_id, before, after), rest, shown, stale)


def _difference(
    entry: LedgerEntry | None, import_id: str, before: Mapping[FigureKey, Figure], after: Mapping[FigureKey, Figure]
) -> Undone:
    counted = sorted((figure for figure in before.values() if figure.import_id == import_id), key=sort_key)
    gone: list[FigureKey] = []
    back: list[FigureKey] = []
    kept: list[FigureKey] = []
    for figure in counted:
        now = after.get(figure.key)
        if now is None:
            gone.append(figure.key)
        else:
            (kept if same_content(now, figure) else back).append(figure.key)
    return Undone(entry, tuple(gone), tuple(back), tuple(kept))


def _write(folder: Path, import_id: str, plan: _Plan) -> tuple[str, ...]:
    files = [(folder / LEDGER_FILE, ledger_bytes(plan.ledger))] if plan.undone.entry else []
    changed = [(folder / name, content) for name, content in sorted(plan.views.items())]
    changed = [(path, content) for path, content in changed if _bytes(path, folder) != content]
    behind = [path.name for path, _ in swap_in([*files, *changed], must=len(files))]
    for path in (*(folder / name for name in plan.stale), _file_of(folder, import_id)):
        try:
            path.unlink(missing_ok=True)
        except OSError:
            behind.append(path.relative_to(folder).as_posix())
    sync_folder(folder / IMPORTS_FOLDER)
    sync_folder(folder)
    return tuple(behind)


def _file_of(folder: Path, import_id: str) -> Path:
    """The file of an import; an id is never a path, whatever was typed."""
    name = import_id if import_id.isalnum() else "-"
    return folder / IMPORTS_FOLDER / f"{name}.csv"


def _ledger(folder: Path) -> tuple[LedgerEntry, ...]:
    content = _bytes(folder / LEDGER_FILE, folder)
    if content is None:
        if lost := lost_ledger(folder, folder.name):
            raise QafError(
                f"The ledger of imports, `{LEDGER_FILE}`, is missing, and without it nobody can tell what counts.",
                help="Bring the file back from git or a backup first. Nothing was changed.",
                findings=lost,
            )
        return ()
    ledger, problems = read_ledger(content, LEDGER_FILE)
    if problems:
        raise QafError(
            "The ledger of imports is damaged, and taking an import back would lose what cannot be read of it.",
            help="`qaf validate` shows where. Bring the file back from git or a backup first.",
            findings=problems,
        )
    return ledger


def _figures(folder: Path, import_id: str) -> Sequence[Figure]:
    """What can be read of an import: a damaged one must be possible to take back."""
    content = _bytes(_file_of(folder, import_id), folder)
    return read_figures(content, "", import_id).figures if content is not None else ()


def _bytes(path: Path, folder: Path) -> bytes | None:
    try:
        return ordinary_bytes(path, folder)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise QafError(f"Could not read {path}: {reason(error)}.") from error


def _unknown(import_id: str, ledger: Sequence[LedgerEntry]) -> QafError:
    if not ledger:
        return QafError("Nothing has been taken in here, so there is nothing to take back.")
    named = [entry.import_id for entry in ledger if entry.file.casefold() == import_id.casefold()]
    near = nearest(import_id, (entry.import_id for entry in ledger))
    latest = [entry.import_id for entry in ledger[-_MOST_LISTED:]][::-1]
    if named:
        help_ = f"That file came in as {quoted(named, 'and')}: name the import, not the file."
    elif near:
        help_ = f"Did you mean `{near}`?"
    else:
        help_ = f"The latest are {quoted(latest, 'and')}. `qaf data show --imports` lists all."
    return QafError(f"There is no import `{import_id}`.", help=help_)
