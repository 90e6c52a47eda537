"""Which gaps opened and closed between two states of a framework, judged without any figure and as on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from qaf.analysis.coverage import coverage
from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigures
from qaf.rules.facts import Facts
from qaf.rules.gaps import Gap, find_gaps


@dataclass(frozen=True, slots=True)
class GapChange:
    """One gap that is `opened`, `closed`, `accepted`, or `open_again` (accepted before, and no longer).

    `gone` says that what a closed gap was about is no longer there.
    """

    what: str
    code: str
    about: str
    area: str
    message: str
    gone: bool = False


def gap_changes(old: Framework, new: Framework, as_at: date, renames: Mapping[str, str]) -> list[GapChange]:
    """The gaps that differ, in the order of the newer list, then of the older. `renames`: new ids by old ones.

    Of areas that could not be read whole in one of the two states nothing is said.
    """
    before = {(gap.code, renames.get(gap.about, gap.about)): gap for gap in _gaps(old, as_at)}
    after = {(gap.code, gap.about): gap for gap in _gaps(new, as_at)}
    unsure = {*old.unsure, *new.unsure}
    found = []
    for key, gap in after.items():
        earlier = before.get(key)
        if earlier is None and gap.accepted is None:
            found.append(_change("opened", gap))
        elif gap.accepted is not None and (earlier is None or earlier.accepted is None):
            found.append(_change("accepted", gap))
        elif gap.accepted is None and earlier is not None and earlier.accepted is not None:
            found.append(_change("open_again", gap))
    for key, gap in before.items():
        if key not in after:
            found.append(_change("closed", gap, gone=key[1] not in new.entries and key[1] not in new.areas))
    return [change for change in found if not unsure.intersection((change.area, change.about))]


def _gaps(framework: Framework, as_at: date) -> list[Gap]:
    profile = framework.settings.disclosure.profile
    # Figures count as unreadable, so that none are said to be missing.
    return find_gaps(Facts(framework, coverage(framework), ProtectedFigures(profile), as_at, figures_damaged=True))


def _change(what: str, gap: Gap, *, gone: bool = False) -> GapChange:
    return GapChange(what, gap.code, gap.about, gap.finding.area, gap.finding.message, gone)
