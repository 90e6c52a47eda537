"""`qaf list`: every entry of a kind in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qaf.cli import complete
from qaf.cli.context import Context, errors_note
from qaf.cli.output import columns, note, print_result
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence


def listing(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            metavar="KIND", autocompletion=complete.kinds, help="What to list: actions, measures, ideas, bodies, ..."
        ),
    ],
    area: Annotated[
        str,
        typer.Option("--area", metavar="ID", autocompletion=complete.areas, help="Only this area and those below it."),
    ] = "",
    owner: Annotated[
        str,
        typer.Option(
            "--owner", metavar="ID", autocompletion=complete.owners, help="Only what this post or member owns."
        ),
    ] = "",
    status: Annotated[str, typer.Option("--status", help="Only this status, such as under_way or overdue.")] = "",
    format_: Annotated[
        Literal["table", "md", "csv", "json"], typer.Option("--format", help="How to print them.")
    ] = "table",
) -> int:
    """Every entry of a kind: id, text, area, status, owner and what is due."""
    from qaf.analysis.entry_rows import PLURALS, entry_rows, picked_rows
    from qaf.report.entry_list import kind_asked, kinds_there_are, row_list

    context: Context = ctx.obj
    chosen = kind_asked(kind)
    if not chosen:
        near = did_you_mean(kind.lower(), [*PLURALS, *PLURALS.values()])
        raise QafError(f"`{kind}` is no kind of entry.", help=near or kinds_there_are())
    folder = context.open()
    framework = folder.written
    if area and area not in framework.areas:
        raise QafError(
            f"There is no area `{area}`.", help=did_you_mean(area, framework.areas) or "`qaf list areas` lists them."
        )
    if remark := errors_note(folder):
        note(remark)
    rows = entry_rows(framework, chosen, context.as_at)
    wanted = status.strip().replace(" ", "_") if "_".join(status.split()) in {row.status for row in rows} else status
    _check_word("--owner", owner, [name for row in rows for name in row.owner.split(", ")])
    _check_word("--status", wanted, [*(row.status for row in rows), "overdue"])
    print_result(row_list(chosen, picked_rows(framework, rows, area, owner, wanted), format_, columns()), format_)
    return 0


def _check_word(option: str, word: str, known: Sequence[str]) -> None:
    """A remark where nothing of the kind has such an owner or status: what was meant may be spelt otherwise."""
    if word and word not in known:
        near = did_you_mean(word, [one for one in dict.fromkeys(known) if one])
        note(f"Nothing here has {option} `{word}`. {near}".strip())
