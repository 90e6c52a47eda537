"""A tree of files: the only reader of what a user keeps. Here a plain folder; others have the same shape.

Paths are relative to the tree's root, with forward slashes. Hidden files and folders, and folders that hold a
`qaf.yaml` of their own, are not part of it. A link to a folder inside is followed where that folder is not listed
already; links that lead out of the folder are not followed. Only ordinary files are opened.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Protocol

from qaf.ground.places import real
from qaf.ground.text import reason

SETTINGS_FILE = "qaf.yaml"
FOLDERS = ("areas", "imports", "stories", "analysis", "curves", "mappings", "published")
"""The folders in which a framework's files stand."""
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
        self._odd: set[str] | None = None
        self.unlisted: dict[str, str] = {}
        """Folders of which `files` could not see what they hold, and why, as the middle of a sentence."""

    def files(self) -> list[str]:
        """Every file's path, sorted; what could not be listed stands in `unlisted` afterwards."""
        walk = _Walk(str(self.root), self._real_root)
        self._odd, self.unlisted = walk.odd, walk.unlisted
        return sorted(walk.files)

    def read(self, path: str) -> bytes:
        """The bytes of one file. Raises `UnreadableError` with the reason."""
        full = os.path.join(self.root, path)
        try:
            if self._odd is None or path in self._odd:
                self._refuse_outside(full)
                if not stat.S_ISREG(os.stat(full).st_mode):
                    kind = "a directory" if os.path.isdir(full) else "a device or a pipe"
                    raise UnreadableError(f"it is {kind} and no ordinary file")
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
        if not _is_inside(os.path.realpath(full), self._real_root):
            raise UnreadableError("it is a link to a file outside the folder")


class _Walk:
    """What a folder on disk holds: its files, those that are links or no ordinary files, and what cannot be listed."""

    def __init__(self, root: str, real_root: str) -> None:
        self.files: list[str] = []
        self.odd: set[str] = set()
        self.unlisted: dict[str, str] = {}
        self._real_root = real_root
        self._listed: set[str] = set()
        self._folder_links: list[tuple[str, str]] = []
        self._list_below(root, real_root, "")
        while self._folder_links:
            links, self._folder_links = sorted(self._folder_links), []
            for rank in (True, False):
                for path, full in links:
                    if (path.partition("/")[0] in FOLDERS) is rank:
                        self._follow(full, path)

    def _follow(self, full: str, path: str) -> None:
        """List a link to a folder as if the folder stood there, unless it is listed already."""
        real = os.path.realpath(full)
        if not _is_inside(real, self._real_root):
            if path.partition("/")[0] in FOLDERS:
                self.unlisted[path] = "it is a link to a folder outside the framework's folder"
        elif real not in self._listed:
            self._list_below(full, real, f"{path}/")

    def _list_below(self, folder: str, real: str, prefix: str) -> None:
        left = [(folder, real, prefix)]
        while left:
            folder, real, prefix = left.pop()
            if real in self._listed:
                continue
            self._listed.add(real)
            try:
                with os.scandir(folder) as entries:
                    listed = list(entries)
            except OSError as error:
                self.unlisted[prefix.rstrip("/")] = reason(error)
                continue
            if prefix and any(entry.name == SETTINGS_FILE for entry in listed):
                continue
            for entry in listed:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    left.append((entry.path, f"{real}/{entry.name}", f"{prefix}{entry.name}/"))
                elif entry.is_symlink():
                    self._link(entry, prefix + entry.name)
                else:
                    self.files.append(prefix + entry.name)
                    if not entry.is_file(follow_symlinks=False):
                        self.odd.add(prefix + entry.name)

    def _link(self, entry: os.DirEntry[str], path: str) -> None:
        if os.path.isdir(entry.path):
            self._folder_links.append((path, entry.path))
        elif path in FOLDERS:
            self.unlisted[path] = "it is a link that leads to no folder"
        else:
            self.odd.add(path)
            self.files.append(path)


def _is_inside(real: str, real_root: str) -> bool:
    return real == real_root or real.startswith(real_root.rstrip("/") + "/")


def find_root(start: Path) -> Path | None:
    """The nearest folder from `start` upwards that holds a `qaf.yaml`; None where there is none that can be seen."""
    try:
        start = real(start)
    except OSError:
        return None
    return next((folder for folder in (start, *start.parents) if os.path.isfile(folder / SETTINGS_FILE)), None)
