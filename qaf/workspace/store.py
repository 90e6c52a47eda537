"""The figures of a folder on disk: reading them, and taking in one more import.

What counts is `imports.csv` (the ledger) and the files of `imports/` that it names. The files `<area>.csv` and
`revisions.csv` beside it are views for people: written for them, never read back, and rebuilt by the next run where
they are out of date. An import is committed in this order:

1. every file is written aside and synced, so that a full disk stops the run before anything has changed;
2. `imports/<id>.csv` is swapped in: nothing refers to it yet, so the store is still the old one;
3. `imports.csv` is swapped in: from this moment the store is the new one;
4. the views are swapped in.

A run that is killed at any moment leaves the old store or the new one. A file of `imports/` that no ledger names is
not read, and is overwritten when the same import comes again. Where there is no ledger at all, a single such file is
what a first run that was killed leaves; several, or views beside it, show that there was a ledger and it is lost.
Reading never writes and takes no lock: a reader sees the ledger of one moment, and the imports it names never change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from qaf.ground.errors import QafError
from qaf.ground.findings import Finding, Span
from qaf.ground.places import below, lies_in, ordinary_bytes
from qaf.ground.text import reason
from qaf.model.figure import Figure, FigureKey
from qaf.model.framework import Framework
from qaf.workspace.figures_file import FIGURE_COLUMNS, damaged, figures_bytes, read_figures, sort_key
from qaf.workspace.ledger import LedgerEntry, Revision, ledger_bytes, read_ledger, replay, views
from qaf.workspace.swap import swap_in, sweep

LEDGER_FILE = "imports.csv"
IMPORTS_FOLDER = "imports"
REVISIONS_FILE = "revisions.csv"
LOCK_FILE = ".lock"
LOCK_WAIT = 10.0
"""Seconds that a run waits for another one that writes to the same folder."""


@dataclass(frozen=True)
class Store:
    """All figures of a folder.

    `figures`: those that count now, by measure, period and the rest of the key. `ledger`: the imports, in order.
    `revisions`: what later imports replaced. `problems`: damaged files, rows or cells, which are left out of the
    rest. `lines`: for each figure the line of its import's file. `shown`: the folder as findings name it.
    """

    figures: tuple[Figure, ...] = ()
    ledger: tuple[LedgerEntry, ...] = ()
    revisions: tuple[Revision, ...] = ()
    problems: tuple[Finding, ...] = ()
    lines: Mapping[FigureKey, int] = field(default_factory=dict)
    shown: str = "data"

    @cached_property
    def by_key(self) -> Mapping[FigureKey, Figure]:
        """The figures that count now, by key."""
        return {figure.key: figure for figure in self.figures}

    def entry(self, import_id: str) -> LedgerEntry | None:
        """The ledger's entry for an import, or None where it was never taken in."""
        return next((entry for entry in self.ledger if entry.import_id == import_id), None)

    def path_of(self, figure: Figure) -> str:
        """The file that a stored figure came with, as findings name it."""
        return f"{self.shown}/{IMPORTS_FOLDER}/{figure.import_id}.csv"


class StaleStoreError(Exception):
    """Another run changed the store after it was read: read it again and judge the figures anew."""


def figures_folder(framework_root: Path, framework: Framework) -> Path:
    """Where the figures lie: `figures.folder` of `qaf.yaml`, seen from the framework folder; it may lie outside."""
    return below(framework_root, framework.settings.figures.folder)


def read_store(folder: Path, shown: str = "") -> Store:
    """The figures in `folder`; an empty store where there is no such folder. Never writes.

    `shown` is what findings call the folder (default: its own name). Raises `QafError` where the operating system
    refuses to read it.
    """
    shown = shown or folder.name
    ledger_content = _read(folder / LEDGER_FILE, folder)
    if ledger_content is None:
        return Store(problems=lost_ledger(folder, shown), shown=shown)
    ledger, found = read_ledger(ledger_content, f"{shown}/{LEDGER_FILE}")
    problems = list(found)
    figures_of: dict[str, Sequence[Figure]] = {}
    lines_of: dict[str, Mapping[FigureKey, int]] = {}
    for entry in ledger:
        name = f"{IMPORTS_FOLDER}/{entry.import_id}.csv"
        content = _read(folder / name, folder)
        if content is None:
            message = f"The ledger names `{name}`, and there is no such file: its figures are missing."
            problems.append(damaged(f"{shown}/{LEDGER_FILE}", Span(), message))
            continue
        file = read_figures(content, f"{shown}/{name}", entry.import_id)
        problems.extend(file.problems)
        figures_of[entry.import_id], lines_of[entry.import_id] = file.figures, file.lines
    current, revisions = replay(ledger, figures_of)
    figures = tuple(sorted(current.values(), key=sort_key))
    lines = {figure.key: lines_of[figure.import_id][figure.key] for figure in figures}
    return Store(figures, ledger, tuple(revisions), tuple(problems), lines, shown)


def commit_import(
    folder: Path,
    store: Store,
    entry: LedgerEntry,
    figures: Iterable[Figure],
    area_of: Callable[[str], str],
    wait: float = LOCK_WAIT,
) -> tuple[str, ...]:
    """Add an import to the store that was read as `store`; the order of writing is at the top of this module.

    `area_of` gives the area of a measure's id. Returns the names of views that could not be replaced, because another
    program holds them open, say; the figures are in all the same. Raises `StaleStoreError` where another run was
    quicker, and `QafError` where the disk or folder refuses or the lock is held for longer than `wait` seconds.
    """
    with locked(folder, wait):
        if _ledger_now(folder) != store.ledger:
            raise StaleStoreError
        sweep(folder)
        sweep(folder / IMPORTS_FOLDER)
        added = sorted(figures, key=sort_key)
        current, replaced = _with_import(store, entry, added)
        shown_views = views(current.values(), (*store.revisions, *replaced), area_of)
        files = [
            (folder / IMPORTS_FOLDER / f"{entry.import_id}.csv", figures_bytes(added)),
            (folder / LEDGER_FILE, ledger_bytes((*store.ledger, entry))),
        ]
        return _write_views(folder, files, shown_views)


def refresh_views(
    folder: Path, store: Store, area_of: Callable[[str], str], wait: float = LOCK_WAIT
) -> tuple[str, ...]:
    """Rebuild the views where a killed run left them behind; writes nothing where they are as they should be.

    Returns the names of views that could not be replaced. Raises `QafError` as `commit_import` does.
    """
    shown_views = views(store.figures, store.revisions, area_of)
    if not store.ledger or not (_changed(folder, shown_views) or _left_over(folder, shown_views)):
        return ()
    with locked(folder, wait):
        if _ledger_now(folder) != store.ledger:
            return ()
        sweep(folder)
        sweep(folder / IMPORTS_FOLDER)
        return _write_views(folder, [], shown_views)


def views_behind(folder: Path, store: Store, area_of: Callable[[str], str]) -> tuple[str, ...]:
    """The names of views that are not as the ledger would have them. Only looks."""
    if not store.ledger:
        return ()
    shown_views = views(store.figures, store.revisions, area_of)
    return (*_changed(folder, shown_views), *(path.name for path in _left_over(folder, shown_views)))


@contextmanager
def locked(folder: Path, wait: float = LOCK_WAIT) -> Iterator[None]:
    """Hold the folder's lock. Raises `QafError` where another run holds it for longer than `wait` seconds."""
    from filelock import FileLock, Timeout

    try:
        folder.mkdir(parents=True, exist_ok=True)
        _refuse_links(folder)
        lock = FileLock(str(folder / LOCK_FILE), timeout=wait)
        lock.acquire()
    except Timeout:
        raise QafError(
            f"Another run of qaf is writing figures to {folder}.",
            help="Wait until it has finished, then try again. Nothing was changed.",
        ) from None
    except NotImplementedError as error:  # older releases of filelock, on a drive that has no locks
        raise QafError(f"The drive of {folder} cannot lock files, so two runs could meet there.") from error
    except OSError as error:
        raise QafError(f"Could not write to {folder}: {reason(error)}. No figures were changed.") from error
    try:
        yield
    finally:
        lock.release()


def _refuse_links(folder: Path) -> None:
    """Raises `QafError` where what would be written into the store would go elsewhere, over something else."""
    lock, imports = folder / LOCK_FILE, folder / IMPORTS_FOLDER
    if (lock.is_symlink() or lock.exists()) and (lock.is_symlink() or not lock.is_file()):
        raise QafError(f"{lock} is no ordinary file. No figures were changed.", help="Take it away, then try again.")
    if not lies_in(imports, folder):
        raise QafError(
            f"{imports} is a link that leads out of the folder of figures. No figures were changed.",
            help="`figures: {folder: …}` in qaf.yaml says where figures lie, and all of them lie there.",
        )


def lost_ledger(folder: Path, shown: str) -> tuple[Finding, ...]:
    """The finding that there was a ledger once, in a folder that has none; nothing where there never was one."""
    imports = [path for path in (folder / IMPORTS_FOLDER).glob("*.csv") if path.is_file()]
    had_views = (folder / REVISIONS_FILE).exists() or bool(_left_over(folder, {}))
    if not imports or (len(imports) == 1 and not had_views):
        return ()
    message = (
        f"`{IMPORTS_FOLDER}` holds stored figures, and the ledger `{LEDGER_FILE}` that says which of them count "
        "is missing: none can be shown."
    )
    return (damaged(f"{shown}/{LEDGER_FILE}", Span(), message),)


def _ledger_now(folder: Path) -> tuple[LedgerEntry, ...]:
    content = _read(folder / LEDGER_FILE, folder)
    return read_ledger(content, LEDGER_FILE)[0] if content is not None else ()


def _with_import(
    store: Store, entry: LedgerEntry, figures: Sequence[Figure]
) -> tuple[dict[FigureKey, Figure], list[Revision]]:
    """What counts after `figures` came in on top of `store`, and what they replaced."""
    before = LedgerEntry("", 0, entry.on)
    return replay((before, entry), {"": store.figures, entry.import_id: figures})


def _write_views(
    folder: Path, files: Sequence[tuple[Path, bytes]], shown_views: Mapping[str, bytes]
) -> tuple[str, ...]:
    changed = _changed(folder, shown_views)
    failed = swap_in([*files, *((folder / name, shown_views[name]) for name in changed)], must=len(files))
    names = [path.name for path, _ in failed]
    for path in _left_over(folder, shown_views):
        try:
            path.unlink()
        except OSError:
            names.append(path.name)
    return tuple(names)


def _changed(folder: Path, shown_views: Mapping[str, bytes]) -> list[str]:
    return [name for name, content in sorted(shown_views.items()) if _view(folder / name) != content]


def _left_over(folder: Path, shown_views: Mapping[str, bytes]) -> list[Path]:
    """Views of areas that have no figures any more. Files with another first line are somebody else's, and stay."""
    first_line = (",".join(FIGURE_COLUMNS) + "\n").encode()
    ours = {*shown_views, LEDGER_FILE, REVISIONS_FILE}
    others = sorted(path for path in folder.glob("*.csv") if path.name not in ours)
    return [path for path in others if path.is_file() and (_view(path) or b"").startswith(first_line)]


def _view(path: Path) -> bytes | None:
    """The bytes of a view; None where there is none, and for a link, which is not as qaf left it."""
    return None if path.is_symlink() else _read(path, path.parent)


def _read(path: Path, folder: Path) -> bytes | None:
    """The bytes of a file of the store in `folder`; None where there is none."""
    try:
        return ordinary_bytes(path, folder)
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise QafError(f"Could not read {path}: {reason(error)}.") from error
