"""QAF312: measure without figures.

A measure that is being collected and has no figure of the organisation's own is a promise. Figures come in by
`qaf ingest`; a measure that is not collected yet says `status: planned` or `status: proposed`. Comparators do not
count, and a typed absence ("not available") does: it says that somebody looked.
A measure of unit `change` is worked out from another one and is asked for none.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import plural, shortened
from qaf.model.area import Area
from qaf.model.measure import Measure
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF312"
APPLIES = WORKING_FOLDER

_BESIDE: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
  - id: felt-heard
    kind: quality
    text: Sessions at which the worker felt heard
    unit: percent
    base: sessions asked about
""",
}

BAD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-held,2025/26,96
""",
}
GOOD: Files = {
    **_BESIDE,
    "incoming/figures.csv": """\
measure,period,value
sessions-held,2025/26,96
felt-heard,2025/26,71.5
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such measure; an area where no measure has any is one gap of its own (QAF314)."""
    for item in facts.areas_with_figures:
        area = item.area
        if has_no_figures(facts, area):
            continue
        for measure in lacking_figures(facts, area):
            message = f"`{measure.id}` ({shortened(measure.text)}) is said to be collected, and has no figures."
            advice = "Take its figures in with `qaf ingest`, or say `status: planned`."
            yield finding(CODE, facts.place(measure.id), message, help=advice, subject=measure.id, area=area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    measure = facts.framework.measures[about]
    own = facts.figures.of(about, breakdown=None)
    stored = plural(len(own), "stored figure")
    yield f"Measure `{measure.id}` has status `{measure.status}` and {stored} of its own."
    others = facts.figures.of(about, series=None, breakdown=None)
    yield f"Not counted: {plural(len(others) - len(own), 'figure')} of comparators."
    if measure.unit == "change":
        yield "Its unit is `change`: it is worked out from another measure and never stored, so none are asked for."
    area = facts.framework.areas[facts.framework.area_of(about)]
    if measure in lacking_figures(facts, area) and has_no_figures(facts, area):
        yield f"No measure of area `{area.id}` has figures, which is one gap for the whole area: QAF314 {area.id}."


def collected(area: Area) -> list[Measure]:
    """Measures of an area's own file that are said to be collected; a change is worked out and never stored."""
    return [measure for measure in area.measures if measure.status == "collecting" and measure.unit != "change"]


def lacking_figures(facts: Facts, area: Area) -> list[Measure]:
    """Those of them that have no figure."""
    return [measure for measure in collected(area) if measure.id not in facts.with_figures]


def has_no_figures(facts: Facts, area: Area) -> bool:
    """Whether an area's own file says that something is collected, and none of its measures has a figure."""
    return bool(collected(area)) and not any(measure.id in facts.with_figures for measure in area.measures)
