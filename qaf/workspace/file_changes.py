"""Changes of several files of a folder: shown as a unified diff, and made all together or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from qaf.ground.errors import QafError, RefusedError
from qaf.ground.files import write_file, written_aside
from qaf.ground.places import real
from qaf.ground.text import reason

_NO_LINE_END = "\\ No newline at end of file\n"
_WRITABLE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


class FileChange(NamedTuple):
    """One file, by its path relative to the folder: what it holds (None where there is none yet) and is to hold."""

    path: str
    before: bytes | None
    after: bytes


def unified_diff(changes: Iterable[FileChange]) -> str:
    """The changes as a patch that `git apply` and `patch -p1` take, with the line ends of the files."""
    from difflib import unified_diff as diff_lines

    parts: list[str] = []
    for change in changes:
        tab = "\t" if " " in change.path else ""
        old = "/dev/null" if change.before is None else f"a/{change.path}{tab}"
        lines = diff_lines(_lines(change.before or b""), _lines(change.after), old, f"b/{change.path}{tab}")
        parts += [line if line.endswith("\n") else f"{line}\n{_NO_LINE_END}" for line in lines]
    return "".join(parts)


def write_changes(root: Path, changes: Sequence[FileChange]) -> None:
    """Write all files, each aside first, then swap them in; where one cannot be swapped, put the others back.

    Raises `RefusedError` where a file is no longer what the change was made for or lies outside the folder, and
    `QafError` where a file is set read-only or the disk refuses; nothing has changed then.
    """
    with _alone(root), contextlib.ExitStack() as asides:
        targets = [(_target(root, change), change) for change in changes]
        for path, _ in targets:
            _refuse_read_only(path)
        puts = [asides.enter_context(written_aside(path, change.after)) for path, change in targets]
        _swap(puts, targets)


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let runs that change the same folder go one after the other, where the system and the drive can.

    Else two could both find a file as they had read it, and the second would take away what the first had added.
    """
    try:
        import fcntl

        held = os.open(root, os.O_RDONLY)
    except (ImportError, OSError):
        yield
        return
    try:
        with contextlib.suppress(OSError):
            fcntl.flock(held, fcntl.LOCK_EX)
        yield
    finally:
        os.close(held)


def _lines(content: bytes) -> list[str]:
    """Lines as a patch counts them: they end at LF alone."""
    lines = content.decode("utf-8", "replace").split("\n")
    return [f"{line}\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _target(root: Path, change: FileChange) -> Path:
    """The file to replace, links inside the folder followed."""
    path = real(root / change.path)
    if not path.is_relative_to(real(root)):
        raise RefusedError(f"{change.path} leads out of the folder, so it was left as it is. Nothing was changed.")
    if _current(path) != change.before:
        message = f"{change.path} was changed by something else in the meantime. Nothing was changed."
        raise RefusedError(message, help="Try again.")
    return path


def _current(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise QafError(f"{path} cannot be opened: {reason(error)}. Nothing was changed.") from error


def _refuse_read_only(path: Path) -> None:
    """Swapping a file in asks its folder only, and would go over a file that somebody has closed to changes."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    except OSError as error:
        raise QafError(_unwritable(path, error)) from error
    if not mode & _WRITABLE or not os.access(path, os.W_OK):
        raise QafError(_unwritable(path, PermissionError(errno.EACCES, os.strerror(errno.EACCES))))


def _unwritable(path: Path, error: OSError) -> str:
    return f"Could not write {path}: {reason(error)}. Nothing was changed."


def _swap(puts: Sequence[Callable[[], None]], targets: Sequence[tuple[Path, FileChange]]) -> None:
    done: list[tuple[Path, FileChange]] = []
    try:
        for put, target in zip(puts, targets, strict=True):
            put()
            done.append(target)
    except QafError:
        for path, change in done:
            _put_back(path, change)
        raise


def _put_back(path: Path, change: FileChange) -> None:
    if change.before is None:
        path.unlink(missing_ok=True)
    else:
        write_file(path, change.before)
