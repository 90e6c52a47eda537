"""Files that are not on disk yet, read as a folder is read."""

from __future__ import annotations

from collections.abc import Mapping

from qaf.workspace.tree import UnreadableError


class MemoryTree:
    """Files that are not on disk yet, as a tree."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files

    def files(self) -> list[str]:
        """Every file's path, sorted; hidden ones left out, as on disk."""
        return sorted(path for path in self._files if not any(part.startswith(".") for part in path.split("/")))

    def read(self, path: str) -> bytes:
        """The bytes of one file. Raises `UnreadableError`."""
        if path not in self._files:
            raise UnreadableError("there is no such file")
        return self._files[path]

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self._files
