"""Giving a comparator of `qaf.yaml` its members, as an edit of the text that leaves everything else as it is."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.ground.errors import QafError, RefusedError
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.settings import Comparator, ComparatorMember
from qaf.workspace.file_changes import FileChange
from qaf.workspace.load import Loaded
from qaf.workspace.rewrite import append_item

SETTINGS_FILE = "qaf.yaml"


def plan_members(folder: Loaded, comparator_id: str, members: Sequence[ComparatorMember]) -> FileChange | None:
    """The change that gives a comparator its members; None where it has just these already.

    Raises `QafError` where qaf.yaml declares no such comparator, and `RefusedError` where it has other members, or
    cannot be edited safely.
    """
    comparators = folder.framework.settings.comparators
    index = next((at for at, each in enumerate(comparators) if each.id == comparator_id), None)
    if index is None:
        known = [each.id for each in comparators]
        entry = f"`- {{id: {comparator_id}, method: mean}}`"
        help_ = did_you_mean(comparator_id, known) or f"Declare it first, under `comparators`: {entry}, say."
        raise QafError(f"qaf.yaml declares no comparator `{comparator_id}`.", help=help_)
    _refuse_others(comparators[index], members)
    if comparators[index].members:
        return None
    before = content = folder.documents.source(SETTINGS_FILE) or b""
    order = tuple(Comparator.model_fields)
    for each in members:
        item = {"code": each.code, **({"name": each.name} if each.name else {})}
        content = append_item(content, ("comparators", index, "members"), item, order=order, name=SETTINGS_FILE)
    return FileChange(SETTINGS_FILE, before, content)


def _refuse_others(comparator: Comparator, members: Sequence[ComparatorMember]) -> None:
    """Refuse to change members that somebody has given already."""
    before, now = [each.code for each in comparator.members], [each.code for each in members]
    if not before or set(before) == set(now):
        return
    new, gone = [code for code in now if code not in before], [code for code in before if code not in now]
    told = [f"new in the list: {quoted(new, 'and', 12)}"] if new else []
    told += [f"no longer in it: {quoted(gone, 'and', 12)}"] if gone else []
    raise RefusedError(
        f"Comparator `{comparator.id}` has other members already ({'; '.join(told)}). Nothing was changed.",
        help="If the new list replaces them, take `members` of this comparator out of qaf.yaml and run this again.",
    )
