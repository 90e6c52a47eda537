"""What killed runs leave lying in a framework folder. Looking never writes; the next run that writes clears most."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from qaf.workspace.store import IMPORTS_FOLDER, LOCK_FILE, Store, views_behind
from qaf.workspace.swap import ASIDE_ENDING

_ENDINGS = (ASIDE_ENDING, ".new")
_DEEPEST = 4


class Leftover(NamedTuple):
    """Something that lies about: its path as the user would name it, and what it is."""

    path: str
    what: str


def leftovers(root: Path, figures: Path, store: Store, area_of: Callable[[str], str]) -> list[Leftover]:
    """Everything that lies about, by path. `figures` is the folder of the figures, which may lie elsewhere."""
    places = {root: _DEEPEST, figures: 2}
    found = [
        Leftover(str(path), "half a file of a run that was killed")
        for place, depth in places.items()
        for path in _files(place, depth)
        if path.name.startswith(".") and path.name.endswith(_ENDINGS)
    ]
    found += [Leftover(str(path), "a new folder that was never finished") for path in _glob(root.parent, ".qaf-init-*")]
    found += [
        Leftover(str(path), "an edition that was never finished: find out whether its book went out")
        for path in _glob(root / "published", f".*{ASIDE_ENDING}")
    ]
    known = {entry.import_id for entry in store.ledger}
    found += [
        Leftover(str(path), "an import that no ledger names: a run was killed, and nothing counts it")
        for path in _glob(figures / IMPORTS_FOLDER, "*.csv")
        if path.stem not in known
    ]
    behind = views_behind(figures, store, area_of) if not store.problems else ()
    found += [
        Leftover(str(figures / name), "behind the ledger: taking its file in again rebuilds it") for name in behind
    ]
    return sorted(set(found))


def lock_is_held(figures: Path) -> bool:
    """Whether a run holds the lock of the figures now. The lock's file alone, left by every run, holds nothing."""
    try:
        import fcntl
    except ImportError:  # Windows, where an open lock cannot be tried without making it
        return False
    try:
        handle = os.open(figures / LOCK_FILE, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    else:
        fcntl.flock(handle, fcntl.LOCK_UN)
        return False
    finally:
        os.close(handle)


def _files(folder: Path, depth: int) -> Iterator[Path]:
    """Files below a folder, `depth` folders deep at most; git's own, and other frameworks' folders, are left alone."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if entry.is_file(follow_symlinks=False):
            yield Path(entry.path)
        elif depth > 1 and entry.is_dir(follow_symlinks=False) and not _is_another_s(Path(entry.path)):
            yield from _files(Path(entry.path), depth - 1)


def _is_another_s(folder: Path) -> bool:
    return folder.name == ".git" or (folder / "qaf.yaml").exists()


def _glob(folder: Path, pattern: str) -> list[Path]:
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []
