"""`qaf adopt`: copy entries of the catalogue into the folder, and leave the rest of each file as it is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from qaf.cli import complete
from qaf.cli.context import Context
from qaf.cli.output import note, print_result
from qaf.ground.text import listing, plural

if TYPE_CHECKING:
    from qaf.workspace.adopt import AdoptionPlan, Next

_MOST_CHOICES = 6
_WORDS = {"good": "good statement", "source": "source", "question": "question"}
_BRINGS = {"good": "good", "source": "sources", "question": "questions"}


def adopt(
    ctx: typer.Context,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...", autocompletion=complete.catalogue_entries, help="Entries of the catalogue, by their ids."
        ),
    ],
    into: Annotated[
        str, typer.Option("--into", metavar="AREA", help="The area to put them into. Default: the one that matches.")
    ] = "",
    with_: Annotated[
        list[str] | None,
        typer.Option("--with", metavar="WHAT", help="Bring along what they need: base, good, sources, questions."),
    ] = None,
    diff: Annotated[bool, typer.Option("--diff", help="Show the changes as a diff, and write nothing.")] = False,
) -> int:
    """Copy entries of the catalogue into this folder: areas, good statements, sources, measures, questions."""
    from qaf.api import adopt as take_over

    context: Context = ctx.obj
    brings = [word.strip() for text in with_ or () for word in text.split(",") if word.strip()]
    plan = take_over(context.open(), ids, into=into, with_=brings, write=not diff)
    if not diff:
        sys.stdout.write("".join(f"{line}\n" for line in _said(plan)))
        return 0
    from qaf.workspace.file_changes import unified_diff

    print_result(unified_diff(plan.changes), "diff")
    note("Nothing was written." if plan.changes else "There is nothing to change.")
    return 0


def _said(plan: AdoptionPlan) -> Iterator[str]:
    """What was done and what can be done next."""
    yield from _done(plan)
    for entry in plan.present:
        if entry.origin in plan.asked:
            yield f"Here already: {_WORDS.get(entry.type, entry.type)} `{entry.id}` in {entry.path}."
    if not plan.changes:
        yield "There is nothing to change."
    yield from _left_out(plan)
    for area in plan.next:
        yield from _next(area)


def _done(plan: AdoptionPlan) -> Iterator[str]:
    for path in dict.fromkeys(entry.path for entry in plan.adopted):
        yield f"Adopted into {path}:"
        for entry in plan.adopted:
            if entry.path == path:
                taken = f" (the id `{entry.origin}` is taken)" if entry.id != entry.origin else ""
                yield f"  {_WORDS.get(entry.type, entry.type)} `{entry.id}`: {entry.title}{taken}"
    for link in plan.linked:
        yield f"Added `{link.target}` to `{link.key}` of `{link.id}`."


def _left_out(plan: AdoptionPlan) -> Iterator[str]:
    """References that were not copied, and how to have them."""
    if not plan.left_out:
        return
    yield "Left out, because it names what this folder does not have:"
    for item in plan.left_out:
        by_hand = item.adoptable and not item.brings
        advice = f" (`qaf adopt {item.target}`, then add it by hand)" if by_hand else ""
        said = "; until it is here, `base` says it in words" if item.in_words else ""
        yield f"  `{item.key}` of `{item.owner}`: {item.target}{advice}{said}"
    brings = [word for word in ("base", "good", "sources") if any(item.brings == word for item in plan.left_out)]
    if brings:
        command = f"qaf adopt {' '.join(plan.asked)} --with {','.join(brings)}"
        yield f"To bring along {listing(_bring_words(brings))}: {command}"


def _bring_words(brings: list[str]) -> Iterator[str]:
    words = {"base": "what it is a share of", "good": "the good statements", "sources": "the sources"}
    return (words[word] for word in brings)


def _next(area: Next) -> Iterator[str]:
    """Measures to choose from; few, because more are not better."""
    if area.measures:
        yield f"Next, choose two or three measures for `{area.area}`, outcomes first:"
        for choice in area.measures[:_MOST_CHOICES]:
            yield f"  {choice.kind} `{choice.id}`: {choice.title}"
        if len(area.measures) > _MOST_CHOICES:
            more = len(area.measures) - _MOST_CHOICES
            yield f"  and {more} more: qaf catalogue list --area {area.area} --type measure"
        yield "Take one with what belongs to it: qaf adopt ID --with base,good,sources"
    if area.others:
        counts = listing(plural(count, _WORDS[kind]) for kind, count in area.others)
        brings = ",".join(_BRINGS[kind] for kind, _ in area.others)
        yield f"The catalogue also has {counts} for `{area.area}`: qaf adopt {area.area} --with {brings}"
