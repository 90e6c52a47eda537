"""Two states of a folder held against each other: what changed, in entries, gaps and other files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from qaf.analysis.balance import Shares, shares
from qaf.analysis.changes import changes, file_changes, is_among
from qaf.api.history import Side, sides
from qaf.ground.findings import Level
from qaf.model.framework import Framework
from qaf.report.changes_page import Comparison
from qaf.rules.gap_changes import gap_changes

_TOLD = (
    "settings", "area", "sources", "timetable", "governance", "actions", "accepted-gaps", "story", "meetings", "ideas",
    "self-assessments", "curve", "mapping",
)  # fmt: skip
"""Kinds of file whose entries are told one by one; of others only that they changed."""
_NOW = "the folder as it is now"


def compare(root: Path, wanted: str, as_at: date) -> Comparison:
    """What changed between the revisions that `wanted` names: `A..B`, `A...B`, or `A` (to the work tree).

    Nothing in the folder is touched. A state that does not exist or cannot be read is a note in the result. Raises
    `QafError` where a revision is unknown, and where there is no history.
    """
    with sides(root, wanted) as (before, now):
        return _compared(before, now, as_at)


def _compared(before: Side, now: Side, as_at: date) -> Comparison:
    new, old = now.framework, before.framework
    some = new or old
    comparison = Comparison(
        organisation=some.settings.organisation.name if some else "",
        before=_name(before),
        now=_name(now),
        commits=(_commit(before), _commit(now)),
        comparable=some is not None and all(side.framework or side.absent for side in (before, now)),
        notes=tuple(_notes(before, now)),
    )
    if some is None or not comparison.comparable:
        return comparison
    # Where there was no folder, everything counts as new or gone; the settings stand for themselves.
    nothing = Framework(settings=some.settings)
    old, new = old or nothing, new or nothing
    lost = [_not_whole(side) for side in (before, now)]
    found = changes(old, new, *lost)
    unreadable = {kind for side in (old, new) for kind in side.unread}
    return replace(
        comparison,
        shares=(_shares(old), _shares(new)),
        changes=found,
        files=file_changes(*(_others(side, lost[0] | lost[1]) for side in (before, now))),
        gaps=() if unreadable - {"area"} else tuple(gap_changes(old, new, as_at, found.renames)),
    )


def _shares(framework: Framework) -> Shares | None:
    """The shares among all measures; None where some could not be read."""
    if "area" in framework.unread or framework.unsure:
        return None
    return shares(framework.measures.values())


def _name(side: Side) -> str:
    return side.revision.words if side.revision else _NOW


def _commit(side: Side) -> str:
    return side.revision.commit if side.revision else ""


def _not_whole(side: Side) -> frozenset[str]:
    """The files that could not be read whole: errors of what they say about each other are none of that."""
    found = side.loaded.findings if side.loaded else []
    wrong = (item for item in found if item.level is Level.ERROR and item.code.startswith(("QAF0", "QAF1")))
    return frozenset(item.where.path for item in wrong)


def _notes(*both: Side) -> Iterator[str]:
    for side in both:
        if side.problem:
            yield side.problem
        for path in sorted(_not_whole(side)):
            yield (
                f"{path} could not be read whole in {_name(side)}, so of what stands in it some changes, and gaps, "
                "may be missing here."
            )
        framework = side.framework
        if framework is not None and set(framework.unread) - {"area"}:
            yield f"Gaps are not compared, because of these errors in {_name(side)}."


def _others(side: Side, lost: frozenset[str]) -> dict[str, bytes]:
    documents = side.loaded.documents.by_path.values() if side.loaded else ()
    kept = (one for one in documents if one.kind is not None and one.kind.name not in _TOLD)
    return {one.path: one.content for one in kept if not is_among(one.path, lost)}
