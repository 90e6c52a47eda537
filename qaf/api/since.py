"""What changed in the figures since an edition that is out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qaf.analysis.since_edition import since_edition
from qaf.disclosure.edition_shown import edition_days, was_shown
from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.workspace.tree import FolderTree

if TYPE_CHECKING:
    from qaf.analysis.since_edition import SinceEdition
    from qaf.api.folder import Folder
    from qaf.disclosure.editions import Edition


_NO_DAY = date.min


def changes_since(folder: Folder, name: str = "") -> SinceEdition:
    """What changed since the edition `name`; without a name, since the latest one by the day of its book.

    Raises `QafError` where there is no such edition or it cannot be read, and `RefusedError` where the figures of today
    cannot be protected.
    """
    edition = _edition(folder, name)
    return since_edition(edition.name, was_shown(edition), folder.figures)


def _edition(folder: Folder, name: str) -> Edition:
    if folder.editions.problems:
        raise QafError(
            "An edition cannot be read, so what changed since it was out cannot be told. See `qaf validate`.",
            findings=tuple(folder.editions.problems),
        )
    editions = {edition.name: edition for edition in folder.editions.editions}
    if not editions:
        raise QafError(
            "No edition is out, so there is nothing to compare the figures with.",
            help="`qaf report --publish NAME` builds the book and records what it showed.",
        )
    if not name:
        days = edition_days(FolderTree(folder.root))
        undated = sorted(editions.keys() - days.keys())
        if undated and len(editions) > 1:
            raise QafError(
                f"Which edition is the latest cannot be told: {quoted(undated, 'and')} has no day in its book.json.",
                help="Name one with --since.",
            )
        name = max(editions, key=lambda one: (days.get(one, _NO_DAY), one))
    if name not in editions:
        advice = did_you_mean(name, editions) or f"There is {quoted(editions, 'and')}."
        raise QafError(f"There is no edition `{name}`.", help=advice)
    return editions[name]
