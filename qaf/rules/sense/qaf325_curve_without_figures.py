"""QAF325: a curve whose measure has no figures in the baseline.

Turning the curve begins with a look back: where have the figures come from, and where would they go if nothing
changed? A curve whose measure has no figure of the organisation's own in its baseline, or that has no baseline at
all, has nothing to be turned. Figures that are withheld to protect people count: they are there. A typed absence does
not.

Take the figures of those periods in with `qaf ingest`, or write a baseline that has figures.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qaf.analysis.baseline import figures_in
from qaf.ground.findings import Finding, Where, finding
from qaf.ground.text import plural
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

if TYPE_CHECKING:
    from qaf.model.curve import Curve

CODE = "QAF325"
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
""",
    "incoming/figures.csv": """\
measure,period,value
sessions-held,2024/25,88
sessions-held,2025/26,96
""",
}

BAD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
baseline: {from: 2019/20, to: 2022/23}
""",
}
GOOD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
baseline: {from: 2024/25, to: 2025/26}
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such curve; none where stored figures are damaged, for then none can be said to be missing."""
    if facts.figures_damaged:
        return
    framework = facts.framework
    for curve in framework.curves.values():
        if curve.measure not in framework.measures or figures_in(facts.figures, curve):
            continue
        span = _span(curve)
        message = f"Curve `{curve.id}` is about `{curve.measure}`, which has no figures {span}."
        advice = "Take figures in with `qaf ingest`, or write a baseline that has some."
        area = framework.area_of(curve.measure)
        where = Where(framework.where(curve.id).path, ("baseline",) if curve.baseline else ("measure",))
        yield finding(CODE, where, message, help=advice, subject=curve.id, area=area)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    curve = facts.framework.curves[about]
    own = facts.figures.of(curve.measure)
    inside = figures_in(facts.figures, curve)
    counted = plural(len(own), "figure")
    yield f"Measure `{curve.measure}` has {counted} of the whole, {len(inside)} of them {_span(curve)}."


def _span(curve: Curve) -> str:
    baseline = curve.baseline
    if baseline is None or not (baseline.from_ or baseline.to):
        return "to look back on, for the curve names no baseline"
    if baseline.from_ is None or baseline.to is None:
        return f"in its baseline, {baseline.from_ or baseline.to}"
    return f"in its baseline, {baseline.from_} to {baseline.to}"
