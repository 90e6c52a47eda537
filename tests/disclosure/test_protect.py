"""From raw figures to what may be shown, each figure looked at alone; tests of sums are in test_protection."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qaf.disclosure.primary import PROFILES
from qaf.disclosure.protect import protect, protect_primary

PERCENT = {"id": "repeat", "unit": "percent", "of": "referrals"}


def _texts(protected):
    """Each figure as three cells: the printed number, [symbol], or nothing."""
    return [
        tuple(f"[{cell.symbol}]" if cell.symbol else cell.text for cell in (f.numerator, f.denominator, f.value))
        for f in protected
    ]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("339", "1879", ""), ("339", "1879", "18.0")),
        (("339", "1879", "18"), ("339", "1879", "18.0")),
        (("339", "1879", "18.04"), ("339", "1879", "18.04")),
        (("4", "52", ""), ("[c]", "52", "[c]")),
        (("4", "52", "7.7"), ("[c]", "52", "[c]")),
        (("", "52", "7.7"), ("", "52", "[c]")),
        (("3", "", "60"), ("[c]", "", "[c]")),
        (("0", "52", ""), ("0", "52", "0.0")),
        (("49", "52", ""), ("49", "52", "94.2")),
        (("2", "5", ""), ("[c]", "[c]", "[c]")),
        (("0", "4", "0"), ("[c]", "[c]", "[c]")),
        (("6", "", "150"), ("[c]", "", "[c]")),
        (("c", "52", "7.7"), ("[c]", "52", "[c]")),
        (("20", "c", "38.5"), ("[c]", "[c]", "[c]")),
        (("20", "52", "c"), ("[c]", "52", "[c]")),
        (("x", "52", ""), ("[x]", "52", "[x]")),
        (("", "", "x"), ("", "", "[x]")),
        (("0", "0", ""), ("0", "0", "[z]")),
        (("", "", "7.7"), ("", "", "7.7")),
        (("1e30", "52", ""), ("[x]", "52", "[x]")),
    ],
)
def test_percentages_under_dfe(framework, figure, cells, expected):
    shown = protect_primary(framework(PERCENT), [figure("repeat", *cells)])
    assert _texts(shown) == [expected]


def test_a_percentage_alone_is_hidden_where_the_count_it_is_of_stands_beside_it(framework, figure):
    built = framework(PERCENT, {"id": "referrals", "counts": "cases"})
    shown = protect_primary(built, [figure("repeat", value="7.7"), figure("referrals", value="52")])
    assert _texts(shown) == [("", "", "52"), ("", "", "[c]")]


def test_outcomes_protect_both_sides_unless_they_say_otherwise(framework, figure):
    outcome = {"id": "safe", "kind": "outcome", "unit": "percent", "base": "children interviewed"}
    rows = [figure("safe", "49", "52"), figure("safe", "10", "10", period="2023/24")]
    assert _texts(protect_primary(framework(outcome), rows)) == [("[c]", "10", "[c]"), ("[c]", "52", "[c]")]
    people = framework({**outcome, "protect": "people"})
    assert _texts(protect_primary(people, rows)) == [("10", "10", "100.0"), ("49", "52", "94.2")]


@pytest.mark.parametrize("extra", [{"counts": "things"}, {"protect": "none"}])
def test_things_and_measures_that_need_no_protection_are_shown(framework, figure, extra):
    assert _texts(protect_primary(framework({"id": "audits", **extra}), [figure("audits", value="3")])) == [
        ("", "", "3")
    ]


def test_published_figures_are_shown_as_published(framework, figure):
    rows = [figure("repeat", "4", "52", "7.7", published=True, series="england", note="revised")]
    shown = protect_primary(framework(PERCENT), rows)
    assert _texts(shown) == [("4", "52", "7.7")]
    assert [f.note for f in shown] == ["revised"]


@pytest.mark.parametrize(
    ("unit", "cells", "expected"),
    [
        ({"unit": "rate", "per": "10000"}, ("353", "56737", ""), ("353", "56737", "62")),
        ({"unit": "rate", "per": "10000"}, ("3", "56737", ""), ("[c]", "56737", "[c]")),
        ({"unit": "rate", "per": "10000"}, ("", "9000", "3"), ("", "9000", "[c]")),
        ({"unit": "mean"}, ("100", "8", ""), ("100", "8", "12.5")),
        ({"unit": "mean"}, ("100", "5", "20"), ("[c]", "[c]", "[c]")),
        ({"unit": "mean", "decimals": "2"}, ("", "", "3.1"), ("", "", "3.10")),
        ({"unit": "ratio"}, ("30", "12", ""), ("30", "12", "2.5")),
        ({"unit": "count"}, ("", "", "5"), ("", "", "[c]")),
        ({"unit": "count"}, ("", "", "0"), ("", "", "0")),
        ({"unit": "percent", "decimals": "0", "base": "b"}, ("25", "1000", ""), ("25", "1000", "3")),
    ],
)
def test_other_units(framework, figure, unit, cells, expected):
    assert _texts(protect_primary(framework({"id": "m", **unit}), [figure("m", *cells)])) == [expected]


def test_strict_hides_zero_and_everything_under_ten(framework, figure):
    rows = [figure("m", value=v, period=f"202{i}") for i, v in enumerate(("0", "9", "10"))]
    assert _texts(protect_primary(framework({"id": "m"}, profile="strict"), rows)) == [
        ("", "", "[c]"),
        ("", "", "[c]"),
        ("", "", "10"),
    ]


def test_nhs_rounds_counts_and_works_percentages_out_from_them(framework, figure):
    built = framework(
        PERCENT, {"id": "m"}, {"id": "mean", "unit": "mean"}, {"id": "t", "counts": "things"}, profile="nhs"
    )
    rows = [
        figure("m", value="13"), figure("m", value="7", period="2023/24"), figure("repeat", "339", "1879", "18.0"),
        figure("repeat", "", "52", "30.8", period="2023/24"), figure("mean", "61", "12"), figure("t", value="13"),
    ]  # fmt: skip
    assert _texts(protect_primary(built, rows)) == [
        ("", "", "[c]"), ("", "", "15"), ("", "10", "5.1"), ("", "50", "30.0"), ("340", "1880", "18.1"), ("", "", "13"),
    ]  # fmt: skip


def test_a_note_goes_with_what_is_hidden(framework, figure):
    shown = protect(
        framework({"id": "m"}),
        [figure("m", value="3", note="three of them"), figure("m", value="x", note="late", period="2020")],
    )
    assert [f.note for f in shown] == ["late", ""]


def test_before_and_after_rows_are_hidden_by_the_same_rule(framework, figure):
    built = framework({"id": "ba", "kind": "outcome", "unit": "before_after", "scale": "s", "base": "closed cases"})
    rows = [
        figure("ba", "30", "40", grade="improved", point="closure", rater="child"),
        figure("ba", "7", "40", grade="same", point="closure", rater="child"),
        figure("ba", "3", "40", grade="worse", point="closure", rater="child"),
    ]
    assert _texts(protect_primary(built, rows)) == [
        ("30", "40", "75.0"),
        ("[c]", "[c]", "[c]"),
        ("[c]", "40", "[c]"),
    ]


def test_a_grade_keeps_its_id_and_its_place_on_the_scale(framework, figure):
    scale = {"id": "s", "grades": ({"id": "weak"}, {"id": "good"})}
    built = framework({"id": "g", "unit": "grade", "scale": "s"}, scales=(scale,))
    (shown,) = protect_primary(built, [figure("g", value="good")])
    assert (shown.value.text, shown.value.number) == ("good", 2.0)


def test_figures_of_unknown_measures_never_reach_a_page(framework, figure):
    assert len(protect_primary(framework({"id": "m"}), [figure("other", value="40")])) == 0


@pytest.mark.parametrize("way", [protect, protect_primary])
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    unit=st.sampled_from(["count", "percent", "rate", "ratio", "mean", "shares", "before_after"]),
    kind=st.sampled_from(["quantity", "outcome"]),
    profile=st.sampled_from(sorted(PROFILES)),
    numerator=st.integers(0, 60),
    more=st.integers(0, 60),
    given_cells=st.tuples(st.booleans(), st.booleans(), st.booleans()),
)
def test_no_small_number_of_people_is_shown_or_can_be_worked_out(
    framework, figure, way, unit, kind, profile, numerator, more, given_cells
):
    """The reader holds the three cells of one figure; where two of them are shown, so is the third."""
    base = numerator + more
    factor = {"percent": 100, "shares": 100, "before_after": 100, "rate": 10000}.get(unit, 1)
    value = f"{Decimal(numerator) * factor / base:.6f}" if base and unit != "count" else str(numerator)
    cells = [cell if keep else "" for cell, keep in zip((str(numerator), str(base), value), given_cells, strict=True)]
    if unit == "count":
        cells = ["", "", str(numerator)]
    built = framework({"id": "m", "kind": kind, "unit": unit, "base": "b", "scale": "s"}, profile=profile)
    (shown,) = way(built, [figure("m", *cells)])
    rules = PROFILES[profile]
    first = 0 if rules.zeros else 1
    seen = {"n": shown.numerator.number, "d": shown.denominator.number, "v": shown.value.number}
    if unit == "count":
        seen, worked_out = {"n": seen["v"], "d": None, "v": None}, None
    else:
        worked_out = seen["v"] * seen["d"] / factor if seen["v"] is not None and seen["d"] is not None else None
    for amount in (seen["n"], seen["d"], worked_out):
        assert amount is None or not first <= round(amount, 3) <= rules.threshold
    if seen["n"] and seen["v"]:
        assert round(seen["n"] * factor / seen["v"], 3) > rules.threshold
    if kind == "outcome" and unit in ("percent", "rate", "shares", "before_after") and worked_out is not None:
        assert not 1 <= round(seen["d"] - worked_out, 3) <= rules.threshold or rules.round_to
        assert seen["d"] > 2 * rules.threshold or 0.001 < worked_out < seen["d"] - 0.001 or rules.round_to


def test_protected_figures_are_sorted(framework, figure):
    built = framework({"id": "b"}, {"id": "a"})
    rows = [figure("b", value="9"), figure("a", value="9"), figure("a", value="9", period="2020/21")]
    assert [(f.measure, str(f.period)) for f in protect_primary(built, rows)] == [
        ("a", "2020/21"),
        ("a", "2024/25"),
        ("b", "2024/25"),
    ]


@pytest.mark.parametrize("way", [protect, protect_primary])
def test_a_marked_small_number_leaves_no_trace(framework, figure, way):
    shown = way(framework(PERCENT), [figure("repeat", "3.0000417", "52")])
    assert not re.search("3[.]00|5[.]7", repr(shown))
