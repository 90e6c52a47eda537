"""The history of a folder, where git keeps it: its revisions, and the files of each, without touching the work tree.

Nothing is fetched from anywhere: what this copy of the repository does not hold is missing.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import IO

from qaf.ground.errors import QafError
from qaf.workspace.commit import git_command, git_environment

_SETTINGS = "qaf.yaml"
_SHORT = 10
_TIMEOUT = 60
_UNSHALLOW = "This copy holds only the latest part of the history; `git fetch --unshallow` brings the rest."


class NoHistoryError(QafError):
    """The folder has no history that can be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Revision:
    """One commit: what it was called when asked for, its full hash, and the day it was made on, where it was made."""

    name: str
    commit: str
    day: date

    @property
    def short(self) -> str:
        """The first ten characters of the hash."""
        return self.commit[:_SHORT]

    @property
    def words(self) -> str:
        """`main (1f2e3d4c5b, 2025-03-31)`; without the name where that is the hash."""
        at = f"{self.short}, {self.day.isoformat()}"
        return at if self.commit.startswith(self.name) else f"{self.name} ({at})"


class History:
    """The history of one folder. Made by `open_history`, which also ends git's process."""

    def __init__(self, folder: Path, prefix: str) -> None:
        self.folder = folder
        self.prefix = prefix
        """The folder's path inside the repository, with a slash at its end; "" where it is the repository itself."""
        self._blobs: subprocess.Popen[bytes] | None = None

    @cached_property
    def is_shallow(self) -> bool:
        """Whether this copy holds only the latest part of the history."""
        return self._ask("rev-parse", "--is-shallow-repository").strip() == b"true"

    def find(self, name: str) -> Revision:
        """The revision that a branch, a tag, a hash or the like means. Raises `QafError` where there is none."""
        printable = name.isprintable() and not name.startswith("-") and name.strip() == name and name
        found = (
            self._ask("rev-parse", "--verify", "--quiet", f"{name}^{{commit}}").decode().strip() if printable else ""
        )
        listed = self._ask("log", "-1", "--format=%cI", found).decode().strip() if found else ""
        if not listed:
            advice = "Name a commit, a branch or a tag, such as HEAD, main or 1f2e3d4c5b; `git log` lists them."
            raise QafError(
                f"There is no revision `{name}` in this repository.", help=_UNSHALLOW if self.is_shallow else advice
            )
        day = _day(listed)
        if day is None:
            raise QafError(
                f"The revision `{name}` ({found[:_SHORT]}) was recorded without a day that can be read.",
                help="Name one before or after it; `git log` lists them.",
            )
        return Revision(name, found, day)

    def common(self, one: Revision, other: Revision) -> Revision:
        """The last revision that both have come from. Raises `QafError` where there is none."""
        found = self._ask("merge-base", one.commit, other.commit).decode().split()
        if not found:
            advice = _UNSHALLOW if self.is_shallow else f"Compare them as they are: {one.name}..{other.name}"
            raise QafError(f"`{one.name}` and `{other.name}` have no revision in common.", help=advice)
        return self.find(found[0])

    @cached_property
    def branch(self) -> tuple[Revision, ...]:
        """The revisions of the current branch, the latest first: of what was merged only the merge.

        One that was recorded without a day that can be read is left out.
        """
        listed = self._ask("log", "--first-parent", "--format=%H %cI", "HEAD").decode().splitlines()
        found = ((commit, _day(at)) for commit, _, at in (line.partition(" ") for line in listed))
        return tuple(Revision(commit, commit, day) for commit, day in found if day is not None)

    def last_at(self, day: date) -> Revision | None:
        """The last revision of the current branch that was made on a day or before; None where there is none."""
        return next((revision for revision in self.branch if revision.day <= day), None)

    @cached_property
    def earlier_prefixes(self) -> tuple[str, ...]:
        """What the folder's path inside the repository was before it was renamed, the latest first."""
        listed = self._ask(
            *("log", "--follow", "--format=", "--name-status", "-z", "--diff-filter=R", "HEAD", "--"),
            f":(top,literal){self.prefix}{_SETTINGS}",
        )
        words = [os.fsdecode(word) for word in listed.split(b"\0")]
        old = [
            words[at + 1] for at, word in enumerate(words[:-2]) if word.lstrip("\n")[:1] == "R" and word[-1:].isdigit()
        ]
        kept = (path.removesuffix(_SETTINGS) for path in old if path.endswith(_SETTINGS))
        return tuple(path for path in dict.fromkeys(kept) if path != self.prefix)

    def prefix_at(self, revision: Revision) -> str:
        """The folder's path inside the repository at a revision: its own, or the one that it was renamed from."""
        for prefix in (self.prefix, *self.earlier_prefixes):
            if self._ask("rev-parse", "--verify", "--quiet", f"{revision.commit}:{prefix}{_SETTINGS}"):
                return prefix
        return self.prefix

    def folder_hash(self, revision: Revision) -> str:
        """What is the same for two revisions of which the folder holds the same; "" where there is no such folder."""
        place = f"{revision.commit}:{self.prefix_at(revision).rstrip('/')}"
        return self._ask("rev-parse", "--verify", "--quiet", place).decode().strip()

    def listing(self, tree: str) -> list[tuple[str, str, str]]:
        """Mode, hash and path of everything below a folder of the repository, by the folder's own hash."""
        found = []
        for entry in self._ask("ls-tree", "-r", "-z", "--full-tree", tree).split(b"\0"):
            about, _, path = entry.partition(b"\t")
            if path:
                mode, _, blob = about.decode().split()
                found.append((mode, blob, os.fsdecode(path)))
        return found

    def frameworks_at(self, revision: Revision) -> list[str]:
        """The folders of the repository, sorted, that held a `qaf.yaml` then; "." is the repository itself."""
        paths = (path for _, _, path in self.listing(revision.commit))
        return sorted(os.path.dirname(path) or "." for path in paths if os.path.basename(path) == "qaf.yaml")

    def blob(self, hash_: str, most: int) -> bytes | None:
        """The bytes that stand behind a hash, at most `most`, cut there; None where this copy has none."""
        if self._blobs is None:
            self._blobs = subprocess.Popen(
                git_command("cat-file", "--batch"),
                cwd=self.folder,
                env=git_environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        ask, answer = self._blobs.stdin, self._blobs.stdout
        assert ask is not None
        assert answer is not None
        try:
            ask.write(f"{hash_}\n".encode())
            ask.flush()
        except OSError:
            return None
        return _answered(answer, most)

    def close(self) -> None:
        """End git's process."""
        if self._blobs is not None:
            self._blobs.communicate()
            self._blobs = None

    def _ask(self, *command: str) -> bytes:
        """What git prints; nothing where it fails."""
        done = _run(self.folder, *command)
        return done.stdout if done.returncode == 0 else b""


@contextmanager
def open_history(folder: Path) -> Iterator[History]:
    """The history of a folder. Raises `NoHistoryError` without git, outside a repository, and before its first commit.

    `folder` has to be an absolute path without links.
    """
    place = _run(folder, "rev-parse", "--show-prefix")
    if place.returncode != 0:
        raise _refused(place.stderr.decode("utf-8", "replace"))
    history = History(folder, os.fsdecode(place.stdout).removesuffix("\n"))
    if _run(folder, "rev-parse", "--verify", "--quiet", "HEAD^{commit}").returncode != 0:
        raise NoHistoryError("Nothing has been committed in this repository yet, so there is no history to read.")
    try:
        yield history
    finally:
        history.close()


def _run(folder: Path, *command: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(
            git_command(*command),
            cwd=folder,
            env=git_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TIMEOUT,
            check=False,
        )
    except FileNotFoundError:
        raise NoHistoryError("Git is not installed here, so the history of the framework cannot be read.") from None
    except (OSError, subprocess.TimeoutExpired):
        raise NoHistoryError("Git cannot be run here, so the history of the framework cannot be read.") from None


def _day(moment: str) -> date | None:
    """The day of a moment as git prints it; None where a damaged or invented commit has none of the years 1 to 9999."""
    try:
        return date.fromisoformat(moment.partition("T")[0])
    except ValueError:
        return None


def _refused(said: str) -> NoHistoryError:
    """Why git does not take the folder for part of a repository."""
    if "not a git repository" in said:
        return NoHistoryError(
            "The folder is not kept in git, so it has no history.",
            help="With `git init` and a first commit the history begins.",
        )
    if "dubious ownership" in said or "safe.directory" in said:
        return NoHistoryError(
            "Git does not read this repository, because it belongs to somebody else.",
            help="If you trust it, `git config --global --add safe.directory` with its path lets git read it.",
        )
    return NoHistoryError("Git cannot read the repository that the folder stands in, so there is no history to read.")


def _answered(answer: IO[bytes], most: int) -> bytes | None:
    """One answer of `git cat-file --batch`: a line with kind and size, the bytes, and a line's end."""
    words = answer.readline().split()
    if len(words) != 3 or words[1] != b"blob":
        return None
    size = int(words[2])
    content = answer.read(min(size, most))
    left = size - len(content) + 1
    while left > 0 and (part := answer.read(min(left, 1 << 20))):
        left -= len(part)
    return content
