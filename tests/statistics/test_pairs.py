"""The sign test on improved against worse."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.descriptivestats import sign_test as other_sign_test

from qaf.statistics.pairs import sign_test

COUNTS = st.integers(0, 300)


@pytest.mark.parametrize(
    ("improved", "worse", "p_value"),
    [
        (0, 0, 1),
        (1, 1, 1),
        (5, 0, 2 / 2**5),
        (6, 0, 2 / 2**6),
        (9, 1, 2 * 11 / 2**10),
        (8, 2, 2 * 56 / 2**10),
        (2, 8, 2 * 56 / 2**10),
        (15, 5, 0.041389465332031),
        (20, 20, 1),
    ],
)
def test_by_hand(improved, worse, p_value):
    assert sign_test(improved, worse) == pytest.approx(p_value, rel=1e-12)


@given(COUNTS, COUNTS)
def test_it_is_symmetric_and_scipys(improved, worse):
    p_value = sign_test(improved, worse)
    assert p_value == sign_test(worse, improved)
    assert 0 < p_value <= 1
    if improved + worse:
        assert p_value == pytest.approx(stats.binomtest(improved, improved + worse).pvalue, rel=1e-10)


@given(st.integers(0, 30), st.integers(0, 30))
def test_it_is_statsmodels(improved, worse):
    if improved + worse:
        _, wanted = other_sign_test([1] * improved + [-1] * worse + [0] * 4)
        assert sign_test(improved, worse) == pytest.approx(wanted, rel=1e-9)


@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 20))
def test_more_of_the_commoner_kind_is_stronger_evidence(more, fewer, extra):
    high, low = max(more, fewer), min(more, fewer)
    assert sign_test(high + extra, low) <= sign_test(high, low) * (1 + 1e-12)
