"""A framework folder as it stood at a revision, as a tree of files. Links and submodules are not followed."""

from __future__ import annotations

import posixpath

from qaf.ground.errors import QafError
from qaf.ground.text import quoted
from qaf.workspace.history import History, Revision
from qaf.workspace.tree import FOLDERS, MOST_BYTES, SETTINGS_FILE, UnreadableError

_LINK, _SUBMODULE = "120000", "160000"
_MOST_NAMED = 3


class RevisionTree:
    """The files of a folder at a revision. Raises `QafError` where there was no such folder then."""

    def __init__(self, history: History, revision: Revision) -> None:
        self._history = history
        tree = history.folder_hash(revision)
        listed = history.listing(tree) if tree else []
        if not any(path == SETTINGS_FILE for _, _, path in listed):
            raise _missing(history, revision)
        others = [path.removesuffix(SETTINGS_FILE) for _, _, path in listed if path.endswith(f"/{SETTINGS_FILE}")]
        kept = [item for item in listed if _is_part(item[2], others)]
        self._blobs = {path: (mode, blob) for mode, blob, path in kept}
        self.unlisted: dict[str, str] = {}
        """Folders of which nobody can see what they held, and why, as the middle of a sentence."""
        for path in [path for path, (mode, _) in self._blobs.items() if mode in (_LINK, _SUBMODULE)]:
            self._set_aside(path)

    def files(self) -> list[str]:
        """Every file's path, sorted."""
        return sorted(self._blobs)

    def read(self, path: str) -> bytes:
        """The bytes of one file. Raises `UnreadableError` with the reason."""
        if path not in self._blobs:
            raise UnreadableError("there is no such file")
        mode, blob = self._blobs[path]
        if mode == _LINK:
            raise UnreadableError("it is a link, and links are not followed in the history")
        content = self._history.blob(blob, MOST_BYTES + 1)
        if content is None:
            raise UnreadableError("this copy of the repository does not hold it")
        if len(content) > MOST_BYTES:
            raise UnreadableError("it is larger than 64 MiB")
        return content

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return path in self._blobs

    def _set_aside(self, path: str) -> None:
        """Take a submodule, and a link to a folder, out of the files, and say so where a framework's files stand."""
        mode, blob = self._blobs[path]
        if mode == _LINK:
            target = (self._history.blob(blob, 4096) or b"").decode("utf-8", "replace")
            led_to = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
            if path not in FOLDERS and not any(other.startswith(f"{led_to}/") for other in self._blobs):
                return
        del self._blobs[path]
        if path.partition("/")[0] in FOLDERS:
            kind = "a link, and links are" if mode == _LINK else "another repository, and those are"
            self.unlisted[path] = f"it is {kind} not followed in the history"


def _is_part(path: str, others: list[str]) -> bool:
    """Whether a file belongs to the folder: it is not hidden, nor part of another framework's folder in it."""
    return not any(part.startswith(".") for part in path.split("/")) and not path.startswith(tuple(others))


def _missing(history: History, revision: Revision) -> QafError:
    """That the folder held no framework then, and which folders of the repository did."""
    folder = history.prefix.rstrip("/")
    where = f"The folder `{folder}` held no framework" if folder else "The repository held no framework"
    elsewhere = [place for place in history.frameworks_at(revision) if place != (folder or ".")]
    advice = f"There was one in {quoted(elsewhere, 'and', _MOST_NAMED)}: the folder may have been renamed since."
    return QafError(f"{where} at {revision.words}.", help=advice if elsewhere else "")
