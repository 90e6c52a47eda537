"""What is shown less finely than it was collected, in sentences: quarters as years, teams as localities, and why."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

from qaf.ground.text import listing
from qaf.model.area import Area
from qaf.model.framework import Framework
from qaf.model.period import Period, PeriodError
from qaf.model.protected import Coarsened, ProtectedFigures
from qaf.report import words
from qaf.report.desk import Desk

MOST_PERIODS = 3
"""As many periods are named one by one where they do not follow one another."""

_BECAUSE = "because more than a third of the figures {by} would have had to be withheld to protect people"
_BECAUSE_ALL = "because some figures {by} would have had to be withheld to protect people"


class Slot(NamedTuple):
    """One breakdown of one measure in one period, which something coarser stands for."""

    measure: str
    period: Period
    series: str
    breakdown: str


def coarser_lines(
    framework: Framework, figures: ProtectedFigures, wanted: Callable[[Slot], bool] | None = None
) -> list[str]:
    """A sentence for each measure and breakdown that is shown less finely, as far as that is `wanted` (None: all)."""
    groups: dict[tuple[str, str, str, str], list[Coarsened]] = {}
    for item in figures.coarsened:
        mode = "period" if item.to_period else item.to_breakdown
        groups.setdefault((item.measure, item.series, item.breakdown, mode), []).append(item)
    found = []
    for (measure, series, breakdown, _), items in groups.items():
        periods = sorted({period for item in items for period in item.periods})
        kept = [p for p in periods if wanted is None or wanted(Slot(measure, p, series, breakdown))]
        if kept:
            found.append(_line(framework, items, kept))
    return found


def coarser_in(desk: Desk, area: Area) -> list[str]:
    """Those of an area's measures, for periods up to the end of the book's."""
    measures, until = {measure.id for measure in area.measures}, desk.inputs.period.end
    return coarser_lines(
        desk.framework,
        desk.inputs.figures,
        lambda slot: slot.measure in measures and slot.period.end <= until and desk.shows(slot.breakdown),
    )


def _line(framework: Framework, items: Sequence[Coarsened], periods: Sequence[Period]) -> str:
    first = items[0]
    by = f"by {words.lower_first(_name(framework, first.breakdown))}"
    named = framework.title(first.measure).rstrip(".")
    if first.series != "own":
        named = f"{named} ({framework.title(first.series.partition('/')[0])})"
    when = _periods(periods)
    if first.to_period is not None:
        longer = sorted({item.to_period for item in items if item.to_period and set(item.periods) & set(periods)})
        return f"{named}: {by} for {_periods(longer)} as a whole instead of {when}, {_BECAUSE.format(by=by)}."
    if first.to_breakdown:
        wider = words.lower_first(_name(framework, first.to_breakdown))
        return f"{named}: by {wider} instead of {by} in {when}, {_BECAUSE.format(by=by)}."
    return f"{named}: not {by} in {when}, only as a whole, {_BECAUSE_ALL.format(by=by)}."


def _name(framework: Framework, breakdown: str) -> str:
    found = framework.breakdowns.get(breakdown)
    return found.title if found else breakdown


def _periods(periods: Sequence[Period]) -> str:
    """The periods in words: those that follow one another as a run."""
    if len(periods) > 2 and all(_follows(one, other) for one, other in pairwise(periods)):
        return f"{words.short(periods[0])} to {words.short(periods[-1])}"
    return listing(map(words.short, periods), limit=MOST_PERIODS)


def _follows(one: Period, other: Period) -> bool:
    try:
        return one.next() == other
    except PeriodError:
        return False
