"""`qaf catalogue`: browse the examples that come with qaf, to adopt from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qaf.cli import complete
from qaf.cli.output import columns, note, print_result
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean

if TYPE_CHECKING:
    from qaf.analysis.entries import AreaEntry
    from qaf.model.framework import Framework

Format = Annotated[Literal["table", "md", "json"], typer.Option("--format", help="How to print them.")]
AreaId = Annotated[str, typer.Option("--area", metavar="ID", help="Only this area and those below it.")]
Kind = Annotated[
    Literal["quantity", "quality", "outcome"] | None, typer.Option("--kind", help="Only this kind of information.")
]
Type = Annotated[
    Literal["area", "good", "source", "measure", "question"] | None,
    typer.Option("--type", help="Only entries of this type."),
]
Family = Annotated[
    Literal["children_parents_carers", "frontline_staff", "case_records", "organisational_information", "external"]
    | None,
    typer.Option("--family", help="Only sources of this family; with --type measure or good, what rests on one."),
]

catalogue = typer.Typer(help="Browse the catalogue of examples that comes with qaf.", no_args_is_help=True)


@catalogue.command("list")
def list_(
    area: AreaId = "", kind: Kind = None, type_: Type = None, family: Family = None, format_: Format = "table"
) -> int:
    """Every entry, area by area."""
    from qaf.analysis.entries import area_entries
    from qaf.api import catalogue as open_catalogue
    from qaf.report.catalogue_page import entry_list, nothing_fits

    framework = open_catalogue().framework
    chosen = _chosen(framework, area_entries(framework), area, kind, type_, family)
    names = {one.id: one.name for one in framework.areas.values()}
    if not chosen:
        reason = nothing_fits(area, kind or "", type_ or "", family or "")
        if format_ != "json":
            print_result(f"{reason}\n", format_)
            return 0
        note(reason)
    print_result(entry_list(chosen, names, format_, columns()), format_)
    return 0


@catalogue.command("search")
def search_(
    words: Annotated[list[str], typer.Argument(help="What to look for; spelling is forgiven.")],
    area: AreaId = "",
    kind: Kind = None,
    type_: Type = None,
    family: Family = None,
    limit: Annotated[int, typer.Option("--limit", min=0, help="How many to show at most; 0 shows all.")] = 20,
    format_: Format = "table",
) -> int:
    """Entries that fit some words, the best match first."""
    from qaf.analysis.entries import area_entries
    from qaf.analysis.search import search
    from qaf.api import catalogue as open_catalogue
    from qaf.report.catalogue_page import found_list, unknown_words

    framework = open_catalogue().framework
    found = search(framework, " ".join(words), _chosen(framework, area_entries(framework), area, kind, type_, family))
    if remark := unknown_words(found.unknown):
        note(remark)
    print_result(found_list(found, limit, format_, columns()), format_)
    return 0


@catalogue.command("show")
def show(
    id_: Annotated[
        str, typer.Argument(metavar="ID", autocompletion=complete.catalogue_entries, help="The id of an entry.")
    ],
    format_: Format = "table",
) -> int:
    """One entry, with everything it is linked to."""
    from qaf.analysis.entries import area_entries
    from qaf.analysis.linked import linked
    from qaf.api import catalogue as open_catalogue
    from qaf.report.catalogue_page import entry_page

    framework = open_catalogue().framework
    found = linked(framework, id_)
    if found is None:
        near = did_you_mean(id_, (entry.id for entry in area_entries(framework)))
        advice = near or "`qaf catalogue search` looks for words, and `qaf catalogue list` lists every entry."
        raise QafError(f"The catalogue has no entry `{id_}`.", help=advice)
    print_result(entry_page(found, format_, columns()), format_)
    return 0


def _chosen(
    framework: Framework,
    entries: Iterable[AreaEntry],
    area: str,
    kind: str | None,
    type_: str | None,
    family: str | None,
) -> list[AreaEntry]:
    from qaf.analysis.entries import picked

    if area and area not in framework.areas:
        advice = did_you_mean(area, framework.areas) or "`qaf catalogue list --type area` lists all areas."
        raise QafError(f"The catalogue has no area `{area}`.", help=advice)
    return picked(framework, entries, area=area, kind=kind or "", type_=type_ or "", family=family or "")
