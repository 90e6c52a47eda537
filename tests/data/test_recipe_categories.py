"""Categories of a breakdown: in a column, or in the headings."""

from __future__ import annotations

import pytest

MEASURES = [
    {"measure": "referrals", "value": "{period} All"},
    {"measure": "referrals", "value": "{period} North", "category": "north"},
    {"measure": "referrals", "value": "{period} South", "category": "south"},
]
TEXT = "Place,2023 All,2023 North,2023 South,2024 All,2024 North,2024 South\na,100,60,40,110,70,40\n"


def recipe(**more):
    return {"id": "r", "file": "*", "breakdown": {"id": "team"}, "measures": MEASURES, **more}


def test_categories_side_by_side(bench):
    result = bench.take(TEXT, recipe=recipe())
    assert result.findings == () and result.added == 6
    assert [(str(f.key.period), f.key.breakdown, f.key.category, f.value) for f in bench.store().figures] == [
        ("2023", "", "", "100"),
        ("2023", "team", "north", "60"),
        ("2023", "team", "south", "40"),
        ("2024", "", "", "110"),
        ("2024", "team", "north", "70"),
        ("2024", "team", "south", "40"),
    ]


@pytest.mark.parametrize(
    ("more", "code", "words"),
    [
        ({"breakdown": None}, "QAF517", "does not say of which"),
        ({"breakdown": {"id": "team", "column": "Place"}}, "QAF517", "`category` has no use"),
        ({"breakdown": {"id": "team", "lookup": {"a": "north"}}}, "QAF517", "no column is named"),
        ({"measures": MEASURES[:1]}, "QAF517", "Nothing says which category"),
        ({"measures": [{**MEASURES[1], "category": "nort"}]}, "QAF504", "`nort` is no category of breakdown `team`"),
    ],
)
def test_what_does_not_fit_together(bench, more, code, words):
    result = bench.take(TEXT, recipe=recipe(**more))
    assert any(item.code == code and words in item.message for item in result.findings)
    assert not result.written
