"""The report book and its smaller forms, for everybody or for one body: built and, where asked, recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from qaf.api.folder import Folder
from qaf.api.forms import BOOK, Wanted, make_form
from qaf.ground.errors import RefusedError

if TYPE_CHECKING:
    from qaf.analysis.since_edition import SinceEdition
    from qaf.ground.findings import Finding
    from qaf.model.period import Period
    from qaf.model.protected import ProtectedFigures
    from qaf.report.desk import BookInputs
    from qaf.report.forms.paper import Paper
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
    wanted: Wanted = BOOK,
) -> Built:
    """Build the report book, or another form, into `out`: the main files, and placeholders that no figure could fill.

    `body`: whom it is for; where that body sees operational figures nothing is withheld. `publish`: the name of the
    edition that is recorded below `published/`. Raises `QafError` where that may not be, and writes nothing then.
    """
    from qaf.api import check
    from qaf.api.operational import check_operational, sees_operational
    from qaf.disclosure.record import check_name, check_place
    from qaf.report.edition import begin_edition
    from qaf.sharing.seen import members_used

    if "pdf" in formats:
        from qaf.report.pdf import check_pdf

        check_pdf()
    operational = sees_operational(folder.framework, body)
    if operational:
        check_operational(folder, body, out, publish)
    check_place(folder.root, out)
    if publish:
        check_name(folder.root, publish)
        refuse_errors(folder, check(folder, as_at))
    figures = folder.operational_figures if operational else folder.figures
    inputs = _inputs(folder, figures, period, as_at, body, wanted.form)
    book = make_form(folder.written, inputs, wanted)
    notes = [*map(folder.loaded.documents.place, (*figures.findings, *book.notes))]
    if not publish:
        return Built(_write(out, book, formats, progress), notes)
    members = members_used(folder.root, folder.framework)
    with begin_edition(folder.root, publish, book, figures, period=period, as_at=as_at, members=members) as edition:
        files = _write(out, book, formats, progress)
        edition.finish()
    return Built(files, notes, edition.path)


def refuse_errors(folder: Folder, findings: Iterable[Finding] = ()) -> None:
    """Raises `RefusedError` where something could not be read, or one of `findings` is an error.

    A book of which a part could not be read might say that something is missing, or protect less than was meant.
    """
    from qaf.ground.relative_paths import display_prefix, relative_to_here
    from qaf.ground.text import plural

    problems = folder.store.problems if folder.has_figures else ()
    read = (*folder.loaded.findings, *folder.templates.findings, *problems, *findings)
    errors = [item for item in dict.fromkeys(read) if item.level == "error"]
    if not errors:
        return
    prefix, source, own = display_prefix(folder.root), folder.loaded.documents.source, folder.templates.source
    raise RefusedError(
        f"The folder has {plural(len(errors), 'error')}, and a book built from it could mislead.",
        help="Mend what stands above, then build again. Nothing was written.",
        findings=tuple(relative_to_here(folder.root, errors)),
        source=lambda path: source(path.removeprefix(prefix)) or own(path),
    )


def _inputs(folder: Folder, figures: ProtectedFigures, period: Period, as_at: date, body: str, form: str) -> BookInputs:
    """What a form is made of: in the detail and for the use that `governance.yaml` says for the body."""
    from qaf.analysis.packs import breakdowns_in, consent_for, packs_for
    from qaf.ground.version import VERSION
    from qaf.report.book import BookInputs
    from qaf.workspace.commit import commit_of

    framework = folder.written
    detail = next((pack.detail for pack in packs_for(framework, body) if pack.form == form), "")
    inputs = BookInputs(
        framework, figures, (), period, as_at, commit_of(folder.root), VERSION,
        body=body, detail=breakdowns_in(framework, detail), use=consent_for(framework, body),
        templates=folder.templates,
    )  # fmt: skip
    if form == "book":
        inputs = _with_members(folder, inputs)
    return _with_gaps(folder, inputs) if form in ("book", "summary") else inputs


def _with_members(folder: Folder, inputs: BookInputs) -> BookInputs:
    """With a partnership's picture over its members, and what its yearly report has to say."""
    settings = folder.framework.settings
    if settings.organisation.kind != "partnership" or not settings.members:
        return inputs
    from qaf.api import catalogue
    from qaf.api.overview import overview

    duties = catalogue().framework.mappings.get("yearly-report")
    return replace(inputs, overview=overview(folder, inputs.as_at, inputs.period), duties=duties)


def _with_gaps(folder: Folder, inputs: BookInputs) -> BookInputs:
    """With the gaps and the share of a year ago, which the summary speaks of."""
    from qaf.api.history import share_a_year_ago
    from qaf.disclosure.protect import OPERATIONAL
    from qaf.report.book import GapLine
    from qaf.rules.gaps import find_gaps

    lines = [
        GapLine(gap.code, gap.about, gap.finding.area, gap.finding.message, gap.accepted is not None)
        for gap in find_gaps(folder.facts(inputs.as_at))
    ]
    past = share_a_year_ago(folder, inputs.as_at)
    since = None if inputs.figures.profile == OPERATIONAL else _since(folder)
    return replace(inputs, gaps=lines, a_year_ago=past.shares if past else None, since=since)


def _write(out: Path, made: Book | Paper, formats: Sequence[str], progress: Progress | None) -> list[Path]:
    from qaf.report.forms.render import write_form
    from qaf.report.page import Book
    from qaf.report.write import write_book

    if isinstance(made, Book) and made.form == "book":
        return write_book(out, made, formats, progress)
    return write_form(out, made, formats, progress)


def _since(folder: Folder) -> SinceEdition | None:
    """What changed in the figures since the last edition; None where none is out, or none can be called the last."""
    from qaf.api.since import changes_since
    from qaf.ground.errors import QafError

    if not folder.editions.editions:
        return None
    try:
        return changes_since(folder)
    except QafError:
        return None
