"""Forecasts: published results, statsmodels, the laws of a line, and how often chance is called a turn."""

from __future__ import annotations

import random

import numpy as np
import pytest
import statsmodels.api as sm
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from qaf.statistics.forecast import departure, flat, resemblance, straight_line

SPEED = [4, 4, 7, 7, 8, 9, 10, 10, 10, 11, 11, 12, 12, 12, 12, 13, 13, 13, 13, 14, 14, 14, 14, 15, 15, 15, 16, 16, 17,
         17, 17, 18, 18, 18, 18, 19, 19, 19, 20, 20, 20, 20, 20, 22, 23, 24, 24, 24, 24, 25]  # fmt: skip
DISTANCE = [2, 10, 4, 22, 16, 10, 18, 26, 34, 17, 28, 14, 20, 24, 28, 26, 34, 34, 46, 26, 36, 60, 80, 20, 26, 54, 32,
            40, 32, 40, 50, 42, 56, 76, 84, 36, 46, 68, 32, 48, 52, 56, 64, 66, 54, 70, 92, 93, 120, 85]  # fmt: skip
"""M. Ezekiel's stopping distances (1930), R's data set `cars`."""

VALUES = st.lists(st.integers(0, 1000).map(lambda x: x / 10), min_size=5, max_size=30)
LATER = st.lists(st.integers(0, 1000).map(lambda x: x / 10), min_size=1, max_size=8)


def scattered(values):
    assume(len(values) >= 5 and np.std(np.diff(values)) > 0.05)
    return list(range(len(values))), values


@pytest.mark.parametrize(
    ("speed", "middle", "lower", "upper"),
    [(12, 29.60981, -1.749529, 60.96915), (19, 57.13667, 25.761756, 88.51159), (24, 76.79872, 44.752478, 108.84495)],
)
def test_the_published_prediction_intervals_of_stopping_distances(speed, middle, lower, upper):
    fit = straight_line(SPEED, DISTANCE)
    assert fit.at(speed) == pytest.approx(middle, abs=1e-5)
    assert fit.band(speed) == pytest.approx((lower, upper), abs=2e-5)


def test_the_published_coefficients_of_the_same_line():
    fit = straight_line(SPEED, DISTANCE)
    assert (fit.slope, fit.at(0)) == pytest.approx((3.9324, -17.5791), abs=1e-4)
    assert (fit.deviation, fit.freedom) == (pytest.approx(15.38, abs=0.005), 48)


@given(VALUES, LATER)
def test_line_band_and_joint_test_are_those_of_statsmodels(values, later):
    times, values = scattered(values)
    fit = straight_line(times, values)
    model = sm.OLS(values, sm.add_constant(times)).fit()
    assume(model.scale > 1e-3)
    at = [len(times) + 1 + step for step in range(len(later))]
    table = model.get_prediction(sm.add_constant(at, has_constant="add")).summary_frame(alpha=0.05)
    bands = [fit.band(time) for time in at]
    assert [low for low, _ in bands] == pytest.approx(list(table["obs_ci_lower"]), rel=1e-6, abs=1e-6)
    assert [high for _, high in bands] == pytest.approx(list(table["obs_ci_upper"]), rel=1e-6, abs=1e-6)
    where = np.array([1.0, np.mean(at)])
    error = np.sqrt(model.scale / len(at) + where @ model.cov_params() @ where)
    found = departure(fit, at, later)
    assert found.mean == pytest.approx(
        np.mean(later - model.predict(sm.add_constant(at, has_constant="add"))), abs=1e-8
    )
    assert found.t == pytest.approx(found.mean / error, rel=1e-7, abs=1e-9)
    assert found.p_value == pytest.approx(2 * stats.t.sf(abs(found.t), model.df_resid), abs=1e-10)


@given(VALUES)
def test_a_level_has_the_mean_and_the_band_of_one_new_figure(values):
    times, values = scattered(values)
    fit = flat(times, values)
    half = stats.t.ppf(0.975, len(values) - 1) * np.std(values, ddof=1) * np.sqrt(1 + 1 / len(values))
    assert fit.band(99) == pytest.approx((np.mean(values) - half, np.mean(values) + half), rel=1e-8, abs=1e-8)
    assert fit.band(99) == fit.band(-3)


@given(VALUES, LATER, st.integers(-500, 500), st.integers(1, 20))
def test_neither_the_unit_nor_the_calendar_changes_the_test(values, later, moved, scale):
    times, values = scattered(values)
    at = [len(times) + step for step in range(len(later))]
    for method in (straight_line, flat):
        first = departure(method(times, values), at, later)
        other = departure(
            method([time + moved for time in times], [value * scale + moved for value in values]),
            [time + moved for time in at], [value * scale + moved for value in later],
        )  # fmt: skip
        assert other.t == pytest.approx(first.t, rel=1e-6, abs=1e-6)
        mirrored = departure(method(times, [-value for value in values]), at, [-value for value in later])
        assert mirrored.t == pytest.approx(-first.t, rel=1e-9, abs=1e-9)


@given(VALUES, st.floats(0.5, 0.98))
def test_the_band_holds_the_forecast_and_grows_with_distance_and_confidence(values, confidence):
    times, values = scattered(values)
    fit = straight_line(times, values)
    widths = [high - low for low, high in (fit.band(time, confidence) for time in range(len(times), len(times) + 9))]
    assert widths == sorted(widths)
    low, high = fit.band(len(times), confidence)
    wider = fit.band(len(times), confidence + 0.01)
    assert wider[0] < low < fit.at(len(times)) < high < wider[1]


def test_one_later_figure_departs_exactly_where_it_leaves_the_band():
    fit = straight_line(range(8), [50, 52, 49, 53, 51, 55, 52, 54])
    low, high = fit.band(9)
    assert departure(fit, [9], [high]).p_value == pytest.approx(0.05, abs=1e-9)
    assert departure(fit, [9], [low]).p_value == pytest.approx(0.05, abs=1e-9)
    assert departure(fit, [9], [high + 0.1]).p_value < 0.05 < departure(fit, [9], [high - 0.1]).p_value


@pytest.mark.parametrize("method", [straight_line, flat])
@pytest.mark.parametrize(("before", "after"), [(5, 3), (8, 4), (16, 6), (12, 12)])
def test_where_nothing_changed_a_departure_is_found_about_one_time_in_twenty(method, before, after):
    drawn = random.Random(before * 100 + after)
    slope = 0.7 if method is straight_line else 0.0
    found, times = 0, 3000
    for _ in range(times):
        series = [40 + slope * at + drawn.gauss(0, 2) for at in range(before + after)]
        fit = method(range(before), series[:before])
        found += departure(fit, range(before, before + after), series[before:]).p_value < 0.05
    assert 0.038 < found / times < 0.062


def test_figures_that_each_resemble_the_one_before_are_noticed():
    slow = [50, 51, 53, 55, 56, 55, 53, 51, 49, 47, 46, 47, 49, 51]
    found, limit = resemblance(flat(range(14), slow), 1)
    assert found > limit
    found, limit = resemblance(flat(range(14), [50, 53, 49, 52, 51, 48, 53, 50, 52, 49, 51, 53, 48, 50]), 1)
    assert found < limit


def test_the_seasons_are_noticed_at_their_distance_and_only_there():
    quarters = flat(range(12), [50, 60, 52, 40] * 3)
    found, limit = resemblance(quarters, 1, lag=4)
    assert found > limit
    assert resemblance(quarters, 1, lag=5) is None


def test_how_often_figures_without_resemblance_are_said_to_have_some():
    drawn = random.Random(7)
    found = 0
    for _ in range(2000):
        r, limit = resemblance(straight_line(range(16), [drawn.gauss(0, 1) for _ in range(16)]), 1)
        found += r > limit
    assert found / 2000 < 0.06


def test_nothing_is_said_of_the_resemblance_of_seven_figures():
    assert resemblance(flat(range(7), [1, 2, 1, 3, 2, 4, 1]), 1) is None


@pytest.mark.parametrize("method", [straight_line, flat])
@pytest.mark.parametrize(
    ("times", "values"),
    [
        (range(4), [1, 2, 3, 5]),
        (range(5), [1, 2, 3, 5]),
        (range(5), [4, 4, 4, 4, 4]),
        (range(5), [4, float("nan"), 4, 5, 4]),
        (range(5), [4, None, 4, 5, 4]),
    ],
)
def test_what_no_forecast_can_be_made_of_is_refused(method, times, values):
    with pytest.raises(ValueError, match="forecast|figure|scatter"):
        method(times, values)


def test_a_perfect_line_has_no_band_and_equal_times_no_line():
    with pytest.raises(ValueError, match="scatter"):
        straight_line(range(6), [0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
    with pytest.raises(ValueError, match="different times"):
        straight_line([1, 1, 1, 1, 1], [1, 2, 3, 5, 6])


def test_no_later_figure_has_no_departure():
    with pytest.raises(ValueError, match="one figure or more"):
        departure(flat(range(5), [1, 2, 1, 3, 2]), [], [])
