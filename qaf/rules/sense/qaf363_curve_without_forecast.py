"""QAF363: curve without a forecast.

A curve has turned where the figures left the way that they were going; without a forecast nobody can say what that was.
A forecast needs five figures or more with a number in the baseline, none of them withheld, that scatter a little, and
a baseline that ends before the exercise began. A baseline over a break (QAF364) and one without any figure (QAF325) are
findings of their own.

Say `forecast: {method: straight_line}` or `level`, lengthen the baseline, or write down what was expected (`given`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from qaf.ground.findings import Finding, Where, finding
from qaf.ground.text import plural
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.statistics.forecast import LEAST_POINTS

CODE = "QAF363"
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
baseline: {from: 2022/23, to: 2024/25}
forecast: {method: level}
""",
}
GOOD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
baseline: {from: 2019/20, to: 2024/25}
forecast: {method: level}
""",
}


_WHY: Mapping[str, str] = MappingProxyType(
    {
        "no_forecast": "the curve does not say how (`forecast`)",
        "few_baseline": f"its baseline has fewer than {LEAST_POINTS} figures with a number",
        "withheld_inside": "figures of its baseline are withheld, and what is left would mislead",
        "no_scatter": "the figures of its baseline do not scatter at all",
        "apart_in_time": "the periods of its baseline do not follow one another",
        "into_baseline": "its baseline goes on after the exercise began",
        "grade": "its measure has grades and no numbers",
        "leaves_range": "a value that is given is none that such a figure can have",
    }
)


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such curve; none where stored figures are damaged."""
    if facts.figures_damaged:
        return
    framework = facts.framework
    if not framework.curves:
        return
    # Looking ahead takes a good part of the package, and few folders have curves.
    from qaf.analysis.baseline import figures_in
    from qaf.analysis.curves import curve_facts

    for curve in framework.curves.values():
        if curve.measure not in framework.measures or not figures_in(facts.figures, curve):
            continue
        found = curve_facts(framework, facts.figures, curve, facts.as_at)
        why = found.no_forecast or ""
        if why not in _WHY:
            continue
        message = f"No forecast can be made for curve `{curve.id}`: {_WHY[why]}."
        advice = "Lengthen the baseline, or choose another `method`; `given` takes what was expected as it was said."
        where = Where(framework.where(curve.id).path, ("forecast",) if curve.forecast else ("baseline",))
        area = framework.area_of(curve.measure)
        yield finding(CODE, where, message, help=advice, subject=curve.id, area=area)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    from qaf.analysis.curves import curve_facts

    curve = facts.framework.curves[about]
    found = curve_facts(facts.framework, facts.figures, curve, facts.as_at)
    periods = plural(len(found.baseline), "period")
    yield f"The baseline of curve `{about}` has {periods}, {found.used} of them with a number."
    yield f"Method: {(curve.forecast and curve.forecast.method) or 'not said'}. {LEAST_POINTS} figures are the least."
