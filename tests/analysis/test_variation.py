"""Who is outside the funnel, and never who is first."""

from __future__ import annotations

import pytest

SHARE = {"unit": "percent", "of": "n", "better": "lower", "breakdowns": ("team",)}
TEAMS = {"breakdowns": ({"id": "team", "name": "Team", "categories": [{"id": name} for name in "abcd"]},)}


def value(count):
    return str(int(count) / 4) if count.isdigit() else count


def teams(*counts, total="400", period="2024/25"):
    return [
        (
            period,
            value(count),
            count,
            total,
            {"breakdown": "team", "category": id_},
        )
        for id_, count in zip("abcd", counts, strict=False)
    ]


def variation(told, *rows, keys=None, **options):
    (found,) = told({**SHARE, **(keys or {})}, *rows, settings=options.pop("settings", TEAMS), **options).variations
    return found


def test_units_far_from_all_together_differ_and_others_are_watched(told):
    found = variation(told, *teams("100", "100", "112", "200"))
    assert [(unit.id, unit.standing.side) for unit in found.outside] == [("d", "high")]
    assert [(unit.id, unit.standing.side) for unit in found.watch] == [("a", "low"), ("b", "low")]
    assert (found.method, found.tests, found.signals) == ("funnel", 4, 3)
    watched = variation(told, *teams("100", "100", "100", "124"))
    assert ([u.id for u in watched.outside], [u.id for u in watched.watch]) == ([], ["d"])


def test_those_in_the_order_of_the_settings_and_not_of_their_figures(told):
    found = variation(told, *teams("200", "80", "112", "80"))
    assert [unit.id for unit in found.outside] == ["a", "b", "d"]


def test_withheld_units_take_no_part_and_are_counted(told):
    found = variation(told, *teams("100", "c", "100", "100"))
    assert ([unit.id for unit in found.units], found.left_out) == (["a", "c", "d"], 1)
    assert variation(told, *teams("c", "c", "100", "c")).why == "withheld"


def test_two_units_are_tested_against_each_other(told):
    found = variation(told, *teams("100", "200"))
    assert (found.method, found.pair.signal, found.tests) == ("pair", "down", 1)


@pytest.mark.parametrize(
    ("keys", "why"),
    [
        ({"unit": "mean"}, "mean"),
        ({"of": None, "base": "b", "drawn": "chosen"}, "chosen"),
        ({"unit": "count", "of": None}, "count"),
    ],
)
def test_why_there_is_no_funnel(told, keys, why):
    assert variation(told, *teams("100", "100", "100", "100"), keys=keys).why == why


def test_categories_that_overlap_are_not_compared(told):
    settings = {"breakdowns": ({**TEAMS["breakdowns"][0], "parts": "overlapping"},)}
    assert variation(told, *teams("100", "100", "100", "100"), settings=settings).why == "overlapping"


def test_only_the_latest_period_counts(told):
    found = variation(told, *teams("10", "200", "100", "100", period="2023/24"), *teams("100", "100", "100"))
    assert ([unit.id for unit in found.units], str(found.period)) == (["a", "b", "c"], "2024/25")


def test_rates_have_a_funnel_of_their_own(told):
    rows = [
        ("2024/25", "1", count, "10000", {"breakdown": "team", "category": id_})
        for id_, count in zip("abc", ("20", "20", "80"), strict=True)
    ]
    found = variation(told, *rows, keys={"unit": "rate"})
    assert [unit.id for unit in found.outside] == ["a", "b", "c"]
