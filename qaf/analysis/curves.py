"""A turning-the-curve exercise as facts: history, forecast, what came after, and whether the curve turned.

`docs/statistics.md` says what "turned" means. Only figures that may be shown take part; nothing here says why a curve
turned, for no test could.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from qaf.analysis.curve_axis import axis, next_of, of_kind, steps_a_year
from qaf.analysis.curve_parts import CurveFacts, Expected, Verdict
from qaf.analysis.curve_verdicts import by_departure, by_signs, untold
from qaf.analysis.over_time import OVERLAPPING
from qaf.analysis.points import Point
from qaf.analysis.series import MeasureSeries, lines
from qaf.analysis.tested import KEPT_BACK, PROPORTIONS, Reason, sample_reason
from qaf.statistics.forecast import LEAST_POINTS, Fit, flat, resemblance, straight_line

if TYPE_CHECKING:
    from qaf.model.curve import Curve
    from qaf.model.framework import Framework
    from qaf.model.measure import Measure
    from qaf.model.period import Period
    from qaf.model.protected import ProtectedFigures

AHEAD = 2
"""How many years a forecast looks ahead at least."""


def curve_facts(framework: Framework, figures: ProtectedFigures, curve: Curve, until: date | None = None) -> CurveFacts:
    """What the figures up to a day say of a curve. The curve's measure has to be in the framework."""
    series = lines(framework, figures, framework.measures[curve.measure], until=until)
    return facts_of(curve, series)


def facts_of(curve: Curve, series: MeasureSeries) -> CurveFacts:
    """What a measure's lines say of a curve on it."""
    span = _span(curve)
    line = series.main
    if span is None or line is None or not line.points:
        why: Reason = "few_baseline" if line is not None and line.points else "absent"
        return CurveFacts(curve, series, Verdict("untold", why=why), no_forecast=why)
    first, last = span
    points = of_kind(line.points, first)
    baseline = tuple(p for p in points if first.start <= p.period.start and p.period.end <= last.end)
    since = curve.began or last.end + timedelta(days=1)
    later = [point for point in points if point.period.start > last.start and point.period.end > last.end]
    cut = min(
        (b for b in series.measure.breaks if later and last.start < b.from_.start <= later[-1].period.start),
        key=lambda b: b.from_.start, default=None,
    )  # fmt: skip
    after = tuple(p for p in later if p.period.start >= since and (cut is None or p.period.start < cut.from_.start))
    between = tuple(point for point in later if point.period.start < since)
    found = CurveFacts(
        curve, series, Verdict("untold"), baseline, between, after, cut=cut, since=since,
        no_forecast=_no_forecast(curve, series, baseline, since),
    )  # fmt: skip
    return _with_forecast(found, last, later)


def bounds(measure: Measure) -> tuple[float, float]:
    """The least and the most that a figure of the measure can be."""
    if measure.unit in PROPORTIONS:
        return 0.0, 100.0
    return (float("-inf") if measure.unit == "change" else 0.0), float("inf")


def _span(curve: Curve) -> tuple[Period, Period] | None:
    held = curve.baseline
    first = held.from_ or held.to if held else None
    last = held.to or held.from_ if held else None
    return (first, last) if first is not None and last is not None else None


def _no_forecast(curve: Curve, series: MeasureSeries, baseline: Sequence[Point], since: date) -> Reason | None:
    """Why no forecast can be made at all; None where one may."""
    if curve.forecast is None or curve.forecast.method is None:
        return "no_forecast"
    if curve.forecast.method == "given":
        if not curve.forecast.values:
            return "no_forecast"
        least, most = bounds(series.measure)
        return None if all(least <= one.value <= most for one in curve.forecast.values) else "leaves_range"
    if series.measure.unit == "grade":
        return "grade"
    if baseline and series.break_between(baseline[0].period, baseline[-1].period):
        return "break"
    if any(point.period.start >= since for point in baseline):
        return "into_baseline"
    if any(point.value.symbol in KEPT_BACK for point in baseline):
        return "withheld_inside"
    return "few_baseline" if sum(point.value.given for point in baseline) < LEAST_POINTS else None


def _no_band(series: MeasureSeries, fit: Fit, steps: int) -> Reason | None:
    """Why the scatter of the baseline says nothing of later figures; None where it does."""
    measure = series.measure
    if measure.unit == "change":
        return "change"
    if (sample := sample_reason(measure)) is not None:
        return sample
    if series.is_population:
        return "population"
    if measure.window in OVERLAPPING:
        return "window"
    for lag, why in ((1, "alike"), (steps, "seasons")):
        told = resemblance(fit, 1.0, lag)
        if told is not None and told[0] > told[1]:
            return "alike" if why == "alike" else "seasons"
    return None


def _with_forecast(found: CurveFacts, last: Period, later: Sequence[Point]) -> CurveFacts:
    """The facts with forecast and verdict."""
    method = found.curve.forecast.method if found.curve.forecast else None
    if found.no_forecast is not None:
        return replace(found, verdict=untold(found, found.no_forecast))
    if method == "given":
        values = found.curve.forecast.values if found.curve.forecast else ()
        expected = tuple(Expected(one.period, float(one.value)) for one in sorted(values, key=lambda v: v.period))
        held = replace(found, forecast=expected)
        return replace(held, verdict=by_signs(held))
    return _worked_out(found, last, later, straight=method == "straight_line")


def _worked_out(found: CurveFacts, last: Period, later: Sequence[Point], *, straight: bool) -> CurveFacts:
    """A straight line or a level through the baseline, its band, and the joint test of what came after."""
    given = [point for point in found.baseline if point.value.number is not None]
    road = axis(given[0].period, max([_ahead(last), *(point.period for point in later)]))
    times = [time for point in given if (time := road.time(point.period)) is not None]
    values = [point.value.number for point in given if point.value.number is not None]
    if len(times) < len(values):
        return replace(found, no_forecast="apart_in_time", verdict=untold(found, "apart_in_time"))
    try:
        fit = (straight_line if straight else flat)(times, values)
    except ValueError:
        return replace(found, no_forecast="no_scatter", verdict=untold(found, "no_scatter"))
    least, most = bounds(found.series.measure)
    ahead = [(period, fit.at(float(at))) for at, period in enumerate(road.periods) if period.start > last.start]
    no_band = _no_band(found.series, fit, steps_a_year(last))
    if no_band is None and any(not least <= value <= most for _, value in ahead):
        no_band = "leaves_range"
    expected = []
    for period, value in ahead:
        if not least <= value <= most:
            break
        low, high = fit.band(road.time(period) or 0.0)
        expected.append(Expected(period, value, None if no_band else (max(low, least), min(high, most))))
    fitted = {point.period: min(max(fit.at(time), least), most) for point, time in zip(given, times, strict=True)}
    held = replace(
        found, forecast=tuple(expected), no_band=no_band, fitted=MappingProxyType(fitted),
    )  # fmt: skip
    return replace(held, verdict=by_departure(held, fit, road))


def _ahead(last: Period) -> Period:
    """The last period that a forecast reaches at least."""
    for _ in range(AHEAD * steps_a_year(last)):
        later = next_of(last)
        if later is None:
            break
        last = later
    return last
