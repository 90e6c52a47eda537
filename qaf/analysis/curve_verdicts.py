"""Whether a curve turned: the figures since the exercise against the forecast, tested once and together."""

from __future__ import annotations

from dataclasses import replace

from qaf.analysis.curve_axis import Axis
from qaf.analysis.curve_parts import LEAST_AFTER, LEAST_SIGNS, CurveFacts, Verdict
from qaf.analysis.over_time import better_of
from qaf.analysis.points import Point
from qaf.analysis.tested import KEPT_BACK, Direction, Reason, sample_reason
from qaf.statistics.forecast import Fit, departure
from qaf.statistics.pairs import sign_test
from qaf.statistics.polarity import meaning

LEVEL = 0.05


def untold(found: CurveFacts, why: Reason) -> Verdict:
    """No verdict, and why."""
    return Verdict("untold", sum(point.value.given for point in found.after), why=why)


def _why_untested(found: CurveFacts) -> Reason | None:
    if found.no_band is not None:
        return found.no_band
    if any(point.value.symbol in KEPT_BACK for point in found.after):
        return "withheld"
    if found.cut is not None and not found.after:
        return "break"
    return None


def by_departure(found: CurveFacts, fit: Fit, road: Axis) -> Verdict:
    """The mean departure of all later figures from the forecast, tested once."""
    why = _why_untested(found)
    if why is not None:
        return untold(found, why)
    given = [(point, road.time(point.period)) for point in found.after]
    held = [(point.value.number, time) for point, time in given if point.value.number is not None and time is not None]
    if len(held) < LEAST_AFTER:
        return Verdict("few", len(held))
    values, times = [value for value, _ in held], [time for _, time in held]
    told = departure(fit, times, values)
    bands = {one.period: one.band for one in found.forecast}
    outside = sum(_leaves(point, bands.get(point.period)) for point in found.after)
    latest = values[-1] - fit.at(times[-1])
    return _judged(found, told.mean, latest, told.p_value, Verdict("untold", len(held), LEAST_AFTER, "departure",
                   p_value=told.p_value, outside=outside))  # fmt: skip


def _leaves(point: Point, band: tuple[float, float] | None) -> bool:
    return point.value.number is not None and band is not None and not band[0] <= point.value.number <= band[1]


def by_signs(found: CurveFacts) -> Verdict:
    """Values that somebody gave have no band: how many figures lie above them and how many below, exactly tested."""
    why = sample_reason(found.series.measure) or _why_untested(found)
    if found.series.is_population:
        why = why or "population"
    if why is None and found.series.measure.unit in ("grade", "change"):
        why = "grade" if found.series.measure.unit == "grade" else "change"
    if why is not None:
        return untold(found, why)
    expected = {one.period: one.value for one in found.forecast}
    apart = [p.value.number - expected[p.period] for p in found.after
             if p.value.number is not None and p.period in expected]  # fmt: skip
    if len(apart) < LEAST_SIGNS:
        return Verdict("few", len(apart), LEAST_SIGNS, "sign")
    above, below = sum(one > 0 for one in apart), sum(one < 0 for one in apart)
    p_value = sign_test(above, below)
    return _judged(found, float(above - below), apart[-1], p_value,
                   Verdict("untold", len(apart), LEAST_SIGNS, "sign", p_value=p_value))  # fmt: skip


def _judged(found: CurveFacts, mean: float, latest: float, p_value: float, told: Verdict) -> Verdict:
    """The verdict by what `better` makes of the side on which the figures lie."""
    direction: Direction = "up" if mean > 0 else "down" if mean < 0 else "none"
    told = replace(told, direction=direction)
    if p_value >= LEVEL or direction == "none":
        return replace(told, state="not_apart")
    means = meaning(direction, better_of(found.series))
    if means == "neutral":
        return replace(told, state="above" if direction == "up" else "below")
    if means == "concern":
        return replace(told, state="worse")
    return replace(told, state="turned" if latest * mean > 0 else "fell_back")
