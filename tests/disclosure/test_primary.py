"""Which cells of one figure are small, profile by profile."""

from __future__ import annotations

from decimal import Decimal

import pytest

from qaf.disclosure.primary import PROFILES, Hidden, Range, exactly, hide_count, hide_part, hide_quotient

ALL, PART, NONE = Hidden(True, True, True), Hidden(True, False, True), Hidden()


def _range(amount):
    return exactly(Decimal(amount))


@pytest.mark.parametrize(
    ("profile", "hidden", "shown"),
    [("dfe", ["1", "5", "5.5"], ["0", "6"]), ("nhs", ["1", "7"], ["0", "8"]), ("strict", ["0", "1", "9"], ["10"])],
)
def test_a_count_is_hidden_up_to_the_threshold_and_zero_only_by_the_strict_profile(profile, hidden, shown):
    rules = PROFILES[profile]
    assert all(hide_count(_range(amount), rules) == ALL for amount in hidden)
    assert all(hide_count(_range(amount), rules) == NONE for amount in shown)


def test_a_small_base_hides_everything_and_a_small_numerator_leaves_the_base():
    dfe = PROFILES["dfe"]
    assert hide_quotient(_range(4), _range(5), dfe) == ALL
    assert hide_quotient(_range(4), _range(52), dfe) == PART
    assert hide_quotient(_range(40), _range(52), dfe) == NONE


def test_the_remainder_counts_only_where_both_sides_are_protected():
    dfe = PROFILES["dfe"]
    assert hide_part(_range(49), _range(52), dfe, both_sides=True) == PART
    assert hide_part(_range(49), _range(52), dfe, both_sides=False) == NONE
    assert hide_part(_range(46), _range(52), dfe, both_sides=True) == NONE


@pytest.mark.parametrize("amount", ["0", "10"])
def test_none_or_all_of_a_base_up_to_twice_the_threshold_tells_something_about_each(amount):
    dfe = PROFILES["dfe"]
    assert hide_part(_range(amount), _range(10), dfe, both_sides=True) == PART
    assert hide_part(_range(amount), _range(10), dfe, both_sides=False) == NONE
    assert hide_part(_range("0"), _range(11), dfe, both_sides=True) == NONE


def test_a_range_that_follows_from_a_rounded_value_is_hidden_only_where_it_is_narrow():
    dfe = PROFILES["dfe"]
    assert dfe.hides(Range(Decimal("3.98"), Decimal("4.03")))
    assert not dfe.hides(Range(Decimal("0"), Decimal("0.4")))
    assert not dfe.hides(Range(Decimal("0"), Decimal("50")))


def test_nhs_rounds_to_the_nearest_five_and_keeps_zero():
    nhs = PROFILES["nhs"]
    assert [int(nhs.rounded(Decimal(n))) for n in (0, 8, 12, 13, 17, 18, 22, 1879)] == [0, 10, 10, 15, 15, 20, 20, 1880]
