"""QAF327: a planned measure that has figures.

A measure with `status: planned` or `status: proposed` is one that nobody collects yet. Once figures of the
organisation's own are taken in, that is no longer true: blank forms and lists of what is due still leave the measure
out, while the book prints its figures. `qaf steps` counts it as collected.

Take the line out: a measure without `status` is being collected. Comparators do not count, nor does a typed absence
("not available").
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, Where, finding
from qaf.ground.text import shortened
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF327"
APPLIES = WORKING_FOLDER

_FIGURES = """\
measure,period,value
sessions-held,2025/26,96
"""

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
    status: planned
""",
    "incoming/figures.csv": _FIGURES,
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
""",
    "incoming/figures.csv": _FIGURES,
}


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each such measure, at its `status`."""
    for measure in facts.framework.measures.values():
        if measure.status == "collecting" or measure.id not in facts.collected_now:
            continue
        place = facts.place(measure.id)
        message = f"`{measure.id}` ({shortened(measure.text)}) has figures and still says `status: {measure.status}`."
        where = Where(place.path, (*place.loc[:-1], "status"))
        advice = "Take the line out: a measure without `status` is being collected."
        area = facts.framework.area_of(measure.id)
        yield finding(CODE, where, message, help=advice, subject=measure.id, area=area)
