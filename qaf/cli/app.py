"""The command line: one small module a command, joined here. Typer lives only in this room."""

from __future__ import annotations

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.main import get_command

from qaf.cli.context import Context
from qaf.cli.examples import epilog
from qaf.ground.errors import QafError
from qaf.ground.version import VERSION

COMMANDS = (
    "init",
    "steps",
    "catalogue",
    "adopt",
    "new",
    "validate",
    "rules",
    "schema",
    "gaps",
    "list",
    "trace",
    "curve",
    "balance",
    "diff",
    "timetable",
    "governance",
    "due",
    "ingest",
    "data",
    "form",
    "report",
    "serve",
    "share",
    "overview",
    "doctor",
    "migrate",
)
"""Every command, in the order of the help. Each is what bears that name in the module of that name: a function, or
a group of commands (a Typer of its own).
"""

_CALLED = {"list": "listing"}
"""The module, and what bears its name in it, where Python has another use for the command's own."""

_EPILOG = "Start with `qaf init`, or with `qaf steps` in a folder that you have."


def make_command(arguments: list[str]) -> Any:
    """The command line, ready to be called. Only the commands that `arguments` may mean are imported."""
    app = typer.Typer(
        name="qaf",
        help="Quality assurance frameworks for safeguarding children: check, take in, report, and see what is missing.",
        epilog=_EPILOG,
        invoke_without_command=True,
        add_completion=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    app.callback()(_options)
    named = _named(arguments)
    for name in [named] if named in COMMANDS else COMMANDS:
        called = _CALLED.get(name, name)
        command = getattr(import_module(f"qaf.cli.{called}"), called)
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name, epilog=epilog(name))
        else:
            app.command(name, epilog=epilog(name))(command)
    return get_command(app)


def _named(arguments: list[str]) -> str:
    """The command that the arguments name: the first word that is no option nor the value of one."""
    rest = iter(arguments)
    for word in rest:
        if word in ("-C", "--directory", "--as-at"):
            next(rest, "")
        elif not word.startswith("-"):
            return word
    return ""


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"qaf {VERSION}")
        raise typer.Exit


def _options(
    ctx: typer.Context,
    directory: Annotated[
        Path, typer.Option("-C", "--directory", metavar="DIR", help="Work in this folder (or the nearest above it).")
    ] = Path("."),
    as_at: Annotated[
        str, typer.Option("--as-at", metavar="DATE", help="Judge as on this day, such as 2026-03-31. Default: today.")
    ] = "",
    version: Annotated[
        bool, typer.Option("--version", "-V", callback=_show_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    ctx.obj = Context(directory, _day(as_at))
    if ctx.invoked_subcommand is None:
        from qaf.cli.next_step import next_step

        next_step(ctx.obj)


def _day(text: str) -> date:
    """The day to judge as on; the clock is read here and nowhere else."""
    if not text:
        return date.today()
    try:
        if len(text) != len("2026-03-31"):
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise QafError(
            "The day given with --as-at is not a date.", help="Write it as year-month-day, such as 2026-03-31."
        ) from None
