"""Which bundle of each member the partnership's published editions were made with."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from qaf.disclosure.editions import FOLDER
from qaf.disclosure.record import BOOK_FILE
from qaf.ground.places import ordinary_bytes
from qaf.model.framework import Framework
from qaf.sharing.manifest import BundleError
from qaf.sharing.unpack import read_manifest_of

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
        said = json.loads(ordinary_bytes(path, path.parent.parent))
        listed = said["members"]
        return [(str(one["id"]), (date.fromisoformat(one["as_at"]), int(one["number"]))) for one in listed]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def members_used(root: Path, framework: Framework) -> list[Mapping[str, object]]:
    """Whose bundle of when an edition is made with, as its `book.json` says it; those that cannot be used left out."""
    found: list[Mapping[str, object]] = []
    for member in framework.settings.members:
        if not member.bundle:
            continue
        try:
            manifest = read_manifest_of(root / member.bundle, member.id)
        except BundleError:
            continue
        found.append({"id": member.id, "as_at": manifest.as_at.isoformat(), "number": manifest.number})
    return found
