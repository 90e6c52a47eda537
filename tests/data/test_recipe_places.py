"""Places that stand side by side, and rows between the others that are no figures."""

from __future__ import annotations

import pytest

MEASURES = [
    {"measure": "referrals", "value": "Northmoor {period}", "series": "own"},
    {"measure": "referrals", "value": "England {period}", "series": "england"},
]
TEXT = "Measure,Northmoor 2023,Northmoor 2024,England 2023,England 2024\nReferrals,100,110,9000,9100\n"


def recipe(**more):
    return {"id": "r", "file": "*", "measures": MEASURES, **more}


def test_places_side_by_side(bench):
    result = bench.take(TEXT, recipe=recipe())
    assert result.findings == () and result.added == 4
    assert {(f.key.series, str(f.key.period), f.value) for f in bench.store().figures} == {
        ("own", "2023", "100"),
        ("own", "2024", "110"),
        ("england", "2023", "9000"),
        ("england", "2024", "9100"),
    }


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ({"series": [{"series": "own", "where": []}]}, "QAF517", "`series` of a measure has no use"),
        ({"measures": [{**MEASURES[1], "series": "englnd"}]}, "QAF513", "neither `own` nor a comparator"),
        ({"measures": [{**MEASURES[1], "series": "neighbours"}]}, "QAF513", "worked out from its members"),
        ({"measures": [{**MEASURES[1], "series": "neighbours/*"}]}, "QAF513", "none of the members"),
    ],
)
def test_a_series_that_does_not_fit(bench, more, code, words):
    result = bench.take(TEXT, recipe=recipe(**more))
    assert {found.code for found in result.findings} == {code}
    assert words in result.findings[0].message
    assert not result.written


TEAMS = {
    "id": "r",
    "file": "*",
    "period": {"column": "Year"},
    "breakdown": {"id": "team", "column": "Team"},
    "measures": [{"measure": "referrals", "value": "Referrals"}],
}


def test_a_remark_between_rows_is_left_out(bench):
    text = "Team,Year,Referrals\nnorth,2023,40\nNote: South has moved,,\nsouth,2023,60\n,See page 2,\n"
    result = bench.take(text, recipe=TEAMS)
    assert result.findings == () and (result.added, result.left_out) == (2, 2)


@pytest.mark.parametrize("row", ["Nort,2023,", "Nort,,40", "Nort,2023,40", "south,,60"])
def test_a_row_with_more_in_it_is_no_remark(bench, row):
    result = bench.take(f"Team,Year,Referrals\nnorth,2023,40\n{row}\n", recipe=TEAMS)
    assert {found.code for found in result.findings} & {"QAF504", "QAF511"}
    assert not result.written


def test_school_years_below_their_heading_are_no_years_to_march(bench):
    by = {**TEAMS, "period": {"column": "School Year"}}
    text = "Team,School Year,Referrals\nnorth,2022/23,40\n"
    result = bench.take(text, recipe=by)
    (found,) = result.findings
    assert found.code == "QAF511" and "speaks of academic years" in found.message
    assert "`kind: academic_year`" in found.help

    by["period"] = {"column": "School Year", "kind": "academic_year"}
    assert bench.take(text, recipe=by).findings == ()
    assert str(bench.store().figures[0].key.period) == "2022/23 academic"
