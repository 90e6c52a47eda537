"""XmR charts: published values, an independent package, a slow reading of the definition, and the laws they obey."""

from __future__ import annotations

import random
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyqicharts.xmr_rules import XmrRuleConfig, xmr_signals

from qaf.statistics.control_chart import label, readings, xmr

OUTLIER = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]
RISE = [10, 12, 9, 11, 10, 12, 6, 7, 8, 9, 10, 11, 12, 10, 9, 11]
STEP = [10, 11, 10, 11, 10, 11, 10, 11, 13, 14, 13, 14, 13, 14, 13]
# R's set.seed(123); rnorm(20), the data of the tests of the R package NHSRplotthedots (test-ptd_spc_standard.R).
NORMAL = [
    *(-0.56047565, -0.23017749, 1.55870831, 0.07050839, 0.12928774, 1.71506499, 0.46091621, -1.26506123, -0.68685285),
    *(-0.44566197, 1.22408180, 0.35981383, 0.40077145, 0.11068272, -0.55584113, 1.78691314, 0.49785048, -1.96661716),
    *(0.70135590, -0.47279141),
]

SERIES = st.lists(st.one_of(st.integers(0, 9), st.none()), min_size=13, max_size=45)
JUMPY = st.lists(st.sampled_from([4, 5, 5, 6, 6, 7, 12, 0, None]), min_size=13, max_size=45)
FULL = st.lists(st.integers(0, 20), min_size=13, max_size=45)


def lines_at(chart, at=0):
    lines = (chart.mean, chart.lower, chart.upper, chart.near_lower, chart.near_upper)
    return tuple(line[at] for line in lines)


def fired(chart, rule):
    """The points, counted from 1, at which a rule fired."""
    return [at + 1 for at, signals in enumerate(chart.signals) if rule in signals]


def is_silent(chart):
    return not any(chart.signals) and not any(chart.directions)


class TestPublished:
    """The examples of the definition, and those of other packages that follow the same profile."""

    def test_one_point_outside(self):
        chart = xmr(OUTLIER)
        assert lines_at(chart)[:3] == pytest.approx((1.9444, -3.0626, 6.9515), abs=5e-5)
        assert chart.near_upper[0] - chart.mean[0] == pytest.approx(1.7733 * 32 / 17)
        assert [signals for signals in chart.signals if signals] == [{"outside"}]
        assert fired(chart, "outside") == [5]
        assert chart.directions[4] == {"outside": "up"}

    def test_screened(self):
        chart = xmr(OUTLIER, screen=True)
        assert lines_at(chart)[:3] == pytest.approx((1.9444, -0.7156, 4.6044), abs=5e-5)

    def test_a_trend_and_nothing_else(self):
        chart = xmr(RISE)
        assert fired(chart, "trend") == [7, 8, 9, 10, 11, 12, 13]
        assert all(signals in (set(), {"trend"}) for signals in chart.signals)
        assert chart.directions[6] == {"trend": "up"}

    def test_a_shift_with_two_of_three(self):
        chart = xmr(STEP)
        assert lines_at(chart)[1:3] == pytest.approx((9.0167, 14.7167), abs=5e-5)
        assert fired(chart, "shift") == list(range(1, 16))
        assert fired(chart, "two_of_three") == [10, 12, 14]
        assert not fired(chart, "outside")
        assert not fired(chart, "trend")
        assert [found["shift"] for found in chart.directions] == ["down"] * 8 + ["up"] * 7

    def test_nhsrplotthedots(self):
        plain, jump = NORMAL, [*NORMAL[:14], 10, *NORMAL[15:]]
        assert lines_at(xmr(plain, screen=True))[:3] == pytest.approx((0.1416238, -3.01138, 3.294627), abs=5e-6)
        assert lines_at(xmr(jump, screen=True))[:3] == pytest.approx((0.6694159, -2.383666, 3.722497), abs=5e-6)
        assert lines_at(xmr(jump))[:3] == pytest.approx((0.6694159, -4.596625, 5.935457), abs=5e-6)

    @pytest.mark.parametrize(
        ("values", "mean", "lower", "upper", "near_lower", "near_upper"),
        [
            (list(range(20)), 9.5, 6.84, 12.16, 7.7267, 11.2733),
            ([1, 2, 3, 2, 1, 2, 3, 4, 5, 6, 7, 4, 3, 2, 1, 2], 3, -0.0146667, 6.0146667, 0.9902222, 5.0097778),
            ([-1, -2, -3, -2, -1, -2, -3, -4, -5, -6, -7, -4, -3, -2, -1, -2], -3, -6.0147, 0.0147, -5.0098, -0.9902),
        ],
    )
    def test_nhspy_plotthedots(self, values, mean, lower, upper, near_lower, near_upper):
        """test_limits_calculations.py of the Python package, which takes two thirds of 2.66 for 1.7733."""
        assert lines_at(xmr(values)) == pytest.approx((mean, lower, upper, near_lower, near_upper), abs=1e-4)

    def test_two_near_opposite_limits_are_common_cause(self):
        """Issue 143 of NHSRplotthedots."""
        assert is_silent(xmr([1, -1] * 7 + [5.5, -5.5]))

    @pytest.mark.parametrize(
        ("run", "is_trend"),
        [
            ([1, 2, 3, 4, 5, 6], False),
            ([1, 2, 3, 3, 4, 5, 6], False),
            ([1, 2, 3, 4, 5, 6, 7], True),
            ([7, 6, 5, 4, 3, 2, 1], True),
        ],
    )
    def test_seven_strict_steps_of_nhsrplotthedots(self, run, is_trend):
        """The series of test-ptd_calculate_point_type.R, between steps that lead the other way."""
        before, after = (9, 0) if run[0] < run[-1] else (0, 9)
        chart = xmr([*[5] * 6, before, *run, after, *[5] * 6])
        assert fired(chart, "trend") == (list(range(8, 8 + len(run))) if is_trend else [])


class TestRules:
    """Each rule by a slow reading of its definition, in exact fractions, and by an independent package."""

    @staticmethod
    def expected(values):
        known = [Fraction(value) for value in values if value is not None]
        steps = [
            abs(Fraction(b) - a) for a, b in zip(values, values[1:], strict=False) if a is not None and b is not None
        ]
        if len(known) < 13 or not steps or (not any(steps) and len(set(known)) > 1):
            return [set() for _ in values]
        mean, usual = sum(known) / len(known), sum(steps) / len(steps)
        far, near = Fraction(266, 100) * usual, Fraction(17733, 10000) * usual
        found = [set() for _ in values]
        for at, value in enumerate(values):
            if value is not None and abs(value - mean) > far:
                found[at].add("outside")
        for size, rule in ((7, "shift"), (7, "trend"), (3, "two_of_three")):
            for start in range(len(values) - size + 1):
                window = values[start : start + size]
                if None in window:
                    continue
                pairs = list(zip(window, window[1:], strict=False))
                one_side = all(v > mean for v in window) or all(v < mean for v in window)
                steady = all(a < b for a, b in pairs) or all(a > b for a, b in pairs)
                beyond = [at for at in range(start, start + size) if abs(values[at] - mean) > near]
                flagged = {
                    "shift": range(start, start + size) if one_side else (),
                    "trend": range(start, start + size) if steady else (),
                    "two_of_three": beyond if one_side and len(beyond) >= 2 else (),
                }
                for at in flagged[rule]:
                    found[at].add(rule)
        return found

    @given(SERIES)
    def test_every_rule_fires_where_the_definition_says(self, values):
        assert xmr(values).signals == self.expected(values)

    @given(JUMPY)
    def test_and_with_points_on_the_mean_and_far_away(self, values):
        assert xmr(values).signals == self.expected(values)

    @given(st.lists(st.integers(-3, 5), min_size=13, max_size=40))
    def test_and_where_the_series_drifts(self, steps):
        values = [sum(steps[: at + 1]) for at in range(len(steps))]
        assert xmr(values).signals == self.expected(values)

    @pytest.mark.parametrize("seed", range(40))
    def test_pyqicharts_with_seven_and_seven_says_the_same(self, seed):
        chance = random.Random(seed)
        drift = chance.choice([0, 0, 0.1, 0.6, -0.6])
        values = [chance.gauss(drift * at, 1) + chance.choice([0, 0, 0, 2]) for at in range(30)]
        chart = xmr(values)
        mean, lower, upper = lines_at(chart)[:3]
        theirs = xmr_signals(
            pd.Series(values), mean, lower, upper, improvement="high is good", config=XmrRuleConfig(7, 7)
        )
        outside = theirs.outside_ucl | theirs.outside_lcl
        named = {"outside": outside, "shift": theirs["shift"], "trend": theirs.trend, "two_of_three": theirs.two_sigma}
        for rule, found in named.items():
            assert fired(chart, rule) == [at + 1 for at in range(30) if found[at]]

    def test_points_on_a_line_are_not_beyond_it(self):
        """0.1 + 0.2 is a little more than 0.3 to a computer; to a board it is 0.3."""
        assert is_silent(xmr([0.3, 0.1 + 0.2] * 10))
        assert is_silent(xmr([0.1] * 13))
        level = [0.7, 0.1, 0.1, 0.7, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4, 0.1 * 3 + 0.1, 0.4, 0.4]
        assert not fired(xmr(level), "shift")

    def test_exactly_seven_and_not_six(self):
        back_and_forth = [5, 9, 1] * 4
        for length, wanted in ((6, []), (7, list(range(13, 20))), (8, list(range(13, 21)))):
            chart = xmr([*back_and_forth, *[6, 7] * 4][: 12 + length] + [1, 1, 1, 1])
            assert fired(chart, "shift") == wanted

    def test_other_lengths_can_be_asked_for(self):
        assert fired(xmr(RISE, trend=8), "trend") == []
        assert fired(xmr(RISE, trend=6), "trend") == list(range(7, 14))
        assert fired(xmr(STEP, shift=8), "shift") == list(range(1, 9))

    def test_a_turning_point_belongs_to_both_runs_and_points_the_newer_way(self):
        chart = xmr([1, 2, 3, 4, 5, 6, 7, 6, 5, 4, 3, 2, 1])
        assert fired(chart, "trend") == list(range(1, 14))
        assert [found["trend"] for found in chart.directions] == ["up"] * 6 + ["down"] * 7

    def test_the_label_is_the_strongest_rule(self):
        assert label({"shift", "two_of_three", "trend", "outside"}) == "outside"
        assert label({"shift", "two_of_three", "trend"}) == "trend"
        assert label({"shift", "two_of_three"}) == "two_of_three"
        assert label({"shift"}) == "shift"
        assert label(set()) is None


class TestGaps:
    """Points without a number, and those that are withheld."""

    def test_a_gap_breaks_runs_and_moving_ranges(self):
        whole, broken = xmr(STEP), xmr([*STEP[:4], None, *STEP[4:]])
        assert fired(whole, "shift")[:8] == list(range(1, 9))
        assert fired(broken, "shift") == list(range(10, 17))
        assert broken.mean[0] == pytest.approx(whole.mean[0])
        assert broken.upper[0] - broken.mean[0] == pytest.approx(2.66 * 14 / 13)
        assert broken.mean[4] == broken.mean[0]
        assert broken.signals[4] == set()

    def test_a_gap_breaks_two_of_three_and_trends(self):
        assert fired(xmr([*STEP[:10], None, *STEP[10:]]), "two_of_three") == [13, 15]
        assert fired(xmr([*RISE[:10], None, *RISE[10:]]), "trend") == []

    def test_twelve_points_have_a_mean_only(self):
        chart = xmr([None, *OUTLIER[:12], None])
        assert chart.mean == [pytest.approx(26 / 12)] * 14
        assert chart.lower == chart.upper == chart.near_lower == chart.near_upper == [None] * 14
        assert is_silent(chart)
        assert [(one.kind, one.points) for one in chart.segments] == [("run", 12)]
        assert xmr([None, *OUTLIER[:13], None]).segments[0].kind == "control"

    @pytest.mark.parametrize("values", [[], [None], [None] * 20])
    def test_nothing_to_draw(self, values):
        chart = xmr(values)
        assert chart.mean == chart.lower == [None] * len(values)
        assert is_silent(chart)
        assert len(chart.signals) == len(values)
        assert [one.kind for one in chart.segments] == ["empty"] * bool(values)

    def test_one_withheld_point_silences_its_segment_only(self):
        values = [*OUTLIER, *OUTLIER[:8], None, *OUTLIER[9:]]
        chart = xmr(values, rebase=[18], withheld=[26])
        assert lines_at(chart) == lines_at(xmr(OUTLIER))
        assert fired(chart, "outside") == [5]
        assert lines_at(chart, 20) == (None,) * 5
        assert [(one.start, one.stop, one.kind, one.points, one.withheld) for one in chart.segments] == [
            (0, 18, "control", 18, 0),
            (18, 36, "withheld", 17, 1),
        ]

    def test_withheld_everywhere(self):
        chart = xmr([None] * 3, withheld=[0, 1, 2])
        assert chart.segments[0].kind == "withheld"
        assert chart.segments[0].withheld == 3
        assert chart.mean == [None] * 3

    def test_points_apart_leave_no_range_to_go_by(self):
        """Every other month is missing: the moving range is not known, whatever the number of points."""
        apart = xmr([value for point in OUTLIER for value in (point, None)])
        assert (apart.segments[0].kind, apart.segments[0].points) == ("run", 18)
        assert apart.mean[0] == pytest.approx(35 / 18)
        pairs = xmr([value for point in OUTLIER for value in (point, point, None)])
        assert pairs.segments[0].kind == "run"
        assert is_silent(apart)
        assert is_silent(pairs)

    def test_no_variation_at_all(self):
        chart = xmr([4] * 20)
        assert lines_at(chart) == (4, 4, 4, 4, 4)
        assert is_silent(chart)
        assert lines_at(xmr([4] * 20, screen=True)) == (4, 4, 4, 4, 4)


class TestSegments:
    """Rebasing, and a baseline that sets the lines."""

    @given(FULL, FULL)
    def test_segments_are_independent(self, first, second):
        both = xmr([*first, *second], rebase=[len(first)])
        apart = [xmr(first), xmr(second)]
        assert both.signals == [*apart[0].signals, *apart[1].signals]
        assert both.mean == [*apart[0].mean, *apart[1].mean]
        assert both.near_upper == [*apart[0].near_upper, *apart[1].near_upper]
        assert both.directions == [*apart[0].directions, *apart[1].directions]

    def test_a_short_segment_after_a_rebase_has_a_mean_only(self):
        chart = xmr([*OUTLIER, 50, 60, 70], rebase=[18])
        assert lines_at(chart, 19) == (60, None, None, None, None)
        assert [one.kind for one in chart.segments] == ["control", "run"]

    def test_a_start_at_the_first_point_or_named_twice_changes_nothing(self):
        assert xmr(OUTLIER, rebase=[0]) == xmr(OUTLIER)
        assert xmr(OUTLIER * 2, rebase=(18, 0, 18)) == xmr(OUTLIER * 2, rebase=[18])

    def test_a_baseline_sets_the_lines_for_what_follows(self):
        values = [*STEP[:8], *STEP[:8], 13, 13.5, 13, 13.5]
        chart = xmr(values, baseline=(0, 16))
        assert lines_at(chart) == lines_at(xmr(values[:16]))
        assert lines_at(chart, 19) == lines_at(chart)
        assert fired(chart, "outside") == [18, 20]
        assert fired(xmr(values), "outside") == []

    def test_a_baseline_belongs_to_one_segment(self):
        values = [*OUTLIER, *STEP]
        chart = xmr(values, rebase=[18], baseline=(18, 31))
        assert lines_at(chart) == lines_at(xmr(OUTLIER))
        assert lines_at(chart, 20) == lines_at(xmr(STEP[:13]))

    def test_a_baseline_of_twelve_points_is_too_short(self):
        chart = xmr(OUTLIER, baseline=(0, 12))
        assert lines_at(chart) == (pytest.approx(35 / 18), None, None, None, None)
        assert chart.segments[0].kind == "run"
        gap = [*OUTLIER[:3], None, *OUTLIER[3:]]
        assert xmr(gap, baseline=(0, 13)).segments[0].kind == "run"
        assert xmr(gap, baseline=(0, 14)).segments[0].kind == "control"

    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            ({"rebase": [18]}, "beyond the end"),
            ({"rebase": [-1]}, "below zero"),
            ({"rebase": [1.5]}, "whole number"),
            ({"withheld": [18]}, "beyond the end"),
            ({"withheld": [3]}, "A point that is withheld cannot have a number"),
            ({"baseline": (0, 19)}, "within one of its segments"),
            ({"baseline": (5, 5)}, "within one of its segments"),
            ({"baseline": (0, 16), "rebase": [13]}, "within one of its segments"),
            ({"shift": 1}, "at least two points"),
            ({"trend": 0}, "at least two points"),
        ],
    )
    def test_what_cannot_be_is_refused(self, arguments, says):
        with pytest.raises(ValueError, match=says):
            xmr(OUTLIER, **arguments)


class TestLaws:
    """What holds for every series."""

    @given(SERIES, st.integers(-1_000, 1_000), st.integers(1, 1_000).map(lambda x: x / 8))
    def test_shift_and_scale(self, values, shift, scale):
        plain = xmr(values)
        moved = xmr([None if value is None else value * scale + shift for value in values])
        assert moved.signals == plain.signals
        assert moved.directions == plain.directions
        for line, other in zip(lines_at(plain), lines_at(moved), strict=True):
            assert (line is None) == (other is None)
            assert line is None or other == pytest.approx(line * scale + shift, abs=1e-6)

    @given(SERIES, st.floats(0.001, 1_000), st.booleans())
    def test_any_scale_at_all(self, values, scale, screen):
        plain = xmr(values, screen=screen)
        assert xmr([value and value * scale for value in values], screen=screen).signals == plain.signals

    @given(SERIES)
    def test_mirror(self, values):
        plain, mirrored = xmr(values), xmr([None if value is None else -value for value in values])
        other = {"up": "down", "down": "up"}
        assert mirrored.signals == plain.signals
        assert mirrored.directions == [{rule: other[way] for rule, way in one.items()} for one in plain.directions]
        if plain.upper[0] is not None:
            assert mirrored.lower[0] == pytest.approx(-plain.upper[0])

    @given(SERIES)
    def test_what_is_better_only_swaps_improvement_and_concern(self, values):
        chart = xmr(values)
        swap = {"improvement": "concern", "concern": "improvement", None: None}
        higher = readings(chart, "higher")
        assert [swap[one] for one in higher] == readings(chart, "lower")
        assert [one and "neutral" for one in higher] == readings(chart, "neither")
        assert [one is not None for one in higher] == [bool(signals) for signals in chart.signals]

    @given(SERIES, st.lists(st.integers(0, 44), max_size=3))
    def test_one_entry_a_point(self, values, rebase):
        chart = xmr(values, rebase=[at for at in rebase if at < len(values)])
        lists = (chart.mean, chart.lower, chart.upper, chart.near_lower, chart.near_upper, chart.signals)
        assert {len(one) for one in (*lists, chart.directions)} == {len(values)}
        assert [set(one) for one in chart.directions] == chart.signals
        assert [one.start for one in chart.segments[1:]] == [one.stop for one in chart.segments[:-1]]
        assert sum(one.points for one in chart.segments) == sum(value is not None for value in values)
        for at, value in enumerate(values):
            assert value is not None or not chart.signals[at]

    @given(FULL)
    def test_screening_never_widens_the_limits(self, values):
        assert xmr(values, screen=True).upper[0] <= xmr(values).upper[0]

    @given(FULL)
    def test_the_same_again(self, values):
        assert xmr(values) == xmr(tuple(values))


def test_a_reading_follows_the_rule_that_names_the_point():
    """The last point falls out of the limits after a rise: what names it is that it is outside."""
    chart = xmr([*[5, 6] * 6, 1, 2, 3, 4, 5, 6, 7, -20])
    assert readings(chart, "higher")[-1] == "concern"
    assert readings(chart, "lower")[-1] == "improvement"
    assert readings(chart, "neither")[-1] == "neutral"
    low_and_rising = xmr([50, 51] * 10 + [1, 2, 3, 4, 5, 6, 7])
    assert low_and_rising.directions[-1]["outside"] == "down"
    assert low_and_rising.directions[-1]["trend"] == "up"
    assert readings(low_and_rising, "higher")[-1] == "concern"
