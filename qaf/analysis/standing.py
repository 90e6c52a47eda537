"""Where a measure stands: better, worse, changed, no change told from chance, or not to be told; each by its test.

A line over time (five-point trend, control chart) and the same period a year before both speak. The period just before
speaks only where neither of them can, since services have seasons. Where tests disagree the measure is `mixed`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from qaf.analysis.tested import Direction, Reason
from qaf.analysis.trends import Change, LineFacts, MeasureFacts
from qaf.statistics.polarity import Meaning

State = Literal["better", "worse", "mixed", "changed", "same", "untested", "first", "withheld", "none"]
"""`untested`: there are earlier figures and no test of them; `first`: there is nothing earlier to hold it against."""

TestName = Literal["trend", "control", "year", "part"]

KNOWN: frozenset[State] = frozenset({"better", "worse", "mixed", "changed", "same"})
"""States that a test has reached."""

_STATES: dict[Meaning, State] = {"improvement": "better", "concern": "worse", "neutral": "changed"}


@dataclass(frozen=True, slots=True)
class Told:
    """One test that was made: which, which way it points (none: nothing beyond chance), and what that means."""

    test: TestName
    direction: Direction
    meaning: Meaning | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a measure stands, with the tests that say so; `why` there is none where none could be made.

    `signs`: for ratings before and after, which way more went than chance explains; that is no change over the years.
    """

    state: State
    told: tuple[Told, ...] = ()
    why: Reason | None = None
    signs: Direction = "none"

    @property
    def signal(self) -> Told | None:
        """The test that found more than chance, the longest view first; None where none did."""
        return next((one for one in self.told if one.direction != "none"), None)


def standing(facts: MeasureFacts) -> Standing:
    """Where a measure stands, over all its lines (one for each who rated)."""
    if not facts.series.has_figures:
        return Standing("none")
    lines = [one for one in facts.lines if one.latest is not None]
    if not any(one.latest and one.latest.value.given for one in lines):
        return Standing("withheld" if any(one.latest and one.latest.withheld for one in lines) else "none")
    told = tuple(test for one in lines for test in _tests(one))
    signs = _signs(lines)
    if told:
        return Standing(_state(told), told, signs=signs)
    changes = [change for one in lines for change in one.changes]
    if not changes:
        return Standing("first", signs=signs)
    return Standing("untested", (), _reason(lines, changes), signs)


def _signs(lines: list[LineFacts]) -> Direction:
    """Which way all who rated went, by the sign test of each; none where they differ or it could be chance."""
    found: set[Direction] = set()
    for one in lines:
        if one.signs is None or not one.signs.apart:
            return "none"
        found.add("up" if one.signs.improved > one.signs.worse else "down")
    return found.pop() if len(found) == 1 else "none"


def _tests(one: LineFacts) -> list[Told]:
    over, found = one.over_time, list[Told]()
    if over.tested and over.trend is not None:
        found.append(Told("trend", over.trend.direction, over.trend.meaning))
    elif over.tested and over.control is not None:
        found.append(Told("control", over.control.direction, over.control.meaning))
    found += [_change(change, "year") for change in one.changes if change.a_year and change.difference]
    if not found:
        found = [_change(change, "part") for change in one.changes if change.difference]
    return found


def _change(change: Change, test: TestName) -> Told:
    signal: Direction = change.difference.signal if change.difference else "none"
    return Told(test, signal, change.meaning)


def _state(told: tuple[Told, ...]) -> State:
    found = {one.meaning for one in told if one.direction != "none" and one.meaning is not None}
    if not found:
        return "same"
    if {"improvement", "concern"} <= found:
        return "mixed"
    return _STATES[next(iter(sorted(found, key=("improvement", "concern", "neutral").index)))]


def _reason(lines: list[LineFacts], changes: list[Change]) -> Reason | None:
    """Why there is no test: of the year before, else of the line over time."""
    yearly = [change.why for change in changes if change.why and change.a_year]
    others = [change.why for change in changes if change.why]
    over = [one.over_time.why for one in lines if one.over_time.why]
    return next(iter([*yearly, *others, *over]), None)
