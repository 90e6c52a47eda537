"""Which measures await figures: by how often they come, how long they take to be ready, and which periods are there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from qaf.analysis.programme_times import MONTHS_BETWEEN
from qaf.ground.days import later, months_later
from qaf.model.framework import Framework
from qaf.model.period import Period, PeriodError, latest_whole_reporting_year, spanning

if TYPE_CHECKING:
    from qaf.model.measure import Measure
    from qaf.model.protected import ProtectedFigures


@dataclass(frozen=True, slots=True)
class Awaited:
    """A measure and the next period of which it has no figure. `due`: the day by which that is to be expected."""

    measure: Measure
    period: str
    due: date


def collections_due(framework: Framework, figures: ProtectedFigures, as_at: date) -> Iterator[Awaited]:
    """The next figure that each measure awaits, where its frequency says when it comes.

    A typed absence counts as delivered: somebody has said that there is no figure. Where there is no figure at all the
    latest period that ought to be ready is awaited, or else the one that is under way.
    """
    held: dict[str, Period] = {}
    for figure in figures:
        if figure.series == "own" and figure.measure in framework.measures:
            held[figure.measure] = max(held.get(figure.measure, figure.period), figure.period)
    for measure in framework.measures.values():
        if measure.status != "collecting" or measure.unit == "change" or measure.frequency not in MONTHS_BETWEEN:
            continue
        step = MONTHS_BETWEEN[measure.frequency]
        latest = held.get(measure.id)
        try:
            awaited = _after(latest, step) if latest else _first(framework, step, measure.ready_after or "", as_at)
        except PeriodError:
            continue
        yield Awaited(measure, awaited.spelt, later(awaited.end, measure.ready_after or ""))


@dataclass(frozen=True, slots=True)
class _Stretch:
    end: date
    spelt: str


def _after(latest: Period, step: int) -> _Stretch:
    """What comes after the latest period: one step of the frequency on, and no less than the period is long."""
    end = months_later(latest.end, max(step, latest.months))
    following = latest.next() if latest.months else None
    return _Stretch(end, str(following) if following and following.end == end else end.isoformat())


def _first(framework: Framework, step: int, lag: str, as_at: date) -> _Stretch:
    """The latest stretch of the folder's year that ought to be ready on the day; before the first of them, that one."""
    begins = framework.settings.year_starts
    year = latest_whole_reporting_year(as_at, begins)
    stretches = list(_stretches(year, min(step, 12)))
    ready = [period for period in stretches if later(period.end, lag) <= as_at]
    chosen = ready[-1] if ready else stretches[0]
    return _Stretch(chosen.end, str(chosen))


def _stretches(latest: Period, step: int) -> Iterable[Period]:
    """Stretches of so many months from the year before the latest whole year to the year after it, in order."""
    for year in (latest.previous(), latest, latest.next()):
        for months in range(0, 12, step):
            start = months_later(year.start, months)
            yield spanning(start, months_later(start, step) - timedelta(days=1), year.start.month)
