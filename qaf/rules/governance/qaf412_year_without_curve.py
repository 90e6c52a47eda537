"""QAF412: a year in which the partnership turns no curve.

Each year a partnership takes at least one area that it had chosen already, or was worried about, and works on it with
its partners until the figures turn: an activity with `kind: turning_the_curve`. It counts where its area, or one above
or below, has a `priority`, or where a meeting up to that day put a concern about it on record in `meetings.yaml`.

Nothing is said in a folder whose timetable has no activity at all: `qaf steps` says that.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import Facts
from qaf.rules.governance.minimum_programme import PARTNERSHIP, explain_years, find_without, timetable

CODE = "QAF412"
APPLIES = PARTNERSHIP

_PLANNED = (
    "id: curve-one, name: Fewer children who wait, kind: turning_the_curve, areas: [neglect], "
    "due: [2025/26 Q4], done: [{on: 2026-03-20}]",
    "id: curve-two, name: Warmer homes, kind: turning_the_curve, areas: [housing], due: [2026/27 Q4]",
    "id: curve-three, name: Neglect once more, kind: turning_the_curve, areas: [neglect], due: [2027/28 Q4]",
)

BAD: Files = timetable(*_PLANNED)
GOOD: Files = timetable(
    *_PLANNED,
    "id: curve-four, name: Neglect in the spring, kind: turning_the_curve, areas: [neglect], due: [2026/27 Q4]",
)


def find(facts: Facts) -> Iterator[Finding]:
    """One finding with the years without one."""
    advice = "Plan one with `kind: turning_the_curve` on an area that has a priority or is of concern."
    yield from find_without(facts, CODE, "turning_the_curve", advice)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was counted in each year."""
    yield from explain_years(facts, "turning_the_curve")
