"""`qaf serve`: the book in a browser, built again as files are saved."""

from __future__ import annotations

import gc
import signal
import sys
from threading import Event
from typing import Annotated

import typer

from qaf.cli.context import Context
from qaf.cli.output import note

PORT = 8017


def serve(
    ctx: typer.Context,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="The port of this machine. 0 takes any that is free.")
    ] = PORT,
    period: Annotated[
        str, typer.Option("--period", help="What the book is about. Default: the latest whole year.")
    ] = "",
) -> int:
    """Show the report book in a browser, and build it again whenever a file of the folder is saved.

    Only this machine can open it. Where something is wrong the page says what, with file and line, until it is mended.
    Ctrl-C ends it. Packs in which nothing is withheld are not shown; `qaf report --body` makes them.
    """
    from qaf.api.folder import root_of
    from qaf.api.serving import Wished
    from qaf.api.serving import serve as run

    gc.enable()
    context: Context = ctx.obj
    stop, started = Event(), False

    def said(words: str) -> None:
        nonlocal started
        if started:
            note(words)
            return
        started = True
        sys.stdout.write(f"{words}\n")
        sys.stdout.flush()
        note("Open this address in a browser. Ctrl-C ends it.")

    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    try:
        run(Wished(root_of(context.directory), context.as_at, period), port, said, stop)
    except KeyboardInterrupt:
        stop.set()
    note("Stopped.")
    return 0
