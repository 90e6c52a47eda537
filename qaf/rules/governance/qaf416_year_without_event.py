"""QAF416: a year without an event at which what all members found is shared.

Once a year those who do the work hear what all members found: not report after report, but the few messages that
matter, and what each will do about them. An activity with `kind: learning_event` counts. The guidance offers this as
one way to keep boards from drowning in reports, so it is advice.

Nothing is said in a folder whose timetable has no activity at all: `qaf steps` says that.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import Facts
from qaf.rules.governance.minimum_programme import PARTNERSHIP, explain_years, find_without, timetable

CODE = "QAF416"
APPLIES = PARTNERSHIP

_PLANNED = (
    "id: first-event, name: What we learnt, kind: learning_event, due: [2025/26 Q4], done: [{on: 2026-03-12}]",
    "id: second-event, name: What we learnt since, kind: learning_event, due: [2026/27 Q4]",
)

BAD: Files = timetable(*_PLANNED)
GOOD: Files = timetable(
    *_PLANNED,
    "id: third-event, name: What we know now, kind: learning_event, due: [2027/28 Q4]",
)


def find(facts: Facts) -> Iterator[Finding]:
    """One finding with the years without one."""
    advice = "Plan one with `kind: learning_event`."
    yield from find_without(facts, CODE, "learning_event", advice)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was counted in each year."""
    yield from explain_years(facts, "learning_event")
