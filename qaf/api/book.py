"""The report book: for everybody or for one body, built into a folder and, where asked, recorded as an edition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qaf.api.folder import Folder
from qaf.ground.errors import RefusedError

if TYPE_CHECKING:
    from qaf.ground.findings import Finding
    from qaf.model.period import Period
    from qaf.model.protected import ProtectedFigures
    from qaf.report.page import Book

Progress = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is."""


class Built(NamedTuple):
    """What a report came to: the main file of each format, and findings about figures (QAF53x) and placeholders.

    `edition`: the folder in which it was recorded, None where it was not published.
    """

    files: list[Path]
    notes: list[Finding]
    edition: Path | None = None


def report(
    folder: Folder,
    out: Path,
    *,
    period: Period,
    as_at: date,
    formats: Sequence[str] = ("html", "md"),
    progress: Progress | None = None,
    body: str = "",
    publish: str = "",
) -> Built:
    """Build the report book into `out`: the main files written, and placeholders that no figure could fill.

    `body`: whom it is for; where that body sees operational figures nothing is withheld. `publish`: the name of the
    edition that is recorded below `published/`. Raises `QafError` where that may not be, and writes nothing then.
    """
    from qaf.api import check
    from qaf.api.operational import check_operational, sees_operational
    from qaf.disclosure.record import check_name, check_place
    from qaf.report.edition import begin_edition
    from qaf.report.write import write_book
    from qaf.sharing.seen import members_used

    operational = sees_operational(folder.framework, body)
    if operational:
        check_operational(folder, body, out, publish)
    check_place(folder.root, out)
    if publish:
        check_name(folder.root, publish)
        refuse_errors(folder, check(folder, as_at))
    figures = folder.operational_figures if operational else folder.figures
    book, notes = _book(folder, figures, period, as_at, body)
    if not publish:
        return Built(write_book(out, book, formats, progress), notes)
    members = members_used(folder.root, folder.framework)
    with begin_edition(folder.root, publish, book, figures, period=period, as_at=as_at, members=members) as edition:
        files = write_book(out, book, formats, progress)
        edition.finish()
    return Built(files, notes, edition.path)


def refuse_errors(folder: Folder, findings: Iterable[Finding] = ()) -> None:
    """Raises `RefusedError` where something could not be read, or one of `findings` is an error.

    A book of which a part could not be read might say that something is missing, or protect less than was meant.
    """
    from qaf.ground.relative_paths import display_prefix, relative_to_here
    from qaf.ground.text import plural

    problems = folder.store.problems if folder.has_figures else ()
    read = (*folder.loaded.findings, *problems, *findings)
    errors = [item for item in dict.fromkeys(read) if item.level == "error"]
    if not errors:
        return
    prefix, source = display_prefix(folder.root), folder.loaded.documents.source
    raise RefusedError(
        f"The folder has {plural(len(errors), 'error')}, and a book built from it could mislead.",
        help="Mend what stands above, then build again. Nothing was written.",
        findings=tuple(relative_to_here(folder.root, errors)),
        source=lambda path: source(path.removeprefix(prefix)),
    )


def _book(
    folder: Folder, figures: ProtectedFigures, period: Period, as_at: date, body: str
) -> tuple[Book, list[Finding]]:
    """The book, and the findings about its figures and placeholders."""
    from qaf.api.history import share_a_year_ago
    from qaf.ground.version import VERSION
    from qaf.report.book import BookInputs, GapLine, make_book
    from qaf.rules.gaps import find_gaps
    from qaf.workspace.commit import commit_of

    lines = [
        GapLine(gap.code, gap.about, gap.finding.area, gap.finding.message, gap.accepted is not None)
        for gap in find_gaps(folder.facts(as_at))
    ]
    past = share_a_year_ago(folder, as_at)
    year_ago = past.shares if past else None
    commit = commit_of(folder.root)
    inputs = BookInputs(folder.written, figures, lines, period, as_at, commit, VERSION, year_ago, body)
    book = make_book(inputs)
    return book, [*map(folder.loaded.documents.place, figures.findings), *book.notes]
