"""`qaf report`: the report book."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qaf.cli.context import Context
from qaf.cli.output import note, show_findings
from qaf.ground.errors import QafError
from qaf.ground.text import quoted

if TYPE_CHECKING:
    from qaf.api import Folder
    from qaf.model.period import Period

FORMATS = ("html", "md")


def report(
    ctx: typer.Context,
    form: Annotated[Literal["book"], typer.Argument(help="Which form to build.")] = "book",
    period: Annotated[
        str, typer.Option("--period", help="The period to report on. Default: the latest whole reporting year.")
    ] = "",
    to: Annotated[str, typer.Option("--to", help="Formats, with commas between them.")] = "html,md",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="DIR", help="Where to build. Default: build/<organisation>.")
    ] = None,
    body: Annotated[
        str, typer.Option("--body", metavar="BODY", help="Whom it is for: the id of a body in governance.yaml.")
    ] = "",
    publish: Annotated[
        str | None,
        typer.Option("--publish", metavar="NAME", help="Record it as an edition, so that later ones are tied to it."),
    ] = None,
) -> int:
    """Build the report book: one file to open, print or send."""
    from qaf.api import report as build
    from qaf.api.book import refuse_errors
    from qaf.cli.progress import progress_bar
    from qaf.disclosure.editions import FOLDER
    from qaf.ground.relative_paths import display_prefix, relative_to_here

    gc.enable()
    context: Context = ctx.obj
    formats = _formats(to)
    folder = context.open()
    settings = folder.framework.settings
    chosen = _period(period, context, settings.year_starts)
    if publish == "":
        raise QafError("--publish needs a name.", help="Name the edition by its occasion, such as `board-june-2026`.")
    target = _target(folder, out, body, publish or "")
    refuse_errors(folder)
    with progress_bar() as progress:
        built = build(
            folder, target, period=chosen, as_at=context.as_at, formats=formats, progress=progress,
            body=body, publish=publish or "",
        )  # fmt: skip
    if built.notes:
        show_findings(list(relative_to_here(folder.root, built.notes)), lambda _: None, "text", to_stderr=True)
    for path in built.files:
        sys.stdout.write(f"{path}\n")
    if built.edition:
        note(
            f"Recorded as the edition `{publish}` in {display_prefix(folder.root)}{FOLDER}/{publish}. Keep that folder "
            "as it is: later books are protected beside what this one showed."
        )
    return 0


def _target(folder: Folder, out: Path | None, body: str, publish: str) -> Path:
    """Where to build. A pack in which nothing is withheld goes only where somebody has said."""
    from qaf.api.operational import check_operational, sees_operational

    if sees_operational(folder.framework, body):
        check_operational(folder, body, out, publish)
    return out if out is not None else Path("build") / folder.framework.settings.organisation.id


def _formats(text: str) -> list[str]:
    formats = [part.strip() for part in text.split(",") if part.strip()]
    for one in formats:
        if one not in FORMATS:
            raise QafError(f"`{one}` is no format of a report.", help=f"It is {quoted(FORMATS)}.")
    if not formats:
        raise QafError("--to names no format.", help=f"It is {quoted(FORMATS)}, or both with a comma.")
    return formats


def _period(text: str, context: Context, year_starts: str) -> Period:
    from qaf.model.period import Period, PeriodError, latest_whole_reporting_year

    if not text:
        return latest_whole_reporting_year(context.as_at, year_starts)
    try:
        period = Period.canonical(text)
    except PeriodError as error:
        raise QafError(f"The period given with --period cannot be read: {error}.") from None
    if period.start > context.as_at:
        raise QafError(f"{period} has not begun on {context.as_at.isoformat()}, so there is nothing to report on it.")
    return period
