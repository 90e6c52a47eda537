"""The finished book onto disk: everything is written aside first, then swapped in, and put back where that fails."""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from filelock import FileLock, Timeout

from qaf.ground.errors import QafError
from qaf.ground.files import remove_folder, sync_folder, write_folder
from qaf.ground.text import reason
from qaf.report import render
from qaf.report.charts import Progress
from qaf.report.charts.cache import open_cache
from qaf.report.page import Book
from qaf.report.pdf import to_pdf

ASIDE, SUFFIX = ".book.", ".aside"
LOCK, DONE = "lock", "done"
_ALL = {render.HTML_FILE, render.MARKDOWN_FILE, render.PDF_FILE, render.CHARTS_FOLDER}


def write_book(
    out: Path, book: Book, formats: Sequence[str] = ("html", "md"), progress: Progress | None = None
) -> list[Path]:
    """Render `book` and write it into `out`; returns the main file of each format, in the order of `formats`.

    Charts are drawn once for all formats. What an earlier book left there in another format is taken away, so that no
    old book stands beside the new one; charts that have not changed since are not drawn again. Raises `QafError` where
    the folder or the disk refuses; what stood in `out` before is then still there.
    """
    kept = open_cache(out, book.form, keep=not book.cover.operational)
    drawn = kept.draw(book.drawings(), progress)
    files: dict[str, bytes] = {}
    written: list[Path] = []
    for name in formats:
        if name == "html":
            files[render.HTML_FILE] = render.html(book, drawn)
            written.append(out / render.HTML_FILE)
        elif name == "pdf":
            files[render.PDF_FILE] = to_pdf(render.html(book, drawn, render.PDF_STYLES))
            written.append(out / render.PDF_FILE)
        else:
            files |= render.markdown(book, drawn)
            written.append(out / render.MARKDOWN_FILE)
    write_files(out, files, gone=sorted(_ALL - {name.partition("/")[0] for name in files}))
    kept.save()
    return written


def write_files(out: Path, files: Mapping[str, bytes], gone: Sequence[str] = ()) -> None:
    """Replace in `out` every file, and every whole folder, that `files` names (relative, forward slashes).

    A folder among the names is replaced as a whole, so that nothing of an earlier book is left in it. Names in `gone`
    are taken away. What a run that was killed left half done is first put back as it was before that run.
    """
    made = _missing(out)
    try:
        out.mkdir(parents=True, exist_ok=True)
        _recover(out)
        aside = Path(tempfile.mkdtemp(prefix=ASIDE, suffix=SUFFIX, dir=out))
    except OSError as error:
        _take_away(made)
        raise QafError(f"Could not write to {out}: {reason(error)}. Nothing was changed.") from error
    held = FileLock(aside / LOCK)
    try:
        held.acquire(timeout=0)
        write_folder(aside / "new", files)
        tops = sorted({name.partition("/")[0] for name in files}, key=lambda top: (top in files, top))
        (aside / "old").mkdir()
        _swap(out, aside, tops, gone)
        (aside / DONE).touch()
        sync_folder(out)
    finally:
        held.release()
        remove_folder(aside)
        _take_away(made)


def _missing(out: Path) -> list[Path]:
    """The folders that have to be made for `out`, the deepest first."""
    return [folder for folder in (out, *out.parents) if not os.path.lexists(folder)]


def _take_away(folders: Sequence[Path]) -> None:
    """Remove folders in which nothing stands."""
    for folder in folders:
        try:
            folder.rmdir()
        except OSError:
            return


def _recover(out: Path) -> None:
    """Undo what killed runs left: whatever they had moved aside goes back, unless all of it had been replaced."""
    for aside in sorted(out.glob(f"{ASIDE}*{SUFFIX}")):
        if aside.is_symlink() or any((aside / name).is_symlink() for name in ("new", "old", LOCK)):
            continue  # No run lays links: what they lead to is somebody else's.
        held = FileLock(aside / LOCK)
        try:
            held.acquire(timeout=0)
        except Timeout:
            continue
        try:
            old = aside / "old"
            for top in sorted(path.name for path in old.iterdir()) if old.is_dir() else ():
                if not (aside / DONE).exists():
                    remove_folder(aside / "new" / top)
                    _put_back(out, aside, top)
        finally:
            held.release()
        remove_folder(aside)


def _swap(out: Path, aside: Path, tops: Sequence[str], gone: Sequence[str]) -> None:
    """Each new thing into its place, one after the other; where one fails, all that was replaced is put back."""
    done: list[str] = []
    for top in (*tops, *gone):
        try:
            if top in gone:
                if os.path.lexists(out / top):
                    os.rename(out / top, aside / "old" / top)
                    done.append(top)
                continue
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
        part = old.parent.parent / "part"
        shutil.copy2(path, part, follow_symlinks=False)
        os.replace(part, old)


def _put_back(out: Path, aside: Path, top: str) -> None:
    with contextlib.suppress(OSError):
        if not os.path.lexists(aside / "new" / top) and os.path.lexists(out / top):
            os.rename(out / top, aside / "new" / top)
        if os.path.lexists(aside / "old" / top):
            os.replace(aside / "old" / top, out / top)
