"""A period that stands in the name of the file."""

from __future__ import annotations

import pytest

from qaf.data.period_in_name import period_in_name
from qaf.model.period import PeriodError


@pytest.mark.parametrize(
    ("name", "pattern", "kind", "wanted"),
    [
        ("SFR34_Missing2015.csv", "SFR34_Missing{period}.csv", "reporting_year", "2014/15"),
        ("SFR34_Missing2015.csv", "sfr34_missing{period}", None, "2015"),
        ("/sent/by/them/SFR34_Missing2015.CSV", "*missing{period}*", None, "2015"),
        ("sfr34_2015_missing.csv", "*{period}*", None, "2015"),
        ("sfr34_2015_missing.csv", "{period}", None, ""),
        ("plans_2023_24.csv", "plans_{period}.csv", None, "2023/24"),
        ("plans_2023_24_v2.csv", "plans_{period}_v*", None, "2023/24"),
        ("plans 2023-24 Q1 final.xlsx", "plans {period} final.xlsx", None, "2023/24 Q1"),
        ("plans 2023-24 Q1 final.xlsx", "*{period}*", None, "2023/24 Q1"),
        ("as_at_31-03-2015.csv", "as_at_{period}.csv", None, "2015-03-31"),
        ("returns_202403.csv", "returns_{period}.csv", "month", "2024-03"),
        ("SFR3-2015.csv", "*{period}*", None, "2015"),
        ("March 2020 (final).csv", "{period} (*", None, "2020-03"),
        ("LA_tables_2019-2020.csv", "*{period}.csv", None, "2019/20"),
    ],
)
def test_the_period_of_a_name(name, pattern, kind, wanted):
    if not wanted:
        with pytest.raises(PeriodError):
            period_in_name(name, pattern, "april", kind)
        return
    assert str(period_in_name(name, pattern, "april", kind)) == wanted


@pytest.mark.parametrize(
    ("name", "pattern", "words"),
    [
        ("other_2015.csv", "missing_{period}.csv", "does not fit `from_file_name: missing_{period}.csv`"),
        ("missing_final.csv", "missing_{period}.csv", "cannot be read as a period"),
        ("missing_20144.csv", "missing_{period}.csv", "with the footnote mark 4"),
        ("missing_201619.csv", "missing_{period}.csv", "do not follow one another"),
        ("2013 and 2015.csv", "*{period}*", "several periods"),
        ("missing.csv", "*{period}*", "No period can be read"),
    ],
)
def test_names_without_one(name, pattern, words):
    with pytest.raises(PeriodError, match=words.replace("{", r"\{").replace("}", r"\}")):
        period_in_name(name, pattern, "april")


def test_every_row_gets_the_period_of_the_name(bench):
    recipe = {
        "id": "missing", "file": "missing*.csv", "period": {"from_file_name": "missing{period}.csv"},
        "measures": [{"measure": "referrals", "value": "n"}],
    }  # fmt: skip
    recipe["period"]["kind"] = "reporting_year"
    assert bench.take("place,n\na,5\n", name="Missing2015.csv", recipe=recipe).findings == ()
    assert [row[1] for row in bench.contents()] == ["2014/15"]
    result = bench.take("place,n\na,6\n", name="missing_all.csv", recipe=recipe)
    (found,) = result.findings
    assert (found.code, found.level) == ("QAF524", "error") and not result.written
    assert "{period}" in found.help
