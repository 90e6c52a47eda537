"""Which bundle of each member the partnership's published editions were made with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from qaf.disclosure.editions import FOLDER
from qaf.disclosure.record import BOOK_FILE

Order = tuple[date, int]


def newest_used(root: Path) -> Mapping[str, Order]:
    """The newest bundle of each member, by its id, that an edition below `published/` names in its `members`."""
    found: dict[str, Order] = {}
    for path in sorted((root / FOLDER).glob(f"*/{BOOK_FILE}")):
        for member, order in _members(path):
            found[member] = max(found.get(member, order), order)
    return found


def _members(path: Path) -> list[tuple[str, Order]]:
    try:
        said = json.loads(path.read_bytes())
        listed = said["members"]
        return [(str(one["id"]), (date.fromisoformat(one["as_at"]), int(one["number"]))) for one in listed]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []
