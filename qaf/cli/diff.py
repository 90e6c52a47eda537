"""`qaf diff`: what changed in the framework between two revisions, in words."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qaf.cli.context import Context
from qaf.cli.output import print_result

Format = Literal["text", "md", "json"]


def diff(
    ctx: typer.Context,
    revisions: Annotated[
        str,
        typer.Argument(
            metavar="[A..B]",
            help="Two revisions of git; A alone is compared with the folder as it is now. A...B: what B has changed "
            "since it left A. Default: HEAD.",
        ),
    ] = "HEAD",
    format_: Annotated[Format, typer.Option("--format", help="How to print it; md is for a pull request.")] = "text",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Leave with exit code 1 where anything has changed, or may have.")
    ] = False,
) -> int:
    """What changed in the framework between two revisions, in words. No figure is read; the folder is not touched."""
    from qaf.api.comparing import compare
    from qaf.api.folder import root_of
    from qaf.report.changes_page import changes_page

    context: Context = ctx.obj
    comparison = compare(root_of(context.directory), revisions, context.as_at)
    print_result(changes_page(comparison, format_), format_)
    return 1 if exit_code and comparison.differs else 0
