"""What a direction means depends on what is better, and on nothing else."""

from __future__ import annotations

import pytest

from qaf.statistics.polarity import judged, meaning


@pytest.mark.parametrize("up", ["up", "above", "high"])
def test_upwards(up):
    assert [meaning(up, better) for better in ("higher", "lower", "neither")] == ["improvement", "concern", "neutral"]
    assert [judged(up, better) for better in ("higher", "lower", "neither")] == ["better", "worse", "higher"]


@pytest.mark.parametrize("down", ["down", "below", "low"])
def test_downwards(down):
    assert [meaning(down, better) for better in ("higher", "lower", "neither")] == ["concern", "improvement", "neutral"]
    assert [judged(down, better) for better in ("higher", "lower", "neither")] == ["worse", "better", "lower"]


@pytest.mark.parametrize("better", ["higher", "lower", "neither"])
def test_similar_stays_similar(better):
    assert judged("similar", better) == judged("none", better) == "similar"


@pytest.mark.parametrize("call", [lambda: meaning("none", "higher"), lambda: meaning("up", "more")])
def test_other_words_are_refused(call):
    with pytest.raises(ValueError, match=r"\.$"):
        call()


@pytest.mark.parametrize("call", [lambda: judged("sideways", "higher"), lambda: judged("similar", "more")])
def test_other_words_of_a_comparison_are_refused(call):
    with pytest.raises(ValueError, match=r"\.$"):
        call()
