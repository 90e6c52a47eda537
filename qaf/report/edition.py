"""An edition as it is recorded: `published/NAME/figures.csv` and `book.json`, written aside and swapped in whole."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qaf.disclosure.editions import FIGURES_FILE, FOLDER, edition_bytes
from qaf.ground.errors import QafError, RefusedError
from qaf.ground.files import remove_folder, sync_folder, write_folder
from qaf.ground.text import quoted, reason
from qaf.model.fields import ID_LENGTH, ID_PATTERN, RESERVED_IDS
from qaf.model.period import Period
from qaf.model.protected import ProtectedFigures
from qaf.report.forms.paper import Paper
from qaf.report.page import NOT_IN_GIT, Book
from qaf.workspace.swap import ASIDE_ENDING

BOOK_FILE = "book.json"
FORMAT = "qaf-edition/1"
_NAMED = "Name it by its occasion, such as `board-june-2026`."


@dataclass(frozen=True, slots=True)
class Begun:
    """An edition that lies aside, until `finish` puts it into its place at `path`."""

    path: Path
    aside: Path

    def finish(self) -> None:
        """Put it into its place. Raises `QafError` where the folder refuses; the book it is of stands by then."""
        try:
            if os.path.lexists(self.path):
                raise FileExistsError(17, os.strerror(17))
            os.rename(self.aside, self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            raise QafError(
                f"The book was built, but could not be recorded as {self.path}: {reason(error)}.",
                help="Do not send it out: later books could not be protected beside it. Publish it again first.",
            ) from error


def check_name(root: Path, name: str) -> None:
    """Raises `QafError` where `name` is no name of an edition, and `RefusedError` where there is one of that name."""
    if not re.fullmatch(ID_PATTERN, name) or len(name) > ID_LENGTH or name.endswith("\n"):
        raise QafError(
            "The name given with --publish is no id: small letters, digits and single hyphens between them, at most "
            f"{ID_LENGTH} in all.",
            help=_NAMED,
        )
    if name in RESERVED_IDS:
        raise QafError(f"`{name}` is reserved, as are {quoted(sorted(RESERVED_IDS), 'and')}.", help=_NAMED)
    folder = root / FOLDER
    if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
        raise RefusedError(
            f"{FOLDER} is no ordinary folder, so an edition written there might not be found again.",
            help="Put an ordinary folder in its place, with all editions that are out.",
        )
    if os.path.lexists(folder / name):
        raise RefusedError(
            f"There is an edition `{name}` already, and what is out is never changed.",
            help="Choose another name, such as one with the day in it.",
        )


def check_place(root: Path, out: Path) -> None:
    """Raises `QafError` where a book would be written among the editions, which hold nothing but what is out."""
    if out.resolve().is_relative_to((root / FOLDER).resolve()):
        raise QafError(
            f"--out lies in {FOLDER}, which holds only what editions showed.",
            help="Name another folder with --out. --publish NAME records the edition by itself.",
        )


@contextmanager
def begin_edition(
    root: Path, name: str, book: Book | Paper, figures: ProtectedFigures, *, period: Period, as_at: date
) -> Iterator[Begun]:
    """Write an edition aside; it is taken away again unless it was finished by the end of the block.

    Raises `QafError` where the disk or the folder refuses; nothing is changed then.
    """
    path = root / FOLDER / name
    shown = shown_in(book, figures, period)
    files = {FIGURES_FILE: edition_bytes(shown), BOOK_FILE: book_bytes(name, book, shown, as_at)}
    made = not path.parent.exists()
    try:
        path.parent.mkdir(exist_ok=True)
        around = Path(tempfile.mkdtemp(prefix=f".{name}.", suffix=ASIDE_ENDING, dir=path.parent))
    except OSError as error:
        raise QafError(f"Could not write to {path.parent}: {reason(error)}. Nothing was changed.") from error
    try:
        write_folder(around / name, files)
        yield Begun(path, around / name)
    finally:
        remove_folder(around)
        if made:
            with suppress(OSError):
                path.parent.rmdir()


def shown_in(book: Book | Paper, figures: ProtectedFigures, period: Period) -> ProtectedFigures:
    """The figures of an edition: all up to the end of its period, and those of later ones that its prose quotes."""
    kept = (one for one in figures if one.period.end <= period.end or (one.measure, one.period) in book.quoted)
    return ProtectedFigures(figures.profile, tuple(kept))


def book_bytes(name: str, book: Book | Paper, shown: ProtectedFigures, as_at: date) -> bytes:
    """What the book said, as JSON; the same book gives the same bytes."""
    cover = book.cover
    said = {
        "format": FORMAT,
        "qaf": cover.version,
        "edition": name,
        "title": cover.title,
        "organisation": cover.organisation,
        "period": cover.period,
        "as_at": as_at.isoformat(),
        "commit": "" if cover.commit == NOT_IN_GIT else cover.commit,
        "made_for": cover.made_for,
        "marking": cover.marking,
        "forms": [book.form],
        "sheets": [{"area": id_, "name": name} for id_, name in book.areas],
        "profile": shown.profile,
        "figures": len(shown),
        "withheld": {"in_figures": shown.withheld(), "in_book": book.withheld},
    }
    return (json.dumps(said, ensure_ascii=False, indent=2) + "\n").encode("utf-8")
