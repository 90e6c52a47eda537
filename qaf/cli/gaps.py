"""`qaf gaps`: what nobody can answer yet, and the working."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qaf.cli import complete
from qaf.cli.context import Context, errors_note
from qaf.cli.list_page import OUT_HELP, show_page
from qaf.cli.output import columns, note

if TYPE_CHECKING:
    from qaf.api import Folder

Format = Literal["table", "md", "csv", "json", "html"]
Kind = Literal["quantity", "quality", "outcome"]


def gaps(
    ctx: typer.Context,
    area: Annotated[
        str, typer.Option("--area", autocompletion=complete.areas, help="Only this area and those below it.")
    ] = "",
    kind: Annotated[Kind | None, typer.Option("--kind", help="Only gaps of this kind of information.")] = None,
    explain: Annotated[
        str, typer.Option("--explain", metavar='"CODE ID"', help="Show what was counted for one gap, and what was not.")
    ] = "",
    check: Annotated[
        bool, typer.Option("--check", help="Leave with exit code 1 where a gap is not accepted, or a file has errors.")
    ] = False,
    format_: Annotated[Format, typer.Option("--format", help="How to print the gaps; html is a page.")] = "table",
    out: Annotated[Path | None, typer.Option("--out", metavar="FILE", help=OUT_HELP)] = None,
) -> int:
    """What the framework cannot answer yet, by who can close it. Gaps are advice, unless --check is given."""
    from qaf.rules.gap_list import gap_list, in_area
    from qaf.rules.gap_working import explanation
    from qaf.rules.gaps import find_gaps, is_of_kind
    from qaf.workspace.unread_area import refuse_unread

    context: Context = ctx.obj
    folder = context.open()
    facts = folder.facts(context.as_at)
    if remark := errors_note(folder):
        note(remark)
    unread = _unread_areas(folder)
    if explain:
        sys.stdout.write(explanation(facts, explain, unread))
        return 0
    if area and area not in facts.framework.areas:
        refuse_unread(folder.loaded, area)
    found = in_area(facts, find_gaps(facts), area)
    if kind:
        found = [gap for gap in found if is_of_kind(gap, kind, facts)]
    page = gap_list(facts, found, "md" if format_ == "html" else format_, unread, columns())
    show_page(folder, page, format_, context.as_at, "What nobody can answer yet", out)
    if check and remark:
        note("--check fails, because gaps may be hidden behind the errors.")
    return 1 if check and (remark or any(gap.accepted is None for gap in found)) else 0


def _unread_areas(folder: Folder) -> list[str]:
    """Ids of the areas of whose files nothing could be understood: of the file's name, where it gives no id."""
    documents = folder.loaded.documents.by_path.values()
    areas = [document for document in documents if document.kind and document.kind.name == "area"]
    ids = [document.id or document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0] for document in areas]
    return [id_ for id_ in dict.fromkeys(ids) if id_ not in folder.framework.areas]
