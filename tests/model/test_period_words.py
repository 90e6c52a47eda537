"""How other people spell periods: the list of the ingest issue, the DfE's pairs, and what must not be guessed."""

from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from qaf.model.period import Period, PeriodError, PeriodKind
from qaf.model.period_words import parse, parse_column

READ = {
    # one text of the list each, then its relatives
    "201920": "2019/20",
    "2019/20": "2019/20",
    "2019-20": "2019/20",
    "2019-2020": "2019/20",
    "2019/2020": "2019/20",
    "2019 to 2020": "2019/20",
    "20192020": "2019/20",
    "2019\u201320": "2019/20",
    " 2019 / 20 ": "2019/20",
    "FY2019-20": "2019/20",
    "FY 19/20": "2019/20",
    "Financial year 2019/20": "2019/20",
    "2019/20 financial year": "2019/20",
    "Financial year 2011-12": "2011/12",
    "Academic year 2019/20": "2019/20 academic",
    "Calendar year 2019": "2019",
    "Reporting year 2025": "2024/25",
    "1999-00": "1999/00",
    "1999/2000": "1999/00",
    "2019/20 Q1": "2019/20 Q1",
    "2019/20 q1": "2019/20 Q1",
    "Q1 2019/20": "2019/20 Q1",
    "Q1-2019/20": "2019/20 Q1",
    "Q1 19/20": "2019/20 Q1",
    "2019-20 Q4": "2019/20 Q4",
    "201920Q2": "2019/20 Q2",
    "Quarter 3 2019-20": "2019/20 Q3",
    "Q1 2011-12": "2011/12 Q1",
    "1st quarter of 2019": "2019 Q1",
    "Q1 2019": "2019 Q1",
    "2019 Q1": "2019 Q1",
    "Q1-2019": "2019 Q1",
    "Q1-Q2 2019/20": "2019/20 H1",
    "Q1 (Apr \u2013 Jun) 2019/20": "2019/20 Q1",
    "2019/20 Q4 (Jan-Mar)": "2019/20 Q4",
    "Q1 (Apr-Jun) 2019": "2019/20 Q1",
    "H2 2019/20": "2019/20 H2",
    "First half 2019/20": "2019/20 H1",
    "H1 2019": "2019-01..2019-06",
    "Mar-20": "2020-03",
    "March 2020": "2020-03",
    "MARCH 2020": "2020-03",
    "March\u00a02020": "2020-03",
    "Sept 20": "2020-09",
    "Sep. 2020": "2020-09",
    "Mar'20": "2020-03",
    "2020 March": "2020-03",
    "03/2020": "2020-03",
    "2020/03": "2020-03",
    "2019-03": "2019-03",
    "201903": "2019-03",
    "2010-12": "2010-12",
    "April 2019/20": "2019-04",
    "January 2019/20": "2020-01",
    "Apr - Jun 2020": "2020/21 Q1",
    "Apr\u2013Jun 2020": "2020/21 Q1",
    "April to June 2020": "2020/21 Q1",
    "2020 Apr-Jun": "2020/21 Q1",
    "1 April - 30 June 2020": "2020/21 Q1",
    "Jan - Mar 2019/20": "2019/20 Q4",
    "Oct - Mar 2020": "2019/20 H2",
    "Apr 2019 - Mar 2020": "2019/20",
    "April 2019-March 2020": "2019/20",
    "Apr-19 to Mar-20": "2019/20",
    "1 April 2019 to 31 March 2020": "2019/20",
    "01/04/2019 - 31/03/2020": "2019/20",
    "01-04-2019-31-03-2020": "2019/20",
    "2019-04-01 to 2020-03-31": "2019/20",
    "2019-04 to 2020-03": "2019/20",
    "between April 2019 and March 2020": "2019/20",
    "Sep 2019 - Aug 2020": "2019/20 academic",
    "Jan - Dec 2020": "2020",
    "Sep - Dec 2019": "2019/20 autumn",
    "Jul 2019 - Jun 2020": "2019-07..2020-06",
    "year ending 31 March 2020": "2019/20",
    "Year ended March 2020": "2019/20",
    "y/e 31/3/2020": "2019/20",
    "12 months to March 2020": "2019/20",
    "rolling 12 months to 30 June 2020": "2019-07..2020-06",
    "year ending 31 December 2020": "2020",
    "Financial year ending 31 March 2020": "2019/20",
    "year ending 2020-06": "2019-07..2020-06",
    "quarter ending 30 June 2020": "2020/21 Q1",
    "3 months to June 2020": "2020/21 Q1",
    "half year ended 30 Sept 2020": "2020/21 H1",
    "31/03/2020": "2020-03-31",
    "31.03.20": "2020-03-31",
    "03/31/2020": "2020-03-31",
    "7/7/2020": "2020-07-07",
    "2020-03-31": "2020-03-31",
    "2020-03-31 00:00:00": "2020-03-31",
    "31/03/2020 00:00": "2020-03-31",
    "20200331": "2020-03-31",
    "31st March 2020": "2020-03-31",
    "Tuesday 31 March 2020": "2020-03-31",
    "March 31, 2020": "2020-03-31",
    "31-Mar-20": "2020-03-31",
    "as at 31 March 2020": "2020-03-31",
    "As at 31/03/2020": "2020-03-31",
    "at end of March 2020": "2020-03-31",
    "end of Q1 2019/20": "2019-06-30",
    "2010-14": "2010-04..2014-03",
    "2010 \u2013 14": "2010-04..2014-03",
    "2010 to 2014": "2010-04..2014-03",
    "2010/11 to 2012/13": "2010-04..2013-03",
    "2017/18 - 2019/20": "2017-04..2020-03",
    "2017/18-19/20": "2017-04..2020-03",
    "1998/99-00/01": "1998-04..2001-03",
    "2016-17-2018-19": "2016-04..2019-03",
    "2011-12 to 2012-13": "2011-04..2013-03",
    "academic years 2017/18 to 2019/20": "2017-09..2020-08",
    "Years: 2010-2013": "2010-04..2013-03",
    "Autumn term 2023": "2023/24 autumn",
    "Autumn 2023/24": "2023/24 autumn",
    "Spring 2024": "2023/24 spring",
    "summer term 2023-24": "2023/24 summer",
    "Autumn and spring terms 2023/24": "2023-09..2024-03",
    "2009-10..2011-12": "2009-10..2011-12",
    "2023-04..2024-03": "2023/24",
    "2020": "2020",
    "2020.0": "2020",
    "\ufeff2020": "2020",
    "FFY 2021": "2020-10..2021-09",
    "FFY21": "2020-10..2021-09",
    "Federal fiscal year 2021": "2020-10..2021-09",
}


@pytest.mark.parametrize(("text", "canonical"), READ.items())
def test_the_wild_is_read(text, canonical):
    assert str(parse(text)) == canonical


REFUSED = {
    "201619": "do not follow one another",
    "2016/19": "do not follow one another",
    "2019-13": "do not follow one another",
    "2020-2019": "do not follow one another",
    "2010-2099": "do not follow one another",
    "2011-12": "December 2011",
    "2011\u201312": "December 2011",
    "201112": "December 2011",
    "200001": "January 2000",
    "2010 - 12": "December 2010",
    "2010-11 to 2011-12": "which `kind` of period",
    "year ending 2011-12": "which `kind` of period",
    "year ending 2020": "cannot be read as a period",
    "07/01/2020": "7 January 2020",
    "as at 07/01/2020": "which comes first",
    "20144": "2014 with the footnote mark 4",
    "2014/151": "2014/15 with the footnote mark 1",
    "2014/15 (p)": "2014/15 with the footnote mark (p)",
    "2014\u00b9": "2014 with the footnote mark \u00b9",
    "43921": "Excel",
    "30/02/2020": "does not exist",
    "31/13/2020": "does not exist",
    "2020-13-45": "does not exist",
    "201513": "do not follow one another",
    "Week 12 2020": "weeks",
    "w/c 06/04/2020": "weeks",
    "2020-W12": "weeks",
    "Tax year 2019/20": "6 April",
    "year ending 5 April 2020": "not made of whole months",
    "1 Apr 2019 - 15 Jun 2019": "not made of whole months",
    "Jun 2020 to Apr 2020": "ends before it begins",
    "Q3-Q1 2019/20": "ends before it begins",
    "financial year 2024": "which two years",
    "calendar year 2019/20": "begin in January",
    "academic year ending 31 March 2020": "does not end an academic year",
    "Q1 (Jul-Sep) 2019/20": "contradicts itself",
    "as at 2020": "which day",
    "March": "which year",
    "20 Mar": "which year",
    "Q1": "which year",
    "19/20": "four digits",
    "2019/20 YTD": "cannot be read as a period",
    "hello": "cannot be read as a period",
    "2199-00": "1900 and 2199",
    "": "empty",
    " \u00a0 ": "empty",
    "2" * 81: "too long",
}


@pytest.mark.parametrize(("text", "says"), REFUSED.items())
def test_what_is_no_period_or_two_is_refused_with_a_sentence(text, says):
    with pytest.raises(PeriodError) as caught:
        parse(text)
    message = str(caught.value)
    assert says in message
    assert message.endswith(".") and len(message) < 300
    assert caught.value.without_value.endswith(".")
    assert not text.strip() or text not in caught.value.without_value


def test_a_message_shows_no_more_than_thirty_characters_of_a_cell():
    with pytest.raises(PeriodError) as caught:
        parse("a sentence about somebody that stands in the wrong column")
    assert "a sentence about somebody tha\u2026" in str(caught.value)
    assert "wrong column" not in str(caught.value)
    assert "sentence" not in caught.value.without_value


DFE = [
    ("2025", "Reporting year", "2024/25"),
    ("2013", "reporting year", "2012/13"),
    ("202425", "Financial year", "2024/25"),
    ("201112", "Financial year", "2011/12"),
    ("202425", "Financial year Q1", "2024/25 Q1"),
    ("202425", "Financial year Q4", "2024/25 Q4"),
    ("202425", "Financial year Q1-2", "2024/25 H1"),
    ("202425", "Financial year Q1-Q4", "2024/25"),
    ("202425", "Financial half 2", "2024/25 H2"),
    ("202425", "Part 1 (April to September)", "2024/25 H1"),
    ("202425", "Part 2 (October to March)", "2024/25 H2"),
    ("201718", "Academic year", "2017/18 academic"),
    ("201718", "Academic year Q1", "2017-09..2017-11"),
    ("201718", "Autumn term", "2017/18 autumn"),
    ("201718", "Spring term", "2017/18 spring"),
    ("201718", "Summer term", "2017/18 summer"),
    ("201718", "Autumn and spring term", "2017-09..2018-03"),
    ("2024", "Calendar year", "2024"),
    ("2024", "Calendar year Q2", "2024 Q2"),
    ("2024", "April", "2024-04"),
    ("2024", "December", "2024-12"),
    ("2024", "", "2024"),
    # a column of parts beside a column of years
    ("April", "2024", "2024-04"),
    ("Q2", "2019/20", "2019/20 Q2"),
]


@pytest.mark.parametrize(("text", "identifier", "canonical"), DFE)
def test_the_second_column_says_which_period(text, identifier, canonical):
    assert str(parse(text, identifier=identifier)) == canonical
    assert str(parse(text, "april", identifier=identifier.upper())) == canonical


@pytest.mark.parametrize("starts", ["january", "july", "september"])
def test_the_second_column_means_the_same_in_every_folder(starts):
    for text, identifier, canonical in DFE[:16]:
        assert str(parse(text, starts, identifier=identifier)) == canonical


@pytest.mark.parametrize(
    ("text", "identifier", "says"),
    [
        ("201619", "Financial year", "do not follow one another"),
        ("2024", "Academic year", "which two years"),
        ("202425", "Calendar year", "begin in January"),
        ("201112", "Calendar year", "begin in January"),
        ("201718", "Tax year", "kind: reporting_year"),
        ("201718", "Tax year Q1", "6 April"),
        ("2024", "Week 1", "weeks"),
        ("2024", "3", "second column"),
        ("202425", "Final", "cannot be read"),
        ("FY2019/20", "Academic year", "cannot be read"),
        ("", "Financial year", "empty"),
    ],
)
def test_pairs_that_make_no_period(text, identifier, says):
    with pytest.raises(PeriodError, match=says):
        parse(text, identifier=identifier)


KINDS = [
    ("2025", "reporting_year", "2024/25"),
    ("2025", "academic_year", "2024/25 academic"),
    ("2025", "calendar_year", "2025"),
    ("2011-12", "reporting_year", "2011/12"),
    ("2011-12", "academic_year", "2011/12 academic"),
    ("2011-12", "month", "2011-12"),
    ("201112", "month", "2011-12"),
    ("31/03/2020", "reporting_year", "2019/20"),
    ("31/08/2020", "academic_year", "2019/20 academic"),
    ("31/12/2020", "calendar_year", "2020"),
    ("30/06/2020", "quarter", "2020/21 Q1"),
    ("30/09/2020", "half", "2020/21 H1"),
    ("31/12/2020", "term", "2020/21 autumn"),
    ("31/03/2020", "month", "2020-03"),
    ("17/03/2020", "month", "2020-03"),
    ("30/06/2020", "day", "2020-06-30"),
    ("2020/21 Q1", "day", "2020-06-30"),
    ("Mar-20", "day", "2020-03-31"),
    ("2019/20", "day", "2020-03-31"),
    ("Jan - Mar 2020", "term", "2019/20 spring"),
    ("Jan - Mar 2020", "quarter", "2019/20 Q4"),
    ("Q1 2019", "quarter", "2019 Q1"),
    ("2010-14", "run", "2010-04..2014-03"),
    ("2010-14", "calendar_year", "2010-01..2014-12"),
    ("2010-14", "academic_year", "2010-09..2014-08"),
    ("2010-12", "calendar_year", "2010-01..2012-12"),
    ("2010-12", "month", "2010-12"),
]


@pytest.mark.parametrize(("text", "kind", "canonical"), KINDS)
def test_the_recipes_kind_overrides(text, kind, canonical):
    assert str(parse(text, kind=kind)) == canonical


def test_the_recipes_kind_overrides_the_second_column_too():
    assert str(parse("2025", identifier="Reporting year", kind="calendar_year")) == "2025"
    assert str(parse("201718", identifier="Tax year", kind="reporting_year")) == "2017/18"
    assert str(parse("2025", identifier="Reporting year", kind="day")) == "2025-03-31"


@pytest.mark.parametrize(
    ("text", "kind", "says"),
    [
        ("2011-12", "quarter", "a reporting year, and the recipe says `kind: quarter`"),
        ("2019/20", "calendar_year", "begin in January"),
        ("2020", "day", "calendar year"),
        ("Mar 2020", "run", "a month"),
        ("Mar 2020", "reporting_year", "a month"),
        ("31/05/2020", "quarter", "none ends on it"),
        ("30/03/2020", "reporting_year", "none ends on it"),
        ("2019/20 Q1", "month", "a reporting quarter"),
        ("01/03/2020", "month", "which comes first"),
        ("2019/20", "yearly", "no kind of period"),
    ],
)
def test_a_period_of_another_kind_is_refused(text, kind, says):
    with pytest.raises(PeriodError, match=says):
        parse(text, kind=kind)


@pytest.mark.parametrize(
    ("text", "pattern", "canonical"),
    [
        ("07/01/2020", "%d/%m/%Y", "2020-01-07"),
        ("07/01/2020", "%m/%d/%Y", "2020-07-01"),
        ("7/1/20", "%d/%m/%y", "2020-01-07"),
        ("20/03/31", "%y/%m/%d", "2020-03-31"),
        ("31 Mar 2020 12:30", "%d %b %Y %H:%M", "2020-03-31"),
        ("31 March 2020", "%d %B %Y", "2020-03-31"),
        ("03/20", "%m/%y", "2020-03"),
        ("March (2020)", "%B (%Y)", "2020-03"),
        ("2019/20", "%Y/%y", "2019/20"),
        ("20144", "%Y?", "2014"),
        ("2014", "%Y?", "2014"),
        ("43921", "excel", "2020-03-31"),
        ("43921.5", "excel", "2020-03-31"),
    ],
)
def test_a_format_settles_the_order(text, pattern, canonical):
    assert str(parse(text, format=pattern)) == canonical


def test_a_format_and_a_kind_together():
    assert str(parse("20144", format="%Y?", kind="reporting_year")) == "2013/14"
    assert str(parse("01/03/2020", format="%d/%m/%Y", kind="month")) == "2020-03"


@pytest.mark.parametrize(
    ("text", "pattern", "says"),
    [
        ("2020-03-31", "%d/%m/%Y", "is not written as"),
        ("31/02/2020", "%d/%m/%Y", "does not exist"),
        ("01/13/2020", "%d/%m/%Y", "does not exist"),
        ("31 Foo 2020", "%d %b %Y", "not a month"),
        ("31/03", "%d/%m", "no format"),
        ("2020", "%q", "no format"),
        ("2020", "%Y%", "no format"),
        ("1 2020", "%d %Y", "no format"),
        ("202020202020", "%Y%Y%Y", "no format"),
        ("60", "excel", "Excel"),
        ("999999", "excel", "Excel"),
        ("March", "excel", "Excel"),
    ],
)
def test_a_format_that_does_not_fit(text, pattern, says):
    with pytest.raises(PeriodError, match=says):
        parse(text, format=pattern)


@pytest.mark.parametrize(
    ("text", "starts", "canonical"),
    [
        ("2019/20", "april", "2019/20"),
        ("2019/20", "september", "2019/20 academic"),
        ("2019/20", "October", "2019-10..2020-09"),
        ("2019/20", "jul", "2019-07..2020-06"),
        ("2019", "january", "2019"),
        ("2019", "september", "2019"),
        ("Q1 2019/20", "september", "2019-09..2019-11"),
        ("Q1 2019", "september", "2019 Q1"),
        ("Apr - Jun 2020", "january", "2020 Q2"),
        ("Apr - Jun 2020", "september", "2020 Q2"),
        ("2010-14", "january", "2010-01..2014-12"),
        ("2010-14", "september", "2010-09..2014-08"),
        ("Autumn 2023", "april", "2023/24 autumn"),
        ("2023/24 academic", "april", "2023/24 academic"),
        ("Financial year 2019/20", "september", "2019/20"),
    ],
)
def test_when_the_folders_year_starts(text, starts, canonical):
    assert str(parse(text, starts)) == canonical


def test_two_years_are_no_year_that_starts_in_january():
    with pytest.raises(PeriodError, match="begin in January"):
        parse("2019/20", "january")
    assert str(parse("2019/20", "january", kind="reporting_year")) == "2019/20"
    with pytest.raises(PeriodError, match="not a month"):
        parse("2019/20", "spring")


def column(*texts, **how):
    return [str(item) if isinstance(item, Period) else "?" for item in parse_column(texts, **how)]


def test_the_rest_of_a_column_says_that_they_are_years():
    assert column("2009-10", "2010-11", "2011-12") == ["2009/10", "2010/11", "2011/12"]
    assert column("2011-12", "2012-13") == ["2011/12", "2012/13"]
    assert column("2011-12", "2012/13") == ["2011/12", "2012/13"]
    assert column("200910", "201011", "201112") == ["2009/10", "2010/11", "2011/12"]
    assert column("2010-12", "2011-13") == ["2010-04..2012-03", "2011-04..2013-03"]
    assert column("2009-10", "2010-11", year_starts="september") == ["2009/10 academic", "2010/11 academic"]


def test_the_rest_of_a_column_says_that_they_are_months():
    assert column("2011-11", "2011-12", "2012-01") == ["2011-11", "2011-12", "2012-01"]
    assert column("201111", "201112") == ["2011-11", "2011-12"]
    assert column("2011-12", "March 2012") == ["2011-12", "2012-03"]
    assert column("2010-10", "2010-11", "2010-12") == ["2010-10", "2010-11", "2010-12"]


def test_a_column_that_says_nothing_or_both_decides_nothing():
    assert column("2011-12") == ["?"]
    assert column("2011-12", "2011-12") == ["?", "?"]
    assert column("2011-12", "2012") == ["?", "2012"]
    assert column("2011-12", "2012-13", "2012-05") == ["?", "2012/13", "2012-05"]
    assert column("2011-12", "nonsense") == ["?", "?"]
    assert column("2011-12", kind="month") == ["2011-12"]


def test_a_column_of_dates_is_decided_by_one_that_has_one_reading():
    assert column("07/01/2020", "31/01/2020") == ["2020-01-07", "2020-01-31"]
    assert column("07/01/2020", "01/31/2020") == ["2020-07-01", "2020-01-31"]
    assert column("07/01/2020", "07/02/2020") == ["?", "?"]
    assert column("07/01/2020", "31/01/2020", "01/31/2020") == ["?", "2020-01-31", "2020-01-31"]
    assert column("07/01/2020", "31/02/2020") == ["?", "?"]
    assert column("07/01/2020", "2020-01-31") == ["?", "2020-01-31"]
    assert column("07/01/2020", format="%d/%m/%Y") == ["2020-01-07"]
    assert column("01/03/2020", "31/03/2020", kind="month") == ["2020-03", "2020-03"]


def test_a_column_keeps_its_order_and_its_errors():
    found = parse_column(["2019/20", "", "2020/21", "2019/20", "x"])
    assert [type(item) for item in found] == [Period, PeriodError, Period, Period, PeriodError]
    assert found[0] is found[3]
    assert "empty" in str(found[1])
    assert parse_column([]) == []


def test_a_column_with_its_second_column():
    found = parse_column(["2025", "2024", "2024"], identifiers=["Reporting year", "Reporting year", "Week 3"])
    assert [str(item) for item in found[:2]] == ["2024/25", "2023/24"]
    assert "weeks" in str(found[2])
    with pytest.raises(ValueError):
        parse_column(["2025"], identifiers=[])


canonical = st.one_of(
    st.builds(
        lambda year, part: f"{year}/{(year + 1) % 100:02}{part}",
        st.integers(1901, 2198),
        st.sampled_from(["", " Q1", " Q2", " Q3", " Q4", " H1", " H2", " academic", " autumn", " spring", " summer"]),
    ),
    st.builds("{}{}".format, st.integers(1900, 2199), st.sampled_from(["", " Q1", " Q2", " Q3", " Q4"])),
    st.builds("{}-{:02}".format, st.integers(1900, 2199), st.integers(1, 12)),
    st.dates(date(1900, 1, 1), date(2199, 12, 31)).map(date.isoformat),
    st.builds("{}-07..{}-06".format, st.integers(1900, 2040), st.integers(2041, 2199)),
    st.builds("{0}-{1:02}..{0}-12".format, st.integers(1900, 2199), st.sampled_from([2, 3, 4, 5, 6, 8, 11])),
)


@given(canonical)
def test_a_canonical_text_means_itself_unless_it_is_a_month_and_a_year(text):
    period = Period.canonical(text)
    also_a_year = period.kind is PeriodKind.MONTH and (period.start.year + 1) % 100 == period.start.month
    if also_a_year:
        with pytest.raises(PeriodError, match="which `kind`"):
            parse(text)
    else:
        assert parse(text) == period


@given(canonical, st.sampled_from(["april", "september", "january", "july"]))
def test_what_is_not_spelt_as_two_years_means_the_same_in_every_folder(text, starts):
    period = Period.canonical(text)
    told = "/" not in text or period.kind in (PeriodKind.ACADEMIC_YEAR, PeriodKind.TERM)
    ambiguous = period.kind is PeriodKind.MONTH and period.start.month == (period.start.year + 1) % 100
    if told and not ambiguous:
        assert parse(text, starts) == period


@given(canonical)
def test_the_words_on_a_page_are_read_as_the_same_days(text):
    period = Period.canonical(text)
    found = parse(period.long)
    assert (found.start, found.end) == (period.start, period.end)


PIECES = (
    "2019 2020 20 19 2011-12 201112 07/01/2020 31/03/2020 2010-14 q1 H2 Mar april to - / .. ( ) year ending as at end "
    "of financial academic tax term autumn half 1st 4 week month and between from FY y/e 00:00 . , ' \u2013 \u00b2 [1]"
)
pieces = st.lists(st.sampled_from(PIECES.split()), max_size=9).flatmap(
    lambda found: st.sampled_from(["", " ", "\u00a0"]).map(lambda gap: gap.join(found))
)
anything = st.one_of(st.text(max_size=90), pieces, st.from_regex(r"[0-9/ .-]{1,24}", fullmatch=True))


@settings(max_examples=400)
@given(
    anything,
    st.sampled_from(["april", "september", "january", "july"]),
    st.sampled_from([None, "reporting_year", "calendar_year", "quarter", "half", "term", "month", "day", "run"]),
    st.one_of(st.just(""), st.sampled_from(["Financial year Q1", "2019", "Week 1"]), st.text(max_size=8)),
)
@example("a..b", "april", None, "")
@example("2019..2018", "april", None, "")
def test_no_text_breaks_the_parser(text, starts, kind, identifier):
    try:
        period = parse(text, starts, kind=kind, identifier=identifier)
    except PeriodError as error:
        assert str(error).endswith(".") and error.without_value.endswith(".")
    else:
        assert Period.canonical(str(period)) == period


@settings(max_examples=150)
@given(anything, st.text("%dmYybB?/- .excl", max_size=10))
def test_no_format_breaks_the_parser(text, pattern):
    try:
        parse(text, format=pattern)
    except PeriodError as error:
        assert str(error).endswith(".")


@settings(max_examples=100)
@given(st.lists(anything, max_size=8))
def test_a_column_never_contradicts_a_text_that_is_clear_alone(texts):
    found = parse_column(texts)
    assert len(found) == len(texts)
    for text, item in zip(texts, found, strict=True):
        try:
            alone = parse(text)
        except PeriodError:
            continue
        pooled_months = alone.kind is PeriodKind.MONTH and alone != item
        assert item == alone or (pooled_months and isinstance(item, Period) and item.months > 12)
