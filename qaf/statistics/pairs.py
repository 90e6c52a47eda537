"""Before and after: did more cases improve than get worse, by more than chance?"""

from __future__ import annotations

from qaf.statistics.checked import whole
from qaf.statistics.distributions import binomial_two_sided


def sign_test(improved: int, worse: int) -> float:
    """Exact two-sided p-value of the sign test on paired ratings; cases rated the same take no part.

    Were change for better and for worse equally likely, the number improved would be binomial with the chance ½.
    W. J. Dixon and A. M. Mood, The Statistical Sign Test, JASA 41 (1946). 1 where nobody changed. ValueError where a
    number is not whole or below 0.
    """
    better, not_better = whole(improved, "The number improved"), whole(worse, "The number worse")
    return binomial_two_sided(better, better + not_better, 0.5)
