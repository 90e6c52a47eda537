"""`qaf migrate`: bring a folder to the newest schema, with its comments and its layout kept."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from qaf.cli.context import Context
from qaf.cli.output import note, print_result
from qaf.ground.text import plural

if TYPE_CHECKING:
    from qaf.workspace.migrate import Migration


def migrate(
    ctx: typer.Context,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; leave with exit code 1 where there is something to do.")
    ] = False,
    diff: Annotated[bool, typer.Option("--diff", help="Show the changes as a diff, and write nothing.")] = False,
) -> int:
    """Bring this folder to the newest schema. Comments and layout are kept; nothing else changes."""
    from qaf.api.migrate import migrate as bring_up_to_date

    context: Context = ctx.obj
    done = bring_up_to_date(context.open(), write=not (check or diff))
    if diff:
        from qaf.workspace.file_changes import unified_diff

        print_result(unified_diff(done.changes), "diff")
        note("Nothing was written." if done.changes else _nothing(done))
    else:
        sys.stdout.write(_said(done, written=not check))
    return 1 if check and done.changes else 0


def _nothing(done: Migration) -> str:
    return f"The folder uses schema {done.after}, the newest that this qaf knows. There is nothing to do."


def _said(done: Migration, written: bool) -> str:
    """What was done, or would be, file by file."""
    if not done.changes:
        return f"{_nothing(done)}\n"
    verb = "Brought" if written else "To be brought"
    lines = [f"{verb} from schema {done.before} to schema {done.after}, {plural(len(done.changes), 'file')}:"]
    lines += [f"  {step.path}: {step.words}" for step in done.steps]
    ending = "Look at it with `git diff`, then `qaf validate`." if written else "`qaf migrate --diff` shows each line."
    return "".join(f"{line}\n" for line in (*lines, ending))
