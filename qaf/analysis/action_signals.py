"""Whether anything moved after an action began: what the rules of its measures' own charts say, and never why.

Quarters and months: the rules of the control chart, asked of the points since the action alone, with the lines of their
segment; so a run that had begun before counts for nothing. Years: the latest year since against the last one before,
by the two-period test. A signal that followed an action is no proof that the action brought it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Literal

from qaf.analysis.over_time import Control, better_of, over_time
from qaf.analysis.points import Point
from qaf.analysis.series import MeasureSeries, lines
from qaf.analysis.tested import Difference, Direction, Reason, difference
from qaf.statistics.control_rules import Lines, fired
from qaf.statistics.polarity import meaning

if TYPE_CHECKING:
    from qaf.model.action import Action
    from qaf.model.framework import Framework
    from qaf.model.protected import ProtectedFigures

LEAST = 7
"""So many quarters or months before an action, and as many since: a shift, the chart's rule for lasting change, needs
seven."""

State = Literal["improvement", "concern", "mixed", "changed", "none", "few", "untold"]


@dataclass(frozen=True, slots=True)
class ActionSignal:
    """One action and one measure that it aims at.

    `state`: improvement, concern, mixed (both), changed (the measure is better neither higher nor lower), none, few
    (too few points since), untold (`why`: no test can be made at all). `points`: figures with a number for periods
    that began since `began`; `needed` of them are asked for. `first`: the first point that signals. `method`: the
    test. `direction`: up or down where it signals in one direction only.
    """

    action: str
    measure: str
    began: date
    state: State
    points: int = 0
    needed: int = LEAST
    first: Point | None = None
    method: Literal["control", "change", ""] = ""
    direction: Direction = "none"
    why: Reason | None = None

    @property
    def told(self) -> bool:
        """Whether the chart could say anything, be it that nothing moved."""
        return self.state not in ("few", "untold")

    @property
    def moved(self) -> bool:
        """Whether a signal followed, of whatever meaning."""
        return self.told and self.state != "none"


def action_signals(framework: Framework, figures: ProtectedFigures, as_at: date) -> tuple[ActionSignal, ...]:
    """What followed each action that has begun by the day and was not stopped, for each measure it aims at."""
    series: dict[str, MeasureSeries] = {}
    found = []
    for action in framework.actions:
        for target in action.aims_at:
            measure = framework.measures.get(target)
            if measure is None or not has_begun(action, as_at):
                continue
            if target not in series:
                series[target] = lines(framework, figures, measure, until=as_at)
            found.append(signal_since(action, series[target], figures.profile))
    return tuple(found)


def has_begun(action: Action, as_at: date) -> bool:
    """Whether an action has a day on which it started, that has come, and is under way or done."""
    return action.status in ("under_way", "done") and action.start is not None and action.start <= as_at


def signal_since(action: Action, series: MeasureSeries, profile: str) -> ActionSignal:
    """What the chart of one measure shows since an action began; the action has to have a `start`."""
    began = action.start
    assert began is not None, "only actions that have begun are asked about"
    line = series.main
    points = line.points if line is not None else ()
    after = [point for point in points if point.period.start >= began]
    count = sum(point.value.given for point in after)
    base = ActionSignal(action.id, series.measure.id, began, "untold", count)
    if line is None or not points:
        return replace(base, why="absent")
    over = over_time(series, line, profile)
    if over.method == "control" or points[-1].period.is_part_of_year:
        return _by_chart(base, series, over.control, over.why)
    return _by_two(base, series, points, after, profile)


def _by_chart(base: ActionSignal, series: MeasureSeries, control: Control | None, why: Reason | None) -> ActionSignal:
    """By the rules of the control chart, over the points since the action in the segment that holds its beginning."""
    if why not in (None, "few_parts") or control is None:
        return replace(base, method="control", why=why or "absent")
    points, segment = control.points, control.segment
    inside = range(segment.start, segment.stop)
    since = [at for at in inside if points[at].period.start >= base.began]
    before = [at for at in inside if points[at].period.start < base.began and points[at].value.given]
    if segment.start > 0 and points[segment.start].period.start > base.began:
        return replace(base, method="control", why="break")
    if base.points < LEAST:
        return replace(base, state="few", method="control")
    if why is not None or len(before) < LEAST:
        return replace(base, method="control", why=why or "few_before")
    drawn = _lines(control)
    found = fired([points[at].value.number for at in since], drawn, LEAST, LEAST) if drawn else []
    directions = [set(one.values()) for one in found]
    first = next((points[at] for at, told in zip(since, directions, strict=False) if told), None)
    signalled = {direction for told in directions for direction in told}
    return _judged(replace(base, method="control"), signalled, first, series)


def _lines(control: Control) -> Lines | None:
    """The lines of the last segment."""
    chart, at = control.chart, control.segment.start
    found = (chart.mean[at], chart.lower[at], chart.upper[at], chart.near_lower[at], chart.near_upper[at])
    known = [line for line in found if line is not None]
    return Lines(*known) if len(known) == len(found) else None


def _by_two(
    base: ActionSignal, series: MeasureSeries, points: Sequence[Point], after: Sequence[Point], profile: str
) -> ActionSignal:
    """By the test of two: the latest figure of a year that began since, against the last that ended before."""
    base = replace(base, method="change", needed=1)
    newer = next((point for point in reversed(after) if point.value.given), None)
    older = next((point for point in reversed(points) if point.period.end < base.began and point.value.given), None)
    if newer is None:
        held = any(point.withheld for point in after)
        return replace(base, why="withheld") if held else replace(base, state="few")
    if older is None:
        return replace(base, why="few_before")
    if series.break_between(older.period, newer.period):
        return replace(base, why="break")
    if older.period.months != newer.period.months:
        return replace(base, why="unequal")
    if series.is_population:
        return replace(base, why="population")
    found = difference(series.measure, newer, older, profile)
    if not isinstance(found, Difference):
        return replace(base, why=found)
    signalled: set[Direction] = {found.signal} if found.apart else set()
    return _judged(base, signalled, newer, series)


def _judged(
    base: ActionSignal, directions: Collection[Direction], first: Point | None, series: MeasureSeries
) -> ActionSignal:
    """The state by the directions in which it signals."""
    meanings = {meaning(direction, better_of(series)) for direction in directions}
    state: State = "none"
    if "neutral" in meanings:
        state = "changed"
    elif len(meanings) == 2:
        state = "mixed"
    elif meanings:
        state = "improvement" if "improvement" in meanings else "concern"
    one = next(iter(directions)) if len(directions) == 1 else "none"
    return replace(base, state=state, first=first if meanings else None, direction=one)
