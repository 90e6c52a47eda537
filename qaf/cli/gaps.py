"""`qaf gaps`: what nobody can answer yet, and the working."""

from __future__ import annotations

import sys
from typing import Annotated, Literal

import typer

from qaf.cli.context import Context, errors_note
from qaf.cli.output import note

Format = Literal["table", "md", "csv", "json"]
Kind = Literal["quantity", "quality", "outcome"]


def gaps(
    ctx: typer.Context,
    area: Annotated[str, typer.Option("--area", help="Only this area and those below it.")] = "",
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only gaps of this kind of information.")] = None,
    explain: Annotated[
        str, typer.Option("--explain", metavar='"CODE ID"', help="Show what was counted for one gap, and what was not.")
    ] = "",
    check: Annotated[bool, typer.Option("--check", help="Leave with exit code 1 where a gap is not accepted.")] = False,
    format_: Annotated[Format, typer.Option("--format", help="How to print the gaps.")] = "table",
) -> int:
    """What the framework cannot answer yet. Gaps are advice, unless --check is given."""
    from qaf.rules.gap_list import explanation, gap_list, in_area
    from qaf.rules.gaps import find_gaps, is_of_kind

    context: Context = ctx.obj
    folder = context.open()
    facts = folder.facts(context.as_at)
    if remark := errors_note(folder):
        note(remark)
    if explain:
        sys.stdout.write(explanation(facts, explain))
        return 0
    found = in_area(facts, find_gaps(facts), area)
    if kind:
        found = [gap for gap in found if is_of_kind(gap, kind, facts)]
    sys.stdout.write(gap_list(facts, found, format_))
    return 1 if check and any(gap.accepted is None for gap in found) else 0
