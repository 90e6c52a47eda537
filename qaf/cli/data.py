"""`qaf data`: look at the stored figures, write them out for other programs, take an import back.

Everything shown or written is protected, but for `show --internal`, which is for the analyst who took the figures in:
the one place outside disclosure control where raw figures are read.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qaf.cli import complete
from qaf.cli.context import Context, errors_note
from qaf.cli.data_changes import Format, changes
from qaf.cli.output import columns, note, print_result
from qaf.ground.errors import QafError
from qaf.ground.places import build_folder
from qaf.ground.text import listing, plural, quoted

if TYPE_CHECKING:
    from qaf.api import Folder
    from qaf.formats.tables import TextTable
    from qaf.model.figure import Figure, FigureKey
    from qaf.report.figure_list import Wanted
    from qaf.workspace.undo import Undone

_NOT_FOR_SHARING = "Not for sharing: figures as they were taken in, small numbers included."
_MOST_NAMED = 5
_MOST_LINES = 12

data = typer.Typer(
    help="Look at the stored figures, write them out for other programs, take an import back.", no_args_is_help=True
)
data.command("changes")(changes)


@data.command("show")
def show(
    ctx: typer.Context,
    measure: Annotated[
        str, typer.Argument(metavar="MEASURE", autocompletion=complete.measures, help="Only figures of this measure.")
    ] = "",
    period: Annotated[str, typer.Option("--period", help="Only figures of this period and of those within it.")] = "",
    series: Annotated[str, typer.Option("--series", help="Only own figures (own), or those of a comparator.")] = "",
    breakdown: Annotated[
        str, typer.Option("--breakdown", help="Only figures of this breakdown; whole for those of the whole.")
    ] = "",
    revisions: Annotated[
        bool, typer.Option("--revisions", help="Figures that a later import replaced, and which import did.")
    ] = False,
    imports: Annotated[bool, typer.Option("--imports", help="What was taken in, and when.")] = False,
    internal: Annotated[
        bool, typer.Option("--internal", help="Not for sharing: show figures as they were taken in, unprotected.")
    ] = False,
    format_: Format = "table",
) -> int:
    """The stored figures, protected as in every report."""
    from qaf.report.figure_list import MOST_COLUMNS, figures_page, protected_table, wanted

    gc.enable()
    context: Context = ctx.obj
    folder = _open(context)
    asked = wanted(folder.framework, measure, period, series, breakdown)
    marking = _marking(folder) if internal else ""
    width = columns(MOST_COLUMNS)
    if imports and revisions:
        raise QafError("--imports and --revisions are two lists.", help="Ask for one of them at a time.")
    if imports:
        page = _imports_page(folder, format_, marking, width)
    elif revisions:
        page = _revisions_page(folder, asked, format_, marking, width)
    elif internal:
        raw = [figure for figure in folder.store.figures if asked.takes(figure.key)]
        page = figures_page(_raw_table(raw), format_, marking=marking, columns=width)
    else:
        table = protected_table(figure for figure in folder.figures if asked.takes(figure))
        page = figures_page(table, format_, remarks=_remarks(folder, asked, len(table.rows)), columns=width)
    print_result(page, format_)
    return 0


@data.command("export")
def export(
    ctx: typer.Context,
    to: Annotated[str, typer.Option("--to", help="Formats, with commas between them: csv, xlsx.")] = "csv,xlsx",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where to write. Default: build/<organisation>.")
    ] = None,
) -> int:
    """All figures, protected as in every report: a tidy CSV, and an Excel workbook with notes."""
    from qaf.api import export_figures

    gc.enable()
    context: Context = ctx.obj
    formats = _formats(to)
    folder = _open(context)
    target = out if out is not None else build_folder(folder.framework.settings.organisation.id)
    for path in export_figures(folder, target, formats, context.as_at):
        sys.stdout.write(f"{path}\n")
    return 0


@data.command("undo")
def undo(
    ctx: typer.Context,
    import_id: Annotated[str, typer.Argument(metavar="ID", help="The import, as `qaf data show --imports` lists it.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")] = False,
) -> int:
    """Take an import back, whatever came later: earlier figures count again."""
    from qaf.api import undo_import

    context: Context = ctx.obj
    undone = undo_import(_open(context), import_id.strip(), dry_run=dry_run)
    sys.stdout.write(_outcome(import_id.strip(), undone, dry_run))
    if undone.behind:
        note(f"Another program holds {quoted(undone.behind, 'and')} open. Close it, and run the same command again.")
    return 0


def _open(context: Context) -> Folder:
    """The folder, with a remark on whatever may be missing from what follows."""
    folder = context.open()
    if remark := errors_note(folder):
        note(remark)
    if folder.has_figures and folder.store.problems:
        note("Some stored figures are damaged and left out here. See `qaf validate`.")
    return folder


def _formats(text: str) -> list[str]:
    from qaf.report.exports import EXPORT_FORMATS

    formats = [part.strip().lower() for part in text.split(",") if part.strip()]
    for one in formats:
        if one not in EXPORT_FORMATS:
            raise QafError(f"`{one}` is no format of an export.", help=f"It is {quoted(EXPORT_FORMATS)}.")
    if not formats:
        raise QafError("--to names no format.", help=f"It is {quoted(EXPORT_FORMATS)}, or both with a comma.")
    return formats


def _marking(folder: Folder) -> str:
    own = folder.framework.settings.marking_operational
    return f"{_NOT_FOR_SHARING} {own}" if own else _NOT_FOR_SHARING


def _remarks(folder: Folder, asked: Wanted, shown: int) -> list[str]:
    """What goes with protected figures: by which profile, and what is shown less finely."""
    from qaf.report.coarser import coarser_lines

    if not folder.has_figures or not folder.store.figures:
        return ["Nothing has been taken in yet: `qaf ingest` takes figures in."]
    figures = folder.figures
    lines = coarser_lines(folder.framework, figures, asked.takes)
    more = [f"And {plural(len(lines) - _MOST_LINES, 'more like that', 'more like that')}."] * (len(lines) > _MOST_LINES)
    if not shown:
        return ["No stored figure is of this kind." if not lines else "Nothing of this kind is shown.", *lines]
    return [f"Small numbers are protected by profile `{figures.profile}`.", *lines[:_MOST_LINES], *more]


def _raw_table(figures: Iterable[Figure]) -> TextTable:
    """Raw figures as rows: the columns of a tidy file, whether each is published, and its import."""
    from qaf.formats.tables import TextTable
    from qaf.report.figure_list import COLUMNS, PUBLISHED

    rows = [
        (*figure.key.texts(), *figure.content(), "true" if figure.published else "", figure.import_id)
        for figure in figures
    ]
    return TextTable((*COLUMNS, PUBLISHED, "import"), rows)


def _imports_page(folder: Folder, format_: str, marking: str, width: int) -> str:
    from qaf.data.file_name import shown_name
    from qaf.formats.tables import TextTable
    from qaf.report.figure_list import listing_page

    counting: dict[str, int] = {}
    for figure in folder.store.figures:
        counting[figure.import_id] = counting.get(figure.import_id, 0) + 1
    rows = [
        (
            entry.import_id, entry.on.isoformat(), entry.recipe, shown_name(entry.file),
            str(counting.get(entry.import_id, 0)), " ".join(entry.restates),
        )
        for entry in folder.store.ledger
    ]  # fmt: skip
    table = TextTable(("import", "on", "recipe", "file", "figures that count", "restates"), rows)
    return listing_page(table, format_, "imports", f"{plural(len(rows), 'import')}.", marking, width)


def _revisions_page(folder: Folder, asked: Wanted, format_: str, marking: str, width: int) -> str:
    """What was replaced, by what. Old numbers only unprotected: beside today's they could give a withheld one away."""
    from qaf.formats.tables import TextTable
    from qaf.report.figure_list import COLUMNS, listing_page

    store = folder.store
    days = {entry.import_id: entry.on.isoformat() for entry in store.ledger}
    rows = []
    for revision in store.revisions:
        if asked.takes(revision.old.key):
            key, by = revision.old.key.texts(), revision.replaced_by
            old = revision.old.content() if marking else ()
            rows.append((*key, *old, revision.old.import_id, by, days.get(by, "")))
    shown = COLUMNS if marking else COLUMNS[:8]
    counted = f"{plural(len(rows), 'figure was', 'figures were')} replaced by a later import."
    if rows and not marking:
        counted += " Old numbers are not shown: beside today's they could give a withheld one away."
    table = TextTable((*shown, "import", "replaced_by", "on"), rows)
    return listing_page(table, format_, "revisions", counted, marking, width)


def _outcome(import_id: str, undone: Undone, dry_run: bool) -> str:
    """What became of an import, in a line for each kind of figure."""
    from qaf.data.file_name import shown_name

    if undone.entry is None:
        verb = "would be" if dry_run else "was"
        return f"Import {import_id} is in no ledger any more; what was left of it {verb} cleared away.\n"
    verb = "would be taken back (dry run: nothing was written)" if dry_run else "was taken back"
    lines = [f"Import {import_id} ({shown_name(undone.entry.file)}) {verb}."]
    for keys, words in (
        (undone.gone, ("goes", "go")),
        (undone.back, ("comes back from an earlier import", "come back from earlier imports")),
        (undone.kept, ("stays, because another import gives the same", "stay, because another import gives the same")),
    ):
        if keys:
            lines.append(f"  {plural(len(keys), 'figure')} {words[len(keys) > 1]}: {_named(keys)}.")
    if len(lines) == 1:
        lines.append("  No figure changes: later imports had replaced all of them.")
    return "\n".join(lines) + "\n"


def _named(keys: Sequence[FigureKey]) -> str:
    """Figures by measure, period and whatever else tells them apart; never by a number."""
    return listing((" ".join(filter(None, key.texts())) for key in keys), limit=_MOST_NAMED)
