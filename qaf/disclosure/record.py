"""Recording an edition below `published/`: written aside, then swapped in whole; what is out is never changed."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from qaf.disclosure.editions import FOLDER
from qaf.ground.errors import QafError, RefusedError
from qaf.ground.files import hold, remove_folder, sync_folder, write_folder
from qaf.ground.places import lies_in
from qaf.ground.text import quoted, reason
from qaf.model.fields import ID_LENGTH, ID_PATTERN, RESERVED_IDS
from qaf.workspace.swap import ASIDE_ENDING

BOOK_FILE = "book.json"
BOOK_STANDS = "The book was built, but"
DO_NOT_SEND = "Do not send it out: later books could not be protected beside it. Publish it again first."
_NAMED = "Name it by its occasion, such as `board-june-2026`."


@dataclass(frozen=True, slots=True)
class Begun:
    """An edition that lies aside, until `finish` puts it into its place at `path`."""

    path: Path
    aside: Path
    failed: str
    advice: str

    def finish(self) -> None:
        """Put it into its place. Raises `QafError` where the folder refuses."""
        try:
            if os.path.lexists(self.path):
                raise FileExistsError(17, os.strerror(17))
            os.rename(self.aside, self.path)
            sync_folder(self.path.parent)
        except OSError as error:
            raise QafError(
                f"{self.failed} could not be recorded as {self.path}: {reason(error)}.", help=self.advice
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
    if lies_in(out, root / FOLDER):
        raise QafError(
            f"--out lies in {FOLDER}, which holds only what editions showed.",
            help="Name another folder with --out. --publish NAME records the edition by itself.",
        )


@contextmanager
def record(
    root: Path, name: str, files: Mapping[str, bytes], *, failed: str = BOOK_STANDS, advice: str = DO_NOT_SEND
) -> Iterator[Begun]:
    """Write an edition aside; it is taken away again unless it was finished by the end of the block.

    `files` holds `figures.csv` and `book.json`. `failed`, `advice`: how it is said that the last step, `finish`, was
    refused: what it was of, and what to do then. Raises `QafError` where the disk or the folder refuses; nothing is
    changed then.
    """
    path = root / FOLDER / name
    made = not path.parent.exists()
    try:
        path.parent.mkdir(exist_ok=True)
        _sweep(path.parent, files)
        around = Path(tempfile.mkdtemp(prefix=f".{name}.", suffix=ASIDE_ENDING, dir=path.parent))
    except OSError as error:
        raise QafError(f"Could not write to {path.parent}: {reason(error)}. Nothing was changed.") from error
    held = hold(around)
    try:
        write_folder(around / name, files)
        yield Begun(path, around / name, failed, advice)
    finally:
        remove_folder(around)
        if held is not None:
            os.close(held)
        if made:
            with suppress(OSError):
                path.parent.rmdir()


def _sweep(published: Path, names: Iterable[str]) -> None:
    """Take away what killed runs left of editions before the last of their files was whole: none of these went out.

    One that is whole stays, for its book may have been sent; `qaf doctor` names it.
    """
    for left in published.glob(f".*{ASIDE_ENDING}"):
        if left.is_symlink() or not left.is_dir() or _is_whole(left, names):
            continue
        held = hold(left)
        if held is not None:
            remove_folder(left)
            os.close(held)


def _is_whole(around: Path, names: Iterable[str]) -> bool:
    return any(all((inner / name).exists() for name in names) for inner in around.iterdir())
