"""Points and lines: what a measure's figures look like over time, as far as they may be shown."""

from __future__ import annotations

from dataclasses import dataclass

from qaf.model.period import Period, PeriodError, PeriodKind
from qaf.model.protected import NOT_GIVEN, ProtectedFigure, Shown


@dataclass(frozen=True, slots=True)
class Point:
    """One figure on a line. `missing`: inside the run of periods, but nobody gave a figure.

    What somebody wrote beside a figure stays behind: it was read by nobody, and may name people.
    `members`: for a comparator that is worked out, how many of its members had a figure, and how many there are.
    """

    period: Period
    value: Shown = NOT_GIVEN
    numerator: Shown = NOT_GIVEN
    denominator: Shown = NOT_GIVEN
    missing: bool = False
    members: tuple[int, int] | None = None

    @property
    def withheld(self) -> bool:
        """Whether the value is kept back to protect people."""
        return self.value.symbol == "c"


@dataclass(frozen=True, slots=True)
class Line:
    """Points of one series or category, by period, with typed gaps for periods that are missing inside the run."""

    id: str
    name: str
    points: tuple[Point, ...] = ()
    method: str = ""
    cite: str = ""

    @property
    def latest(self) -> Point | None:
        """The last point; None where there is none."""
        return self.points[-1] if self.points else None

    def at(self, period: Period) -> Point | None:
        """The point of a period; None where there is none or it is missing."""
        return next((point for point in self.points if point.period == period and not point.missing), None)

    def year_before(self, point: Point) -> Point | None:
        """The point of the same period one year earlier."""
        earlier = _earlier(point.period, by_year=True)
        return self.at(earlier) if earlier else None

    def just_before(self, point: Point) -> Point | None:
        """The point of the period of the same kind just before; None for years and snapshot days (see year_before)."""
        if not point.period.is_part_of_year:
            return None
        earlier = _earlier(point.period, by_year=False)
        return self.at(earlier) if earlier else None

    @property
    def shown(self) -> tuple[Point, ...]:
        """The points that have a number."""
        return tuple(point for point in self.points if point.value.given)


def point_of(figure: ProtectedFigure) -> Point:
    """A figure as a point."""
    return Point(figure.period, figure.value, figure.numerator, figure.denominator)


def with_gaps(points: list[Point]) -> tuple[Point, ...]:
    """The points by period, with a missing point for each period of the run that has none.

    Periods that do not follow one another step by step (pooled years that overlap, days of no pattern) get none.
    """
    by_period = {point.period: point for point in points}
    wanted = sorted(by_period)
    if len(wanted) < 2:
        return tuple(points)
    run = [wanted[-1]]
    while run[-1] > wanted[0] and len(run) < 5000:
        earlier = _earlier(run[-1], by_year=run[-1].kind is PeriodKind.DAY)
        if earlier is None:
            break
        run.append(earlier)
    if not by_period.keys() <= set(run):
        return tuple(by_period[period] for period in wanted)
    return tuple(by_period.get(period) or Point(period, missing=True) for period in reversed(run))


def _earlier(period: Period, *, by_year: bool) -> Period | None:
    try:
        return period.year_before() if by_year else period.previous()
    except PeriodError:
        return None
