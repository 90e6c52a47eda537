"""Folders that come with qaf: the templates and the catalogue, in a checkout or in an installed package."""

from __future__ import annotations

from pathlib import Path

from qaf.ground.errors import QafError

_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_folder(name: str) -> Path:
    """The folder `name` (`templates`, `framework`) as it came with qaf.

    Installed, it lies inside the package; in a checkout, beside it. Raises `QafError` where neither is there.
    """
    for folder in (_PACKAGE / "_shipped" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise QafError(
        f"The folder `{name}` that belongs to qaf is missing, so qaf is not completely installed.",
        help="Install qaf again.",
    )
