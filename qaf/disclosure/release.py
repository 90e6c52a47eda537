"""The way out: what a folder may show, or a refusal that names measures and periods, and never a value."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.disclosure.editions import Editions
from qaf.disclosure.jointly import MemberFigures
from qaf.disclosure.protect import OPERATIONAL, protect
from qaf.ground.errors import RefusedError
from qaf.ground.findings import Level
from qaf.ground.relative_paths import display_prefix, relative_to_here
from qaf.model.protected import ProtectedFigures

if TYPE_CHECKING:
    from qaf.model.figure import Figure
    from qaf.model.framework import Framework
    from qaf.workspace.documents import Documents


def released(
    root: Path,
    framework: Framework,
    figures: Sequence[Figure],
    documents: Documents,
    out: Editions,
    members: Sequence[MemberFigures] = (),
) -> ProtectedFigures:
    """The figures as they may be shown, beside the editions that are `out` and what `members` show.

    Raises `RefusedError` where a withheld figure could be worked out, or an edition cannot be read: nothing may leave.
    """
    if not figures:
        return ProtectedFigures(framework.settings.disclosure.profile)
    protected = protect(framework, figures, editions=out.editions, members=members)
    errors = [item for item in (*out.problems, *protected.findings) if item.level is Level.ERROR]
    if errors:
        prefix = display_prefix(root)
        raise RefusedError(
            "Some small numbers cannot be protected, so nothing is shown or written.",
            help="`qaf rules` explains each code, such as `qaf rules QAF540`.",
            findings=tuple(relative_to_here(root, [documents.place(item) for item in errors])),
            source=lambda path: documents.source(path.removeprefix(prefix)),
        )
    return protected


def operational(framework: Framework, figures: Sequence[Figure]) -> ProtectedFigures:
    """The figures with nothing withheld: only for people whose work already gives them these case records."""
    return protect(framework, figures, OPERATIONAL)
