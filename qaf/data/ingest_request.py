"""What is asked of an ingest, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from qaf.data.large_file import BLOCK, LargeFile
from qaf.data.one_run import OneRun
from qaf.ground.findings import Finding, Level
from qaf.model.framework import Framework
from qaf.model.recipe import Recipe
from qaf.workspace.store import LOCK_WAIT

Progress = Callable[[str, int, int], None]
"""Told what is being done, how much of it is done and how much there is."""


@dataclass(frozen=True)
class IngestRequest:
    """What to take in.

    `folder`: where the figures lie. `file`: the file as the user gave it. `recipe_path`: the recipe's file, relative
    to the framework folder. `as_at`: the date that the ledger gives. `progress` is called with what is being done,
    how many rows (bytes, of a large file) are done and how many there are. `keep_good`: rows with errors are left out
    and written to `out`. `large`: the file itself where it is too large to be held in memory; `content` is empty then.
    `block`: in pieces of how many bytes it is read. `run`: the files that came before it in the same run.
    """

    framework: Framework
    folder: Path
    file: str
    content: bytes
    as_at: date
    recipe: Recipe | None = None
    recipe_content: bytes = b""
    recipe_path: str = ""
    dry_run: bool = False
    restates: bool = False
    keep_good: bool = False
    out: Path | None = None
    progress: Progress | None = None
    wait: float = LOCK_WAIT
    large: LargeFile | None = None
    block: int = BLOCK
    run: OneRun | None = None

    @property
    def whole(self) -> IngestRequest:
        """The same with the file's content, however large it is."""
        return replace(self, content=self.large.path.read_bytes(), large=None) if self.large else self


@dataclass(frozen=True)
class IngestResult:
    """What came of it. `rows` and `left_out` count rows, the other counts figures.

    `findings` are all there are, errors and the rest; those about the recipe have no span yet. `left_out`: rows from
    which no figure was taken. `not_given`: figures of which nothing was given. `already`: this very file, with this
    very recipe, is in the ledger. `written`: the store has changed. `bad`: rows that were left out because something is
    wrong with them, and `rejects` the files to which they were written.
    """

    id: str
    findings: tuple[Finding, ...] = ()
    rows: int = 0
    added: int = 0
    restated: int = 0
    unchanged: int = 0
    left_out: int = 0
    not_given: int = 0
    already: bool = False
    written: bool = False
    bad: int = 0
    rejects: tuple[Path, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether an error kept the file out."""
        return any(item.level is Level.ERROR for item in self.findings)
