"""The finished book onto disk: everything is written aside first, then swapped in, and put back where that fails."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from qaf.ground.errors import QafError
from qaf.ground.files import remove_folder, sync_folder, write_folder
from qaf.ground.text import reason
from qaf.report import render
from qaf.report.charts import Progress
from qaf.report.page import Book

ASIDE = ".book."


def write_book(
    out: Path, book: Book, formats: Sequence[str] = ("html", "md"), progress: Progress | None = None
) -> list[Path]:
    """Render `book` and write it into `out`; returns the main file of each format, in the order of `formats`.

    Charts are drawn once for all formats. Raises `QafError` where the folder or the disk refuses; what stood in
    `out` before is then still there.
    """
    drawn = render.drawings(book, progress)
    files: dict[str, bytes] = {}
    written: list[Path] = []
    for name in formats:
        if name == "html":
            files[render.HTML_FILE] = render.html(book, drawn)
            written.append(out / render.HTML_FILE)
        else:
            files |= render.markdown(book, drawn)
            written.append(out / render.MARKDOWN_FILE)
    write_files(out, files)
    return written


def write_files(out: Path, files: Mapping[str, bytes]) -> None:
    """Replace in `out` every file, and every whole folder, that `files` names (relative, forward slashes).

    A folder among the names is replaced as a whole, so that nothing of an earlier book is left in it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=ASIDE, suffix=".aside", dir=out))
    except OSError as error:
        raise QafError(f"Could not write to {out}: {reason(error)}. Nothing was changed.") from error
    try:
        write_folder(aside / "new", files)
        tops = sorted({name.partition("/")[0] for name in files}, key=lambda top: (top in files, top))
        (aside / "old").mkdir()
        _swap(out, aside, tops)
        sync_folder(out)
    finally:
        remove_folder(aside)


def _swap(out: Path, aside: Path, tops: Sequence[str]) -> None:
    """Each new thing into its place, one after the other; where one fails, all that was replaced is put back."""
    done: list[str] = []
    for top in tops:
        try:
            _keep(out / top, aside / "old" / top)
            done.append(top)
            os.replace(aside / "new" / top, out / top)
        except OSError as error:
            for name in reversed(done):
                _put_back(out, aside, name)
            raise QafError(
                f"Could not replace {out / top}: {reason(error)}. Nothing was changed.",
                help="Close programs that have the old book open, and try again.",
            ) from error


def _keep(path: Path, old: Path) -> None:
    """Keep what stands at `path`: a file as a copy, so that it is never missing; a folder by moving it."""
    if path.is_dir() and not path.is_symlink():
        os.rename(path, old)
    elif os.path.lexists(path):
        shutil.copy2(path, old, follow_symlinks=False)


def _put_back(out: Path, aside: Path, top: str) -> None:
    with contextlib.suppress(OSError):
        if not os.path.lexists(aside / "new" / top):
            os.rename(out / top, aside / "new" / top)
        if os.path.lexists(aside / "old" / top):
            os.replace(aside / "old" / top, out / top)
