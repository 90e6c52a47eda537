"""`qaf share`: what a partnership may see, as one file."""

from __future__ import annotations

import gc
import sys
from pathlib import Path
from typing import Annotated

import typer

from qaf.cli.context import Context
from qaf.cli.output import note
from qaf.ground.errors import QafError


def share(
    ctx: typer.Context,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="FILE", help="The file to write. Default: <organisation>.qafbundle."),
    ] = None,
    period: Annotated[
        str, typer.Option("--period", help="The last period to share. Default: the latest whole reporting year.")
    ] = "",
    publish: Annotated[
        str, typer.Option("--publish", metavar="NAME", help="The name it is recorded by. Default: shared-<as-at>.")
    ] = "",
) -> int:
    """Write a bundle for the partnership: framework, protected figures, stories with consent for that."""
    from qaf import api
    from qaf.api.forms import period_for
    from qaf.disclosure.editions import FOLDER
    from qaf.ground.relative_paths import display_prefix
    from qaf.ground.text import plural
    from qaf.sharing.pack import ENDING

    gc.enable()
    context: Context = ctx.obj
    folder = context.open()
    settings = folder.framework.settings
    target = out or Path(f"{settings.organisation.id}{ENDING}")
    if target.is_dir() or not target.name.endswith(ENDING):
        raise QafError(
            f"--out names no file that ends in {ENDING}.", help=f"Such as {settings.organisation.id}{ENDING}."
        )
    chosen = period_for("book", period, context.as_at, settings.year_starts)
    made = api.share(folder, target, period=chosen, as_at=context.as_at, publish=publish)
    sys.stdout.write(f"{made.file}\n")
    stories = plural(made.stories, "story", "stories")
    note(
        f"It holds the framework, {plural(made.figures, 'figure')} up to {chosen} "
        f"({made.withheld} withheld to protect people) and {stories} with consent for the partnership."
    )
    where = f"{display_prefix(folder.root)}{FOLDER}/{made.edition}"
    if made.recorded:
        note(f"Recorded in {where}. Keep that folder: whatever is shown later is protected beside this bundle.")
    else:
        note(f"The same was shared before, and stands in {where}.")
    return 0
