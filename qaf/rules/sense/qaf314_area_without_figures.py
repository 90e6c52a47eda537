"""QAF314: area without figures.

None of the measures that the area is said to collect has a figure of the organisation's own. Take the first ones in
with `qaf ingest`, or say `status: planned` of what is not collected yet. Where some measures have figures, those
without are told one by one (QAF312).
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import plural
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.sense.qaf312_measure_without_figures import collected, has_no_figures

CODE = "QAF314"
APPLIES = WORKING_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
""",
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
    "incoming/figures.csv": """\
measure,period,value
sessions-held,2025/26,96
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each area that collects measures and has not one figure."""
    for item in facts.areas_with_figures:
        area = item.area
        if not has_no_figures(facts, area):
            continue
        measures = collected(area)
        message = (
            f"{area.name} has no figures yet: {plural(len(measures), 'measure')} said to be collected, none stored."
        )
        advice = "Take figures in with `qaf ingest`, or say `status: planned`."
        yield finding(CODE, facts.place(area.id), message, help=advice, subject=area.id, area=area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which measures are said to be collected, and which have figures."""
    area = facts.coverage[about].area
    for measure in collected(area):
        verdict = "has figures" if measure.id in facts.with_figures else "has no figure of its own"
        yield f"`{measure.id}` ({measure.status}): {verdict}."
    others = len(area.measures) - len(collected(area))
    kept_apart = "with another status or worked out as a change"
    yield f"Not counted: {plural(others, 'measure')} {kept_apart}, comparators, and areas below."
