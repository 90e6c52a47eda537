"""`qaf rules`: every code explained."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from qaf.cli import complete
from qaf.cli.output import columns, print_result
from qaf.ground.codes import CODES
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean


def rules(
    code: Annotated[
        str,
        typer.Argument(
            autocompletion=complete.codes, help="One code, such as QAF301. Default: all of them, a line each."
        ),
    ] = "",
    format_: Annotated[Literal["text", "md", "json"], typer.Option("--format", help="How to print them.")] = "text",
) -> int:
    """What each code means, why it matters, and an example of each."""
    from qaf.rules.documentation import all_rules, one_rule

    wanted = code.upper()
    if wanted and wanted not in CODES:
        raise QafError(f"{code} is no code of qaf.", help=did_you_mean(wanted, CODES) or "`qaf rules` lists all codes.")
    print_result(one_rule(wanted, format_) if wanted else all_rules(format_, columns()), format_)
    return 0
