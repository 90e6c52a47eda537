"""The five-point trend: the published example, an independent regression, and what must not count as a trend."""

from __future__ import annotations

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from qaf.statistics.trend import CRITICAL, FivePointTrend, five_point

MMR = (
    [92.6254, 92.3221, 90.8708, 90.017, 90.1013],
    [92.4168, 92.1072, 90.6358, 89.7694, 89.8578],
    [92.8288, 92.5315, 91.1004, 90.2594, 90.3396],
)
"""MMR vaccination, Yorkshire and the Humber (Fingertips, "recent trends")."""

SHARES = st.lists(st.integers(0, 1_000).map(lambda x: x / 10), min_size=5, max_size=5)
WIDTHS = st.lists(st.integers(1, 200).map(lambda x: x / 10), min_size=5, max_size=5)


def with_widths(values, widths):
    halves = [width / 2 for width in widths]
    lowers = [value - half for value, half in zip(values, halves, strict=True)]
    return values, lowers, [value + half for value, half in zip(values, halves, strict=True)]


def test_the_published_example():
    trend = five_point(*MMR)
    assert trend.slope == pytest.approx(-0.740511, abs=5e-7)
    assert trend.chi_squared == pytest.approx(418.54, abs=0.005)
    assert (trend.significant, trend.direction) == (True, "down")


def test_the_critical_value_is_that_of_998_in_a_thousand():
    assert pytest.approx(stats.chi2.ppf(0.998, 1), abs=1e-12) == CRITICAL


@given(SHARES, WIDTHS)
def test_slope_and_error_are_those_of_a_weighted_regression(values, widths):
    values, lowers, uppers = with_widths(values, widths)
    trend = five_point(values, lowers, uppers)
    weights = [(3.92 / (upper - lower)) ** 2 for lower, upper in zip(lowers, uppers, strict=True)]
    fit = sm.WLS(values, sm.add_constant(np.arange(1, 6)), weights=weights).fit(cov_type="fixed scale")
    assert trend.slope == pytest.approx(fit.params[1], abs=1e-8)
    assert trend.chi_squared == pytest.approx(fit.tvalues[1] ** 2, rel=1e-7, abs=1e-7)


@given(SHARES, WIDTHS)
def test_a_trend_needs_all_six_slopes_on_one_side(values, widths):
    values, lowers, uppers = with_widths(values, widths)
    trend = five_point(values, lowers, uppers)
    weights = np.array([(3.92 / (upper - lower)) ** 2 for lower, upper in zip(lowers, uppers, strict=True)])
    kept = [[0, 1, 2, 3, 4], *([t for t in range(5) if t != left] for left in range(5))]
    slopes = [
        sm.WLS(np.array(values)[rows], sm.add_constant(np.array(rows)), weights=weights[rows]).fit().params[1]
        for rows in kept
    ]
    one_side = all(slope > 1e-9 for slope in slopes) or all(slope < -1e-9 for slope in slopes)
    assert trend.significant == (trend.chi_squared > CRITICAL and one_side)


@given(SHARES, WIDTHS, st.integers(-500, 500), st.integers(1, 50))
def test_shift_scale_and_mirror(values, widths, shift, scale):
    plain = five_point(*with_widths(values, widths))
    moved = five_point(*([value * scale + shift for value in part] for part in with_widths(values, widths)))
    values, lowers, uppers = with_widths(values, widths)
    mirrored = five_point([-value for value in values], [-upper for upper in uppers], [-lower for lower in lowers])
    other = {"up": "down", "down": "up", "none": "none"}
    assert (moved.significant, moved.direction) == (plain.significant, plain.direction)
    assert moved.slope == pytest.approx(plain.slope * scale, abs=1e-7)
    assert (mirrored.significant, mirrored.direction) == (plain.significant, other[plain.direction])
    assert mirrored.chi_squared == pytest.approx(plain.chi_squared, rel=1e-9, abs=1e-9)


def test_one_year_that_makes_the_slope_is_no_trend():
    trend = five_point(*with_widths([50, 50, 50, 50, 80], [1] * 5))
    assert trend.chi_squared > CRITICAL
    assert (trend.significant, trend.direction) == (False, "none")


def test_no_change_is_no_trend():
    trend = five_point(*with_widths([0.1 + 0.2] * 3 + [0.3] * 2, [1e-9] * 5))
    assert (trend.significant, trend.direction) == (False, "none")
    assert five_point(*with_widths([0] * 5, [1] * 5)) == FivePointTrend(0, 0, False, "none")


def test_a_rise():
    assert five_point(*with_widths([1, 2, 3, 4, 5], [0.5] * 5)).direction == "up"


def test_only_the_latest_five_count():
    longer = tuple([[50, 10, *part][:2] + part for part in MMR])
    assert five_point(*longer) == five_point(*MMR)


@pytest.mark.parametrize(
    ("values", "lowers", "uppers", "says"),
    [
        ([1, 2, 3, 4], [0] * 4, [5] * 4, "cannot be calculated from fewer than five points"),
        ([], [], [], "cannot be calculated from fewer than five points"),
        ([1, 2, 3, 4, 5], [0] * 5, [9] * 4, "a lower and an upper limit for each value"),
        ([1, 2, None, 4, 5], [0] * 5, [9] * 5, "cannot be calculated: each value must be a number"),
        ([1, 2, 3, 4, 5], [0, 0, None, 0, 0], [9] * 5, "cannot be calculated: each limit must be a number"),
        ([0] * 5, [0] * 5, [0] * 5, "cannot be calculated where an interval has no width"),
        ([1, 2, 3, 4, 5], [9] * 5, [0] * 5, "The lower limit cannot be above the upper limit"),
    ],
)
def test_what_cannot_be_calculated_says_so(values, lowers, uppers, says):
    with pytest.raises(ValueError, match=says):
        five_point(values, lowers, uppers)


def test_very_unequal_and_very_small_intervals():
    trend = five_point([1, 2, 3, 4, 5], [0.9, 1.9, 2.9, 3.9, 4.9], [1.1, 2.1, 3.1, 4.1, 1e90])
    assert trend.slope == pytest.approx(1)
    assert five_point(*with_widths([1, 2, 3, 4, 5], [1e-12] * 5)).direction == "up"
