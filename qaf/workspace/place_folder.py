"""Putting a new folder where somebody wants it: made aside, then moved there; never over anything, never by half."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from qaf.ground.errors import QafError, RefusedError
from qaf.ground.files import remove_folder, sync_folder, write_folder
from qaf.ground.text import plural, reason

_MOST_CONFLICTS = 30


def refuse_conflicts(target: Path, names: Mapping[str, bytes]) -> None:
    """Raises `RefusedError`, with every file that is in the way, where something of `names` is there already."""
    found = sorted(set(_conflicts(target, names)))
    if not found:
        return
    listed = "\n".join(f"  {name}" for name in found[:_MOST_CONFLICTS])
    more = f"\n  and {len(found) - _MOST_CONFLICTS} more" if len(found) > _MOST_CONFLICTS else ""
    if found == [str(target)]:
        raise RefusedError(f"{target} is there already, and it is no folder. Nothing was written.")
    raise RefusedError(
        f"{plural(len(found), 'file')} of the new folder {'is' if len(found) == 1 else 'are'} in {target} already:\n"
        f"{listed}{more}\nNothing was written.",
        help="Name another folder, or move these files away first.",
    )


def place(target: Path, files: Mapping[str, bytes], last: str) -> None:
    """Write the files (by relative path) below `target`, which may exist; the file `last` comes last.

    A new folder appears whole, by one rename. In one that exists the files are moved in one by one; where one cannot
    be moved, those before it are taken out again. Raises `QafError` then, and `RefusedError` where a file is in the
    way.
    """
    refuse_conflicts(target, files)
    made: list[Path] = []
    try:
        is_new = not os.path.isdir(target)
        with _aside(_nearest(target)) as aside:
            write_folder(aside, files)
            if is_new:
                _make_folders(target.parent, made)
                os.rename(aside, target)
                made.append(target)
            else:
                _move_in(aside, target, sorted(files, key=lambda name: (name == last, name)), made)
        sync_folder(target.parent)
    except OSError as error:
        _take_back(made)
        where = target if error.filename is None else error.filename
        raise QafError(f"Could not write {where}: {reason(error)}. Nothing was written.") from error
    except BaseException:
        _take_back(made)
        raise


def _conflicts(target: Path, names: Mapping[str, bytes]) -> Iterator[str]:
    if os.path.lexists(target) and not os.path.isdir(target):
        yield str(target)
        return
    for name in names:
        path = PurePosixPath(name)
        for above in reversed(path.parents[:-1]):
            full = target / above
            if os.path.lexists(full) and (full.is_symlink() or not os.path.isdir(full)):
                yield f"{above} (no folder)"
                break
        else:
            if os.path.lexists(target / path):
                yield name


def _nearest(target: Path) -> Path:
    """The folder to make things aside in: the nearest one above `target` that exists, on the same disk."""
    above = target.absolute().parent
    while not os.path.isdir(above) and above != above.parent:
        above = above.parent
    return above


@contextmanager
def _aside(above: Path) -> Iterator[Path]:
    """A folder beside the target that is gone afterwards, unless it was moved; with the rights of any new folder."""
    folder = Path(tempfile.mkdtemp(prefix=".qaf-init-", dir=above))
    mask = os.umask(0)
    os.umask(mask)
    try:
        folder.chmod(0o777 & ~mask)
        yield folder
    finally:
        remove_folder(folder)


def _make_folders(folder: Path, made: list[Path]) -> None:
    """Make a folder and those above it, and remember which were new."""
    missing = []
    while not os.path.isdir(folder):
        missing.append(folder)
        if folder.parent == folder:
            break
        folder = folder.parent
    for one in reversed(missing):
        if not os.path.isdir(one):
            one.mkdir()
            made.append(one)


def _move_in(aside: Path, target: Path, names: list[str], made: list[Path]) -> None:
    for name in names:
        path = target / name
        _make_folders(path.parent, made)
        if os.path.lexists(path):
            raise FileExistsError(17, "a file of that name has appeared", str(path))
        os.rename(aside / name, path)
        made.append(path)


def _take_back(made: list[Path]) -> None:
    """Remove what was made, the last first; folders that somebody has put something else into stay."""
    for path in reversed(made):
        with contextlib.suppress(OSError):
            if os.path.isdir(path) and not path.is_symlink():
                path.rmdir()
            else:
                path.unlink()
