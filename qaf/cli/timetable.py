"""`qaf timetable`: the three years as a table, a picture or a calendar."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qaf.cli import complete
from qaf.cli.context import Context, errors_note
from qaf.cli.output import columns, note, print_result
from qaf.ground.places import build_folder

if TYPE_CHECKING:
    from qaf.analysis.programme import Programme
    from qaf.api import Folder

Format = Literal["table", "md", "html", "json", "ics"]


def timetable(
    ctx: typer.Context,
    format_: Annotated[
        Format, typer.Option("--format", help="How to show it: html is a picture, ics is for a calendar.")
    ] = "table",
    area: Annotated[
        str,
        typer.Option("--area", autocompletion=complete.areas, help="Only what reaches this area and those below it."),
    ] = "",
    by: Annotated[Literal["area", "kind"], typer.Option("--by", help="How the picture groups its rows.")] = "area",
    out: Annotated[
        Path | None, typer.Option("--out", metavar="FILE", help="Write it to this file. html: build/<organisation>/.")
    ] = None,
) -> int:
    """The three years: what is to be looked at when, by whom, what was done, and which areas are never reached."""
    from qaf.api.timetable import timetable as find

    context: Context = ctx.obj
    folder = context.open()
    if remark := errors_note(folder):
        note(remark)
    programme = find(folder, context.as_at, area)
    page = _page(folder, programme, format_, by)
    target = _target(folder, format_, out)
    if target is None:
        print_result(page.decode(), format_)
        return 0
    from qaf.ground.files import write_file

    write_file(target, page)
    sys.stdout.write(f"{target}\n")
    return 0


def _page(folder: Folder, programme: Programme, wanted: Format, by: Literal["area", "kind"]) -> bytes:
    framework = folder.written
    if wanted == "ics":
        from qaf.report.calendar import timetable_calendar

        return timetable_calendar(framework, programme)
    if wanted == "html":
        from qaf.report.timetable_picture import timetable_html

        return timetable_html(framework, programme, by)
    from qaf.report.timetable_page import timetable_page

    return timetable_page(framework, programme, wanted, columns()).encode()


def _target(folder: Folder, wanted: Format, out: Path | None) -> Path | None:
    """The file to write; None where the page goes to the screen."""
    ending = {"table": "txt"}.get(wanted, wanted)
    if out is None:
        organisation = folder.framework.settings.organisation.id
        return build_folder(organisation) / "timetable.html" if wanted == "html" else None
    return out / f"timetable.{ending}" if out.is_dir() else out
