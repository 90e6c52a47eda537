"""A folder with changes made to it that nobody has written yet."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.workspace.file_changes import FileChange
from qaf.workspace.load import Loaded
from qaf.workspace.tree import UnreadableError


class ChangedFolder:
    """A folder as it was read, with changes made to it: a tree in memory."""

    def __init__(self, folder: Loaded, changes: Sequence[FileChange]) -> None:
        self._contents = {path: document.content for path, document in folder.documents.by_path.items()}
        self._contents |= {change.path: change.after for change in changes}
        self._closed = {item.where.path for item in folder.findings if item.code == "QAF011"}

    def files(self) -> list[str]:
        """Every file's path, sorted."""
        return sorted(self._contents)

    def read(self, path: str) -> bytes:
        """The bytes of one file. Raises `UnreadableError` for one that could not be opened before."""
        if path in self._closed:
            raise UnreadableError("it could not be opened")
        return self._contents[path]

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self._contents
