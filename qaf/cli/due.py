"""`qaf due`: what is due and overdue, by owner."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qaf.cli import complete
from qaf.cli.context import Context, errors_note
from qaf.cli.output import columns, note, print_result

FURTHEST = 3660


def due(
    ctx: typer.Context,
    within: Annotated[
        int, typer.Option("--within", metavar="DAYS", min=0, max=FURTHEST, help="What falls due in so many days.")
    ] = 30,
    owner: Annotated[
        str,
        typer.Option(
            "--owner", metavar="ID", autocompletion=complete.owners, help="Only of this post, body or member."
        ),
    ] = "",
    check: Annotated[bool, typer.Option("--check", help="Leave with exit code 1 where something is overdue.")] = False,
    format_: Annotated[
        Literal["table", "md", "json", "ics"], typer.Option("--format", help="How to print it.")
    ] = "table",
) -> int:
    """What is due and overdue: figures, activities, reports, actions, and what runs out; by owner."""
    from qaf.api.timetable import due as find_due
    from qaf.report.due_page import due_page

    context: Context = ctx.obj
    folder = context.open()
    if remark := errors_note(folder):
        note(remark)
    items = find_due(folder, context.as_at, within, owner)
    if format_ == "ics":
        from qaf.report.calendar import due_calendar

        page = due_calendar(folder.written, items, context.as_at).decode()
    else:
        page = due_page(folder.written, items, context.as_at, within, format_, columns())
    print_result(page, format_)
    if check and remark:
        note("--check fails, because something overdue may be hidden behind the errors.")
    return 1 if check and (remark or any(item.overdue for item in items)) else 0
