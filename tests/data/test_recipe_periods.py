"""Every spelling of a period, read by a recipe: the column, the kind and the format say what it is."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

RECIPE = {"id": "r", "file": "*", "measures": [{"measure": "referrals", "value": "n"}]}


def take(bench, texts, header="when", **period):
    rows = "".join(f'"{text}",{number}\n' for number, text in enumerate(texts, start=10))
    source = {"column": header.split(",")[0], **period}
    return bench.take(f"{header},n\n{rows}", recipe={**RECIPE, "period": source})


@pytest.mark.parametrize(
    ("texts", "more", "wanted"),
    [
        (["201920"], {}, "2019/20"),
        (["2019/20"], {}, "2019/20"),
        (["2019-20"], {"kind": "reporting_year"}, "2019/20"),
        (["2019-2020"], {}, "2019/20"),
        (["2019/20 Q1"], {}, "2019/20 Q1"),
        (["Q1 2019"], {}, "2019 Q1"),
        (["Q1 2019/20"], {}, "2019/20 Q1"),
        (["Mar-20"], {}, "2020-03"),
        (["March 2020"], {}, "2020-03"),
        (["Apr - Jun 2020"], {}, "2020/21 Q1"),
        (["year ending 31 March 2020"], {}, "2019/20"),
        (["31/03/2020"], {}, "2020-03-31"),
        (["31/03/2020"], {"kind": "reporting_year"}, "2019/20"),
        (["30/06/2020"], {}, "2020-06-30"),
        (["30/06/2020"], {"kind": "quarter"}, "2020/21 Q1"),
        (["2020/21 Q1"], {"kind": "day"}, "2020-06-30"),
        (["2010-14"], {}, "2010-04..2014-03"),
        (["2010-14"], {"kind": "calendar_year"}, "2010-01..2014-12"),
        (["20144"], {"format": "%Y?"}, "2014"),
        (["43921"], {"format": "excel"}, "2020-03-31"),
        (["07/01/2020"], {"format": "%d/%m/%Y"}, "2020-01-07"),
        (["07/01/2020"], {"format": "%m/%d/%Y"}, "2020-07-01"),
        (["2015"], {"kind": "academic_year"}, "2014/15 academic"),
        (["\u00a02019/20 "], {}, "2019/20"),
    ],
)
def test_one_spelling(bench, texts, more, wanted):
    result = take(bench, texts, **more)
    assert result.findings == (), result.findings
    assert bench.contents()[0][1] == wanted


@pytest.mark.parametrize(
    ("texts", "wanted"),
    [
        (["2009-10", "2010-11", "2011-12"], ["2009/10", "2010/11", "2011/12"]),
        (["2011-12", "2012-13"], ["2011/12", "2012/13"]),
        (["2011-12", "2012-01"], ["2011-12", "2012-01"]),
        (["07/01/2020", "31/01/2020"], ["2020-01-07", "2020-01-31"]),
    ],
)
def test_the_column_decides(bench, texts, wanted):
    assert take(bench, texts).findings == ()
    assert [row[1] for row in bench.contents()] == wanted


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("201619", "the two years of this period do not follow one another"),
        ("20144", "a footnote mark behind it"),
        ("07/01/2020", "day first or month first"),
        ("2011-12", "as a year or as a month"),
        ("43921", "a date number of Excel's"),
        ("Q1", "which year is meant"),
        ("Week 12 2020", "about weeks"),
        ("", "no period"),
    ],
)
def test_what_cannot_be_told_is_an_error_with_its_place(bench, text, words):
    result = take(bench, [text])
    (found,) = result.findings
    assert found.code == "QAF511" and words in found.message
    assert found.message.startswith("Row 2, column A (`when`): ")
    assert not result.written and not bench.folder.exists()


@pytest.mark.parametrize(
    ("text", "identifier", "wanted"),
    [
        ("2020", "Reporting year", "2019/20"),
        ("201920", "Academic year", "2019/20 academic"),
        ("202021", "Financial year Q1", "2020/21 Q1"),
        ("2020", "Calendar year", "2020"),
        ("2020", "March", "2020-03"),
    ],
)
def test_a_year_beside_the_sort_of_year(bench, text, identifier, wanted):
    recipe = {**RECIPE, "period": {"column": "time_period", "with": "time_identifier"}}
    assert bench.take(f"time_period,time_identifier,n\n{text},{identifier},1\n", recipe=recipe).findings == ()
    assert bench.contents()[0][1] == wanted


def test_kinds_of_period_do_not_mix_in_one_series(bench):
    recipe = {**RECIPE, "period": {"column": "time_period", "with": "time_identifier"}}
    text = "time_period,time_identifier,n\n2020,Reporting year,1\n201920,Academic year,2\n"
    assert {item.code for item in bench.take(text, recipe=recipe).findings} == {"QAF511"}


def test_dates_of_a_workbook_in_cells_and_as_numbers(bench):
    made = openpyxl.Workbook()
    made.active.append(["when", "n"])
    made.active.append([date(2020, 3, 31), 10])
    made.active.append([date(2020, 6, 30), 11])
    out = io.BytesIO()
    made.save(out)
    recipe = {**RECIPE, "period": {"column": "when", "kind": "quarter"}}
    assert bench.take(out.getvalue(), name="x.xlsx", recipe=recipe).findings == ()
    assert [row[1] for row in bench.contents()] == ["2019/20 Q4", "2020/21 Q1"]


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Year ending 31 March", "reporting_year"),
        ("Year to March", "reporting_year"),
        ("Financial year", "reporting_year"),
        ("Fiscal_Year", "reporting_year"),
        ("FY", "reporting_year"),
        ("Reporting year", "reporting_year"),
        ("Academic year", "academic_year"),
        ("School Year", "academic_year"),
        ("Academic yr", "academic_year"),
        ("12 months ending 31 August", "academic_year"),
        ("Year ended 30 June", "run"),
        ("Financial year ending Sept", "run"),
    ],
)
def test_lone_years_below_a_heading_of_other_years_want_a_kind(bench, heading, kind):
    result = take(bench, ["2014", "2015"], header=heading)
    (found,) = result.findings
    assert (found.code, found.level, result.written) == ("QAF511", "error", False)
    assert "speaks of other years than calendar years" in found.message
    assert found.help.startswith(f"Say so in the recipe under `period`: `kind: {kind}`")
    if kind != "run":
        assert take(bench, ["2014", "2015"], header=heading, kind=kind).findings == ()
        assert bench.contents()[0][1] == {"reporting_year": "2013/14", "academic_year": "2013/14 academic"}[kind]


@pytest.mark.parametrize("heading", ["Year", "Calendar year", "Year ending 31 December", "Year to date", "Fyfield"])
def test_lone_years_below_any_other_heading_are_calendar_years(bench, heading):
    assert take(bench, ["2014", "2015"], header=heading).findings == ()
    assert bench.contents()[0][1] == "2014"


def test_a_heading_of_other_years_says_nothing_of_years_written_as_two(bench):
    assert take(bench, ["2014/15"], header="Financial year").findings == ()
    assert bench.contents()[0][1] == "2014/15"


def test_a_heading_of_other_years_gives_way_to_a_kind(bench):
    assert take(bench, ["2015"], header="Financial year", kind="calendar_year").findings == ()
    assert bench.contents()[0][1] == "2015"


def test_a_second_column_that_speaks_of_other_years_is_never_passed_over(bench):
    text = "when,sort,n\n2015,Financial year,10\n"
    source = {"column": "when", "with": "sort"}
    (found,) = bench.take(text, recipe={**RECIPE, "period": source}).findings
    assert (found.code, found.level) == ("QAF511", "error")


def test_lone_years_in_headings_of_other_years_want_a_kind(bench):
    by = {"id": "r", "file": "*", "measures": [{"measure": "referrals", "value": "FY {period}"}]}
    (found,) = bench.take("Place,FY 2014,FY 2015\nall,10,11\n", recipe=by).findings
    assert (found.code, found.level) == ("QAF511", "error")
    assert "`kind: reporting_year`" in found.help


@pytest.mark.parametrize(
    ("name", "pattern", "kind"),
    [
        ("year ending March 2020.csv", "year ending March {period}", "reporting_year"),
        ("plans_financial_year_2020.csv", "plans_financial_year_{period}", "reporting_year"),
        ("school-year-2020.csv", "school-year-{period}", "academic_year"),
    ],
)
def test_a_lone_year_is_judged_by_the_words_of_the_file_name(bench, name, pattern, kind):
    by = {"id": "r", "file": "*", "period": {"from_file_name": pattern}}
    by["measures"] = [{"measure": "referrals", "value": "Referrals"}]
    result = bench.take("Place,Referrals\na,40\n", recipe=by, name=name)
    (found,) = result.findings
    assert found.code == "QAF511" and "The name of the file speaks of other years" in found.message
    assert found.help.startswith(f"Say so in the recipe under `period`: `kind: {kind}`")

    by["period"] = {"from_file_name": pattern, "kind": kind}
    assert bench.take("Place,Referrals\na,40\n", recipe=by, name=name).findings == ()
