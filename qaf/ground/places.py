"""Where a path leads once links are followed, and reading what is an ordinary file. Links may lead in circles."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from qaf.ground.errors import RefusedError


def real(path: Path) -> Path:
    """The path with every link in it followed, whole; a link that leads to itself stays as it is."""
    return Path(os.path.realpath(path))


def lies_in(path: Path, folder: Path) -> bool:
    """Whether `path` is `folder` or leads to something below it."""
    return real(path).is_relative_to(real(folder))


def below(root: Path, text: str) -> Path:
    """The place that a text of the folder at `root` names: below it, absolute, or `~/...` of whoever runs qaf."""
    return root / os.path.expanduser(text)


def ordinary_bytes(path: Path, within: Path | None = None) -> bytes:
    """The bytes of a file. Raises `OSError` as opening does, and where it is no ordinary file, which could have no end.

    `within`: a folder that the file has to lie in once links are followed.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise OSError(errno.EINVAL, "it is a folder, a device or a pipe and no ordinary file")
    if within is not None and not lies_in(path, within):
        raise OSError(errno.EINVAL, "it is a link to a file outside the folder")
    return path.read_bytes()


def build_folder(organisation: str) -> Path:
    """`build/<organisation>` in the working directory, which is where things are built that nobody named a place for.

    Raises `RefusedError` where that is a link out of the working directory: a folder that came from somebody else could
    have them written over anything.
    """
    path = Path("build") / organisation
    if not lies_in(path, Path()):
        raise RefusedError(
            f"{path} is a link that leads elsewhere, so nothing was written there.",
            help=f"If that is what you want, name it: --out {path}",
        )
    return path
