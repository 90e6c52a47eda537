"""Comparators by the interval against one value; parts of a year added up where they may be."""

from __future__ import annotations

from datetime import date

import pytest

from qaf.analysis.series import lines
from qaf.analysis.trends import facts
from qaf.model.period import Period
from qaf.model.protected import ProtectedFigure, ProtectedFigures, Shown

SHARE = {"unit": "percent", "of": "n", "better": "lower"}
ENGLAND = {"series": "england"}


def quarters(*counts, total="1000", year="2024/25", keys=None):
    return [
        (f"{year} Q{at}", str(int(count) / 10) if count.isdigit() else count, count, total, keys or {})
        for at, count in enumerate(counts, 1)
    ]


@pytest.mark.parametrize(
    ("england", "better", "side", "judged"),
    [
        ("22.6", "lower", "below", "better"),
        ("22.6", "higher", "below", "worse"),
        ("22.6", "neither", "below", "lower"),
        ("10.0", "lower", "above", "worse"),
        ("18.5", "lower", "similar", "similar"),
    ],
)
def test_the_interval_against_the_comparators_value(told, england, better, side, judged):
    rows = [("2024/25", "18.0", "339", "1879", {}), ("2024/25", england, "", "", ENGLAND)]
    (found,) = told({**SHARE, "better": better}, *rows).comparisons
    assert (found.side, found.judged, found.rolled) == (side, judged, False)


def test_the_latest_period_that_both_have(told):
    rows = [
        ("2023/24", "18.0", "180", "1000", {}),
        ("2024/25", "30.0", "300", "1000", {}),
        ("2023/24", "22.6", "", "", ENGLAND),
    ]
    (found,) = told(SHARE, *rows).comparisons
    assert (str(found.own.period), found.side) == ("2023/24", "below")


def test_quarters_are_added_up_to_the_year_of_the_comparator(told):
    rows = [*quarters("200", "210", "190", "200"), ("2024/25", "25.0", "", "", ENGLAND)]
    (found,) = told(SHARE, *rows).comparisons
    assert (found.rolled, found.own.value.text, found.own.numerator.text, found.own.denominator.text) == (
        True, "20.0", "800", "4000",
    )  # fmt: skip
    assert found.side == "below"


@pytest.mark.parametrize(
    ("rows", "keys"),
    [
        (quarters("200", "c", "190", "200"), {}),
        (quarters("200", "x", "190", "200"), {}),
        (quarters("200", "210", "190"), {}),
        (quarters("200", "210", "190", "200"), {"distinct": "true"}),
        (quarters("200", "210", "190", "200"), {"window": "year_to_date"}),
        (quarters("200", "210", "190", "200"), {"breaks": [{"from": "2024/25 Q3"}]}),
    ],
)
def test_what_cannot_be_added_up_is_not_compared(told, rows, keys):
    assert told({**SHARE, **keys}, *rows, ("2024/25", "25.0", "", "", ENGLAND)).comparisons == ()


def test_counts_are_not_compared_with_those_of_others(told):
    rows = [("2024/25", "40", "", "", {}), ("2024/25", "9000", "", "", ENGLAND)]
    assert told({"unit": "count"}, *rows).comparisons == ()


def test_without_an_interval_the_reason_is_kept(told):
    rows = [("2024/25", "15.2", "152", "10", {}), ("2024/25", "14.0", "", "", ENGLAND)]
    (found,) = told({"unit": "mean", "of": "n"}, *rows).comparisons
    assert (found.side, found.why) == (None, "mean")


@pytest.mark.parametrize(
    ("ambition", "state", "why"),
    [
        ({"grade": "good"}, "met", None),
        ({"grade": "strong"}, "short", None),
        ({"no_worse_than": "england"}, "short", None),
        ({"no_worse_than": "pool"}, "untold", "no_comparator"),
        ({"at_least": "2"}, "untold", "no_scale"),
    ],
)
def test_a_grade_is_there_or_it_is_not(framework, ambition, state, why):
    made = framework({"id": "m", "unit": "grade", "scale": "audit", "ambitions": [ambition]})
    held = [grade_of("own", "good"), grade_of("england", "strong")]
    series = lines(made, ProtectedFigures("dfe", tuple(held)), made.measures["m"])
    (found,) = facts(made, series, "dfe", date(2026, 6, 15)).ambitions
    assert (found.state, found.why, found.tested) == (state, why, False)


def grade_of(series, grade):
    cell = Shown(2.0, grade)
    empty = Shown()
    return ProtectedFigure("m", Period.canonical("2024/25"), series, "", "", "", "", "", empty, empty, cell)
