"""Funnels of what is measured alike by several members, around what they have together."""

from __future__ import annotations

from collections.abc import Mapping

from qaf.analysis.pooled import PooledMeasure
from qaf.analysis.tested import PROPORTIONS
from qaf.disclosure.printed import factor_of
from qaf.ground.text import plural
from qaf.report import words
from qaf.report.charts.facts import Drawing, FunnelChart, FunnelLimits, FunnelUnit
from qaf.report.funnels import BEYOND, SIZE, STEPS
from qaf.report.overview_words import funnel_words, together
from qaf.statistics.funnel import DIFFERS, WATCH, proportion_limits, rate_limits


def pooled_funnel(pooled: PooledMeasure, names: Mapping[str, str]) -> Drawing:
    """The drawing of a pooled measure that has a funnel, with its text alternative."""
    said = funnel_words(pooled, names)
    period = f", {words.short(pooled.period)}" if pooled.period else ""
    text = (
        f"Funnel: {pooled.model.text}{period}, {plural(len(pooled.in_pool), 'member')}, together {together(pooled)}. "
    )
    return Drawing(f"chart_pooled_{pooled.about}", _chart(pooled, names), *SIZE, f"{text}{words.upper_first(said)}.")


def _chart(pooled: PooledMeasure, names: Mapping[str, str]) -> FunnelChart:
    factor = float(factor_of(pooled.model))
    units = tuple(
        FunnelUnit(
            names[part.member],
            float(part.point.denominator.text),
            float(part.point.numerator.text) / float(part.point.denominator.text) * factor,
            part.standing.strength if part.standing else "none",
        )
        for part in pooled.in_pool
        if part.point
    )
    centre = float(pooled.numerator.text) / float(pooled.denominator.text)
    largest, smallest = max(unit.x for unit in units) * BEYOND, min(unit.x for unit in units) * 0.5
    limits_at = proportion_limits if pooled.model.unit in PROPORTIONS else rate_limits
    limits = []
    for step in range(STEPS + 1):
        size = smallest + (largest - smallest) * step / STEPS
        near, far = limits_at(centre, size, WATCH), limits_at(centre, size, DIFFERS)
        limits.append(FunnelLimits(size, (near[0] * factor, near[1] * factor), (far[0] * factor, far[1] * factor)))
    unit_ = " %" if pooled.model.unit in PROPORTIONS else ""
    return FunnelChart(units, tuple(limits), centre * factor, unit_, "Counted")
