"""How often chance alone makes the latest point of a control chart signal."""

from __future__ import annotations

import math
from statistics import NormalDist

RUN = 7


def latest_by_chance(shift: int = RUN, trend: int = RUN) -> float:
    """At most how often the latest point of a chart signals although nothing changed, between 0 and 1: about 0.02.

    For points that are independent and normally distributed about a mean and limits that are known, the sum over the
    four rules (Boole's inequality, so that rules firing together count twice) of the chance that a rule flags the
    latest point: outside, 2Φ(−3); shift, 2 · 2⁻ˢ; trend, 2 / t!, since every order of t points is equally likely; two
    of three, with p = Φ(−2), 2p(p² + 2p(½ − p)): the latest beyond the near line, both others on its side of the mean
    and at least one of them beyond it too.

    Limits that are estimated from the few points of a chart, skewed counts, or points that resemble their neighbours
    signal more often. Valid for charts of at least max(s, t) points.
    """
    outside = 2 * NormalDist().cdf(-3)
    beyond = NormalDist().cdf(-2)
    near = 2 * beyond * (beyond**2 + 2 * beyond * (0.5 - beyond))
    return outside + 2 * 0.5**shift + 2 / math.factorial(trend) + near
