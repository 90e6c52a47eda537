"""What every command starts from: the folder and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

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

        folder = open_folder(self.directory)
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


def errors_note(folder: Folder) -> str:
    """A remark where the folder has errors, so that what follows may be incomplete; else ""."""
    from qaf.ground.text import plural

    errors = count_errors(folder)
    if not errors:
        return ""
    return f"The folder has {plural(errors, 'error')}, so this may be incomplete. See `qaf validate`."
