"""Replacing several files in a fixed order: everything is written aside first, then swapped in one by one.

A full disk therefore stops a run before the first swap, and a process that is killed has swapped a first part of the
list and nothing of the rest. `qaf.ground.files.write_file` does the same for a single file.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path

from qaf.ground.errors import QafError
from qaf.ground.files import sync_folder
from qaf.ground.text import reason

ASIDE_ENDING = ".aside"


def swap_in(files: Sequence[tuple[Path, bytes]], must: int) -> list[tuple[Path, str]]:
    """Replace the files in the order given.

    The first `must` of them have to succeed: where one cannot be written a `QafError` is raised, and whatever stands
    after it in the list is as it was. Of the others, those that could not be replaced (another program may hold them
    open) come back with the reason.
    """
    asides: list[str] = []
    try:
        for path, content in files:
            asides.append(_write_aside(path, content))
        failed: list[tuple[Path, str]] = []
        for index, (path, _) in enumerate(files):
            why = _swap(asides[index], path)
            if why and index < must:
                raise QafError(f"Could not write {path}: {why}. No figures were changed.")
            if why:
                failed.append((path, why))
        return failed
    finally:
        for aside in asides:
            with contextlib.suppress(OSError):
                os.unlink(aside)


def sweep(folder: Path) -> None:
    """Remove what killed runs left aside in `folder`; only for whoever holds the folder's lock."""
    for left in folder.glob(f".*{ASIDE_ENDING}"):
        with contextlib.suppress(OSError):
            left.unlink()


def _write_aside(path: Path, content: bytes) -> str:
    aside = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=ASIDE_ENDING, dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(aside, _mode_for(path))
    except OSError as error:
        with contextlib.suppress(OSError):
            os.unlink(aside)
        raise QafError(f"Could not write {path}: {reason(error)}. No figures were changed.") from error
    return aside


def _swap(aside: str, path: Path) -> str:
    try:
        os.replace(aside, path)
    except OSError as error:
        return reason(error)
    sync_folder(path.parent)
    return ""


def _mode_for(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
