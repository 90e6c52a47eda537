"""`qaf data changes`: what changed in the figures since an edition, both sides as they may be shown."""

from __future__ import annotations

import gc
from typing import Annotated, Literal

import typer

from qaf.cli.context import Context, errors_note
from qaf.cli.output import columns, note, print_result

Format = Annotated[Literal["table", "md", "csv", "json"], typer.Option("--format", help="How to print them.")]


def changes(
    ctx: typer.Context,
    since: Annotated[
        str, typer.Option("--since", metavar="NAME", help="The edition, as published/NAME. Default: the latest one.")
    ] = "",
    format_: Format = "table",
) -> int:
    """What changed since an edition: figures restated, newly withheld, newly shown, new, gone."""
    from qaf.api.since import changes_since
    from qaf.report.figure_changes import changes_remarks, changes_sentence, changes_table
    from qaf.report.figure_list import MOST_COLUMNS, listing_page

    gc.enable()
    context: Context = ctx.obj
    folder = context.open()
    if remark := errors_note(folder):
        note(remark)
    found = changes_since(folder, since.strip())
    said = " ".join([changes_sentence(found), *changes_remarks(found)])
    print_result(listing_page(changes_table(found), format_, "changes", said, columns=columns(MOST_COLUMNS)), format_)
    return 0
