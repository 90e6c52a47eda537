"""`qaf overview`: the partnership's picture over its members."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from qaf.cli.context import Context, errors_note
from qaf.cli.output import columns, note


def overview(
    ctx: typer.Context,
    period: Annotated[
        str, typer.Option("--period", help="What members should have reached. Default: the latest whole year.")
    ] = "",
    format_: Annotated[
        Literal["table", "md", "json", "html"], typer.Option("--format", help="How to print it.")
    ] = "table",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write it to this file.")] = None,
) -> None:
    """Who covers what, what is shared, what is of concern, and who has not sent what."""
    from qaf.api.forms import period_for
    from qaf.api.overview import overview as look_over
    from qaf.disclosure.record import check_place
    from qaf.ground.files import write_file
    from qaf.report.overview_page import overview_page

    gc.enable()
    context: Context = ctx.obj
    folder = context.open()
    if remark := errors_note(folder):
        note(remark)
    settings = folder.framework.settings
    chosen = period_for("book", period, context.as_at, settings.year_starts)
    found = look_over(folder, context.as_at, chosen)
    if format_ == "html":
        from qaf.report.overview_html import overview_html
        from qaf.workspace.commit import commit_of

        page = overview_html(found, settings, chosen, context.as_at.isoformat(), commit_of(folder.root))
    else:
        title = f"{settings.organisation.name}: the picture over its members, {chosen}"
        page = overview_page(found, format_, title, context.as_at.isoformat(), columns()).encode("utf-8")
    if out is None:
        sys.stdout.write(page.decode("utf-8"))
        return
    check_place(folder.root, out)
    write_file(out, page)
    sys.stdout.write(f"{out}\n")
