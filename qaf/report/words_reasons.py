"""Why no test, trend, limit or verdict stands on the page: each reason as the end of a sentence that begins so."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from qaf.analysis.tested import Reason

REASONS: Mapping[Reason, str] = MappingProxyType(
    {
        "chosen": "the cases were chosen, so the figures speak for them only",
        "volunteers": "the figures speak only for those who chose to answer",
        "unsaid": "it is not said how those counted were drawn",
        "mean": "what single people or cases add to an average is not known",
        "ratio": "there is no such test for a ratio of two counts",
        "grade": "a grade is given, not counted",
        "change": "the figures are differences already",
        "mean_of_months": "each figure is an average over months",
        "population": "this is the population that others are counted of, and no result of the work",
        "rounded": "numbers are rounded to protect people",
        "withheld": "figures are withheld",
        "absent": "a figure is not available",
        "no_counts": "the numbers behind the figures were not given",
        "not_whole": "the numbers are not whole",
        "impossible": "the numbers behind the figures do not fit together",
        "break": "figures before and after the break do not compare",
        "window": "each figure holds the one before in itself",
        "unequal": "the periods are not equally long",
        "few": "there are fewer than five years",
        "few_parts": "there are fewer than thirteen figures",
        "gap": "the latest five years have a gap",
        "no_width": "an interval has no width",
        "no_range": "no two figures follow one another and differ",
        "mixed": "the periods are of different kinds",
        "apart_in_time": "the periods do not follow one another",
        "withheld_inside": "figures are withheld, and what is left would mislead",
        "few_before": "there are too few figures from before",
        "few_baseline": "the baseline has fewer than five figures with a number",
        "no_scatter": "the figures of the baseline do not scatter around the line at all, so that no band can be had",
        "leaves_range": "the line would leave what such a figure can be",
        "alike": "the figures of the baseline do not scatter around the line by chance: each resembles the one before",
        "seasons": "the figures of the baseline rise and fall with the seasons",
        "no_forecast": "no forecast is written down",
        "into_baseline": "the baseline goes on after the exercise began",
        "count": "counts of different size cannot be held against each other",
        "overlapping": "a case can count in several of them",
        "one_place": "only one of them has numbers",
        "no_comparator": "there is no figure of theirs for the same period",
        "no_scale": "it does not fit the measure",
        "far_apart": "the groups are of too different size",
        "too_large": "the numbers are too large for such a test",
    }
)
"""Each reason in words, to stand after "because"."""


def because(why: Reason) -> str:
    """`because the cases were chosen, so the figures speak for them only`."""
    return f"because {REASONS[why]}"
