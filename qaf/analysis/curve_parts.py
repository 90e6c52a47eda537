"""What the figures say of a turning-the-curve exercise, as data: forecast, verdict, and why there is none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from qaf.analysis.points import Line, Point
from qaf.analysis.series import MeasureSeries
from qaf.analysis.tested import Direction, Reason

if TYPE_CHECKING:
    from qaf.model.curve import Curve
    from qaf.model.measure import Break
    from qaf.model.period import Period

LEAST_AFTER = 3
"""No curve turns on one figure, or on two."""
LEAST_SIGNS = 6
"""Held against values that somebody gave, fewer than six figures could all lie on one side by chance."""
State = Literal["turned", "fell_back", "worse", "above", "below", "not_apart", "few", "untold"]
TestName = Literal["departure", "sign", ""]


@dataclass(frozen=True, slots=True)
class Expected:
    """What the forecast says of a period, and the band in which a single figure would lie (None: there is none)."""

    period: Period
    value: float
    band: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether the curve turned. `why` where no test can be made (untold); `count` later figures of `needed`.

    turned: better than the forecast by more than chance, the latest figure too; fell_back: the latest no longer; above,
    below: the measure is better neither higher nor lower; not_apart: chance would do. `outside`: how many figures lie
    outside the band. `direction`: where they lie from the forecast on average.
    """

    state: State
    count: int = 0
    needed: int = LEAST_AFTER
    test: TestName = ""
    direction: Direction = "none"
    p_value: float | None = None
    outside: int = 0
    why: Reason | None = None


@dataclass(frozen=True, slots=True)
class CurveFacts:
    """All that the figures say of a curve.

    `baseline`: its points; `between`: later ones from before the exercise; `after`: those of periods that began since.
    `forecast`: one entry a period after the baseline; () where none can be made, and `no_forecast` says why; without
    bands where none can be had, and `no_band` says why. `cut`: a break after the baseline; points from it on are drawn
    and not compared. `since`: the day from which figures count as later.
    """

    curve: Curve
    series: MeasureSeries
    verdict: Verdict
    baseline: tuple[Point, ...] = ()
    between: tuple[Point, ...] = ()
    after: tuple[Point, ...] = ()
    forecast: tuple[Expected, ...] = ()
    no_forecast: Reason | None = None
    no_band: Reason | None = None
    cut: Break | None = None
    since: date | None = None
    fitted: Mapping[Period, float] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def line(self) -> Line | None:
        """The line that speaks for the measure."""
        return self.series.main

    @property
    def used(self) -> int:
        """How many figures the forecast rests on."""
        return sum(point.value.given for point in self.baseline)
