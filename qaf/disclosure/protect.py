"""From raw figures to figures that may be shown: the one way out, for the whole folder at once.

Coarser before hidden, then hiding, then an audit that sees only what a reader sees. What a rule judges needs no more
than the primary pass, in which each figure is looked at alone and which loads no heavy library.
"""

from __future__ import annotations

from collections.abc import Sequence

from qaf.disclosure.editions import Edition
from qaf.disclosure.jointly import MemberFigures
from qaf.disclosure.panels import hide_in_panels
from qaf.disclosure.primary import PROFILES, Hidden, Profile
from qaf.disclosure.protection import in_order, protected, shown_row
from qaf.disclosure.rows import rows_of
from qaf.model.figure import Figure
from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigures

OPERATIONAL = "operational"
"""The profile of packs for people whose work already gives them these case records: it withholds nothing."""

_OPEN = Profile(OPERATIONAL, 0)


def profile_for(framework: Framework, body: str = "") -> str:
    """The profile by which figures are protected for a body: `operational` for one that sees them so, else the
    folder's."""
    sees = next((item.sees for item in framework.governance.bodies if item.id == body), "protected")
    return OPERATIONAL if sees == "operational" else framework.settings.disclosure.profile


def protect_primary(framework: Framework, figures: Sequence[Figure], profile: str | None = None) -> ProtectedFigures:
    """All figures with what is small hidden figure by figure: for the verdicts of rules, never for a page.

    Sums across figures are not looked at, so that a reader of these could work numbers out.
    """
    rules = PROFILES[profile or framework.settings.disclosure.profile]
    rows = rows_of(framework, figures, rules)
    shown = [shown_row(framework, rules, row, row.small) for row in rows.values()]
    return ProtectedFigures(rules.name, in_order(hide_in_panels(shown, framework.measures)))


def protect(
    framework: Framework,
    figures: Sequence[Figure],
    profile: str | None = None,
    editions: Sequence[Edition] = (),
    members: Sequence[MemberFigures] = (),
) -> ProtectedFigures:
    """All figures as they may be shown, sorted; those of measures that the framework does not have are left out.

    `profile` is `dfe`, `nhs`, `strict` or `operational`; where it is None the folder's own is taken. `editions` are
    those that are out, `members` what the members of a partnership show. Values that were not given are worked out
    (percentage, rate, mean, ratio), halves up, to the decimals of the measure. The result says what was coarsened, and
    holds findings; with an error among them (QAF540, QAF541) nothing of it may leave.
    """
    name = profile or framework.settings.disclosure.profile
    if name == OPERATIONAL:
        rows = rows_of(framework, figures, _OPEN)
        return ProtectedFigures(name, in_order(shown_row(framework, _OPEN, row, Hidden()) for row in rows.values()))
    in_turn = sorted(figures, key=lambda figure: figure.key.texts())
    return protected(framework, PROFILES[name], rows_of(framework, in_turn, PROFILES[name]), editions, members)
