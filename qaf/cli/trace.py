"""`qaf trace`: what feeds an entry, and what it feeds."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qaf.cli import complete
from qaf.cli.context import Context, errors_note
from qaf.cli.output import columns, note, print_result
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean


def trace(
    ctx: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(metavar="ID", autocompletion=complete.entries, help="An id, or the name that `qaf list` gives."),
    ],
    depth: Annotated[int, typer.Option("--depth", min=1, max=9, help="How many links to follow.")] = 3,
    format_: Annotated[Literal["table", "md", "json"], typer.Option("--format", help="How to print it.")] = "table",
) -> int:
    """What hangs together: what feeds an entry, what it feeds, who hears of it, and what came of it."""
    from qaf.analysis.trace import trace as follow
    from qaf.report.trace_page import trace_page

    context: Context = ctx.obj
    folder = context.open()
    if remark := errors_note(folder):
        note(remark)
    things = folder.written.links.things
    wanted = " ".join(id_.split())
    if wanted not in things:
        advice = did_you_mean(wanted, things) or "`qaf list KIND` lists what there is."
        raise QafError(f"Nothing in the folder has the id `{wanted}`.", help=advice)
    print_result(trace_page(follow(folder.written, folder.figures, wanted, depth), format_, columns()), format_)
    return 0
