"""`qaf steps`: where the folder stands in the guidance's eight steps. The page a newcomer starts from."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qaf.cli.context import Context, errors_note
from qaf.cli.output import note, print_result


def steps(
    ctx: typer.Context,
    format_: Annotated[Literal["table", "md", "json"], typer.Option("--format", help="How to print them.")] = "table",
) -> int:
    """Where you stand in the eight steps to a framework, and what moves you on. Start here."""
    from qaf.api import steps as judge
    from qaf.report.steps_page import steps_page

    context: Context = ctx.obj
    folder = context.open()
    if remark := errors_note(folder):
        note(remark)
    print_result(steps_page(folder.written, judge(folder, context.as_at), context.as_at, format_), format_)
    return 0
