"""The shapes in which periods are written in the wild, one small reader a shape.

Here: years, days, months, quarters, halves, terms. What is made of these, or introduced by words, is in
`period_phrases`. A reader takes a tidied text (`tidied`) and a `Way`, and gives the period, or None where the text has
another shape. It raises `PeriodError` where the shape is its own and what it says cannot be. Nothing here chooses
between two readings of one text: a `Way` settles them beforehand, and `period_words` compares what the ways give.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from qaf.model.period import Period, spanning
from qaf.model.period_kinds import MONTHS, PeriodError, PeriodKind, first_of_month, last_of_month, shown

LONGEST_POOL = 25  # years; more than that is a slip, not pooled figures


@dataclass(frozen=True, slots=True)
class Way:
    """How to read what can be read in two ways.

    `starts` is the month in which a year begins that is written as two years. `named` says who named the sort of year:
    nobody (""), the "recipe", or the "text" itself. `lone_ends`: a year written as one is the one that ends in it
    (as with reporting years). `day_first`: 7/1 is 7 January. `years`: 2011-12 is a year, not a month.
    """

    starts: int = 4
    named: str = ""
    lone_ends: bool = False
    day_first: bool = True
    years: bool = True


MONTH_OF = {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)}
YEAR = r"(?:19|20|21)[0-9]{2}"
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_TIME = r"(?:[ t][0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?z?)?"
_TH = r"(?:st|nd|rd|th)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"
_GAP = r"[ ,:/-]*(?:of )?(?:the )?"

_TWO_YEARS = re.compile(rf"({YEAR})(/| ?- ?| to )({YEAR}|[0-9]{{2}})|({YEAR})({YEAR}|[0-9]{{2}})")
SHORT_YEARS = re.compile(r"([0-9]{2})[/-]([0-9]{2})")
_MONTH_BY_NUMBER = re.compile(rf"({YEAR})( ?- ?|/|)([0-9]{{2}})|([0-9]{{1,2}})[/-]({YEAR})")
_MONTH_BY_NAME = re.compile(rf"({MONTH})(?:[ '/,-]*({YEAR}|[0-9]{{2}})|[ ,:-]+(?:of )?({YEAR}[^ ]+))")
_DAY_ISO = re.compile(rf"({YEAR})([-/.])([0-9]{{1,2}})\2([0-9]{{1,2}}){_TIME}|({YEAR})([0-9]{{2}})([0-9]{{2}})")
_DAY_NUMBERS = re.compile(rf"([0-9]{{1,2}})([-/. ])([0-9]{{1,2}})\2({YEAR}|[0-9]{{2}}){_TIME}")
_DAY_NAMED = re.compile(
    rf"{_WEEKDAY}(?:([0-9]{{1,2}}){_TH}[ -]*(?:of )?({MONTH})|({MONTH}) ?([0-9]{{1,2}}){_TH},?(?= {YEAR}))"
    rf"[ ,/'-]*({YEAR}|[0-9]{{2}}){_TIME}"
)
_NUMBER_WORDS = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_QUARTER = re.compile(
    r"(?:q(?:uarter|tr)? ?(?P<a>[1-4])|(?P<b>[1-4])(?:st|nd|rd|th) (?:quarter|qtr)"
    r"|(?P<c>first|second|third|fourth) (?:quarter|qtr))"
    rf"(?: ?(?:-|to|and) ?(?:q(?:uarter|tr)? ?)?(?P<last>[1-4])(?![0-9]))?{_GAP}(?P<years>[0-9].*)"
)
_HALF = re.compile(
    r"(?:h(?:alf)?(?:[ -]?year)? ?(?P<a>[12])|(?:(?P<b>[12])(?:st|nd)|(?P<c>first|second)) half(?:[ -]year)?"
    rf"|part (?P<part>[12])){_GAP}(?P<years>[0-9].*)"
)
_TERM = re.compile(rf"(autumn|spring|summer)(?: terms?)?(?:(?: and | ?- ?)(spring|summer))?(?: terms?)?{_GAP}([0-9].*)")
_TERM_SPANS = {"autumn": (8, 4), "spring": (12, 3), "summer": (15, 5)}  # months after the January before, how many
YEAR_FIRST = re.compile(rf"({YEAR}(?:(?:/| ?- ?)?(?:{YEAR}|[0-9]{{2}})(?![0-9]))?)[ ,:-]*((?!to )[a-z].*)")
_PLAIN = {ord(dash): "-" for dash in "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"} | {0x2019: "'"}
_PLAIN |= {ord(hidden): "" for hidden in "\u200b\u200c\u200d\u2060\ufeff\u00ad"}


def tidied(text: str) -> str:
    """`text` in small letters, every dash a hyphen, every gap one blank, nothing invisible, no closing full stop."""
    flat = " ".join(text.translate(_PLAIN).casefold().replace("&", " and ").split()).strip(" .,;:'\"")
    flat = re.sub(r" ?(/|\.\.) ?", r"\1", re.sub(r" -|- ", " - ", flat))
    flat = re.sub(r"^([0-9]+)\.0+$", r"\1", " ".join(flat.split()))
    flat = re.sub(r"^between (.+) and (.+)$", r"\1 to \2", flat)
    return re.sub(r"^(?:from |years?:? (?=[0-9]))", "", flat)


def years_of(text: str, way: Way) -> tuple[int, int] | None:
    """One year or pooled years as (index of the first month, how many months); None where it is not written so."""
    if re.fullmatch(YEAR, text):
        return _lone_year(int(text), way)
    if match := _TWO_YEARS.fullmatch(text):
        first, joint, second = match[1] or match[4], match[2] or "", match[3] or match[5]
        return _two_years(text, int(first), joint, second, way)
    return None


def two_digit_year(digits: str) -> int:
    """69 to 99 are 1969 to 1999, 00 to 68 are 2000 to 2068, as POSIX has it; four digits stay."""
    number = int(digits)
    return number if len(digits) == 4 else number + (1900 if number >= 69 else 2000)


def day_period(year: int, month: int, day: int, text: str) -> Period:
    """The snapshot day; `PeriodError` where it does not exist."""
    try:
        found = date(year, month, day)
    except ValueError:
        raise PeriodError(
            f"`{shown(text)}` is a date that does not exist.", "This is a date that does not exist."
        ) from None
    return Period(found, found, PeriodKind.DAY)


def months_period(first: int, count: int, way: Way) -> Period:
    """`count` months from the one with index `first`."""
    return spanning(first_of_month(first), last_of_month(first + count - 1), way.starts)


def _lone_year(year: int, way: Way) -> tuple[int, int]:
    if not way.named or way.starts == 1:
        return year * 12, 12
    if way.lone_ends:
        return (year - 1) * 12 + way.starts - 1, 12
    raise PeriodError(
        f"`{year}` alone does not say which two years are meant. Write both, as in `{year}/{(year + 1) % 100:02}`.",
        "One year alone does not say which two years are meant.",
    )


def _two_years(text: str, first: int, joint: str, second: str, way: Way) -> tuple[int, int]:
    last = int(second) if len(second) == 4 else first - first % 100 + int(second)
    if last == first - first % 100 and first % 100 == 99:
        last = first + 1
    begins = first * 12 + way.starts - 1
    if last == first + 1:
        if way.starts == 1:
            raise PeriodError(
                f"`{shown(text)}` names two years, but the years meant here begin in January. Say in the recipe which "
                "`kind` of year it is.",
                "This names two years where years begin in January.",
            )
        return begins, 12
    if joint not in ("", "/") and 1 < last - first <= LONGEST_POOL:
        return (begins, (last - first) * 12) if way.starts > 1 else (first * 12, (last - first + 1) * 12)
    raise PeriodError(
        f"The two years of `{shown(text)}` do not follow one another, as those of `{first}/{(first + 1) % 100:02}` do.",
        "The two years of this period do not follow one another.",
    )


def _lone_years(text: str, way: Way) -> Period | None:
    month = _MONTH_BY_NUMBER.fullmatch(text)
    if month is not None and _is_month(month, way):
        return None
    found = years_of(text, way)
    return months_period(*found, way) if found else None


def _is_month(match: re.Match[str], way: Way) -> bool:
    """Whether the numbers are a month here: `03/2020` always, `2020/03` where no later year can be meant, `2011-12`
    and `201112` where the way does not read years."""
    if match[1] is None:
        return True
    number = int(match[3])
    if match[2] == "/":
        return 1 <= number <= int(match[1]) % 100 and number <= 12
    return not way.years


def _month(text: str, way: Way) -> Period | None:
    if match := _MONTH_BY_NUMBER.fullmatch(text):
        if not _is_month(match, way):
            return None
        year, number = int(match[1] or match[5]), int(match[3] or match[4])
        if not 1 <= number <= 12:
            raise PeriodError(
                f"`{shown(text)}` names a month {number}, which does not exist.", "This month does not exist."
            )
        return months_period(year * 12 + number - 1, 1, way)
    if match := _MONTH_BY_NAME.fullmatch(text):
        number = MONTH_OF[match[1][:3]]
        if match[2]:
            return months_period(two_digit_year(match[2]) * 12 + number - 1, 1, way)
        found = _stretch_years(match[3], way)
        if found and found[1] == 12:
            return months_period(found[0] + (number - 1 - found[0]) % 12, 1, way)
    return None


def _day(text: str, way: Way) -> Period | None:
    if match := _DAY_ISO.fullmatch(text):
        year, month, day = (match[1], match[3], match[4]) if match[1] else (match[5], match[6], match[7])
        return day_period(int(year), int(month), int(day), text)
    if match := _DAY_NUMBERS.fullmatch(text):
        day, month = (match[1], match[3]) if way.day_first else (match[3], match[1])
        return day_period(two_digit_year(match[4]), int(month), int(day), text)
    if match := _DAY_NAMED.fullmatch(text):
        name, day = (match[2], match[1]) if match[1] else (match[3], match[4])
        return day_period(two_digit_year(match[5]), MONTH_OF[name[:3]], int(day), text)
    return None


def _stretch_years(text: str, way: Way) -> tuple[int, int] | None:
    """The years behind a quarter, half or term: there two digits may do for each (`Q1 19/20`)."""
    match = SHORT_YEARS.fullmatch(text)
    if match and (int(match[1]) + 1) % 100 == int(match[2]):
        text = f"{two_digit_year(match[1])}/{match[2]}"
    return years_of(text, way)


def _parts(text: str, match: re.Match[str], first: int, last: int, each: int, way: Way) -> Period | None:
    found = _stretch_years(match["years"], way)
    if found is None or found[1] != 12:
        return None
    if last < first:
        raise PeriodError(f"`{shown(text)}` ends before it begins.", "This period ends before it begins.")
    begins = replace(way, starts=found[0] % 12 + 1)
    return months_period(found[0] + (first - 1) * each, (last - first + 1) * each, begins)


def _quarter(text: str, way: Way) -> Period | None:
    match = _QUARTER.fullmatch(text)
    if match is None:
        return None
    first = int(match["a"] or match["b"] or _NUMBER_WORDS[match["c"]])
    return _parts(text, match, first, int(match["last"] or first), 3, way)


def _half(text: str, way: Way) -> Period | None:
    match = _HALF.fullmatch(text)
    if match is None:
        return None
    if match["part"]:  # the publisher's `Part 1 (April to September)`
        return _parts(text, match, int(match["part"]), int(match["part"]), 6, Way(starts=4, named="text"))
    half = int(match["a"] or match["b"] or _NUMBER_WORDS[match["c"]])
    return _parts(text, match, half, half, 6, way)


def _term(text: str, way: Way) -> Period | None:
    match = _TERM.fullmatch(text)
    if match is None:
        return None
    first, last = match[1], match[2] or match[1]
    if re.fullmatch(YEAR, match[3]):
        if first != last:  # in which of its terms the year lies is not said
            return None
        january = (int(match[3]) - (first != "autumn")) * 12
    else:
        found = _stretch_years(match[3], Way(starts=9, named="text"))
        if found is None or found[1] != 12:
            return None
        january = found[0] - 8
    begins, ends = _TERM_SPANS[first][0], sum(_TERM_SPANS[last])
    if ends <= begins:
        return None
    start, end = first_of_month(january + begins), last_of_month(january + ends - 1)
    return Period(start, end, PeriodKind.TERM) if first == last else spanning(start, end, way.starts)


def one_stretch(text: str, way: Way) -> Period | None:
    """Everything that is neither a range nor introduced by words."""
    readers: tuple[Callable[[str, Way], Period | None], ...] = (_lone_years, _day, _month, _quarter, _half, _term)
    for reader in readers:
        found = reader(text, way)
        if found is not None:
            return found
    match = YEAR_FIRST.fullmatch(text)
    return one_stretch(f"{match[2]} {match[1]}", way) if match else None
