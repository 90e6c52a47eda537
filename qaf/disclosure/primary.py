"""Which cells of one figure are kept back because they are small: primary hiding.

The definitions are those of "Protecting people": a profile hides counts from 1 to its threshold, a figure can
protect the remainder too, and what is worked out from a hidden number is hidden.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Range:
    """The least and the greatest that a number can be, for a reader who holds the other cells.

    A number that was given is a range of one; one that follows from a rounded value is wider.
    """

    least: Decimal
    greatest: Decimal

    def counts(self) -> range:
        """The whole numbers inside; where there is none, those just below and just above."""
        inside = range(math.ceil(self.least), math.floor(self.greatest) + 1)
        return inside or range(math.floor(self.least), math.ceil(self.greatest) + 1)


def exactly(number: Decimal) -> Range:
    """The range of a number that was given."""
    return Range(number, number)


@dataclass(frozen=True, slots=True)
class Profile:
    """How small is small: counts from 1 to `threshold` are hidden, zero too where `zeros`.

    Other counts are rounded to the nearest `round_to`, where there is one.
    """

    name: str
    threshold: int
    zeros: bool = False
    round_to: int = 0

    def hides(self, amount: Range | None) -> bool:
        """Whether a reader would learn a small count. A range wider than twice the threshold tells too little."""
        if amount is None or amount.greatest - amount.least > 2 * self.threshold:
            return False
        first = 0 if self.zeros else 1
        return any(first <= count <= self.threshold for count in amount.counts())

    def rounded(self, amount: Decimal) -> Decimal:
        """The count as it may be shown: to the nearest `round_to`, halves up; zero stays zero."""
        if not self.round_to or amount <= self.threshold:
            return amount
        step = Decimal(self.round_to)
        return (amount / step + Decimal("0.5")).to_integral_value(rounding="ROUND_FLOOR") * step


PROFILES: dict[str, Profile] = {
    "dfe": Profile("dfe", 5),
    "nhs": Profile("nhs", 7, round_to=5),
    "strict": Profile("strict", 9, zeros=True),
}
"""The profiles that `disclosure: {profile: ...}` can name."""


class Hidden(NamedTuple):
    """Which of the three cells of a figure are kept back."""

    numerator: bool = False
    denominator: bool = False
    value: bool = False


def hide_count(amount: Range | None, profile: Profile) -> Hidden:
    """For a plain count, whose only cell is its value."""
    small = profile.hides(amount)
    return Hidden(small, small, small)


def hide_quotient(numerator: Range | None, base: Range | None, profile: Profile) -> Hidden:
    """For a ratio or a mean: hidden where either part is small; a shown base stays."""
    if profile.hides(base):
        return Hidden(True, True, True)
    small = profile.hides(numerator)
    return Hidden(small, False, small)


def hide_part(numerator: Range | None, base: Range | None, profile: Profile, *, both_sides: bool) -> Hidden:
    """For a part of a base (percentage, rate, share): as a quotient, and with `both_sides` the remainder as well.

    With `both_sides`, none or all of a base of at most twice the threshold is hidden too: it tells something
    about each of its members.
    """
    found = hide_quotient(numerator, base, profile)
    if found.value or not both_sides or numerator is None or base is None:
        return found
    small = profile.hides(_remainder(numerator, base)) or _tells_of_each(numerator, base, profile)
    return Hidden(small, False, small)


def _remainder(numerator: Range, base: Range) -> Range | None:
    least, greatest = base.least - numerator.greatest, base.greatest - numerator.least
    if greatest < 0:
        return None
    return Range(max(least, Decimal(0)), greatest)


def _tells_of_each(numerator: Range, base: Range, profile: Profile) -> bool:
    if base.least > 2 * profile.threshold or base.greatest <= 0:
        return False
    return numerator.least <= 0 or numerator.greatest >= base.least
