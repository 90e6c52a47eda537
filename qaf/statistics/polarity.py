"""What a direction means for a measure: that depends on whether higher or lower is better, or neither."""

from __future__ import annotations

from typing import Literal

Better = Literal["higher", "lower", "neither"]
Meaning = Literal["improvement", "concern", "neutral"]
Judgement = Literal["better", "worse", "higher", "lower", "similar"]

UPWARDS = frozenset({"up", "above", "high"})
DOWNWARDS = frozenset({"down", "below", "low"})
LEVEL = frozenset({"none", "similar"})


def meaning(direction: str, better: str) -> Meaning:
    """What a signal upwards or downwards means: improvement, concern, or neutral where neither is better.

    `direction` is one of up, above, high, down, below, low; `better` is higher, lower or neither. ValueError for any
    other word; that there is no signal has no meaning, so it is refused too.
    """
    upwards = _is_upwards(direction)
    if better not in ("higher", "lower"):
        _check(better)
        return "neutral"
    return "improvement" if upwards == (better == "higher") else "concern"


def judged(comparison: str, better: str) -> Judgement:
    """A comparison in the measure's own terms: better, worse or similar; higher or lower where neither is better.

    `comparison` is what `intervals.against` returns, or the side of a funnel. ValueError for any other word.
    """
    _check(better)
    if comparison in LEVEL:
        return "similar"
    upwards = _is_upwards(comparison)
    if better == "neither":
        return "higher" if upwards else "lower"
    return "better" if upwards == (better == "higher") else "worse"


def _is_upwards(direction: str) -> bool:
    if direction not in UPWARDS | DOWNWARDS:
        raise ValueError("A direction is up, above or high, or down, below or low.")
    return direction in UPWARDS


def _check(better: str) -> None:
    if better not in ("higher", "lower", "neither"):
        raise ValueError("What is better is higher, lower or neither.")
