"""What the intervals and tests need of three distributions: normal quantiles, Poisson limits, binomial tails.

Kept to the standard library, so that checking a folder never waits for a numerical package. The point probabilities are
worked out by the saddle-point expansion of C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000),
which keeps its digits for large counts; tests hold everything against scipy to nine digits and more. The work grows
with the square root of the count.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

MOST_STEPS = 200
"""Newton's method needs five to ten steps here; more would mean that it will never end."""

SMALLEST_LOGARITHM = -600.0
"""Below its exponential there is nothing to tell from zero."""

_CLOSE = 1e-12
"""When Newton's steps are this small, the next would be smaller than what a computer can tell apart."""
_BRACKET = 1e-14
_TIE = 1.0 + 1e-7
"""Two probabilities closer than this are the same outcome seen from both sides, as in R's binom.test."""


def normal_quantile(confidence: float) -> float:
    """z of a two-sided interval: 1.959963984540054 at 0.95, 3.090232306167813 at 0.998."""
    return NormalDist().inv_cdf(0.5 + confidence / 2)


def gamma_tails(shape: float, x: float) -> tuple[float, float]:
    """`(P, Q)`: the regularised incomplete gamma functions, lower and upper, for `shape` > 0 and `x` ≥ 0.

    For a whole number k, Q(k + 1, x) is the chance of k or fewer where x are expected. Series below the mean, Lentz's
    continued fraction above (Abramowitz and Stegun, Handbook of Mathematical Functions, 6.5.29 and 6.5.31).
    """
    if x <= 0:
        return 0.0, 1.0
    if x < shape + 1:
        lower = _gamma_point(shape, x) * _series(shape, x)
        return lower, 1 - lower
    upper = _gamma_point(shape, x) * shape * _continued_fraction(shape, x)
    return 1 - upper, upper


def poisson_lower(count: float, tail: float) -> float:
    """The expected number at which `count` or more has probability `tail`: ½χ²(tail; 2·count), and 0 for a count of 0.

    The logarithm of that probability is concave in the logarithm of the expected number, so Newton's method ends from
    wherever it starts.
    """
    if count == 0:
        return 0.0
    guess = _first_guess_below(count, tail)
    if guess < SMALLEST_LOGARITHM:
        return 0.0
    for _ in range(MOST_STEPS):
        x = math.exp(guess)
        reached = gamma_tails(count, x)[0]
        step = math.log(reached / tail) * reached / (_gamma_point(count, x) * count)
        guess -= step
        if abs(step) < _CLOSE * max(1.0, abs(guess)):
            break
    return math.exp(guess)


def poisson_upper(count: float, tail: float) -> float:
    """The expected number at which `count` or fewer has probability `tail`: ½χ²(1 − tail; 2·count + 2).

    The logarithm of that probability is concave in the expected number, so Newton's method ends here too.
    """
    shape = count + 1
    x = _cube(shape, NormalDist().inv_cdf(1 - tail))
    for _ in range(MOST_STEPS):
        reached = gamma_tails(shape, x)[1]
        step = math.log(reached / tail) * reached * x / (_gamma_point(shape, x) * shape)
        x += step
        if abs(step) < _CLOSE * x:
            break
    return x


def count_at_tail(expected: float, tail: float, *, lower: bool) -> float:
    """The count, between whole numbers too, whose own exact limit is just `expected` (above zero).

    With `lower`, its upper limit: the count under which a unit is low; 0 where not even none at all would be low.
    Otherwise its lower limit: the count above which a unit is high.
    """
    step = max(1.0, math.sqrt(expected)) * (1 + NormalDist().inv_cdf(1 - tail))
    if lower:
        if math.exp(-expected) >= tail:
            return 0.0
        bottom = max(0.0, expected - step)
        while bottom and gamma_tails(bottom + 1, expected)[1] > tail:
            bottom = max(0.0, bottom - step)
        return _falling_root(lambda count: -_logarithm(gamma_tails(count + 1, expected)[1] / tail), bottom, expected)
    top = expected + step
    while gamma_tails(top, expected)[0] > tail:
        top += step
    return _falling_root(lambda count: _logarithm(gamma_tails(count, expected)[0] / tail), expected, top)


def binomial_two_sided(count: int, total: int, share: float) -> float:
    """Exact two-sided p-value of `count` of `total` where each has the chance `share` (0 < share < 1).

    The sum over all outcomes that are no likelier than the one seen, as in R's binom.test and scipy's binomtest.
    """
    mode = math.floor((total + 1) * share)
    if count == mode:
        return 1.0
    if count > mode:
        return binomial_two_sided(total - count, total, 1 - share)
    seen = binomial_point(count, total, share) * _TIE
    low, high = mode, total + 1
    while low < high:
        middle = (low + high) // 2
        if binomial_point(middle, total, share) <= seen:
            high = middle
        else:
            low = middle + 1
    if low == count + 1:
        return 1.0
    beyond = _tail_below(total - low, total, 1 - share) if low <= total else 0.0
    return min(1.0, _tail_below(count, total, share) + beyond)


def binomial_point(count: int, total: int, share: float) -> float:
    """The chance of exactly `count` of `total`, each with the chance `share`."""
    rest = total - count
    if count == 0:
        return math.exp(total * math.log1p(-share))
    if rest == 0:
        return math.exp(total * math.log(share))
    exponent = _stirling(total) - _stirling(count) - _stirling(rest)
    exponent -= _deviance(count, total * share) + _deviance(rest, total * (1 - share))
    return math.exp(exponent) * math.sqrt(total / (math.tau * count * rest))


def _tail_below(count: int, total: int, share: float) -> float:
    """The chance of `count` or fewer, for counts below the mean: there the terms only get smaller."""
    odds = (1 - share) / share
    term = sum_of_terms = binomial_point(count, total, share)
    for k in range(count, 0, -1):
        term *= k / (total - k + 1) * odds
        sum_of_terms += term
        if term <= sum_of_terms * 1e-18:
            break
    return sum_of_terms


def _series(shape: float, x: float) -> float:
    term = sum_of_terms = 1.0
    below = shape
    while term > sum_of_terms * 1e-17:
        below += 1
        term *= x / below
        sum_of_terms += term
    return sum_of_terms


def _continued_fraction(shape: float, x: float) -> float:
    """Lentz's method, as modified by Thompson and Barnett (1986)."""
    b = x + 1 - shape
    c, d = math.inf, 1 / b
    result = d
    k = 0
    change = 0.0
    while abs(change - 1) > 1e-15:
        k += 1
        a = k * (shape - k)
        b += 2
        d = 1 / (a * d + b)
        c = b + a / c
        change = c * d
        result *= change
    return result


def _gamma_point(shape: float, x: float) -> float:
    """x^shape · e^−x / Γ(shape + 1)."""
    return math.exp(-_stirling(shape) - _deviance(shape, x)) / math.sqrt(math.tau * shape)


def _stirling(x: float) -> float:
    """The error of Stirling's formula: ln Γ(x + 1) − (x + ½) ln x + x − ½ ln 2π."""
    if x < 15:
        return math.lgamma(x + 1) - (x + 0.5) * math.log(x) + x - 0.5 * math.log(math.tau)
    square = x * x
    return (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - 1 / 1188 / square) / square) / square) / square) / x


def _deviance(x: float, mean: float) -> float:
    """x ln(x / mean) + mean − x, by a series where the two are close and the terms would cancel."""
    difference = x - mean
    if abs(difference) > 0.1 * (x + mean):
        return x * math.log(x / mean) - difference
    ratio = difference / (x + mean)
    result, power, k = difference * ratio, 2 * x * ratio, 1
    while True:
        power *= ratio * ratio
        k += 2
        more = result + power / k
        if more == result:
            return result
        result = more


def _cube(shape: float, z: float) -> float:
    """Wilson and Hilferty's cube (1931): nearly the quantile of a gamma distribution."""
    return shape * max(0.0, 1 - 1 / (9 * shape) + z / (3 * math.sqrt(shape))) ** 3


def _first_guess_below(count: float, tail: float) -> float:
    """Near the logarithm of `poisson_lower`: the cube; for small counts, where that fails, the series' first term."""
    if count < 10:
        return (math.log(tail) + math.lgamma(count + 1)) / count
    return math.log(max(_cube(count, NormalDist().inv_cdf(tail)), count * 1e-3))


def _logarithm(x: float) -> float:
    """ln x, without the pole at 0."""
    return math.log(max(x, 1e-300))


def _falling_root(function: Callable[[float], float], low: float, high: float) -> float:
    """Where a falling function crosses zero between `low` (not below zero there) and `high` (not above).

    The straight line's crossing, with the value at an end that stays put halved (the Illinois method).
    """
    at_low, at_high = function(low), function(high)
    kept = 0
    for _ in range(MOST_STEPS):
        if at_low == at_high or high - low <= _BRACKET * high:
            break
        middle = (low * at_high - high * at_low) / (at_high - at_low)
        at_middle = function(middle)
        if at_middle == 0:
            return middle
        if at_middle > 0:
            at_high /= 2 if kept == 1 else 1
            low, at_low, kept = middle, at_middle, 1
        else:
            at_low /= 2 if kept == -1 else 1
            high, at_high, kept = middle, at_middle, -1
    return low if abs(at_low) < abs(at_high) else high
