"""What a new curve can begin with: the baseline that the figures offer, a method that fits it, partners, actions."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from qaf.analysis.baseline import offered_baseline
from qaf.analysis.curve_parts import CurveFacts
from qaf.analysis.curves import curve_facts
from qaf.model.curve import Curve
from qaf.statistics.student import quantile

if TYPE_CHECKING:
    from qaf.model.framework import Framework
    from qaf.model.measure import Measure
    from qaf.model.protected import ProtectedFigures
    from qaf.workspace.stubs import Wish

OPEN = ("planned", "under_way")


def with_what_is_known(wish: Wish, framework: Framework, figures: ProtectedFigures) -> Wish:
    """The wish for a new curve with all that the folder knows of its measure; any other wish as it is.

    Periods, a method and ids only: no number of a figure is ever written into the framework.
    """
    measure = framework.measures.get(wish.measure) if wish.kind == "curve" else None
    if measure is None:
        return wish
    plan = tuple(one.id for one in framework.actions if one.status in OPEN and measure.id in one.aims_at)
    wish = replace(wish, partners=tuple(measure.supplied_by), plan=plan)
    offered = offered_baseline(measure, figures)
    if offered is None:
        return wish
    first, last = str(offered[0]), str(offered[1])
    return replace(wish, baseline=(first, last), forecast=_method(framework, figures, measure, first, last))


def _method(framework: Framework, figures: ProtectedFigures, measure: Measure, first: str, last: str) -> str:
    """A straight line where the figures rise or fall along one by more than chance, else the level.

    The other where the scatter around the one is none; "" where neither can be made.
    """
    tried = {}
    for method in ("level", "straight_line"):
        made = {"id": "curve", "measure": measure.id, "baseline": {"from": first, "to": last}}
        curve = Curve.model_validate({**made, "forecast": {"method": method}})
        found = curve_facts(framework, figures, curve)
        if found.no_forecast is None and found.no_band not in ("alike", "leaves_range"):
            tried[method] = found
    if len(tried) == 2 and not _slopes(tried["level"], tried["straight_line"]):
        return "level"
    return list(tried)[-1] if tried else ""


def _slopes(flat: CurveFacts, line: CurveFacts) -> bool:
    """Whether the slope of the line is told from chance: F = (Σe₀² − Σe₁²)/(Σe₁²/(n − 2)), beyond t² at 95 %."""
    freedom = line.used - 2
    return (_squares(flat) - _squares(line)) / (_squares(line) / freedom) > quantile(0.95, freedom) ** 2


def _squares(found: CurveFacts) -> float:
    """Σe² of the baseline around its forecast."""
    numbers = {point.period: point.value.number for point in found.baseline}
    return math.fsum(((numbers[period] or 0.0) - value) ** 2 for period, value in found.fitted.items())
