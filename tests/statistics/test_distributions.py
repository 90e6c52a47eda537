"""The special functions against scipy, and against what can be worked out by hand."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import special, stats

from qaf.statistics import distributions

COUNTS = (1, 2, 3, 5, 9, 10, 14, 15, 16, 50, 100, 1_000, 12_345, 0.3, 2.5, 14.7)
TAILS = (0.025, 0.001, 0.05, 1e-6, 0.4)


def test_normal_quantiles_of_the_two_levels():
    assert distributions.normal_quantile(0.95) == pytest.approx(1.959963984540054, abs=1e-14)
    assert distributions.normal_quantile(0.998) == pytest.approx(3.090232306167813, abs=1e-14)


@pytest.mark.parametrize("tail", TAILS)
@pytest.mark.parametrize("count", COUNTS)
def test_poisson_limits_are_scipys(count, tail):
    assert distributions.poisson_lower(count, tail) == pytest.approx(special.gammaincinv(count, tail), rel=1e-11)
    assert distributions.poisson_upper(count, tail) == pytest.approx(special.gammainccinv(count + 1, tail), rel=1e-11)


@pytest.mark.parametrize("tail", TAILS)
def test_limits_of_nought_and_one_are_logarithms(tail):
    assert distributions.poisson_lower(0, tail) == 0
    assert distributions.poisson_upper(0, tail) == pytest.approx(-math.log(tail), rel=1e-14)
    assert distributions.poisson_lower(1, tail) == pytest.approx(-math.log1p(-tail), rel=1e-13)


def test_a_count_next_to_nothing_has_a_limit_next_to_nothing():
    assert distributions.poisson_lower(1e-4, 0.025) == 0
    assert distributions.poisson_upper(1e-4, 0.025) == pytest.approx(-math.log(0.025), rel=1e-3)


@given(st.floats(0.01, 500), st.floats(0.01, 500))
def test_gamma_tails_are_scipys(shape, x):
    lower, upper = distributions.gamma_tails(shape, x)
    assert lower == pytest.approx(special.gammainc(shape, x), rel=1e-10, abs=1e-13)
    assert upper == pytest.approx(special.gammaincc(shape, x), rel=1e-10, abs=1e-13)


@pytest.mark.parametrize("expected", [0.001, 0.3, 1, 3.6, 3.7, 10, 100.3, 1e4, 1e6])
@pytest.mark.parametrize("tail", [0.025, 0.001])
def test_the_drawn_line_of_a_rate_has_the_tail_it_should(expected, tail):
    high = distributions.count_at_tail(expected, tail, lower=False)
    assert special.gammainc(high, expected) == pytest.approx(tail, rel=1e-9)
    low = distributions.count_at_tail(expected, tail, lower=True)
    if math.exp(-expected) >= tail:
        assert low == 0
    else:
        assert special.gammaincc(low + 1, expected) == pytest.approx(tail, rel=1e-9)


@st.composite
def divisions(draw):
    total = draw(st.integers(0, 400))
    return draw(st.integers(0, total)), total, draw(st.floats(0.001, 0.999))


@given(divisions())
def test_binomial_p_values_are_scipys(division):
    count, total, share = division
    if total:
        wanted = stats.binomtest(count, total, share).pvalue
        assert distributions.binomial_two_sided(count, total, share) == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("total", [10**4, 10**6, 10**7])
@pytest.mark.parametrize("share", [0.5, 0.25, 0.001])
@pytest.mark.parametrize("errors", [-3, -1.3, -0.01, 0.4, 2.2])
def test_binomial_p_values_of_large_counts_are_scipys(total, share, errors):
    count = round(total * share + errors * math.sqrt(total * share * (1 - share)))
    wanted = stats.binomtest(count, total, share).pvalue
    assert distributions.binomial_two_sided(count, total, share) == pytest.approx(wanted, rel=1e-9)


@given(st.integers(1, 60).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_points_of_a_fair_coin_are_exact(division):
    count, total = division
    wanted = float(Fraction(math.comb(total, count), 2**total))
    assert distributions.binomial_point(count, total, 0.5) == pytest.approx(wanted, rel=1e-13)


def test_the_likeliest_outcome_has_a_p_value_of_one():
    assert distributions.binomial_two_sided(3, 30, 0.1) == 1
    assert distributions.binomial_two_sided(34, 69, 0.5) == distributions.binomial_two_sided(35, 69, 0.5) == 1
    assert distributions.binomial_two_sided(0, 0, 0.5) == 1


def test_nothing_hangs_on_a_count_without_measure():
    assert distributions.binomial_two_sided(10**9 // 2, 10**9, 0.5) == 1
    assert distributions.binomial_two_sided(0, 10**9, 0.5) == 0
    assert distributions.poisson_upper(10**9, 0.025) == pytest.approx(10**9 + 1.96 * 10**4.5, rel=1e-6)
