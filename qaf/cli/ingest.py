"""`qaf ingest`: take figures in, all or nothing; twice is the same as once."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qaf.cli.context import Context
from qaf.cli.output import show_findings
from qaf.ground.errors import QafError
from qaf.ground.text import plural

if TYPE_CHECKING:
    from qaf.api import Folder
    from qaf.data.ingest import IngestResult


def ingest(
    ctx: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="CSV files or Excel workbooks (XLSX) to take in.")],
    recipe: Annotated[
        str, typer.Option("--recipe", metavar="R", help="The recipe to read them by. Default: the one whose file fits.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would happen, and write nothing.")] = False,
    restates: Annotated[
        bool, typer.Option("--restates", help="Figures that are stored already with other values are corrected.")
    ] = False,
    draft: Annotated[
        bool, typer.Option("--draft", help="Look at the file and write a first recipe for it; take nothing in.")
    ] = False,
    out: Annotated[
        Path | None, typer.Option("--out", metavar="PATH", help="Where the draft goes. Default: imports/.")
    ] = None,
) -> int:
    """Take figures in from CSV files or Excel workbooks: a tidy file as it is, any other by a recipe."""
    from qaf.api import ingest as take_in
    from qaf.cli.progress import progress_bar

    gc.enable()
    context: Context = ctx.obj
    if draft:
        from qaf.cli.draft import draft_recipes

        return draft_recipes(context, files, out)
    if out is not None:
        raise QafError("--out says where a draft goes.", help="Give --draft as well, or leave --out away.")
    folder = context.open()
    _refuse_broken(folder)
    code = 0
    for file in files:
        with progress_bar() as progress:
            result = take_in(
                folder,
                file,
                recipe=recipe,
                as_at=context.as_at,
                dry_run=dry_run,
                restates=restates,
                progress=progress,
            )
        if result.findings:
            show_findings(list(result.findings), lambda _: None, "text", to_stderr=True)
        sys.stdout.write(_outcome(file, result, dry_run))
        code = max(code, 1 if _refused(result) else 0)
    return code


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
    from qaf.data.file_name import shown_name

    name = shown_name(file.name)
    name = name[:1].upper() + name[1:] if name != file.name else name
    if _refused(result):
        return f"{name}: refused. Nothing was written.\n"
    if result.already:
        return f"{name}: taken in already (import {result.id}). Nothing to do.\n"
    counts = [f"{plural(result.added, 'figure')} new"]
    if result.restated:
        counts.append(f"{result.restated} restated")
    if result.unchanged:
        counts.append(f"{result.unchanged} stored already")
    if result.left_out:
        counts.append(f"{plural(result.left_out, 'row')} left out")
    verb = "would be taken in (dry run: nothing was written)" if dry_run else f"taken in as import {result.id}"
    return f"{name}: {plural(result.rows, 'row')} read, {', '.join(counts)}; {verb}.\n"
