"""Funnels of a measure: one for each breakdown whose categories were tested against all of them together."""

from __future__ import annotations

from qaf.analysis.headlines import RATERS
from qaf.analysis.tested import PROPORTIONS
from qaf.analysis.trends import MeasureFacts
from qaf.analysis.variation import Variation
from qaf.disclosure.printed import factor_of
from qaf.ground.text import plural
from qaf.model.framework import Framework
from qaf.report import words, words_compare
from qaf.report.charts.facts import Drawing, FunnelChart, FunnelLimits, FunnelUnit
from qaf.statistics.funnel import DIFFERS, WATCH, proportion_limits, rate_limits

SIZE = (260, 220)
STEPS = 40
BEYOND = 1.08
"""How much further than the largest unit the limits are drawn."""

LEGEND = (
    "Solid: all together, and 99.8 % limits; dashed: 95 % limits. Circle: within them; square: to be watched; filled "
    "diamond: differs."
)


def funnels(facts: MeasureFacts, framework: Framework) -> tuple[Drawing, ...]:
    """The drawings of a measure's funnels, each with its text alternative."""
    found = []
    for one in facts.variations:
        if one.method == "funnel" and one.centre is not None:
            rater = f"_{one.rater}" if one.rater else ""
            id_ = f"chart_{facts.series.measure.id}_funnel_{one.breakdown}{rater}"
            chart = _chart(facts, one, one.centre, framework)
            found.append(Drawing(id_, chart, *SIZE, _alternative(facts, one)))
    return tuple(found)


def _chart(facts: MeasureFacts, one: Variation, centre: float, framework: Framework) -> FunnelChart:
    measure = facts.series.measure
    factor = float(factor_of(measure))
    units = tuple(
        FunnelUnit(
            unit.name,
            float(unit.amounts.total),
            float(unit.amounts.count / unit.amounts.total) * factor,
            unit.standing.strength if unit.standing else "none",
        )
        for unit in one.units
    )
    largest = max(unit.x for unit in units) * BEYOND
    smallest = min(unit.x for unit in units) * 0.5
    limits_at = proportion_limits if measure.unit in PROPORTIONS else rate_limits
    limits = []
    for step in range(STEPS + 1):
        size = smallest + (largest - smallest) * step / STEPS
        near, far = limits_at(centre, size, WATCH), limits_at(centre, size, DIFFERS)
        limits.append(FunnelLimits(size, (near[0] * factor, near[1] * factor), (far[0] * factor, far[1] * factor)))
    unit_ = " %" if measure.unit in PROPORTIONS else ""
    base = words.base_words(measure, framework)
    return FunnelChart(units, tuple(limits), centre * factor, unit_, words.upper_first(base) if len(base) < 50 else "")


def _alternative(facts: MeasureFacts, one: Variation) -> str:
    """The funnel in words: measure, breakdown, period, how many units, who stands out, what is withheld."""
    when = f", {words.short(one.period)}" if one.period is not None else ""
    told = words_compare.variation_words(one)
    by = words.lower_first(one.name)
    rater = f" {words.lower_first(RATERS.get(one.rater, ''))}" if one.rater else ""
    text = f"Funnel: {facts.series.measure.text}{rater}, by {by}{when}, {plural(len(one.units), 'unit')}. "
    return f"{text}{words.upper_first(told)}{'' if one.left_out else ' No unit is withheld.'}"
