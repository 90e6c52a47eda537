"""The chance of a signal at the latest point, against a count of every case and against drawn points."""

from __future__ import annotations

import math
import random

import pytest

from qaf.statistics.control_chance import latest_by_chance
from qaf.statistics.control_rules import Lines, fired


def test_the_sum_of_the_four_rules():
    beyond, near = 0.0227501, 0.4772499  # of a normal distribution: beyond two deviations, and from none to two
    two_of_three = 2 * (beyond**3 + 2 * beyond**2 * near)
    parts = 0.0026998 + 2 / 128 + 2 / math.factorial(7) + two_of_three
    assert latest_by_chance() == pytest.approx(parts, abs=1e-6)
    assert latest_by_chance() == pytest.approx(0.0197, abs=1e-4)


def test_drawn_points_signal_no_more_often():
    """With the limits known, 20,000 charts signal at their latest point about as often as the bound says, not more."""
    draw = random.Random(20260615)
    lines = Lines(0.0, -3.0, 3.0, -2.0, 2.0)
    charts = 20_000
    found = sum(bool(fired([draw.gauss(0, 1) for _ in range(9)], lines, 7, 7)[-1]) for _ in range(charts))
    assert 0.9 * latest_by_chance() < found / charts < 1.05 * latest_by_chance()
