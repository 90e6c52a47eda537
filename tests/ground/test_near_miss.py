"""Suggestions for words that are nearly right."""

import pytest

from qaf.ground.near_miss import did_you_mean, nearest

KEYS = ["measures", "questions", "good", "sources", "interacts_with", "priority"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mesures", "measures"),
        ("Measures", "measures"),
        ("interacts-with", "interacts_with"),
        ("interactsWith", "interacts_with"),
        ("prio", "priority"),
        ("goods", "good"),
        ("zzz", ""),
        ("", ""),
        ("g", ""),
        ("x" * 5000, ""),
    ],
)
def test_the_nearest_word(typed, meant):
    assert nearest(typed, KEYS) == meant


def test_the_sentence_or_nothing():
    assert did_you_mean("sorces", KEYS) == "Did you mean `sources`?"
    assert did_you_mean("qqq", KEYS) == ""
    assert did_you_mean("x", []) == ""
