"""What the shell offers when Tab is pressed: ids of the folder that the command line names, codes, kinds.

Nothing here may fail or print: where there is no folder, or it cannot be read, nothing is offered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from qaf.ground.errors import QafError

if TYPE_CHECKING:
    from qaf.model.framework import Framework

Offer = tuple[str, str]
Completion = Callable[[typer.Context, str], list[Offer]]


def areas(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Areas, by id, with their names."""
    return _offered(ctx, incomplete, lambda f: ((id_, area.name) for id_, area in f.areas.items()))


def measures(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Measures, by id, with what they measure."""
    return _offered(ctx, incomplete, lambda f: ((id_, measure.text) for id_, measure in f.measures.items()))


def entries(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Everything that can be traced."""
    return _offered(ctx, incomplete, lambda f: ((id_, "") for id_ in f.links.things if " " not in id_))


def bodies(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Bodies of governance.yaml, with their names."""
    return _offered(ctx, incomplete, lambda f: ((body.id, body.name) for body in f.governance.bodies))


def owners(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Posts and members."""
    return _offered(
        ctx,
        incomplete,
        lambda f: (
            *((post.id, post.name or "") for post in f.governance.posts),
            *((member.id, member.name) for member in f.settings.members),
        ),
    )


def curves(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Curves: the files in curves/."""
    return _offered(ctx, incomplete, lambda f: ((id_, "") for id_ in f.curves))


def codes(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Codes of rules, with their titles."""
    from qaf.ground.codes import CODES

    return _begun(((code, known.title) for code, known in CODES.items()), incomplete.upper())


def kinds(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """What `qaf list` lists."""
    from qaf.analysis.entry_rows import PLURALS

    return _begun(((many, "") for many in PLURALS.values()), incomplete)


def catalogue_entries(ctx: typer.Context, incomplete: str) -> list[Offer]:
    """Entries of the catalogue."""
    from qaf.api import catalogue

    try:
        return _begun(((id_, "") for id_ in catalogue().framework.entries), incomplete)
    except QafError:
        return []


def _offered(ctx: typer.Context, incomplete: str, found: Callable[[Framework], Iterable[Offer]]) -> list[Offer]:
    from qaf.cli.context import Context

    root = ctx.find_root().params.get("directory") or Path(".")
    try:
        return _begun(found(Context(Path(root), date.min).open().framework), incomplete)
    except QafError:
        return []


def _begun(offers: Iterable[Offer], incomplete: str) -> list[Offer]:
    return sorted((id_, " ".join(about.split())) for id_, about in offers if id_.startswith(incomplete))
