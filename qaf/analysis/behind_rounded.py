"""What the counts behind a rounded figure can have been, and what a test says of all of them alike.

Where a profile rounds counts, a test of the rounded ones would pretend to know what was rounded away. A verdict that
every count behind them would give pretends nothing: it is reached at the ends of what they can be, or not at all.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import product

from qaf.analysis.points import Point
from qaf.analysis.tested import Difference, difference, rounds
from qaf.disclosure.primary import PROFILES
from qaf.model.measure import Measure
from qaf.model.protected import Shown
from qaf.statistics.funnel import WITHIN, Standing, proportion_standing, rate_standing

Ends = tuple[float, float]
"""The least and the greatest that a number can be."""


def ends(measure: Measure, profile: str, shown: Shown) -> Ends:
    """The least and the greatest count that can stand behind a shown one; the same where it is not rounded."""
    rules = PROFILES[profile]
    amount = float(shown.text)
    if not rounds(measure, profile) or amount <= rules.threshold:
        return amount, amount
    reach = (rules.round_to - 1) // 2
    return max(amount - reach, rules.threshold + 1.0), amount + reach


def settled_standing(measure: Measure, count: Ends, total: Ends, centre: Ends) -> Standing | None:
    """Where a unit stands in a funnel, whatever its counts and the centre are between these ends; None where it varies.

    Outside the 99.8 % limits for some of them and the 95 % limits for all counts as the latter.
    """
    standing_of = proportion_standing if measure.unit == "percent" else rate_standing
    found = {
        standing_of(min(some, every) if measure.unit == "percent" else some, every, middle)
        for some, every, middle in product(count, total, centre)
        if every
    }
    if len(found) == 1:
        return found.pop()
    sides = {one.side for one in found}
    return Standing(found.pop().side, "watch") if found and WITHIN not in found and len(sides) == 1 else None


def settled_difference(
    measure: Measure, first: Point | None, second: Point | None, profiles: tuple[str, str]
) -> Difference | None:
    """Two figures tested whatever counts stand behind them; None where no test can be made, or it depends on them."""
    pairs = product(_behind(measure, first, profiles[0]), _behind(measure, second, profiles[1]))
    found = {difference(measure, one, other, "") for one, other in pairs}
    told = [one for one in found if isinstance(one, Difference)]
    if len(told) < len(found) or len({(one.apart, one.signal) for one in told}) != 1:
        return None
    return told[0]


def _behind(measure: Measure, point: Point | None, profile: str) -> Sequence[Point | None]:
    """The point with each end of what its counts can be; itself where they are shown as they are."""
    if point is None or not rounds(measure, profile):
        return (point,)
    if measure.unit == "count":
        return [replace(point, value=one) for one in _cells(measure, profile, point.value)]
    return [
        replace(point, numerator=top, denominator=bottom)
        for top in _cells(measure, profile, point.numerator)
        for bottom in _cells(measure, profile, point.denominator)
        if measure.unit != "percent" or not (top.given and bottom.given) or float(top.text) <= float(bottom.text)
    ]


def _cells(measure: Measure, profile: str, cell: Shown) -> Sequence[Shown]:
    if not cell.given:
        return (cell,)
    return [Shown(amount, f"{amount:.0f}") for amount in dict.fromkeys(ends(measure, profile, cell))]
