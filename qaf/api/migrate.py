"""Bringing a folder to the newest schema."""

from __future__ import annotations

from qaf.api.folder import Folder
from qaf.workspace.file_changes import write_changes
from qaf.workspace.migrate import Migration, plan_migration


def migrate(folder: Folder, *, write: bool = True) -> Migration:
    """Bring a folder to the newest schema, or plan to: all files or none. Raises `QafError` where that may not be."""
    plan = plan_migration(folder.loaded)
    write_changes(folder.root, plan.changes if write else ())
    return plan
