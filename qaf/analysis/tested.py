"""What can be tested of one figure, or of two: intervals and two-period tests, or the reason why there is none.

Only numbers that may be shown take part, and only where they stand for a whole group or a random sample. Where a
profile rounds counts, a test of them would pretend to know what was rounded away: none is made. Methods are those of
`docs/statistics.md`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from qaf.analysis.points import Point
from qaf.disclosure.primary import PROFILES
from qaf.disclosure.printed import factor_of
from qaf.model.measure import Measure
from qaf.model.protected import Shown
from qaf.statistics import intervals

Reason = Literal[
    "chosen", "volunteers", "unsaid", "mean", "ratio", "grade", "change", "mean_of_months", "rounded", "population",
    "withheld", "absent", "no_counts", "not_whole", "impossible",
    "break", "window", "unequal",
    "few", "few_parts", "gap", "no_width", "no_range", "mixed", "apart_in_time", "withheld_inside",
    "few_before", "few_baseline", "no_scatter", "leaves_range", "alike", "seasons", "no_forecast", "into_baseline",
    "count", "overlapping", "one_place", "no_comparator", "no_scale", "far_apart", "too_large",
]  # fmt: skip
"""Why there is no interval, test, trend, limit or verdict; `report.words_reasons` says each in a sentence."""

Direction = Literal["up", "down", "none"]
TestName = Literal["newcombe", "conditional"]

LARGEST = 10**9
"""Larger numbers than these no service counts, and an exact test of them would take minutes."""

KEPT_BACK = frozenset({"c", "k", "low", "u"})
"""Symbols of numbers that exist and are not shown."""

PROPORTIONS = frozenset({"percent", "shares", "before_after"})
_SAMPLES: dict[str | None, Reason] = {"chosen": "chosen", "volunteers": "volunteers"}
_NEVER: dict[str, Reason] = {"mean": "mean", "ratio": "ratio", "grade": "grade", "change": "change"}


@dataclass(frozen=True, slots=True)
class Amounts:
    """The numbers behind a figure, exact: how many, and of how many (1 for a count)."""

    count: Fraction
    total: Fraction


@dataclass(frozen=True, slots=True)
class Difference:
    """Two figures tested: which way the first lies from the second, and whether by more than chance."""

    direction: Direction
    apart: bool
    test: TestName

    @property
    def signal(self) -> Direction:
        """The direction where the two are apart, else none."""
        return self.direction if self.apart else "none"


def rounds(measure: Measure, profile: str) -> bool:
    """Whether the counts behind this measure are shown rounded under the profile."""
    rules = PROFILES.get(profile)
    if rules is None or not rules.round_to:
        return False
    return measure.counts != "things" and measure.protects != "none"


def sample_reason(measure: Measure) -> Reason | None:
    """Why nothing can be concluded beyond those it is of; None for a whole group or a random sample."""
    if not measure.is_sample or measure.drawn == "random":
        return None
    return _SAMPLES.get(measure.drawn, "unsaid")


def never(measure: Measure, profile: str) -> Reason | None:
    """Why no interval or test of single figures of this measure is ever made; None where they can be."""
    sample = sample_reason(measure)
    if sample in ("chosen", "volunteers") and measure.unit not in ("grade", "change"):
        return sample
    if measure.unit in _NEVER:
        return _NEVER[measure.unit]
    if sample is not None:
        return sample
    if measure.window == "mean_of_months":
        return "mean_of_months"
    return "rounded" if rounds(measure, profile) else None


def amounts(measure: Measure, point: Point | None) -> Amounts | Reason:
    """The numbers behind a point, or why they cannot be used."""
    if point is None or point.missing:
        return "absent"
    needed = (point.value,) if measure.unit == "count" else (point.value, point.numerator, point.denominator)
    symbols = {cell.symbol for cell in needed if cell.symbol}
    if symbols & KEPT_BACK:
        return "withheld"
    if symbols:
        return "absent"
    if not all(cell.given for cell in needed):
        return "no_counts" if point.value.given else "absent"
    if measure.unit == "count":
        return _checked(Amounts(_exact(point.value), Fraction(1)), proportion=False)
    found = Amounts(_exact(point.numerator), _exact(point.denominator))
    return _checked(found, proportion=measure.unit in PROPORTIONS)


def interval(measure: Measure, point: Point | None, profile: str) -> tuple[float, float] | Reason:
    """The 95 % interval of a figure in its measure's unit (Wilson; Byar or exact Poisson), or why there is none."""
    why = never(measure, profile)
    if why is not None:
        return why
    found = amounts(measure, point)
    if not isinstance(found, Amounts):
        return found
    if measure.unit in PROPORTIONS:
        lower, upper = intervals.wilson(float(found.count), float(found.total))
        return lower * 100, upper * 100
    return intervals.rate(float(found.count), float(found.total), float(factor_of(measure)))


def exact_value(measure: Measure, point: Point) -> float:
    """A point's value in its measure's unit, before it was rounded for print where the numbers behind it are shown."""
    found = amounts(measure, point)
    if isinstance(found, Amounts):
        return float(found.count / found.total * Fraction(factor_of(measure)))
    return float(point.value.text)


def difference(measure: Measure, newer: Point | None, older: Point | None, profile: str) -> Difference | Reason:
    """Two periods, teams or places tested against each other: the first seen from the second, or why not.

    Proportions by Newcombe's interval for a difference, counts and rates by the exact conditional test.
    """
    why = never(measure, profile)
    if why is not None:
        return why
    first, second = amounts(measure, newer), amounts(measure, older)
    if not isinstance(first, Amounts):
        return first
    if not isinstance(second, Amounts):
        return second
    new, old = first.count / first.total, second.count / second.total
    direction: Direction = "up" if new > old else "down" if new < old else "none"
    if measure.unit in PROPORTIONS:
        apart = intervals.proportions_apart(*map(float, (first.count, first.total, second.count, second.total)))
        return Difference(direction, apart, "newcombe")
    if first.count.denominator != 1 or second.count.denominator != 1:
        return "not_whole"
    if not intervals.LEAST_SHARE < float(first.total / (first.total + second.total)) < 1 - intervals.LEAST_SHARE:
        return "far_apart"
    apart = intervals.counts_apart(int(first.count), int(second.count), float(first.total), float(second.total))
    return Difference(direction, apart, "conditional")


def _checked(found: Amounts, *, proportion: bool) -> Amounts | Reason:
    """The numbers, where a formula can take them."""
    if found.count < 0 or found.total <= 0 or (proportion and found.count > found.total):
        return "impossible"
    return "too_large" if max(found.count, found.total) > LARGEST else found


def _exact(shown: Shown) -> Fraction:
    return Fraction(shown.text)
