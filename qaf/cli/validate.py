"""`qaf validate`: all findings, once, with file, line and column."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qaf.cli import complete
from qaf.cli.context import Context
from qaf.cli.output import show_findings
from qaf.ground.codes import CODES
from qaf.ground.errors import QafError
from qaf.ground.places import real

if TYPE_CHECKING:
    from qaf.ground.findings import Finding

Format = Literal["auto", "text", "concise", "json", "github", "junit", "sarif"]


def validate(
    ctx: typer.Context,
    paths: Annotated[list[Path] | None, typer.Argument(help="Only findings in these files or folders.")] = None,
    format_: Annotated[Format, typer.Option("--format", help="How to print the findings.")] = "auto",
    strict: Annotated[bool, typer.Option("--strict", help="Warnings fail too.")] = False,
    select: Annotated[
        list[str] | None,
        typer.Option(
            "--select",
            metavar="CODE",
            autocompletion=complete.codes,
            help="Only these codes (QAF3 is the whole family).",
        ),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODE", autocompletion=complete.codes, help="Not these codes."),
    ] = None,
) -> int:
    """Check the folder: every finding, with the line it is on and what to do."""
    from qaf.api import check
    from qaf.ground.relative_paths import display_prefix, relative_to_here

    context: Context = ctx.obj
    chosen, left_out = _codes(select), _codes(ignore)
    try:
        folder = context.open()
    except QafError as error:
        if error.findings:
            show_findings(error.findings, error.source or (lambda _: None), format_)
            error.findings = ()
        raise
    prefix = display_prefix(folder.root)
    found = list(relative_to_here(folder.root, check(folder, context.as_at)))
    if paths:
        wanted = _wanted(paths, folder.root)
        found = [item for item in found if _inside(item.where.path.removeprefix(prefix), wanted)]
    found = [item for item in found if not chosen or item.code.startswith(chosen)]
    found = [item for item in found if not left_out or not item.code.startswith(left_out)]
    documents = folder.loaded.documents
    show_findings(found, lambda path: documents.source(path.removeprefix(prefix)), format_)
    return 1 if any(_fails(item, strict) for item in found) else 0


def _fails(item: Finding, strict: bool) -> bool:
    return item.level == "error" or (strict and item.level == "warning")


def _codes(given: list[str] | None) -> tuple[str, ...]:
    codes = tuple(part.strip().upper() for text in given or () for part in text.split(",") if part.strip())
    for code in codes:
        if not any(known.startswith(code) for known in CODES):
            raise QafError(f"{code} is no code of qaf, nor the beginning of one.", help="`qaf rules` lists all codes.")
    return codes


def _wanted(paths: list[Path], root: Path) -> list[str]:
    wanted = []
    for path in paths:
        try:
            full = real(path)
            there = full.exists()
        except (OSError, ValueError):
            there = False
        if not there:
            raise QafError(f"There is no file or folder {path}.")
        if not full.is_relative_to(root):
            raise QafError(f"{path} lies outside the framework folder.", help="Name its folder with -C.")
        wanted.append(full.relative_to(root).as_posix())
    return wanted


def _inside(path: str, wanted: list[str]) -> bool:
    return any(one == "." or path == one or path.startswith(f"{one}/") for one in wanted)
