"""Student's t: printed tables, scipy, and what has to hold of any distribution."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import stats

from qaf.statistics.student import quantile, two_sided, within


@pytest.mark.parametrize(
    ("freedom", "printed"),
    [(1, 12.706), (2, 4.303), (3, 3.182), (4, 2.776), (5, 2.571), (10, 2.228), (20, 2.086), (30, 2.042), (120, 1.980)],
)
def test_the_printed_table_of_the_95_per_cent_points(freedom, printed):
    assert round(quantile(0.95, freedom), 3) == printed


@given(st.floats(-60, 60), st.integers(1, 400))
@example(3.347309538666666e-10, 1)
def test_the_tails_are_those_of_scipy(t, freedom):
    """Next to 0 scipy takes the tail for a half; there the density at 0 gives it, to the third power of t."""
    near = abs(t) < 1e-5
    expected = 1 - 2 * abs(t) * stats.t.pdf(0, freedom) if near else 2 * stats.t.sf(abs(t), freedom)
    assert two_sided(t, freedom) == pytest.approx(expected, abs=1e-12)


@given(st.floats(0.01, 0.999), st.integers(1, 300))
def test_the_quantile_undoes_the_chance(confidence, freedom):
    t = quantile(confidence, freedom)
    assert within(t, freedom) == pytest.approx(confidence, abs=1e-10)
    assert t == pytest.approx(stats.t.ppf(0.5 + confidence / 2, freedom), rel=1e-8)


@pytest.mark.parametrize(("confidence", "freedom"), [(0, 5), (1, 5), (0.95, 0), (0.95, 2.5), (95, 5), (0.95, 10**6)])
def test_what_is_no_confidence_or_freedom_is_refused(confidence, freedom):
    with pytest.raises(ValueError, match="between 0 and 1|whole number|freedom"):
        quantile(confidence, freedom)
