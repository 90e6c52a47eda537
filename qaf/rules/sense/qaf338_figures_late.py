"""QAF338: figures that are late.

A figure that comes every quarter and has not come is worth a telephone call before the board asks. The next one is due
one step of `frequency` after the latest period, and `ready_after` later, which says how long a figure normally takes.
A typed absence ("not available") counts as delivered: somebody has said that there is none.

A measure without any figure is another gap (QAF312, QAF314). One without `frequency`, or that comes whenever something
happens, is never late.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import shortened
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF338"
APPLIES = WORKING_FOLDER

_AREA = """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
    frequency: quarterly
    ready_after: 6w
"""
_FIGURES = """\
measure,period,value
sessions-held,2025/26 {quarter},24
"""

BAD: Files = {"areas/supervision.yaml": _AREA, "incoming/figures.csv": _FIGURES.format(quarter="Q2")}
GOOD: Files = {"areas/supervision.yaml": _AREA, "incoming/figures.csv": _FIGURES.format(quarter="Q4")}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such measure."""
    for wait in facts.late:
        measure = wait.measure
        area = facts.framework.area_of(measure.id)
        if measure.id in facts.with_figures and area not in facts.unsure:
            due = wait.due.isoformat()
            message = f"`{measure.id}` ({shortened(measure.text)}) has no figure for {wait.period}, due by {due}."
            advice = (
                "Ask for it and take it in with `qaf ingest`; where there is none, take in the symbol that says so."
            )
            yield finding(CODE, facts.place(measure.id), message, help=advice, subject=measure.id, area=area)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    measure = facts.framework.measures[about]
    often, lag = measure.frequency or "none", measure.ready_after or "nothing"
    yield f"Measure `{about}` has status `{measure.status}`, frequency {often} and `ready_after` {lag}."
    awaited = next((wait for wait in facts.awaited if wait.measure.id == about), None)
    if awaited is None:
        yield "Nobody can say when its next figure is due."
    else:
        yield f"Its next figure is that of {awaited.period}, due by {awaited.due.isoformat()}."
