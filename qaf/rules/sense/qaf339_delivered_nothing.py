"""QAF339: somebody who has delivered nothing that was due.

One late figure is an accident. Where a post or a partner agency has delivered none of the figures that were due from
it, somebody should ask what stands in the way: often nobody there knows that they were to send anything.

Figures are due from whoever `supplied_by` of a measure names, else from its `owner`; what is due is told by
`frequency` and `ready_after`, as for QAF338. One figure in time is enough for nothing to be said here.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import plural, quoted
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF339"
APPLIES = WORKING_FOLDER

_SETTINGS = """\
schema: 2
organisation: {id: our-council, name: Our Council, kind: organisation}
members:
  - {id: our-police, name: Our Police}
"""
_AREA = """\
name: Domestic abuse
group: practice
measures:
  - {id: calls, kind: quantity, text: Calls about it, unit: count, frequency: quarterly, supplied_by: [our-police]}
  - {id: arrests, kind: quantity, text: Arrests, unit: count, frequency: quarterly, supplied_by: [our-police]}
"""

BAD: Files = {"qaf.yaml": _SETTINGS, "areas/domestic-abuse.yaml": _AREA}
GOOD: Files = {
    "qaf.yaml": _SETTINGS,
    "areas/domestic-abuse.yaml": _AREA,
    "incoming/figures.csv": """\
measure,period,value
calls,2025/26 Q4,240
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each post or member, with how many of its figures are late."""
    if facts.figures_damaged or "area" in facts.framework.unread:
        return
    for who, (late, in_time) in _by_sender(facts).items():
        if late and not in_time:
            name = facts.framework.title(who)
            message = f"{name} (`{who}`) has delivered nothing that was due: {plural(len(late), 'figure')} awaited."
            advice = "Ask what stands in the way, or agree when the figures can come and write it as `frequency`."
            yield finding(CODE, facts.place(who), message, help=advice, subject=who)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which figures are awaited from somebody, and which came in time."""
    late, in_time = _by_sender(facts).get(about, ([], []))
    yield f"Due and not there: {quoted(late, 'and') or 'nothing'}."
    yield f"Not late: {quoted(in_time, 'and') or 'nothing'}."
    yield "Not counted: measures whose `frequency` does not say when a figure is due."


def _by_sender(facts: Facts) -> dict[str, tuple[list[str], list[str]]]:
    """For each post or member that figures are due from: the measures that are late, and those that are not."""
    found: dict[str, tuple[list[str], list[str]]] = {}
    for wait in facts.awaited:
        measure = wait.measure
        for who in measure.supplied_by or filter(None, [measure.owner]):
            if who in facts.framework.items:
                late, in_time = found.setdefault(who, ([], []))
                (late if wait.due < facts.as_at else in_time).append(measure.id)
    return found
