"""`qaf ingest`: take figures in, all or nothing; twice is the same as once."""

from __future__ import annotations

import gc
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypedDict

import typer

from qaf.cli.context import Context
from qaf.cli.output import show_findings
from qaf.ground.errors import QafError
from qaf.ground.text import listing, plural

if TYPE_CHECKING:
    from qaf.api import Folder
    from qaf.data.ingest import IngestResult
    from qaf.data.one_run import OneRun


def ingest(
    ctx: typer.Context,
    files: Annotated[
        list[Path], typer.Argument(help="CSV files, Excel workbooks (XLSX) or bundles of members to take in.")
    ],
    recipe: Annotated[
        str, typer.Option("--recipe", metavar="R", help="The recipe to read them by. Default: the one whose file fits.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")] = False,
    restates: Annotated[
        bool, typer.Option("--restates", help="Figures that are stored already with other values are corrected.")
    ] = False,
    keep_good: Annotated[
        bool, typer.Option("--keep-good", help="Leave rows with errors out, write them to --out, take the others in.")
    ] = False,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PATH", help="Where a draft goes (else imports/), or rows that are left out."),
    ] = None,
    comparator: Annotated[
        str, typer.Option("--comparator", metavar="ID", help="FILE is a list: take this comparator's members from it.")
    ] = "",
    code: Annotated[str, typer.Option("--code", help="With --comparator: the code of your own place.")] = "",
    columns: Annotated[
        str, typer.Option("--columns", help="With --comparator: the columns of the neighbours, if not found.")
    ] = "",
    draft: Annotated[
        bool, typer.Option("--draft", help="Look at the file and write a first recipe for it; take nothing in.")
    ] = False,
) -> int:
    """Take figures in from CSV files or Excel workbooks: a tidy file as it is, any other by a recipe."""
    gc.enable()
    context: Context = ctx.obj
    if draft:
        from qaf.cli.draft import draft_recipes

        return draft_recipes(context, files, out)
    folder = context.open()
    _refuse_broken(folder)
    if any(file.name.lower().endswith(BUNDLE_ENDING) for file in files):
        from qaf.cli.ingest_bundles import take_bundles

        more = any((recipe, restates, keep_good, comparator, out))
        return take_bundles(folder, files, context.as_at, dry_run, more)
    if comparator:
        from qaf.cli.ingest_members import take_members

        if len(files) > 1 or restates or keep_good:
            raise QafError("--comparator takes one list, and neither --restates nor --keep-good.", help=_NEVER_REPLACED)
        return take_members(folder, files[0], comparator, code, columns, recipe, context.as_at, dry_run)
    if code or columns:
        raise QafError("--code and --columns belong to --comparator.")
    if keep_good:
        from qaf.data.keep_good import refuse_out

        refuse_out(out, folder.root, folder.figures_folder)
    elif out is not None:
        raise QafError("--out says where a draft goes, or the rows that --keep-good leaves out. Give one of the two.")
    options: _Options = {"recipe": recipe, "dry_run": dry_run, "restates": restates, "keep_good_to": out}
    return _take_all(folder, files, context.as_at, options)


_NEVER_REPLACED = "Members that are there already are never replaced."
BUNDLE_ENDING = ".qafbundle"


class _Options(TypedDict):
    """How files are taken in, as `qaf.api.ingest` wants it."""

    recipe: str
    dry_run: bool
    restates: bool
    keep_good_to: Path | None


def _take_all(folder: Folder, files: list[Path], as_at: date, options: _Options) -> int:
    """Take files in, all of them or none, and say what became of each; the exit code.

    Several are first read without writing anything: what is wrong with the last one keeps the first one out too.
    """
    if len(files) == 1:
        return _tell(files[0], _take_in(folder, files[0], as_at, options, None), options["dry_run"])
    from qaf.data.one_run import OneRun

    run = OneRun()
    dry: _Options = {**options, "dry_run": True}
    tried = [_take_in(folder, file, as_at, dry, run) for file in files]
    refused = any(map(_refused, tried))
    if refused or options["dry_run"]:
        return max(
            _tell(file, result, dry_run=True, beside_refused=refused and not options["dry_run"])
            for file, result in zip(files, tried, strict=True)
        )
    run = OneRun()
    return max([_tell(file, _take_in(folder, file, as_at, options, run), dry_run=False) for file in files])


def _take_in(folder: Folder, file: Path, as_at: date, options: _Options, run: OneRun | None) -> IngestResult:
    from qaf.api import ingest as take_in
    from qaf.cli.progress import progress_bar

    with progress_bar() as progress:
        return take_in(folder, file, as_at=as_at, progress=progress, run=run, **options)


def _tell(file: Path, result: IngestResult, dry_run: bool, beside_refused: bool = False) -> int:
    """Say what became of one file; the exit code. `beside_refused`: another file of the run keeps it out."""
    if result.findings:
        show_findings(list(result.findings), lambda _: None, "text", to_stderr=True)
    if beside_refused and not _refused(result) and not result.already:
        sys.stdout.write(f"{_begun(file)}: nothing is wrong, but it came with a file that is refused. Not taken in.\n")
    else:
        sys.stdout.write(_outcome(file, result, dry_run))
    return 1 if _refused(result) else 0


_MATTER = ("qaf.yaml", "areas/", "sources.yaml", "imports/")
"""What figures are checked against. A fault in a story or a plan of meetings keeps no figure out."""


def _refuse_broken(folder: Folder) -> None:
    errors = tuple(
        item for item in folder.loaded.findings if item.level == "error" and item.where.path.startswith(_MATTER)
    )
    if errors:
        raise QafError(
            f"The folder has {plural(len(errors), 'error')}, so figures cannot be checked against it.",
            help="Mend them first: `qaf validate` shows each.",
        )


def _refused(result: IngestResult) -> bool:
    return any(item.level == "error" for item in result.findings)


def _outcome(file: Path, result: IngestResult, dry_run: bool) -> str:
    """What became of a file, in a line or two."""
    name = _begun(file)
    if _refused(result):
        return f"{name}: refused. Nothing was written.\n"
    if result.already:
        return f"{name}: taken in already (import {result.id}), so it was not read again. Nothing to do.\n"
    counts = [f"{plural(result.added, 'figure')} new"]
    if result.restated:
        counts.append(f"{result.restated} restated")
    if result.unchanged:
        counts.append(f"{result.unchanged} stored already")
    if result.left_out:
        bad = f" ({result.bad:,} with errors)" if result.bad else ""
        counts.append(f"{plural(result.left_out, 'row')} left out{bad}")
    verb = "would be taken in (dry run: nothing was written)" if dry_run else f"taken in as import {result.id}"
    written = f"  The rows with errors, and what is wrong with each: {listing(map(str, result.rejects))}\n"
    lines = f"{name}: {plural(result.rows, 'row')} read, {', '.join(counts)}; {verb}.\n"
    return lines + (written if result.rejects else "")


def _begun(file: Path) -> str:
    """The file's name as it may be printed, at the beginning of a line."""
    from qaf.data.file_name import shown_name

    name = shown_name(file.name)
    return name[:1].upper() + name[1:] if name != file.name else name
