from __future__ import annotations

import pytest

RECIPE = {
    "id": "ours",
    "file": "ours*.csv",
    "period": {"column": "year"},
    "measures": [{"measure": "referrals", "value": "n"}],
}


def test_between_semicolons_a_comma_before_three_digits_is_not_guessed(bench):
    result = bench.take("year;n\n2023/24;1,500\n", recipe=RECIPE, name="ours.csv")
    (found,) = result.findings
    assert result.refused and found.code == "QAF505"
    assert "a number with a comma that can be read in two ways" in found.message
    assert "`read: {decimal: comma}` or `read: {decimal: point}`" in (found.help or "")
    assert "1,500" not in found.message


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('year,n\n2023/24,"1,500"\n', {}),
        ("year\tn\n2023/24\t1,500\n", {}),
        ("year;n\n2023/24;1,500\n", {"decimal": "point"}),
    ],
)
def test_elsewhere_or_where_the_recipe_says_point_it_stands_between_thousands(bench, text, read):
    result = bench.take(text, recipe={**RECIPE, "read": read}, name="ours.csv")
    assert result.added == 1, result.findings
    (stored,) = bench.store().figures
    assert str(stored.value) == "1500"
