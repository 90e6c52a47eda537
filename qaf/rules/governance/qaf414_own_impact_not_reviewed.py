"""QAF414: two years in which the partnership does not look at itself.

A partnership asks its members what difference they make, and every two years it asks itself: which meetings, audits
and letters changed anything for a child? An activity with `kind: own_impact_review` counts.

Nothing is said in a folder whose timetable has no activity at all: `qaf steps` says that.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import Facts
from qaf.rules.governance.minimum_programme import PARTNERSHIP, explain_years, find_without, timetable

CODE = "QAF414"
APPLIES = PARTNERSHIP

_PLANNED = (
    "id: our-impact, name: What difference we make, kind: own_impact_review, "
    "due: [2025/26 Q4], done: [{on: 2026-03-24}]",
)

BAD: Files = timetable(*_PLANNED)
GOOD: Files = timetable(
    *_PLANNED,
    "id: our-impact-again, name: Two years later, kind: own_impact_review, due: [2027/28 Q4]",
)


def find(facts: Facts) -> Iterator[Finding]:
    """One finding with the years without one."""
    advice = "Plan one with `kind: own_impact_review`."
    yield from find_without(facts, CODE, "own_impact_review", advice)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was counted in each year."""
    yield from explain_years(facts, "own_impact_review")
