"""Whether a measure has moved since a day, as far as the tests tell: the latest figure against the last from before."""

from __future__ import annotations

from datetime import date
from typing import Literal

from qaf.analysis.series import lines
from qaf.analysis.tested import Difference, difference
from qaf.analysis.trends import line_facts
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.protected import ProtectedFigures
from qaf.statistics.polarity import meaning

Moved = Literal["better", "worse", "not_told", "untested"]
"""`not_told`: a test was made, and the difference could be chance. `untested`: none could be made."""


def moved_since(framework: Framework, figures: ProtectedFigures, measure: Measure, since: date, as_at: date) -> Moved:
    """How a measure's own figures since a day compare with the last figure from before it.

    Figures of periods that begin on the day or later are held against the latest that ended before it. A signal of the
    trend or control chart counts where the latest figure is one of them.
    """
    if (measure.better or "neither") == "neither":
        return "untested"
    series = lines(framework, figures, measure, until=as_at)
    found: list[Moved] = []
    for line in series.own:
        before = [point for point in line.shown if point.period.end < since]
        after = [point for point in line.shown if point.period.end > since]
        if not before or not after or series.break_between(before[-1].period, after[-1].period):
            continue
        tested = difference(measure, after[-1], before[-1], figures.profile)
        if isinstance(tested, Difference) and before[-1].period.months == after[-1].period.months:
            found.append(_way(tested.signal, measure))
        over = line_facts(series, line, figures.profile).over_time
        if over.tested and after[-1] is line.latest:
            found.append(_way(over.signal, measure))
    return next((way for way in ("better", "worse", "not_told") if way in found), "untested")


def _way(signal: str, measure: Measure) -> Moved:
    if signal == "none":
        return "not_told"
    return "better" if meaning(signal, measure.better or "neither") == "improvement" else "worse"
