"""`qaf governance`: to whom what is found goes, when, in what form, how it is considered and what comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from qaf.cli import complete
from qaf.cli.context import Context, errors_note
from qaf.cli.list_page import OUT_HELP, show_page
from qaf.cli.output import note
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean

Format = Literal["md", "html", "json"]


def governance(
    ctx: typer.Context,
    body: Annotated[
        str,
        typer.Argument(
            metavar="[BODY]", autocompletion=complete.bodies, help="Begin with what this body should hear back: its id."
        ),
    ] = "",
    format_: Annotated[Format, typer.Option("--format", help="How to show it; html is a page.")] = "md",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=OUT_HELP)] = None,
) -> None:
    """How information is used: bodies, reports, meetings to come, leaders' self-tests, and what is not settled."""
    from qaf.report.answered import answered
    from qaf.report.filled import Filler
    from qaf.report.governance_page import TITLE, governance_page
    from qaf.report.governance_text import governance_json, governance_markdown

    context: Context = ctx.obj
    folder = context.open()
    if remark := errors_note(folder):
        note(remark)
    framework = answered(folder.written, lambda: Filler(folder.written, folder.figures))
    bodies = [one.id for one in framework.governance.bodies]
    if body and body not in bodies:
        raise QafError(f"There is no body `{body}`.", help=did_you_mean(body, bodies) or "`qaf list bodies` has them.")
    page = governance_page(framework, context.as_at, body)
    if format_ == "json":
        text = governance_json(page, framework.settings.organisation.id, context.as_at.isoformat())
    else:
        title = f"# {TITLE}\n\n" if format_ == "md" else ""
        text = f"{title}{governance_markdown(page)}"
    show_page(folder, text, format_, context.as_at, TITLE, out)
