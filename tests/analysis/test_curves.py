"""Whether a curve turned: by one stated test, in the measure's own direction, and never where none can be made."""

from __future__ import annotations

from datetime import date

import pytest

from qaf.analysis.curves import curve_facts
from qaf.model.curve import Curve

SHARE = {"id": "m", "unit": "percent", "of": "n", "better": "lower"}
LEVEL = [20, 22, 19, 21, 20, 23, 19, 22]
FALLING = [40, 37, 38, 35, 33, 34, 31, 30]


def quarters(*values, first=2022):
    found = []
    for at, value in enumerate(values):
        year, part = first + at // 4, at % 4 + 1
        symbol = isinstance(value, str)
        cells = (str(value), "" if symbol else "5", "50")
        found.append((f"{year}/{(year + 1) % 100:02} Q{part}", *cells, {}))
    return found


@pytest.fixture
def curve(framework, figures):
    """The facts of a curve over rows of measure `m`; the baseline is the eight quarters of 2022/23 and 2023/24."""

    def build(rows, method="level", measure=None, **keys):
        held = framework({**SHARE, **(measure or {})}, {"id": "n"})
        forecast = {"method": method, "values": keys.pop("values", ())} if method else None
        made = {"id": "c", "measure": "m", "began": "2024-04-01", "forecast": forecast,
                "baseline": {"from": "2022/23 Q1", "to": "2023/24 Q4"}, **keys}  # fmt: skip
        return curve_facts(held, figures(*rows), Curve.model_validate(made), date(2027, 1, 1))

    return build


def test_later_figures_that_are_better_than_the_forecast_by_more_than_chance_have_turned_the_curve(curve):
    found = curve(quarters(*LEVEL, 17, 16, 15, 14))
    assert (found.verdict.state, found.verdict.direction, found.verdict.count) == ("turned", "down", 4)
    assert found.verdict.p_value < 0.05
    assert found.used == 8
    assert len(found.after) == 4


def test_what_is_better_is_the_measures_own_word(curve):
    rows = quarters(*LEVEL, 17, 16, 15, 14)
    assert curve(rows, measure={"better": "higher"}).verdict.state == "worse"
    assert curve(rows, measure={"better": "neither"}).verdict.state == "below"
    assert curve(rows, measure={"better": None}).verdict.state == "below"


def test_a_fall_that_had_begun_before_is_no_turn_against_a_straight_line(curve):
    rows = quarters(*FALLING, 28, 27, 26, 24)
    assert curve(rows, "straight_line").verdict.state == "not_apart"
    found = curve(rows, "level")
    assert (found.verdict.state, found.verdict.why, found.no_band) == ("untold", "alike", "alike")
    assert found.forecast
    assert all(one.band is None for one in found.forecast)


def test_a_curve_whose_latest_figure_is_back_at_the_forecast_has_not_turned(curve):
    assert curve(quarters(*LEVEL, 12, 12, 12, 12, 24)).verdict.state == "fell_back"


@pytest.mark.parametrize("after", [(), (14,), (14, 13)])
def test_fewer_than_three_later_figures_are_too_few(curve, after):
    found = curve(quarters(*LEVEL, *after))
    assert (found.verdict.state, found.verdict.count, found.verdict.needed) == ("few", len(after), 3)


def test_periods_that_had_begun_before_the_exercise_are_not_later_ones(curve):
    found = curve(quarters(*LEVEL, 14, 14, 14, 14), began="2024-05-20")
    assert [str(point.period) for point in found.between] == ["2024/25 Q1"]
    assert found.verdict.count == 3


def test_a_forecast_never_leaves_what_a_percentage_can_be(curve):
    found = curve(quarters(32, 27, 24, 19, 17, 11, 9, 4, 2, 1, 1), "straight_line")
    assert (found.no_band, found.verdict.why) == ("leaves_range", "leaves_range")
    assert all(0 <= one.value <= 100 for one in found.forecast)
    near = curve(quarters(97, 98, 96, 99, 97, 98, 96, 99, 98), measure={"better": "higher"})
    assert all(0 <= low <= high <= 100 for low, high in (one.band for one in near.forecast))
    assert max(high for _, high in (one.band for one in near.forecast)) == 100


def test_a_count_is_never_foretold_below_nought(curve):
    found = curve(quarters(9, 2, 6, 1, 7, 3, 8, 2), measure={"unit": "count", "of": None})
    assert min(low for low, _ in (one.band for one in found.forecast)) == 0


@pytest.mark.parametrize(
    ("rows", "keys", "why"),
    [
        (quarters(*LEVEL[:4]), {}, "few_baseline"),
        (quarters(20, 22, "x", "x", "x", "x", 19, 22), {}, "few_baseline"),
        (quarters(20, 22, 19, "c", 20, 23, 19, 22), {}, "withheld_inside"),
        (quarters(*LEVEL), {"measure": {"breaks": ({"from": "2023/24 Q1"},)}}, "break"),
        (quarters(*LEVEL), {"began": "2023-04-01"}, "into_baseline"),
        (quarters(20, 20, 20, 20, 20, 20, 20, 20), {}, "no_scatter"),
        (quarters(*LEVEL), {"method": None}, "no_forecast"),
        (quarters(*LEVEL), {"baseline": None}, "few_baseline"),
        ([], {}, "absent"),
    ],
)
def test_why_there_is_no_forecast(curve, rows, keys, why):
    found = curve(rows, **keys)
    assert (found.no_forecast, found.forecast, found.verdict.state, found.verdict.why) == (why, (), "untold", why)


@pytest.mark.parametrize(
    ("measure", "why"),
    [
        ({"of": None, "base": "cases read", "drawn": "chosen"}, "chosen"),
        ({"of": None, "base": "parents", "drawn": "volunteers"}, "volunteers"),
        ({"window": "rolling_12m"}, "window"),
    ],
)
def test_a_forecast_without_a_band_where_scatter_says_nothing(curve, measure, why):
    found = curve(quarters(*LEVEL, 14, 14, 14), measure=measure)
    assert (found.no_band, found.verdict.why) == (why, why)
    assert found.forecast


def test_seasons_in_the_baseline_are_said_and_nothing_is_tested(curve):
    rows = quarters(*[30, 20, 11, 19] * 3, 10, 10, 10, first=2021)
    found = curve(rows, baseline={"from": "2021/22 Q1", "to": "2023/24 Q4"})
    assert found.verdict.why == "seasons"


def test_withheld_later_figures_keep_the_verdict_back(curve):
    found = curve(quarters(*LEVEL, 14, "c", 14, 14))
    assert (found.verdict.state, found.verdict.why) == ("untold", "withheld")


def test_figures_beyond_a_break_are_not_held_against_the_forecast(curve):
    breaks = {"breaks": ({"from": "2024/25 Q4"},)}
    found = curve(quarters(*LEVEL, 17, 16, 15, 90, 90), measure=breaks)
    assert (found.verdict.state, found.verdict.count) == ("turned", 3)
    at_once = curve(quarters(*LEVEL, 17, 16, 15), measure={"breaks": ({"from": "2024/25 Q1"},)})
    assert (at_once.verdict.state, at_once.verdict.why) == ("untold", "break")


def values(*numbers):
    return tuple({"period": f"2024/25 Q{at + 1}" if at < 4 else f"2025/26 Q{at - 3}", "value": str(number)}
                 for at, number in enumerate(numbers))  # fmt: skip


def test_given_values_have_no_band_and_are_tested_by_how_many_lie_on_one_side(curve):
    given = values(20, 20, 20, 20, 20, 20)
    found = curve(quarters(*LEVEL, 18, 19, 18, 17, 19, 18), "given", values=given)
    assert (found.verdict.state, found.verdict.test) == ("turned", "sign")
    assert found.verdict.p_value == pytest.approx(2 / 64)
    assert curve(quarters(*LEVEL, 18, 21, 18, 17, 19, 18), "given", values=given).verdict.state == "not_apart"
    few = curve(quarters(*LEVEL, 1, 1, 1, 1, 1), "given", values=given).verdict
    assert (few.state, few.count, few.needed) == ("few", 5, 6)


def test_without_a_day_the_later_figures_begin_after_the_baseline(curve):
    assert curve(quarters(*LEVEL, 14, 14, 14), began=None).verdict.count == 3


def test_years_are_foretold_too(curve):
    rows = [
        (f"20{at}/{at + 1}", str(value), "5", "50", {}) for at, value in enumerate([40, 43, 39, 42, 41, 30, 29, 28], 16)
    ]
    found = curve(rows, baseline={"from": "2016/17", "to": "2020/21"}, began="2021-03-01")
    assert found.verdict.state == "turned"
    assert [str(one.period) for one in found.forecast] == ["2021/22", "2022/23", "2023/24"]


def test_given_values_that_no_figure_can_be_are_no_forecast(curve):
    found = curve(quarters(*LEVEL, 18), "given", values=values(20, 120))
    assert (found.no_forecast, found.forecast) == ("leaves_range", ())
