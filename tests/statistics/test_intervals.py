"""Intervals and tests: published values, independent packages, and laws that hold for any number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats import rates
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from qaf.statistics import intervals
from qaf.statistics.intervals import against, conditional_test, newcombe, poisson, rate, wilson

LEVELS = st.sampled_from([0.95, 0.998])
PARTS = st.integers(1, 5_000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total)))

# Published with the R package PHEindicatormethods (testdata_Proportion.xlsx): count, total, 95 % and 99.8 % limits.
WILSON = [
    (1, 100, 0.0017674320641406511, 0.054486196178705294, 0.000873065697299977, 0.1045544528370582),
    (5, 100, 0.02154367915436798, 0.11175046923191911, 0.013865320725997183, 0.16458852282596442),
    (20, 100, 0.1333669333310325, 0.28882916559315885, 0.10519162066711432, 0.3471109417008601),
    (65, 100, 0.5525444329688797, 0.7363575175690247, 0.4954946574070431, 0.7783540614089697),
    (9856, 12345, 0.7912101752909069, 0.8053640073614909, 0.7869924108419063, 0.8093061412589626),
    (7776456, 7564336677, 0.0010273201001641094, 0.0010287644578977231, 0.0010269040118442213, 0.0010291812992698397),
    (222, 3215, 0.060791690363636595, 0.07833956681383633, 0.05647101964624248, 0.08418414185270134),
    (999, 3456, 0.27418951080009873, 0.30440389662818057, 0.26583995768074953, 0.3134475449279985),
    (0.445, 1, 0.04381744772058822, 0.9334621276979156, 0.019347006132900975, 0.9702259947019541),
]
# The same package (testdata_Rate.xlsx, testdata_Byars_Wilson.xlsx): rates for each 100; exact under 10 events.
RATES = [
    (1, 100, 0.025317807984289897, 5.571643390938898, 0.0010005003335835344, 9.233413476451585),
    (5, 100, 1.62348639011842, 11.668332079322669, 0.739371731917839, 16.454745203680105),
    (20, 100, 12.211428834875937, 30.889880369197066, 8.922802365144193, 38.08503562504191),
    (65, 100, 50.163187710459454, 82.84913854593984, 42.8802614714802, 94.00029084431802),
    (9856, 12345, 78.26949058976757, 81.4300165427214, 77.37590543271052, 82.3544727709543),
    (7776456, 7564336677, 0.10273196005302074, 0.10287648334092832, 0.102690317308454, 0.10291817639509068),
    (222, 3215, 6.026574877652675, 7.87572937087185, 5.560737695259854, 8.46104668173341),
    (999, 3456, 27.14130493609052, 30.755833237378415, 26.162147596445767, 31.845604819822654),
    (250, 220, 99.98494738532876, 128.63114487455782, 92.71000554438953, 137.65123772147458),
]
# R. G. Newcombe, Statistics in Medicine 17 (1998), table II, method 10.
NEWCOMBE = [
    (56, 70, 48, 80, 0.0524, 0.3339),
    (9, 10, 3, 10, 0.1705, 0.8090),
    (6, 7, 2, 7, 0.0582, 0.8062),
    (5, 56, 0, 29, -0.0381, 0.1926),
    (0, 10, 0, 20, -0.1611, 0.2775),
    (0, 10, 0, 10, -0.2775, 0.2775),
    (10, 10, 0, 20, 0.6791, 1.0),
    (10, 10, 0, 10, 0.6075, 1.0),
]


@pytest.mark.parametrize(("count", "total", "lower", "upper", "wide_lower", "wide_upper"), WILSON)
def test_wilson_as_published(count, total, lower, upper, wide_lower, wide_upper):
    assert wilson(count, total) == pytest.approx((lower, upper), rel=1e-12)
    assert wilson(count, total, 0.998) == pytest.approx((wide_lower, wide_upper), rel=1e-12)


def test_wilson_at_the_ends():
    assert wilson(0, 20) == (0, pytest.approx(0.1611251581, abs=5e-11))
    assert wilson(20, 20) == (pytest.approx(1 - 0.1611251581, abs=5e-11), 1)
    assert wilson(0, 1e15)[0] == 0
    assert wilson(1, 1)[1] == 1


@given(PARTS, LEVELS)
def test_wilson_is_statsmodels(part, confidence):
    wanted = proportion_confint(*part, alpha=1 - confidence, method="wilson")
    assert wilson(*part, confidence) == pytest.approx(wanted, rel=1e-9, abs=1e-14)


@given(PARTS, LEVELS, st.sampled_from([1, 1_000, 10**9]))
def test_wilson_lies_between_0_and_1_around_the_proportion(part, confidence, larger):
    count, total = part[0] * larger, part[1] * larger
    lower, upper = wilson(count, total, confidence)
    assert 0 <= lower <= count / total <= upper <= 1
    assert lower < upper


@given(PARTS, LEVELS)
def test_wilson_of_the_others_is_the_mirror_image(part, confidence):
    count, total = part
    lower, upper = wilson(count, total, confidence)
    assert wilson(total - count, total, confidence) == pytest.approx((1 - upper, 1 - lower), abs=1e-12)


@given(PARTS)
def test_wilson_grows_with_the_count_and_narrows_with_the_total(part):
    count, total = part
    lower, upper = wilson(count, total)
    wide_lower, wide_upper = wilson(count, total, 0.998)
    assert wide_lower <= lower
    assert upper <= wide_upper
    if count < total:
        assert wilson(count + 1, total) > (lower, upper)
        assert wilson(count + 1, total)[1] >= upper
    narrower = wilson(2 * count, 2 * total)
    assert narrower[1] - narrower[0] < upper - lower


@pytest.mark.parametrize(
    ("count", "confidence", "lower", "upper"),
    [
        (0, 0.95, 0, 3.6888794541),
        (9, 0.95, 4.1153730974, 17.0848034514),
        (10, 0.95, 4.7874499140, 18.3914586058),
        (65, 0.95, 50.163187710459454, 82.84913854593984),
        (1045, 0.95, 982.5932018073325, 1110.33121298565),
        (65, 0.998, 42.8802614714802, 94.00029084431802),
        (1045, 0.998, 947.9407035610374, 1148.806160988033),
        (10, 0.998, 2.916318374695686, 24.193724927880535),
    ],
)
def test_counts_as_published(count, confidence, lower, upper):
    assert poisson(count, confidence) == pytest.approx((lower, upper), rel=2e-11)


@pytest.mark.parametrize(("count", "population", "lower", "upper", "wide_lower", "wide_upper"), RATES)
def test_rates_as_published(count, population, lower, upper, wide_lower, wide_upper):
    assert rate(count, population, 100) == pytest.approx((lower, upper), rel=1e-12)
    assert rate(count, population, 100, 0.998) == pytest.approx((wide_lower, wide_upper), rel=1e-12)


@given(st.integers(0, 9), LEVELS)
def test_small_counts_are_statsmodels_exact(count, confidence):
    wanted = rates.confint_poisson(count, 1, method="exact-c", alpha=1 - confidence)
    lower, upper = poisson(count, confidence)
    assert (lower, upper) == intervals.exact_poisson(count, confidence)
    assert upper == pytest.approx(wanted[1], rel=1e-10)
    assert lower == (pytest.approx(wanted[0], rel=1e-10) if count else 0)


@given(st.integers(10, 10_000), LEVELS)
def test_byar_is_close_to_exact(count, confidence):
    assert poisson(count, confidence) == pytest.approx(intervals.exact_poisson(count, confidence), rel=0.02)


@given(st.integers(0, 3_000))
def test_counts_nest_and_grow(count):
    lower, upper = poisson(count)
    wide_lower, wide_upper = poisson(count, 0.998)
    assert wide_lower <= lower <= count < upper < wide_upper
    assert poisson(count + 1)[0] > lower
    assert poisson(count + 1)[1] > upper


@given(st.integers(0, 500), st.integers(1, 10**6), st.integers(1, 10**5))
def test_rates_scale(count, population, multiplier):
    assert rate(count, population, multiplier) == pytest.approx(
        tuple(limit / population * multiplier for limit in poisson(count)), rel=1e-12
    )


def test_a_huge_count_and_a_level_next_to_one():
    assert poisson(1e12) == pytest.approx((1e12 - 1.96e6, 1e12 + 1.96e6), rel=1e-9)
    assert poisson(10, 1 - 1e-15)[0] >= 0


@pytest.mark.parametrize(("count1", "total1", "count2", "total2", "lower", "upper"), NEWCOMBE)
def test_newcombe_as_published(count1, total1, count2, total2, lower, upper):
    assert newcombe(count1, total1, count2, total2) == pytest.approx((lower, upper), abs=5e-5)


@given(PARTS, PARTS, LEVELS)
def test_newcombe_is_statsmodels_and_antisymmetric(first, second, confidence):
    lower, upper = newcombe(*first, *second, confidence)
    wanted = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff", alpha=1 - confidence)
    assert (lower, upper) == pytest.approx(wanted, abs=1e-10)
    assert newcombe(*second, *first, confidence) == pytest.approx((-upper, -lower), abs=1e-12)
    assert -1 <= lower <= first[0] / first[1] - second[0] / second[1] <= upper <= 1


@given(PARTS)
def test_a_proportion_is_not_apart_from_itself(part):
    assert not intervals.proportions_apart(*part, *part)


def test_proportions_apart():
    assert intervals.proportions_apart(56, 70, 48, 80)
    assert intervals.proportions_apart(48, 80, 56, 70)
    assert not intervals.proportions_apart(56, 70, 48, 80, 0.998)
    assert not intervals.proportions_apart(5, 56, 0, 29)


def test_the_conditional_test_as_published():
    """The worked example of R's poisson.test: 11 in 800, and 6 + 8 + 7 in 1083 + 1050 + 878 years."""
    assert conditional_test(11, 21, 800, 3011) == pytest.approx(0.07967, abs=5e-6)
    assert conditional_test(15, 5) == pytest.approx(0.041389465332031, rel=1e-12)


@given(st.integers(0, 200), st.integers(0, 200), st.floats(0.01, 100), st.floats(0.01, 100))
def test_the_conditional_test_is_statsmodels_and_symmetric(count1, count2, time1, time2):
    p_value = conditional_test(count1, count2, time1, time2)
    assert conditional_test(count2, count1, time2, time1) == pytest.approx(p_value, rel=1e-9)
    if count1 and count2:
        wanted = rates.test_poisson_2indep(count1, time1, count2, time2, method="exact-cond").pvalue
        assert p_value == pytest.approx(wanted, rel=1e-8)
    if count1 + count2:
        assert p_value == pytest.approx(
            stats.binomtest(count1, count1 + count2, time1 / (time1 + time2)).pvalue, rel=1e-8
        )


def test_counts_apart():
    assert intervals.counts_apart(15, 5)
    assert not intervals.counts_apart(15, 5, confidence=0.998)
    assert not intervals.counts_apart(0, 0)
    assert not intervals.counts_apart(5, 0)
    assert intervals.counts_apart(6, 0)
    assert not intervals.counts_apart(300, 100, 3_000, 1_000)
    assert intervals.counts_apart(142_900, 140_000)


def test_a_benchmark_is_a_point():
    assert against((0.1, 0.2), 0.3) == "below"
    assert against((0.1, 0.2), 0.05) == "above"
    assert against((0.1, 0.2), 0.15) == "similar"
    assert against((0.1, 0.2), 0.2) == against((0.1, 0.2), 0.1) == "similar"


def test_repeat_referrals_against_the_region():
    """18.0 % (339 of 1,879) lies below 21.7 %, and its difference from 20.4 % of as many could be chance."""
    assert against(wilson(339, 1879), 0.217) == "below"
    assert not intervals.proportions_apart(339, 1879, 383, 1879)


def test_what_chance_alone_would_give():
    assert intervals.expected_by_chance(45) == pytest.approx(2.25)
    assert intervals.expected_by_chance(500, 0.998) == pytest.approx(1)
    assert intervals.expected_by_chance(0) == 0
