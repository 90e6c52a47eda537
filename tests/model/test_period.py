"""The canonical spellings of design.md 4, and what a period can do."""

import contextlib
import pickle
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaf.model.period import (
    Period,
    PeriodError,
    PeriodKind,
    latest_whole_reporting_year,
    month_number,
    parse,
    reporting_year_of,
    same_span,
    spanning,
)

ACADEMIC_YEAR = "September 2023 to August 2024"
SPELLINGS = [
    # spelling, in a path, kind, first day, last day, in words
    ("2023/24", "2023_24", "reporting_year", "2023-04-01", "2024-03-31", "April 2023 to March 2024"),
    ("1999/00", "1999_00", "reporting_year", "1999-04-01", "2000-03-31", "April 1999 to March 2000"),
    ("2023/24 Q1", "2023_24-Q1", "reporting_quarter", "2023-04-01", "2023-06-30", "April to June 2023"),
    ("2023/24 Q4", "2023_24-Q4", "reporting_quarter", "2024-01-01", "2024-03-31", "January to March 2024"),
    ("2023/24 H1", "2023_24-H1", "reporting_half", "2023-04-01", "2023-09-30", "April to September 2023"),
    ("2023/24 H2", "2023_24-H2", "reporting_half", "2023-10-01", "2024-03-31", "October 2023 to March 2024"),
    ("2023/24 academic", "2023_24-academic", "academic_year", "2023-09-01", "2024-08-31", ACADEMIC_YEAR),
    ("2023/24 autumn", "2023_24-autumn", "term", "2023-09-01", "2023-12-31", "autumn term 2023"),
    ("2023/24 spring", "2023_24-spring", "term", "2024-01-01", "2024-03-31", "spring term 2024"),
    ("2023/24 summer", "2023_24-summer", "term", "2024-04-01", "2024-08-31", "summer term 2024"),
    ("2024", "2024", "calendar_year", "2024-01-01", "2024-12-31", "January to December 2024"),
    ("2024 Q1", "2024-Q1", "calendar_quarter", "2024-01-01", "2024-03-31", "January to March 2024"),
    ("2024 Q4", "2024-Q4", "calendar_quarter", "2024-10-01", "2024-12-31", "October to December 2024"),
    ("2024-02", "2024-02", "month", "2024-02-01", "2024-02-29", "February 2024"),
    ("2011-12", "2011-12", "month", "2011-12-01", "2011-12-31", "December 2011"),
    ("2024-03-31", "2024-03-31", "day", "2024-03-31", "2024-03-31", "31 March 2024"),
    ("2010-04..2014-03", "2010-04..2014-03", "run", "2010-04-01", "2014-03-31", "April 2010 to March 2014"),
    ("2023-07..2024-06", "2023-07..2024-06", "run", "2023-07-01", "2024-06-30", "July 2023 to June 2024"),
    ("1899/00 Q4", "1899_00-Q4", "reporting_quarter", "1900-01-01", "1900-03-31", "January to March 1900"),
]


@pytest.mark.parametrize(("text", "path", "kind", "start", "end", "long"), SPELLINGS)
def test_a_canonical_spelling_is_read_and_written_the_same(text, path, kind, start, end, long):
    period = Period.canonical(text)
    assert (period.kind, period.start.isoformat(), period.end.isoformat()) == (kind, start, end)
    assert (str(period), period.path, period.long) == (text, path, long)
    assert Period.from_path(path) == period


WRONG = [
    ("2023/25", "follow one another"),
    ("2023-24", "The year is written `2023/24`"),
    ("2013-14", "The year is written `2013/14`"),
    ("2023/24 q1", "did you mean `2023/24 Q1`"),
    ("2023/24 Q5", "not spelt as a period"),
    ("2023/24  Q1", "not spelt as a period"),
    ("2023/2024", "did you mean `2023/24`"),
    ("March 2024", "did you mean `2024-03`"),
    ("2024-13", "month 13"),
    ("2024-00", "month 0"),
    ("2023-02-29", "day that does not exist"),
    ("2024-04-31", "day that does not exist"),
    ("0000/01", "1900 to 2199"),
    ("0000", "1900 to 2199"),
    ("1899", "between the years 1900 and 2199"),
    ("2199/00", "between the years 1900 and 2199"),
    ("2200-01", "1900 to 2199"),
    ("2023-04..2024-03", "Write `2023/24`"),
    ("2024-01..2024-03", "Write `2024 Q1` or `2023/24 Q4` or `2023/24 spring`"),
    ("2024-03..2024-03", "Write `2024-03`"),
    ("2024-03..2023-04", "ends before it begins"),
    ("2024-03..2024-13", "month 13"),
    ("24-03..24-04", "not spelt as a period"),
    ("", "not spelt as a period"),
    ("2024\n", "not spelt as a period"),
    (" 2024", "not spelt as a period"),
    ("２０２４", "not spelt as a period"),
    ("x" * 5000, "not spelt as a period"),
]


@pytest.mark.parametrize(("text", "says"), WRONG)
def test_anything_else_is_refused_with_a_sentence(text, says):
    with pytest.raises(PeriodError) as caught:
        Period.canonical(text)
    assert says in str(caught.value)
    assert str(caught.value).endswith(".")
    assert len(str(caught.value)) < 300
    assert not text.strip() or text not in caught.value.without_value


def test_only_this_form_is_a_path():
    for text in ("2023_25", "2023-24", "2023_24_Q1", "2023_24-q1", "2024_Q1", "../2024"):
        with pytest.raises(PeriodError):
            Period.from_path(text)


def test_a_span_and_a_kind_that_do_not_agree_make_no_period():
    with pytest.raises(PeriodError, match="not a reporting year"):
        Period(date(2023, 9, 1), date(2024, 8, 31), PeriodKind.REPORTING_YEAR)
    with pytest.raises(PeriodError, match="not a run of months"):
        Period(date(2023, 4, 1), date(2024, 3, 31), PeriodKind.RUN)
    with pytest.raises(PeriodError, match="not a run of months"):
        Period(date(2023, 4, 2), date(2024, 3, 31), PeriodKind.RUN)
    with pytest.raises(PeriodError, match="not a snapshot day"):
        Period(date(2023, 4, 1), date(2023, 4, 2), PeriodKind.DAY)
    with pytest.raises(PeriodError):
        Period(date(2024, 3, 1), date(2023, 3, 31), PeriodKind.RUN)


def test_a_period_is_a_value():
    first, again = Period.canonical("2023/24"), Period(date(2023, 4, 1), date(2024, 3, 31), PeriodKind.REPORTING_YEAR)
    assert first == again and hash(first) == hash(again) and len({first, again}) == 1
    assert pickle.loads(pickle.dumps(first)) == first
    assert repr(first) == "Period.canonical('2023/24')"
    with pytest.raises(AttributeError):
        first.start = date(2020, 1, 1)
    assert first != "2023/24"
    with pytest.raises(TypeError):
        _ = first < "2023/24"


def test_three_kinds_may_cover_the_same_days_and_stay_three():
    same = [Period.canonical(text) for text in ("2024 Q1", "2023/24 Q4", "2023/24 spring")]
    assert len(set(same)) == 3
    assert all(same_span(same[0], other) for other in same)
    assert not same_span(same[0], Period.canonical("2024 Q2"))
    assert [str(p) for p in sorted(same)] == ["2024 Q1", "2023/24 Q4", "2023/24 spring"]


def test_periods_stand_in_order_of_their_end_then_their_start():
    texts = ["2024", "2023/24", "2024-03", "2023/24 Q4", "2024-03-31", "2023/24 H2", "2022/23"]
    assert [str(p) for p in sorted(map(Period.canonical, texts))] == [
        "2022/23",
        "2023/24",
        "2023/24 H2",
        "2023/24 Q4",
        "2024-03",
        "2024-03-31",
        "2024",
    ]


STEPS = [
    ("2023/24", "2024/25", "2022/23"),
    ("2023/24 Q4", "2024/25 Q1", "2022/23 Q4"),
    ("2023/24 H2", "2024/25 H1", "2022/23 H2"),
    ("2023/24 academic", "2024/25 academic", "2022/23 academic"),
    ("2023/24 autumn", "2023/24 spring", "2022/23 autumn"),
    ("2023/24 spring", "2023/24 summer", "2022/23 spring"),
    ("2023/24 summer", "2024/25 autumn", "2022/23 summer"),
    ("2024", "2025", "2023"),
    ("2024 Q4", "2025 Q1", "2023 Q4"),
    ("2024-12", "2025-01", "2023-12"),
    ("2024-02-28", "2024-02-29", "2023-02-28"),
    ("2010-04..2014-03", "2014-04..2018-03", "2009-04..2013-03"),
    ("2023-09..2023-11", "2023-12..2024-02", "2022-09..2022-11"),
    ("2023-05..2023-08", "2024-05..2024-08", "2022-05..2022-08"),  # the next four months are a term
]


@pytest.mark.parametrize(("text", "following", "year_before"), STEPS)
def test_the_next_the_previous_and_the_one_a_year_before(text, following, year_before):
    period = Period.canonical(text)
    assert str(period.next()) == following
    assert period.next().previous() == period
    assert str(period.year_before()) == year_before


def test_the_end_of_february_stays_the_end_of_february():
    assert str(Period.canonical("2024-02-29").year_before()) == "2023-02-28"
    assert str(Period.canonical("2025-02-28").year_before()) == "2024-02-29"
    assert str(Period.canonical("2024-03-31").year_before()) == "2023-03-31"
    assert str(Period.canonical("2024-03-01").previous()) == "2024-02-29"


def test_there_is_nothing_before_1900_nor_after_2199():
    for text in ("1900", "1900-01", "1900-01-01", "1900/01"):
        with pytest.raises(PeriodError):
            Period.canonical(text).previous()
        with pytest.raises(PeriodError):
            Period.canonical(text).year_before()
    for text in ("2199", "2199-12-31", "2198/99"):
        with pytest.raises(PeriodError):
            Period.canonical(text).next()


def test_how_long_a_period_is():
    lengths = {
        "2023/24": 12,
        "2023/24 Q1": 3,
        "2023/24 summer": 5,
        "2024-03": 1,
        "2024-03-31": 0,
        "2010-04..2014-03": 48,
    }
    for text, months in lengths.items():
        period = Period.canonical(text)
        assert period.months == months
        assert period.is_year is (months == 12)
        assert period.is_part_of_year is (months in (1, 3, 5))
    assert Period.canonical("2023-07..2024-06").is_year


def test_a_period_contains_what_lies_in_it():
    year = Period.canonical("2023/24")
    for text in ("2023/24", "2023/24 Q1", "2024-03", "2024-03-31", "2023/24 autumn"):
        assert year.contains(Period.canonical(text))
    for text in ("2023/24 summer", "2024", "2024-04-01", "2022/23"):
        assert not year.contains(Period.canonical(text))


def test_the_latest_whole_year_was_over_before_the_day():
    assert str(latest_whole_reporting_year(date(2024, 4, 1))) == "2023/24"
    assert str(latest_whole_reporting_year(date(2024, 3, 31))) == "2022/23"
    assert str(latest_whole_reporting_year(date(2024, 9, 1), "september")) == "2023/24 academic"
    assert str(latest_whole_reporting_year(date(2024, 8, 31), "september")) == "2022/23 academic"
    assert str(latest_whole_reporting_year(date(2025, 1, 1), "january")) == "2024"
    assert str(latest_whole_reporting_year(date(2024, 7, 1), "july")) == "2023-07..2024-06"


def test_the_reporting_year_of_a_day():
    assert str(reporting_year_of(date(2024, 3, 31))) == "2023/24"
    assert str(reporting_year_of(date(2024, 4, 1))) == "2024/25"


def test_a_span_of_months_gets_the_name_it_has():
    assert str(spanning(date(2020, 4, 1), date(2020, 6, 30))) == "2020/21 Q1"
    assert str(spanning(date(2020, 4, 1), date(2020, 6, 30), 1)) == "2020 Q2"
    assert str(spanning(date(2020, 5, 1), date(2020, 6, 30))) == "2020-05..2020-06"
    with pytest.raises(PeriodError, match="not made of whole months"):
        spanning(date(2020, 4, 6), date(2021, 4, 5))


def test_months_are_known_by_name():
    assert [month_number(name) for name in ("april", "September", "sept", " JAN ")] == [4, 9, 9, 1]
    for name in ("", "4", "avril", "octobre"):
        with pytest.raises(PeriodError, match="not a month"):
            month_number(name)


def test_parse_is_found_here():
    assert parse("2019-20") == Period.canonical("2019/20")
    assert parse("2019-20", "september") == Period.canonical("2019/20 academic")


two_years = st.builds(
    lambda year, part: f"{year}/{(year + 1) % 100:02}{part}",
    st.integers(1901, 2197),
    st.sampled_from(["", " Q1", " Q2", " Q3", " Q4", " H1", " H2", " academic", " autumn", " spring", " summer"]),
)
one_year = st.builds("{}{}".format, st.integers(1901, 2197), st.sampled_from(["", " Q1", " Q2", " Q3", " Q4"]))
months = st.builds("{}-{:02}".format, st.integers(1901, 2197), st.integers(1, 12))
days = st.dates(date(1901, 1, 2), date(2197, 12, 30)).map(date.isoformat)


def run_of(first, count):
    end = date((first + count) // 12, (first + count) % 12 + 1, 1) - timedelta(days=1)
    return spanning(date(first // 12, first % 12 + 1, 1), end)


runs = (
    st.builds(run_of, st.integers(1930 * 12, 2150 * 12), st.integers(2, 60))
    .filter(lambda period: period.kind is PeriodKind.RUN)
    .map(str)
)
spellings = st.one_of(two_years, one_year, months, days, runs)
periods = spellings.map(Period.canonical)


@given(spellings)
def test_every_canonical_spelling_comes_back_as_it_was(text):
    period = Period.canonical(text)
    assert str(period) == text
    assert Period.from_path(period.path) == period
    assert not set(period.path) & set("/\\ :")


@given(periods)
def test_next_and_previous_undo_each_other(period):
    assert period.next().previous() == period == period.previous().next()
    assert period.previous() < period < period.next()
    assert period.next().kind is period.kind is period.year_before().kind
    assert period.year_before() < period


@given(periods, periods, periods)
def test_the_order_is_total_and_agrees_with_equality(first, second, third):
    assert (first < second) + (first == second) + (first > second) == 1
    assert (first <= second) is (first < second or first == second)
    if first <= second <= third:
        assert first <= third
    if first.end < second.end:
        assert first < second


@given(periods, periods)
def test_equal_spelling_means_equal_period(first, second):
    assert (str(first) == str(second)) is (first == second) is (first.path == second.path)


@given(st.text(max_size=40))
def test_no_text_breaks_the_canonical_reader(text):
    with contextlib.suppress(PeriodError):
        assert str(Period.canonical(text)) == text


@given(st.dates(date(1902, 1, 1), date(2198, 1, 1)), st.sampled_from(["april", "september", "january", "july"]))
def test_the_latest_whole_year_is_a_year_that_has_just_ended(day, starts):
    year = latest_whole_reporting_year(day, starts)
    assert year.is_year
    assert year.end < day <= year.next().end
