"""Funnels: the values that Public Health England published with its methods, and what must never differ."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special

from qaf.statistics import funnel
from qaf.statistics.funnel import WITHIN, Standing, proportion_limits, rate_limits

CENTRE = 0.806424478571495
# R package PHEindicatormethods, testdata_funnel_prop_outputs.csv: population, 95 % and 99.8 % limits in per cent.
PROPORTIONS = [
    (1, 3.204264, 100, 0, 100),
    (3, 35.933491, 100, 10.150815, 100),
    (10, 56.154344, 100, 42.03259, 100),
    (18, 62.390093, 98.894803, 51.864359, 100),
    (41, 68.548635, 92.73626, 61.574398, 99.710497),
    (68, 71.251689, 90.033207, 65.836243, 95.448652),
]
# The same package, testdata_funnel_prop_inputs.csv, with the centre above.
TRUSTS = [
    (35078.488, 41980, "high", "differs"),
    (24803.6256, 31824, "low", "differs"),
    (50050.7443, 61921, "none", "none"),
    (26789.238, 33012, "high", "watch"),
    (30277.5312, 37828, "low", "watch"),
    (36850.0492, 45449, "high", "watch"),
    (24866.916, 30929, "none", "none"),
    (38314.0408, 47678, "none", "none"),
]
RATE_CENTRE = 116.1720835e-5
YEARS = 3
# The same package, testdata_funnel_rate_outputs.csv, three years pooled: events, then for the lower and the upper line,
# 95 and 99.8 %, the population of one year and the rate.
# Its own search stops early, so that its lines for one or two events hold four digits.
RATE_LINES = [
    (1, 1598.675694, 20.85059119, 7.264481402, 4588.535848, 2649.348525, 12.58170943, 0.287087625, 116108.569),
    (5, 3348.002593, 49.78092521, 465.8280129, 357.7858395, 4721.370883, 35.30048174, 212.14848, 785.6132963),
    (9, 4902.152951, 61.19760093, 1180.827018, 254.0592274, 6501.096999, 46.14605812, 703.6760012, 426.3325728),
    (10, 5276.757672, 63.17010446, 1375.943768, 242.2579623, 6924.776769, 48.13632908, 849.4639547, 392.4043292),
    (30, 12288.34267, 81.37793899, 5807.727562, 172.1843853, 14657.31486, 68.22532023, 4553.350694, 219.6184891),
]
# The same package, testdata_funnel_rate_dsr_inputs.csv: count, population, and how the crude rate stands.
PLACES = [
    (2419, 264102, "high differs"),
    (2337, 259711, "high differs"),
    (2291, 289247, "high differs"),
    (2242, 265029, "high differs"),
    (2218, 284649, "high differs"),
    (2159, 293578, "high differs"),
    (2130, 286718, "high differs"),
    (2111, 307381, "none none"),
    (2105, 274145, "high differs"),
    (2083, 297424, "high watch"),
    (2078, 272628, "high differs"),
    (2062, 269656, "high differs"),
    (2061, 294692, "high watch"),
    (2033, 277710, "high differs"),
    (2033, 259213, "high differs"),
    (2010, 285516, "high watch"),
    (2004, 269449, "high differs"),
    (2002, 290888, "none none"),
    (1977, 287112, "none none"),
    (1944, 286492, "none none"),
    (1932, 287012, "none none"),
    (1922, 291277, "none none"),
    (1912, 289859, "none none"),
    (1881, 289653, "none none"),
    (1844, 282519, "none none"),
    (1835, 274220, "none none"),
    (1833, 280271, "none none"),
    (1825, 284206, "none none"),
    (1816, 274508, "none none"),
    (1809, 288384, "low watch"),
    (1798, 287072, "low watch"),
    (1754, 282744, "low differs"),
    (1746, 289208, "low differs"),
    (1709, 287736, "low differs"),
    (1694, 296175, "low differs"),
    (1688, 303255, "low differs"),
    (1649, 285959, "low differs"),
    (1553, 274661, "low differs"),
    (1332, 281425, "low differs"),
    (0, 297820, "low differs"),
]
UNITS = st.integers(1, 3_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))


@pytest.mark.parametrize(("total", "lower", "upper", "wide_lower", "wide_upper"), PROPORTIONS)
def test_limits_for_proportions_as_published(total, lower, upper, wide_lower, wide_upper):
    assert proportion_limits(CENTRE, total) == pytest.approx((lower / 100, upper / 100), abs=5e-9)
    assert proportion_limits(CENTRE, total, 0.998) == pytest.approx((wide_lower / 100, wide_upper / 100), abs=5e-9)


@pytest.mark.parametrize(("count", "total", "side", "strength"), TRUSTS)
def test_proportions_stand_as_published(count, total, side, strength):
    assert funnel.proportion_standing(count, total, CENTRE) == Standing(side, strength)


@pytest.mark.parametrize("line", RATE_LINES, ids=lambda line: f"{line[0]} events")
def test_lines_for_rates_as_published(line):
    close = 1e-3 if line[0] < 5 else 1e-6
    for at, confidence in ((1, 0.95), (5, 0.998)):
        low_at, low_rate, high_at, high_rate = line[at : at + 4]
        assert rate_limits(RATE_CENTRE, low_at * YEARS, confidence)[0] == pytest.approx(low_rate / 1e5, rel=close)
        assert rate_limits(RATE_CENTRE, high_at * YEARS, confidence)[1] == pytest.approx(high_rate / 1e5, rel=close)


def test_places_stand_as_published():
    counts, populations, standings = zip(*PLACES, strict=True)
    found = funnel.rate_funnel(counts, populations)
    assert found.centre == pytest.approx(sum(counts) / sum(populations))
    assert [f"{one.side} {one.strength}" for one in found.standings] == list(standings)


@given(UNITS, st.floats(0, 1))
def test_a_proportion_differs_where_it_lies_outside_the_drawn_limits(unit, centre):
    """The limits that are drawn are clipped, those of the test are not, and both say the same."""
    count, total = unit
    standing = funnel.proportion_standing(count, total, centre)
    outside = {}
    for confidence in (0.95, 0.998):
        lower, upper = proportion_limits(centre, total, confidence)
        assert 0 <= lower <= centre <= upper <= 1
        outside[confidence] = count / total < lower or count / total > upper
    strength = "differs" if outside[0.998] else "watch" if outside[0.95] else "none"
    assert standing.strength == strength
    assert (standing.side == "none") == (standing.strength == "none")


@given(UNITS, st.floats(0.01, 0.99))
def test_the_others_stand_the_other_way(unit, centre):
    count, total = unit
    standing = funnel.proportion_standing(count, total, centre)
    mirrored = funnel.proportion_standing(total - count, total, 1 - centre)
    lower, upper = proportion_limits(centre, total)
    if min(abs(count / total - lower), abs(count / total - upper)) > 1e-9:
        assert mirrored.strength == standing.strength
        assert {standing.side, mirrored.side} in ({"low", "high"}, {"none"})


@given(st.integers(0, 60), st.integers(1, 5_000), st.floats(1e-4, 0.1))
def test_a_rate_is_outside_the_drawn_line_where_its_own_limit_says_so(count, population, centre):
    standing = funnel.rate_standing(count, population, centre)
    for confidence, strengths in ((0.95, ("watch", "differs")), (0.998, ("differs",))):
        lower, upper = rate_limits(centre, population, confidence)
        assert 0 <= lower < centre < upper
        if min(abs(count / population - lower), abs(count / population - upper)) > 1e-9 * upper:
            assert (count / population < lower) == (standing.side == "low" and standing.strength in strengths)
            assert (count / population > upper) == (standing.side == "high" and standing.strength in strengths)


@given(st.integers(0, 200), st.integers(1, 5_000), st.floats(1e-4, 0.1))
def test_rates_are_judged_by_exact_poisson_tails(count, population, centre):
    """The same as: the chance of so many or more, or so few or fewer, is under half of what the level leaves."""
    expected = centre * population
    more, fewer = special.gammainc(count, expected) if count else 1, special.gammaincc(count + 1, expected)
    standing = funnel.rate_standing(count, population, centre)
    if all(abs(tail - half) > 1e-9 for tail in (more, fewer) for half in (0.025, 0.001)):
        assert (standing.side == "high") == (more < 0.025)
        assert (standing.side == "low") == (fewer < 0.025)
        assert (standing.strength == "differs") == (min(more, fewer) < 0.001)


@given(st.lists(UNITS, min_size=1, max_size=12))
def test_the_centre_is_what_all_have_together(units):
    counts, totals = zip(*units, strict=True)
    found = funnel.proportion_funnel(counts, totals)
    assert found.centre == pytest.approx(sum(counts) / sum(totals))
    assert found.standings == tuple(funnel.proportion_standing(*unit, found.centre) for unit in units)


@given(st.floats(0.01, 0.99), st.integers(1, 1_000))
def test_limits_narrow_with_the_total_and_nest(centre, total):
    lower, upper = proportion_limits(centre, total)
    wide_lower, wide_upper = proportion_limits(centre, total, 0.998)
    smaller_lower, smaller_upper = proportion_limits(centre, 4 * total)
    assert wide_lower <= lower <= smaller_lower <= centre <= smaller_upper <= upper <= wide_upper


def test_a_funnel_of_alike_units_finds_nothing():
    assert funnel.proportion_funnel([1, 2, 3], [3, 6, 9]).standings == (WITHIN,) * 3
    assert funnel.proportion_funnel([0, 0], [5, 500]).standings == (WITHIN,) * 2
    assert funnel.proportion_funnel([5, 500], [5, 500]).standings == (WITHIN,) * 2
    assert funnel.rate_funnel([0, 0], [5, 500]).standings == (WITHIN,) * 2
    assert funnel.rate_funnel([7], [90]).standings == (WITHIN,)


def test_a_unit_without_a_total_has_no_standing():
    assert funnel.proportion_funnel([0, 5], [0, 10]).standings == (None, WITHIN)
    assert funnel.rate_funnel([5, 0], [10, 0]).standings == (WITHIN, None)


def test_nobody_is_low_where_nought_would_be_no_surprise():
    """An expected 3.688879 is where a count of nought begins to be low."""
    just = -math.log(0.025)
    assert rate_limits(1, just * 0.999)[0] == 0
    assert rate_limits(1, just * 1.001)[0] > 0
    assert funnel.rate_standing(0, just * 0.999, 1) == WITHIN
    assert funnel.rate_standing(0, just * 1.001, 1) == Standing("low", "watch")
    assert rate_limits(0, 100) == (0, 0)


@pytest.mark.parametrize(
    ("counts", "totals", "says"),
    [
        ([], [], "The sum of the totals must be above zero"),
        ([0, 0], [0, 0], "The sum of the totals must be above zero"),
        ([1], [1, 2], "one count and one total for each unit"),
        ([3, 1], [0, 9], "A unit that has a count needs a total"),
        ([3, -1], [9, 9], "The count cannot be below zero"),
        ([9, 1], [3, 20], "The count cannot be above the total"),
    ],
)
def test_what_is_no_funnel_is_refused(counts, totals, says):
    with pytest.raises(ValueError, match=says):
        funnel.proportion_funnel(counts, totals)
