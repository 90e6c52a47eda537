"""Writing files so that a killed process loses nothing: aside, synced, then swapped."""

from __future__ import annotations

import contextlib
import functools
import glob
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from qaf.ground.errors import QafError
from qaf.ground.text import reason

ASIDE = ".aside"


def write_file(path: Path, content: bytes) -> None:
    """Replace `path` with `content`, whole or not at all. Raises `QafError` where the disk or folder refuses."""
    with written_aside(path, content) as put:
        put()


@contextlib.contextmanager
def written_aside(path: Path, content: bytes) -> Iterator[Callable[[], None]]:
    """Write `content` beside `path`; what comes back puts it there, whole. Raises `QafError` as `write_file` does.

    What was not put into its place by the end of the block is taken away again, and so is what a run that was killed
    had laid beside the same `path`.
    """
    _sweep(path)
    aside, held = _aside_of(path, content)
    try:
        yield functools.partial(_put, aside, path)
    finally:
        _remove(aside)
        if held is not None:
            os.close(held)


def write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write each file below `folder` (names relative, with forward slashes), every one whole or not at all."""
    for name in sorted(files):
        write_file(folder / name, files[name])


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` last through a power cut, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)


def remove_folder(folder: Path) -> None:
    """Remove a folder and all in it; a missing one is fine."""
    shutil.rmtree(folder, ignore_errors=True)


def _sweep(path: Path) -> None:
    """Take away what runs that are no more had laid beside `path`: whatever nobody holds."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*{ASIDE}"):
        with contextlib.suppress(OSError):
            held = hold(left)
            if held is not None:
                os.unlink(left)
                os.close(held)


def hold(path: str | Path) -> int | None:
    """An open file or folder that says, until it is closed, that a run is at work on it.

    None where another run holds it or it cannot be opened; and on Windows, where a file that is open can be neither
    renamed nor removed, and a folder cannot be opened.
    """
    try:
        import fcntl

        handle = os.open(path, os.O_RDONLY)
    except (ImportError, OSError):
        return None
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        return None
    return handle


def _aside_of(path: Path, content: bytes) -> tuple[str, int | None]:
    """What was laid beside `path`, and what holds it while this run lives."""
    aside, held = "", None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=f".{path.name}.", suffix=ASIDE, dir=path.parent)
        held = hold(aside)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(aside, _mode_for(path))
    except BaseException as error:
        _remove(aside)
        if held is not None:
            os.close(held)
        if isinstance(error, OSError):
            raise _refused(path, error) from error
        raise
    return aside, held


def _put(aside: str, path: Path) -> None:
    try:
        os.replace(aside, path)
        sync_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> QafError:
    return QafError(f"Could not write {path}: {reason(error)}. Nothing was changed.")


def _mode_for(path: Path) -> int:
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _remove(path: str) -> None:
    if path:
        with contextlib.suppress(OSError):
            os.unlink(path)
