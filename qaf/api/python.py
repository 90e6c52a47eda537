"""The stable functions for programs of others, as `from qaf import ...` gives them."""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.api import check, gaps
from qaf.api.folder import Folder, open_folder
from qaf.ground.errors import QafError, RefusedError

if TYPE_CHECKING:
    from qaf.model.figure import Figure
    from qaf.model.protected import ProtectedFigures

__all__ = [
    "Folder",
    "QafError",
    "RefusedError",
    "check",
    "figures",
    "gaps",
    "load",
    "unprotected_figures",
]


def load(folder: str | PathLike[str] = ".") -> Folder:
    """The framework folder at `folder` or above it. Raises `QafError` where there is none, or qaf.yaml is unusable.

    `.framework` is what could be read of it; what is wrong with the rest, `check` says.
    """
    return open_folder(Path(folder))


def figures(folder: Folder) -> ProtectedFigures:
    """The figures as every report shows them: protected over the whole folder and its editions, and audited.

    Each has `.measure`, `.period`, `.category` and `.value`, `.numerator`, `.denominator`, of which `.text` is what may
    be printed and `.number` is None where it is withheld. Raises `RefusedError` where they cannot be protected.
    """
    return folder.figures


def unprotected_figures(folder: Folder) -> tuple[Figure, ...]:
    """The figures as they were taken in, small numbers and all: for who holds the folder, never to be passed on."""
    return tuple(folder.store.figures) if folder.has_figures else ()
