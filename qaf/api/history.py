"""What the history of a folder tells: the framework at a revision, and how balanced it was over time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from qaf.analysis.balance import ShareAt, Shares, quarter_ends, shares
from qaf.ground.errors import QafError
from qaf.ground.findings import Level
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import plural, quoted
from qaf.model.fields import choices
from qaf.model.settings import Month
from qaf.workspace.history import History, NoHistoryError, Revision, open_history
from qaf.workspace.load import Loaded, load
from qaf.workspace.revision_tree import RevisionTree

if TYPE_CHECKING:
    from qaf.api.folder import Folder
    from qaf.model.framework import Framework
    from qaf.report.balance_page import BalanceFacts

_MOST_NAMED = 3


@dataclass(frozen=True)
class Side:
    """A folder as it was at a revision (None: as it lies in the work tree). `loaded` is None where `problem` says why.

    `absent` says that there was no folder at all then.
    """

    revision: Revision | None
    loaded: Loaded | None = None
    problem: str = ""
    absent: bool = False

    @cached_property
    def framework(self) -> Framework | None:
        """The framework without what was still to be written; None where it could not be read."""
        from qaf.model.written import written

        return written(self.loaded.framework) if self.loaded else None

    @cached_property
    def wrong(self) -> frozenset[str]:
        """The files with errors in them, by path."""
        found = self.loaded.findings if self.loaded else []
        return frozenset(item.where.path for item in found if item.level is Level.ERROR)


def side_at(history: History, revision: Revision) -> Side:
    """The folder at a revision, whatever state it was in."""
    try:
        tree = RevisionTree(history, revision)
    except QafError as error:
        return Side(revision, problem=" ".join(filter(None, (error.message, error.help))), absent=True)
    try:
        return Side(revision, load(tree))
    except QafError as error:
        return Side(revision, problem=f"At {revision.words}: {error.message}")


def balance_facts(folder: Folder, as_at: date, area: str = "", since: date | None = None) -> BalanceFacts:
    """How balanced a folder is on a day: an area with all below it, or the whole; with `since` also over time.

    Raises `QafError` where there is no such area. That there is no history is a remark, and no error.
    """
    from qaf.analysis import balance
    from qaf.report.balance_page import BalanceFacts

    framework = folder.written
    if area and area not in framework.areas:
        raise QafError(f"There is no area `{area}`.", help=did_you_mean(area, framework.areas))
    facts = folder.facts(as_at)
    catalogue = framework.settings.organisation.kind == "catalogue"
    fresh = None if facts.figures_damaged or catalogue else balance.fresh_measures(framework, facts.figures, as_at)
    over_time: list[ShareAt] | None = None
    remarks: list[str] = []
    if since:
        try:
            over_time, remarks = share_over_time(folder, since, as_at, area)
        except NoHistoryError as error:
            over_time, remarks = [_share_now(folder, as_at, area)], [error.message]
    return BalanceFacts(
        as_at.isoformat(),
        balance.balances(framework, fresh, area),
        balance.serving_sources(framework, area),
        balance.method_uses(framework, area),
        over_time,
        remarks,
        with_figures=not catalogue,
    )


def share_over_time(folder: Folder, since: date, as_at: date, area: str = "") -> tuple[list[ShareAt], list[str]]:
    """The shares among all measures at the end of each quarter from `since`, and as the folder is now.

    Also remarks, such as that the history begins later. Each quarter's is that of the last commit of the current
    branch up to that day. Raises `NoHistoryError` where there is no history.
    """
    framework = folder.written
    ends = quarter_ends(since, as_at, choices(Month).index(framework.settings.year_starts) + 1)
    remarks = []
    with open_history(folder.root) as history:
        past = _Past(history, area)
        found = [one for one in map(past.share_at, ends) if one is not None]
        if len(found) < len(ends):
            first = history.branch[-1].day.isoformat()
            advice = " `git fetch --unshallow` brings what came before." if history.is_shallow else ""
            remarks.append(f"The history that is held here begins on {first}; quarters before it are left out.{advice}")
    now = _share_now(folder, as_at, area)
    return [*found, now], remarks


def share_a_year_ago(folder: Folder, as_at: date) -> ShareAt | None:
    """The shares among all measures a year before a day; None where no history tells them."""
    if as_at.year == date.min.year:
        return None
    day = as_at.replace(year=as_at.year - 1, day=28 if (as_at.month, as_at.day) == (2, 29) else as_at.day)
    try:
        with open_history(folder.root) as history:
            found = _Past(history).share_at(day)
    except QafError:
        return None
    return found if found and found.shares and found.shares.total else None


class _Past:
    """Looks back to days; what the folder held then is read once, however many days it stayed so."""

    def __init__(self, history: History, area: str = "") -> None:
        self._history = history
        self._area = area
        self._known: dict[str, tuple[Shares | None, str]] = {}

    def share_at(self, day: date) -> ShareAt | None:
        """The shares on a day; None where the history begins after it."""
        revision = self._history.last_at(day)
        if revision is None:
            return None
        key = self._history.folder_hash(revision)
        if key not in self._known:
            side = side_at(self._history, revision)
            counted, note = _shares_of(side, self._area)
            if side.loaded is None:
                return ShareAt(day, revision.short, None, note)
            self._known[key] = counted, note
        return ShareAt(day, revision.short, *self._known[key])


def _share_now(folder: Folder, as_at: date, area: str) -> ShareAt:
    counted, note = _shares_of(Side(None, folder.loaded), area)
    return ShareAt(as_at, "", counted, note)


def _shares_of(side: Side, area: str) -> tuple[Shares | None, str]:
    framework = side.framework
    if framework is None:
        return None, side.problem
    if "area" in framework.unread or framework.unsure:
        files = quoted(sorted(side.wrong), "and", _MOST_NAMED)
        return None, f"The measures cannot be counted, for there are errors in {files}."
    wrong = f"There are errors in {plural(len(side.wrong), 'file')}; the measures could be counted all the same."
    note = wrong if side.wrong else ""
    if not area:
        return shares(framework.measures.values()), note
    if area not in framework.areas:
        return None, f"There was no area `{area}`."
    return shares(measure for one in framework.below(area) for measure in one.measures), note


@contextmanager
def sides(root: Path, wanted: str) -> Iterator[tuple[Side, Side]]:
    """The two sides that `wanted` names, the older first: `A..B`, `A...B` (from where B left A), or `A` (to now).

    An end that is left out is HEAD. Raises `QafError` where there is no such revision, or no history.
    """
    with open_history(root) as history:
        older, dots, newer = _ends(wanted)
        before = history.find(older)
        if not dots:
            yield side_at(history, before), _now(root)
            return
        after = history.find(newer)
        if dots == "...":
            before = history.common(before, after)
        yield side_at(history, before), side_at(history, after)


def _ends(wanted: str) -> tuple[str, str, str]:
    for dots in ("...", ".."):
        older, found, newer = wanted.partition(dots)
        if found:
            return older or "HEAD", dots, newer or "HEAD"
    return wanted or "HEAD", "", ""


def _now(root: Path) -> Side:
    """The folder as it lies in the work tree, whatever state it is in."""
    from qaf.workspace.tree import FolderTree

    try:
        return Side(None, load(FolderTree(root)))
    except QafError as error:
        return Side(None, problem=f"In the folder as it is now: {error.message}")
