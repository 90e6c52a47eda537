"""`qaf form`: a blank collection sheet that comes straight back through `qaf ingest`."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qaf.cli import complete
from qaf.cli.context import Context, errors_note
from qaf.cli.output import note
from qaf.ground.errors import QafError
from qaf.ground.text import quoted

if TYPE_CHECKING:
    from qaf.api import Folder
    from qaf.model.period import Period


def form(
    ctx: typer.Context,
    wanted: Annotated[
        str,
        typer.Argument(
            metavar="MEASURE|TEAM",
            autocompletion=complete.measures,
            help="A measure, a category such as a team, or a member.",
        ),
    ],
    to: Annotated[str, typer.Option("--to", help="Formats, with commas between them: xlsx, csv.")] = "xlsx",
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="PATH", help="A folder, or the file. Default: the working directory."),
    ] = None,
    period: Annotated[str, typer.Option("--period", help="Default: the latest that is due, for each measure.")] = "",
) -> int:
    """A blank sheet for a team to fill in: taken in with `qaf ingest` as it comes back."""
    from qaf import api
    from qaf.data.form_workbook import form_workbook
    from qaf.data.forms import form_csv
    from qaf.ground.files import write_file

    gc.enable()
    context: Context = ctx.obj
    formats = _formats(to)
    asked = _period(period)
    folder = context.open()
    if remark := errors_note(folder):
        note(remark)
    made = api.form(folder, wanted.strip(), context.as_at, asked)
    targets = {name: _target(out, made.name, name, formats) for name in formats}
    for path in targets.values():
        _refuse_to_overwrite(path)
    for name, path in targets.items():
        write_file(path, form_csv(made) if name == "csv" else form_workbook(made, folder.framework))
        sys.stdout.write(f"{path}\n")
        _warn_of_recipes(folder, path)
    if made.left_out:
        note(f"Left out, because they are not collected for {asked}: {quoted(made.left_out, 'and')}.")
    return 0


def _formats(text: str) -> list[str]:
    from qaf.data.forms import FORM_FORMATS

    formats = list(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    for one in formats:
        if one not in FORM_FORMATS:
            raise QafError(f"`{one}` is no format of a form.", help=f"It is {quoted(FORM_FORMATS)}.")
    if not formats:
        raise QafError("--to names no format.", help=f"It is {quoted(FORM_FORMATS)}, or both with a comma.")
    return formats


def _period(text: str) -> Period | None:
    from qaf.model.period import Period, PeriodError

    try:
        return Period.canonical(text.strip()) if text else None
    except PeriodError as error:
        raise QafError(f"The period given with --period cannot be read. {error}") from error


def _target(out: Path | None, name: str, ending: str, formats: list[str]) -> Path:
    """Where a form goes: into the folder `out`, or to the file that it names."""
    if out is None:
        return Path(f"{name}.{ending}")
    if out.suffix.lower() not in (".xlsx", ".csv") or out.is_dir():
        return out / f"{name}.{ending}"
    if out.suffix.lower() != f".{ending}" or len(formats) > 1:
        help_ = f"Name a folder, or a file that ends in .{ending} and one format."
        raise QafError(f"--out names a file that is not of format {ending}.", help=help_)
    return out


def _refuse_to_overwrite(path: Path) -> None:
    if path.exists():
        raise QafError(
            f"{path} is there already, and may have been filled in. Nothing was written.",
            help="Move it away, or name another place with --out.",
        )


def _warn_of_recipes(folder: Folder, path: Path) -> None:
    """A remark where a recipe would claim the form when it comes back."""
    from qaf.data.ingest import choose_recipe

    fitting = [recipe.id for recipe in choose_recipe(folder.framework, path.name)]
    if fitting:
        note(f"The name of this file fits recipe {quoted(fitting, 'and')}, which would read it: give it another name.")
