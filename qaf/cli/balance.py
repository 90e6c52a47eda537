"""`qaf balance`: outcome, quality and quantity, whose voice is heard and how, now and over time."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from qaf.cli import complete
from qaf.cli.context import Context, errors_note
from qaf.cli.list_page import OUT_HELP, show_page
from qaf.cli.output import columns, note
from qaf.ground.errors import QafError

Format = Literal["table", "md", "csv", "json", "html"]


def balance(
    ctx: typer.Context,
    area: Annotated[
        str, typer.Option("--area", autocompletion=complete.areas, help="Only this area and those below it.")
    ] = "",
    since: Annotated[
        str,
        typer.Option(
            "--since", metavar="DATE", help="Also the share of outcome measures at each quarter's end, from git."
        ),
    ] = "",
    format_: Annotated[
        Format, typer.Option("--format", help="How to print it; csv with --since: the quarters.")
    ] = "table",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=OUT_HELP)] = None,
) -> None:
    """How much of what is measured is about outcomes, who is heard, and how that has changed. No figure is shown."""
    from qaf.api.history import balance_facts
    from qaf.report.balance_page import balance_page

    context: Context = ctx.obj
    begin = _day(since, context.as_at) if since else None
    folder = context.open()
    if remark := errors_note(folder):
        note(remark)
    facts = balance_facts(folder, context.as_at, area, begin)
    if format_ in ("csv", "json"):
        for line in facts.remarks:
            note(line)
    page = balance_page(facts, "md" if format_ == "html" else format_, columns())
    show_page(folder, page, format_, context.as_at, "The balance of the framework", out)


def _day(text: str, as_at: date) -> date:
    """The day that history is asked for from; it cannot lie after the day judged."""
    try:
        if len(text) != len("2026-03-31"):
            raise ValueError
        day = date.fromisoformat(text)
    except ValueError:
        raise QafError(
            "The day given with --since is not a date.", help="Write it as year-month-day, such as 2024-04-01."
        ) from None
    if day > as_at:
        raise QafError(
            f"The day given with --since comes after {as_at.isoformat()}, the day to judge as on.",
            help="--as-at, before the command, names another day.",
        )
    return day
