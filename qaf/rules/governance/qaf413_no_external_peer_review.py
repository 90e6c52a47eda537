"""QAF413: three years in which nobody from outside reviews the partnership.

Every three years people who have no part in the place look at one of its areas, or several. They see what those who
work there have grown used to. An activity with `kind: external_peer_review` counts where it names an area; a review by
partners of each other is `peer_review`, and does not.

Nothing is said in a folder whose timetable has no activity at all: `qaf steps` says that.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import Facts
from qaf.rules.governance.minimum_programme import PARTNERSHIP, explain_years, find_without, timetable

CODE = "QAF413"
APPLIES = PARTNERSHIP

_PLANNED = ("id: peers, name: Partners review each other, kind: peer_review, areas: [neglect], due: [2026/27 Q4]",)

BAD: Files = timetable(*_PLANNED)
GOOD: Files = timetable(
    *_PLANNED,
    "id: from-outside, name: Another partnership reviews us, kind: external_peer_review, "
    "areas: [neglect], due: [2027-01-22]",
)


def find(facts: Facts) -> Iterator[Finding]:
    """One finding with the years without one."""
    advice = "Plan one with `kind: external_peer_review`, and name the areas that it looks at."
    yield from find_without(facts, CODE, "external_peer_review", advice)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was counted in each year."""
    yield from explain_years(facts, "external_peer_review")
