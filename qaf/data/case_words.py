"""What the cells of a rating mean: a grade of the measure's scale, that there is no rating and why, or nothing.

The recipe's `grades` maps the file's words. A key can also be a number (`3`), a range of numbers with both ends in it
(`0-13`) or an open one (`17+`), so that a score of forty points needs three lines.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from qaf.data.cells import plain
from qaf.data.given_names import GIVEN_NAMES
from qaf.model.recipe import NOT_RATED
from qaf.model.settings import Scale

_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,6})?"
_RANGE = re.compile(rf"(?P<low>{_NUMBER})(?: ?(?:-|\u2013|to) ?(?P<high>{_NUMBER})| ?(?P<open>\+|or more))?")
_OWN_SPELLING = re.compile(r"not_rated(?:/[a-z]+(?:[-_][a-z]+)*)?")
"""What a file may say in qaf's own words. A reason is printed, so it holds no digits, as references do, and no name."""


class Range(NamedTuple):
    """Numbers from `low` to `high`, both in it; without an end where `high` is None. `spelling` is the recipe's."""

    low: Decimal
    high: Decimal | None
    spelling: str

    def holds(self, number: Decimal) -> bool:
        """Whether a number lies in it."""
        return self.low <= number and (self.high is None or number <= self.high)


def range_of(spelling: str) -> Range | None:
    """The numbers that a key of `grades` stands for; None where it is a word."""
    found = _RANGE.fullmatch(plain(spelling))
    if found is None:
        return None
    low = Decimal(found["low"])
    high = None if found["open"] else Decimal(found["high"] or found["low"])
    return Range(low, high, spelling)


def range_faults(grades: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Keys of `grades` whose ranges run backwards or share a number with another: the key, and what is wrong."""
    ranges = [found for spelling in grades if (found := range_of(spelling))]
    for each in ranges:
        if each.high is not None and each.high < each.low:
            yield each.spelling, f"The range `{each.spelling}` runs backwards."
    for one, other in itertools.combinations(ranges, 2):
        if one.holds(other.low) or other.holds(one.low):
            yield other.spelling, f"The ranges `{one.spelling}` and `{other.spelling}` share a number."


class RatingWords:
    """Reads ratings by the recipe's `grades`, and by the ids and names of the scale's own grades."""

    def __init__(self, grades: Mapping[str, str], scale: Scale) -> None:
        self._meant: dict[str, str] = {}
        for grade in scale.grades:
            self._meant.setdefault(grade.id.casefold(), grade.id)
            self._meant.setdefault(plain(grade.title).casefold(), grade.id)
        self._meant.update((plain(spelling).casefold(), meant) for spelling, meant in grades.items())
        self._ranges = [(found, meant) for spelling, meant in grades.items() if (found := range_of(spelling))]
        self._seen: dict[str, str | None] = {}
        self.known = tuple(self._meant)

    def read(self, text: str) -> str | None:
        """A grade's id, `not_rated` with or without a reason, "" for a blank cell, None for what means nothing."""
        if text not in self._seen:
            self._seen[text] = self._read(plain(text))
        return self._seen[text]

    def _read(self, flat: str) -> str | None:
        found = self._meant.get(flat.casefold())
        if found is not None or not flat:
            return found or ""
        if _OWN_SPELLING.fullmatch(flat) and GIVEN_NAMES.isdisjoint(re.split("[/_-]", flat)):
            return flat
        if not re.fullmatch(_NUMBER, flat):
            return None
        number = Decimal(flat)
        return next((meant for each, meant in self._ranges if each.holds(number)), None)


def is_grade(rating: str) -> bool:
    """Whether a rating that was read is a grade, not a blank and not a reason for having none."""
    return bool(rating) and NOT_RATED.fullmatch(rating) is None


def reason_in(rating: str) -> str:
    """The reason behind `not_rated/`, or ""."""
    return "" if is_grade(rating) else rating.partition("/")[2]
