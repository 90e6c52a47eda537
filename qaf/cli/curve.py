"""`qaf curve`: one turning-the-curve exercise on a page of its own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, Literal

import typer

from qaf.cli import complete
from qaf.cli.context import Context
from qaf.cli.output import print_result
from qaf.ground.places import build_folder


def curve(
    ctx: typer.Context,
    id_: Annotated[
        str,
        typer.Argument(
            metavar="ID", autocompletion=complete.curves, help="The id of a curve: the name of its file in curves/."
        ),
    ],
    period: Annotated[
        str, typer.Option("--period", help="Figures up to the end of it. Default: all that there are on the day.")
    ] = "",
    format_: Annotated[Literal["md", "html"], typer.Option("--format", help="html is a page with its chart.")] = "md",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it to this file. html: build/<organisation>/.")
    ] = None,
) -> int:
    """Whether a curve turned: history, forecast, what came after, the story, partners, ideas and the plan."""
    from qaf.api.curve import curve as find
    from qaf.ground.errors import QafError
    from qaf.ground.files import write_file
    from qaf.model.period import Period, PeriodError, reporting_year_of
    from qaf.report.render import curve_html, curve_markdown

    context: Context = ctx.obj
    folder = context.open()
    try:
        chosen = Period.canonical(period) if period else reporting_year_of(context.as_at)
    except PeriodError as error:
        raise QafError(f"The period given with --period cannot be read: {error}.") from None
    page, cover = find(folder, id_, period=chosen, as_at=context.as_at)
    content = curve_html(page, cover) if format_ == "html" else curve_markdown(page, cover)
    if format_ == "html" and out is None:
        out = build_folder(folder.framework.settings.organisation.id) / f"curve-{id_}.html"
    if out is None:
        print_result(content.decode(), format_)
        return 0
    target = out / f"curve-{id_}.{format_}" if out.is_dir() else out
    write_file(target, content)
    sys.stdout.write(f"{target}\n")
    return 0
