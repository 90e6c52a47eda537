"""`qaf new`: one stub in the right file, with a free id, and what is to be written into it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qaf.cli import complete
from qaf.cli.context import Context
from qaf.cli.output import note, show_findings
from qaf.ground.text import listing, plural

if TYPE_CHECKING:
    from qaf.api import Folder
    from qaf.ground.findings import Finding
    from qaf.workspace.new_entry import NewEntry

Kind = Literal[
    "area", "good", "measure", "source", "question", "activity", "body", "post", "action", "story", "recipe",
    "meeting", "idea", "self-assessment", "curve", "mapping", "accepted-gap",
]  # fmt: skip


def new(
    ctx: typer.Context,
    kind: Annotated[Kind, typer.Argument(help="What to begin.")],
    id_: Annotated[
        str, typer.Option("--id", metavar="ID", help="Its id. Default: made of the name, or new-KIND.")
    ] = "",
    name: Annotated[str, typer.Option("--name", help="What it is called or says, where you know it already.")] = "",
    area: Annotated[
        str, typer.Option("--area", metavar="ID", autocompletion=complete.areas, help="The area it belongs to.")
    ] = "",
    sort: Annotated[
        str,
        typer.Option(
            "--kind", metavar="WORD", help="Its own kind: outcome, quality, quantity; an activity's; a body's role; ..."
        ),
    ] = "",
    family: Annotated[str, typer.Option("--family", help="The family of a source.")] = "",
    gap: Annotated[str, typer.Option("--gap", metavar='"CODE ID"', help="The gap that is accepted.")] = "",
    body: Annotated[
        str,
        typer.Option(
            "--body", metavar="ID", autocompletion=complete.bodies, help="The body that met, or the team of an idea."
        ),
    ] = "",
    measure: Annotated[
        str,
        typer.Option(
            "--measure", metavar="ID", autocompletion=complete.measures, help="The measure that a curve is about."
        ),
    ] = "",
) -> int:
    """Begin an entry: a stub in the right file, and what to write into it."""
    from qaf.api import new_entry, open_folder
    from qaf.ground.relative_paths import display_prefix, relative_to_here
    from qaf.workspace.stubs import STUB_KINDS, Wish, beginnings

    context: Context = ctx.obj
    folder = context.open()
    wish = Wish(kind, id_, name, area, sort, family, gap, body, measure)
    made = new_entry(folder, wish, context.as_at)
    after = open_folder(folder.root)
    prefix = display_prefix(folder.root)
    place = f"{prefix}{made.path}:{_line(after, made)}"
    named, fill, chosen = f"{kind} `{made.id}`" if made.id else kind, STUB_KINDS[kind].fill, beginnings(wish)
    known = _known_of_curve(after, made.id) if kind == "curve" else {}
    sys.stdout.write(_told(place, named, {key: what for key, what in fill.items() if key not in known}, chosen))
    if known:
        filled = listing(f"{key} {words}" for key, words in known.items())
        sys.stdout.write(f"There already, from what the folder knows: {filled}. `qaf curve {made.id}` shows it.\n")
    found = _new_findings(folder, after, context.as_at)
    if found:
        note(f"The folder has {plural(len(found), 'finding')} that it did not have before:")
        documents = after.loaded.documents
        show_findings(
            list(relative_to_here(after.root, found)),
            lambda path: documents.source(path.removeprefix(prefix)),
            "text",
            to_stderr=True,
        )
    return 0


def _known_of_curve(folder: Folder, id_: str) -> dict[str, str]:
    """What a new curve holds already, by key: its baseline and the method of its forecast."""
    curve = folder.framework.curves[id_]
    known = {"baseline": f"{curve.baseline.from_} to {curve.baseline.to}"} if curve.baseline else {}
    return known | ({"forecast": f"`{curve.forecast.method}`"} if curve.forecast else {})


def _new_findings(before: Folder, after: Folder, as_at: date) -> list[Finding]:
    """Errors and warnings that the folder has now and had not before; lines may have moved.

    That the stub is still to be written (QAF319) has just been said.
    """
    from qaf.api import check

    known = {(item.code, item.where.path, item.message) for item in check(before, as_at)}
    found = [item for item in check(after, as_at) if item.level != "info" and item.code != "QAF319"]
    return [item for item in found if (item.code, item.where.path, item.message) not in known]


def _line(folder: Folder, made: NewEntry) -> int:
    """The line on which the stub stands."""
    from qaf.ground.findings import Where

    entry = folder.framework.entries.get(made.id)
    where = entry.where if entry else Where(made.path, (made.key, made.index))
    return folder.loaded.documents.span(where).line


def _told(place: str, named: str, fill: Mapping[str, str], chosen: Mapping[str, str]) -> str:
    """Where the stub stands and what is to be written; `chosen` are words that stand in it though nobody said them."""
    width = max(map(len, fill))
    lines = [f"{place}: {named}. Now write:", *(f"  {key:<{width}}  {fill[key]}" for key in fill)]
    if chosen:
        words = listing(f"`{key}: {word}`" for key, word in chosen.items())
        lines.append(f"Only a beginning, for nobody has said: {words}. Put in what is true.")
    return "\n".join(lines) + "\n"
