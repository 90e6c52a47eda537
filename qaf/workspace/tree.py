"""A tree of files: the only reader of what a user keeps. Here a plain folder; others have the same shape.

Paths are relative to the tree's root, with forward slashes. Hidden files and folders, and folders that hold a
`qaf.yaml` of their own, are not part of it. Links that lead out of the folder are listed but not followed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

from qaf.ground.text import reason

SETTINGS_FILE = "qaf.yaml"
MOST_BYTES = 64 * 1024 * 1024


class UnreadableError(Exception):
    """A file of the tree that cannot be read; the text is the reason, as the middle of a sentence."""


class Tree(Protocol):
    """What every tree of files can do."""

    def files(self) -> list[str]:
        """Every file's path, sorted."""

    def read(self, path: str) -> bytes:
        """The bytes of one file. Raises `UnreadableError`."""

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""


class FolderTree:
    """A folder on disk."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._real_root = os.path.realpath(root)
        self._links: set[str] | None = None

    def files(self) -> list[str]:
        """Every file's path, sorted. A folder that cannot be listed counts as empty."""
        self._links = set()
        return sorted(self._walk(str(self.root), "", self._links))

    def read(self, path: str) -> bytes:
        """The bytes of one file. Raises `UnreadableError` with the reason."""
        full = os.path.join(self.root, path)
        try:
            if self._links is None or path in self._links:
                self._refuse_outside(full)
            with open(full, "rb") as file:
                content = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise UnreadableError(reason(error)) from error
        if len(content) > MOST_BYTES:
            raise UnreadableError("it is larger than 64 MiB")
        return content

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return os.path.isfile(os.path.join(self.root, path))

    def _refuse_outside(self, full: str) -> None:
        real = os.path.realpath(full)
        if os.path.commonpath([real, self._real_root]) != self._real_root:
            raise UnreadableError("it is a link to a file outside the folder")

    def _walk(self, folder: str, prefix: str, links: set[str]) -> Iterator[str]:
        try:
            with os.scandir(folder) as entries:
                listed = list(entries)
        except OSError:
            return
        if prefix and any(entry.name == SETTINGS_FILE for entry in listed):
            return
        for entry in listed:
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                yield from self._walk(entry.path, f"{prefix}{entry.name}/", links)
                continue
            if entry.is_symlink():
                links.add(prefix + entry.name)
            yield prefix + entry.name


def find_root(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds a `qaf.yaml`; None where there is none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    return None
