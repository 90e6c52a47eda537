"""QAF340: more measures than an area can use.

A few measures that people look at do more than a page that nobody reads. Each one costs somebody time, and the more
there are the more of them count what was done. Where an area collects more than twenty, choose: keep those that tell
whether anybody is better off, mark the few that belong on the sheet with `key: true`, and let others go.

`at_most: {measures: 12}` in `qaf.yaml` sets another number. Planned and proposed measures do not count, nor those of
areas below.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.sense.qaf312_measure_without_figures import collected

CODE = "QAF340"
APPLIES = WORKING_FOLDER

_SETTINGS = """\
schema: 2
organisation: {id: our-council, name: Our Council, kind: organisation}
at_most: {measures: 1}
"""
_AREA = """\
name: Supervision
group: organisational
measures:
  - {id: sessions-held, kind: quantity, text: Supervision sessions held, unit: count}
"""
_ANOTHER = "  - {id: rooms-booked, kind: quantity, text: Rooms booked for it, unit: count}\n"

BAD: Files = {"qaf.yaml": _SETTINGS, "areas/supervision.yaml": _AREA + _ANOTHER}
GOOD: Files = {"qaf.yaml": _SETTINGS, "areas/supervision.yaml": _AREA}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such area."""
    most = facts.framework.settings.at_most.measures
    for item in facts.areas:
        area = item.area
        if (count := len(collected(area))) > most:
            message = f"{area.name} collects {count} measures, and more than {most} is more than people can use."
            advice = "Choose the few that tell most, and stop collecting others; `at_most` in qaf.yaml sets the number."
            yield finding(CODE, facts.place(area.id), message, help=advice, subject=area.id, area=area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """How many there are of each kind, and how many are too many."""
    measures = collected(facts.coverage[about].area)
    for kind in ("outcome", "quality", "quantity"):
        yield f"Collected of kind {kind}: {sum(measure.kind == kind for measure in measures)}."
    yield f"At most {facts.framework.settings.at_most.measures} are looked for in an area."
