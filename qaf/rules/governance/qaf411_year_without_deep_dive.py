"""QAF411: a year in which the partnership makes no deep dive.

A partnership looks into one content area in depth each year, as part of a programme of three years: with several
methods, across its members, and with the people concerned. An activity with `kind: deep_dive` counts where it names an
area and was done in the year, or may still be done then.

Nothing is said in a folder whose timetable has no activity at all: `qaf steps` says that.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import Facts
from qaf.rules.governance.minimum_programme import PARTNERSHIP, explain_years, find_without, timetable

CODE = "QAF411"
APPLIES = PARTNERSHIP

_PLANNED = (
    "id: dive-one, name: Files read together, kind: deep_dive, areas: [neglect], "
    "due: [2025/26 Q4], done: [{on: 2026-02-19}]",
    "id: dive-two, name: A second look, kind: deep_dive, areas: [housing], due: [2026/27 Q3]",
)

BAD: Files = timetable(*_PLANNED)
GOOD: Files = timetable(
    *_PLANNED,
    "id: dive-three, name: Neglect again, kind: deep_dive, areas: [neglect], due: [2027/28 Q3]",
)


def find(facts: Facts) -> Iterator[Finding]:
    """One finding with the years without one."""
    advice = "Plan one with `kind: deep_dive`, name its area, and give it a date or a quarter in `due`."
    yield from find_without(facts, CODE, "deep_dive", advice)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was counted in each year."""
    yield from explain_years(facts, "deep_dive")
