"""The three years and what is due: public functions."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qaf.ground.errors import QafError
from qaf.ground.near_miss import did_you_mean

if TYPE_CHECKING:
    from qaf.analysis.due import DueItem
    from qaf.analysis.programme import Programme
    from qaf.api.folder import Folder


def timetable(folder: Folder, as_at: date, area: str = "") -> Programme:
    """The timetable on a day: all of it, or what reaches an area. Raises `QafError` where there is no such area."""
    from qaf.analysis.programme import programme
    from qaf.report.timetable_page import in_area

    _refuse_catalogue(folder)
    return in_area(folder.written, programme(folder.written, as_at), area)


def due(folder: Folder, as_at: date, within: int = 30, owner: str = "") -> list[DueItem]:
    """What is overdue on a day or falls due within so many days; `owner`: of one post, body or member only.

    Raises `QafError` where nobody of that name owns anything.
    """
    from qaf.analysis.due import due_items

    _refuse_catalogue(folder)
    items = due_items(folder.written, folder.primary_figures, as_at, within)
    if not owner:
        return items
    kinds = ("post", "body", "member")
    known = {id_ for id_, entry in folder.framework.entries.items() if entry.kind in kinds}
    if owner not in known and not any(item.owner == owner for item in items):
        raise QafError(f"There is no post, body or member `{owner}`.", help=did_you_mean(owner, sorted(known)))
    return [item for item in items if owner == item.owner or (item.kind == "report" and owner in item.from_)]


def _refuse_catalogue(folder: Folder) -> None:
    if folder.framework.settings.organisation.kind == "catalogue":
        raise QafError("This folder is a catalogue: it has no timetable, and nothing in it falls due.")
