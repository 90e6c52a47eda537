"""How fresh figures are: when the next ones were to be expected, by how often they come and how long they take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qaf.analysis.series import MeasureSeries
from qaf.ground.days import later, months_later
from qaf.model.period import Period

MONTHS_BETWEEN = {
    "monthly": 1, "quarterly": 3, "six_monthly": 6, "annual": 12, "two_yearly": 24, "three_yearly": 36,
}  # fmt: skip
"""How many months lie between two figures; of other frequencies nobody can say when the next one is due."""


@dataclass(frozen=True, slots=True)
class Freshness:
    """The latest period that has a figure, and the day by which the next was to be expected (None: cannot be said)."""

    latest: Period
    next_due: date | None
    late: bool = False


def freshness(series: MeasureSeries, as_at: date) -> Freshness | None:
    """How fresh the own figures are on a day; None where there are none, or later ones were left out on purpose.

    The next figure is due one step of `frequency` after the end of the latest period, and `ready_after` later.
    """
    held = [point.period for line in series.own for point in line.points if not point.missing]
    if not held or series.later_than is not None:
        return None
    latest = max(held)
    step = MONTHS_BETWEEN.get(series.measure.frequency or "", latest.months if not series.measure.frequency else 0)
    if not step or series.measure.status != "collecting":
        return Freshness(latest, None)
    due = later(months_later(latest.end, max(step, latest.months)), series.measure.ready_after or "")
    return Freshness(latest, due, late=due < as_at)
