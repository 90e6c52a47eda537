"""What is no number is refused, in a plain sentence that does not repeat it."""

from __future__ import annotations

import math
from decimal import Decimal

import pytest

from qaf.statistics import control_chart, funnel, intervals, pairs, trend

NO_NUMBERS = (math.nan, math.inf, -math.inf, None, 10**400)
CALLS = {
    "wilson count": lambda bad: intervals.wilson(bad, 10),
    "wilson total": lambda bad: intervals.wilson(1, bad),
    "wilson level": lambda bad: intervals.wilson(1, 10, bad),
    "poisson": lambda bad: intervals.poisson(bad),
    "poisson level": lambda bad: intervals.poisson(5, bad),
    "rate": lambda bad: intervals.rate(5, bad),
    "rate multiplier": lambda bad: intervals.rate(5, 10, bad),
    "newcombe": lambda bad: intervals.newcombe(1, 10, bad, 10),
    "conditional": lambda bad: intervals.conditional_test(1, bad),
    "conditional exposure": lambda bad: intervals.conditional_test(1, 2, bad, 1),
    "benchmark": lambda bad: intervals.against((0.1, 0.2), bad),
    "limit": lambda bad: intervals.against((bad, 0.2), 0.1),
    "funnel centre": lambda bad: funnel.proportion_limits(bad, 10),
    "funnel total": lambda bad: funnel.proportion_limits(0.5, bad),
    "rate funnel": lambda bad: funnel.rate_limits(0.5, bad),
    "rate funnel standing": lambda bad: funnel.rate_standing(1, bad, 0.5),
    "trend": lambda bad: trend.five_point([1, 2, 3, 4, bad], [0] * 5, [9] * 5),
    "trend limit": lambda bad: trend.five_point([1, 2, 3, 4, 5], [0, 0, 0, 0, bad], [9] * 5),
    "sign test": lambda bad: pairs.sign_test(3, bad),
}


@pytest.mark.parametrize("bad", NO_NUMBERS, ids=["nan", "inf", "minus inf", "none", "too large"])
@pytest.mark.parametrize("call", CALLS.values(), ids=CALLS)
def test_what_is_no_number_is_refused(call, bad):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$"):
        call(bad)


@pytest.mark.parametrize("bad", [math.nan, math.inf, 10**400])
def test_a_control_chart_refuses_it_too(bad):
    with pytest.raises(ValueError, match="A point of a control chart must be a number"):
        control_chart.xmr([1, 2, bad])


@pytest.mark.parametrize(
    "call",
    [
        lambda: intervals.wilson(41, 37),
        lambda: intervals.wilson(-41, 37),
        lambda: intervals.wilson(0, 0),
        lambda: intervals.wilson(41, -37),
        lambda: intervals.poisson(-41),
        lambda: intervals.rate(41, 0),
        lambda: intervals.rate(41, 5e-324),
        lambda: intervals.newcombe(41, 37, 1, 2),
        lambda: intervals.conditional_test(41.37, 37),
        lambda: intervals.conditional_test(41, 37, 0, 1),
        lambda: intervals.conditional_test(41, 37, 1e-99, 1e99),
        lambda: intervals.wilson(37, 41, 95),
        lambda: intervals.wilson(37, 41, 0),
        lambda: intervals.wilson(37, 41, 1),
        lambda: intervals.against((41, 37), 37),
        lambda: funnel.proportion_limits(41.37, 41),
        lambda: funnel.proportion_limits(-0.37, 41),
        lambda: funnel.rate_limits(-0.37, 41),
        lambda: pairs.sign_test(41, 37.5),
        lambda: pairs.sign_test(-41, 37),
    ],
)
def test_impossible_numbers_are_refused_and_never_repeated(call):
    with pytest.raises(ValueError, match=r"^[A-Z].*\.$") as refused:
        call()
    assert "41" not in str(refused.value)
    assert "37" not in str(refused.value)


def test_decimals_from_a_figures_file_are_numbers():
    assert intervals.wilson(Decimal(65), Decimal(100)) == intervals.wilson(65, 100)
    assert intervals.newcombe(Decimal(1), Decimal(10), 2, 10) == intervals.newcombe(1, 10, 2, 10)
    assert control_chart.xmr([Decimal("1.5")] * 13).mean == [1.5] * 13
    assert funnel.rate_funnel([Decimal(3), 4], [10, Decimal(10)]) == funnel.rate_funnel([3, 4], [10, 10])
