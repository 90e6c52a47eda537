"""QAF364: baseline that goes over a break.

Where a definition or a system changed, figures before and after do not compare, so a line through both foretells
nothing: the page then shows no forecast.

Begin the baseline after the break, or end it before.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, Where, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF364"
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
    breaks:
      - {from: 2022/23, because: Sessions by telephone are counted too}
""",
    "incoming/figures.csv": """\
measure,period,value
sessions-held,2019/20,88
sessions-held,2020/21,96
sessions-held,2021/22,91
sessions-held,2022/23,84
sessions-held,2023/24,93
sessions-held,2024/25,97
""",
}

BAD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
baseline: {from: 2019/20, to: 2024/25}
forecast: {method: level}
""",
}
GOOD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
baseline: {from: 2022/23, to: 2024/25}
forecast: {method: given, values: [{period: 2025/26, value: 95}]}
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each curve whose baseline holds periods on both sides of a break of its measure."""
    framework = facts.framework
    for curve in framework.curves.values():
        measure, held = framework.measures.get(curve.measure), curve.baseline
        if measure is None or held is None or held.from_ is None or held.to is None:
            continue
        cut = next((one for one in measure.breaks if held.from_.start < one.from_.start <= held.to.start), None)
        if cut is None:
            continue
        message = f"The baseline of curve `{curve.id}` goes over the break of `{measure.id}` at {cut.from_}."
        advice = "Let it begin there, or end before."
        where = Where(framework.where(curve.id).path, ("baseline",))
        area = framework.area_of(curve.measure)
        yield finding(CODE, where, message, help=advice, subject=curve.id, area=area)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    curve = facts.framework.curves[about]
    measure = facts.framework.measures[curve.measure]
    held = curve.baseline
    if held is not None:
        yield f"The baseline of curve `{about}` goes from {held.from_} to {held.to}."
    for one in measure.breaks:
        yield f"Measure `{measure.id}` breaks at {one.from_}: {one.because or 'no reason given'}."
