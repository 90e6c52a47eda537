"""What every command starts from: the folder and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.ground.errors import QafError

if TYPE_CHECKING:
    from qaf.api import Folder


_KEPT: list[Folder] = []
"""Kept until the process ends: taking thousands of objects apart one by one would only take time."""


@dataclass(frozen=True, slots=True)
class Context:
    """The folder named with `-C` (or the working directory), and the day to judge as on."""

    directory: Path
    as_at: date

    def open(self) -> Folder:
        """The framework folder."""
        from qaf.api import open_folder

        try:
            folder = open_folder(self.directory)
        except QafError as error:
            _as_seen_from_here(error, self.directory)
            raise
        _KEPT[:] = [folder]
        return folder


def count_errors(folder: Folder) -> int:
    """How many errors the folder has, damaged stored figures included; what `levels:` lowers is none."""
    from qaf.ground.codes import can_change
    from qaf.ground.findings import Level

    levels = folder.framework.settings.levels
    found = [*folder.loaded.findings, *(folder.store.problems if folder.has_figures else ())]
    kept = [item for item in found if item.level is Level.ERROR]
    return sum(1 for item in kept if not can_change(item.code) or levels.get(item.code, "error") == "error")


def _as_seen_from_here(error: QafError, directory: Path) -> None:
    """Make the paths of an error's findings relative to the working directory."""
    from qaf.ground.relative_paths import display_prefix, relative_to_here
    from qaf.workspace.tree import find_root

    root, source = find_root(directory) if error.findings else None, error.source
    if root is None:
        return
    prefix = display_prefix(root)
    error.findings = tuple(relative_to_here(root, error.findings))
    if source is not None:
        error.source = lambda path: source(path.removeprefix(prefix))


def errors_note(folder: Folder) -> str:
    """A remark where the folder has errors, so that what follows may be incomplete; else ""."""
    from qaf.ground.text import plural

    errors = count_errors(folder)
    if not errors:
        return ""
    return f"The folder has {plural(errors, 'error')}, so this may be incomplete. See `qaf validate`."
