"""Periods in the wild that are made of others or introduced by words.

`year ending 31 March 2020`, `as at 31 March 2020`, `Financial year 2019/20`, `Apr 2019 - Mar 2020`. The rules are those
of `period_readings`.
"""

from __future__ import annotations

import re
from dataclasses import replace

from qaf.model.period import Period, spanning
from qaf.model.period_kinds import PeriodError, PeriodKind, last_of_month, month_index, shown
from qaf.model.period_readings import (
    MONTH,
    MONTH_OF,
    SHORT_YEARS,
    YEAR,
    YEAR_FIRST,
    Way,
    months_period,
    one_stretch,
    two_digit_year,
)

_FAMILY = re.compile(
    r"(?:^|(?<= ))(?:(?P<word>financial|fiscal|reporting|academic|school|calendar|tax)(?: y(?:ea)?rs?)?(?= |$|[,:])"
    r"|(?P<short>fy|ay|cy|ry|ty)(?=[ 0-9:']|$))[,:' ]*"
)
# by first letter: the month in which such years begin, and whether a lone year is the one that ends in it
_FAMILIES = {"f": (4, False), "r": (4, True), "a": (9, False), "s": (9, False), "c": (1, False)}
_LENGTHS = {"year": 12, "yr": 12, "y": 12, "twelve months": 12, "quarter": 3, "qtr": 3, "q": 3, "three months": 3}
_LENGTHS |= {"half year": 6, "half-year": 6, "six months": 6, "month": 1, "m": 1}
_ENDING = re.compile(
    r"(?:for )?(?:the )?(?:rolling |(?P<family>financial|reporting|academic|school|calendar) )?"
    r"(?P<length>year|yr|twelve months|quarter|qtr|three months|half[ -]year|six months|month|[yqm](?=/?e )"
    r"|[0-9]{1,2} ?(?:months?|m))"
    r"(?:[ -](?:ending|ended|end|up to|to|until)|/?e)(?: in| on| at)?(?: (?:the )?end of)?:? (?P<end>.+)"
)
_AS_AT = re.compile(
    r"(?:(?:position |snapshot |census |count )?(?:as (?:at|of|on)|at|on)|snapshot|census(?: day)?|(?=end ))"
    r"(?: ?(?:the )?(?P<edge>end)(?: of)?)?:? (?P<when>.+)"
)
_IN_BRACKETS = re.compile(rf" ?\(({MONTH}) ?(?:-|to) ?({MONTH})\)")
_WEEKS = re.compile(r"(?:^|[^a-z])(?:weeks?|wks?|w/[ce]|fortnight(?:ly)?|weekly|w[0-9]{1,2})(?![a-z])")
_SEPARATOR = re.compile(r"\.\.| to | until | - |-")
_LAST_YEAR = re.compile(rf"({YEAR}[/-][0-9]{{2,4}}|{YEAR}|[0-9]{{2}})$")


def read(text: str, way: Way) -> Period | None:
    """The period that a tidied text means in this way of reading; None where it has no shape that is known."""
    if _WEEKS.search(text):
        raise PeriodError(
            f"`{shown(text)}` is about weeks, which qaf does not keep. Add them up to months, quarters or years.",
            "This is about weeks, which qaf does not keep.",
        )
    if match := _IN_BRACKETS.search(text):
        return _with_bracket(text, match, way)
    for reader in (_federal, _ending, _family, _as_at, one_stretch, _range):
        found = reader(text, way)
        if found is not None:
            return found
    return None


_FEDERAL = re.compile(rf"(?:ffy|federal (?:fiscal )?y(?:ea)?r)[ :']*(?P<year>{YEAR}|[0-9]{{2}})")


def _federal(text: str, way: Way) -> Period | None:
    """The fiscal year of the United States' government: from October, named after the year in which it ends."""
    match = _FEDERAL.fullmatch(text)
    return months_period((two_digit_year(match["year"]) - 1) * 12 + 9, 12, way) if match else None


def _range(text: str, way: Way) -> Period | None:
    if match := YEAR_FIRST.fullmatch(text):  # `2020 Apr - Jun`
        text = text if re.search(YEAR, match[2]) else f"{match[2]} {match[1]}"
    failure = None
    for match in sorted(_SEPARATOR.finditer(text), key=lambda found: found[0] == "-"):
        try:
            found = _split(text, text[: match.start()].strip(), text[match.end() :].strip(), way)
        except PeriodError as error:  # another hyphen may be the one that joins the two ends
            failure = failure or error
            continue
        if found is not None:
            return found
    if failure:
        raise failure
    return None


def _split(text: str, left: str, right: str, way: Way) -> Period | None:
    if SHORT_YEARS.fullmatch(right) and re.match(YEAR, left):
        right = f"{two_digit_year(right[:2])}/{right[3:]}"
    ends = one_stretch(right, way)
    return _joined(text, _first_end(left, right, ends, way), ends, way) if ends else None


def _first_end(left: str, right: str, ends: Period | None, way: Way) -> Period | None:
    """The period before the separator; where it has no year, it takes the one behind the separator."""
    found = one_stretch(left, way)
    year = _LAST_YEAR.search(right)
    if found is not None or year is None or ends is None or re.fullmatch(r"[0-9]+", left):
        return found
    found = one_stretch(f"{left} {year[1]}", way)
    if found is not None and found.start > ends.start and len(year[1]) <= 4:
        return found.year_before()
    return found


def _joined(text: str, begins: Period | None, ends: Period, way: Way) -> Period | None:
    loose = (PeriodKind.DAY, PeriodKind.MONTH)
    if begins is None or not (begins.kind is ends.kind or begins.kind in loose and ends.kind in loose):
        return None
    if begins.start > ends.end:
        raise PeriodError(f"`{shown(text)}` ends before it begins.", "This period ends before it begins.")
    return spanning(begins.start, ends.end, way.starts)


def _family(text: str, way: Way) -> Period | None:
    match = _FAMILY.search(text)
    if match is None:
        return None
    rest = (text[: match.start()] + text[match.end() :]).strip(" ,:-")
    word = match["word"] or match["short"]
    if way.named == "text" or not rest:
        return None
    if way.named == "recipe":
        return read(rest, way)
    if word[0] == "t":
        raise PeriodError(
            f"`{shown(text)}` is a tax year, from 6 April to 5 April, which qaf does not keep. To count it from April "
            "to March, write `kind: reporting_year` in the recipe.",
            "This is a tax year, from 6 April to 5 April, which qaf does not keep.",
        )
    starts, lone_ends = _FAMILIES[word[0]]
    match_short = SHORT_YEARS.fullmatch(rest)
    if match_short and (int(match_short[1]) + 1) % 100 == int(match_short[2]):
        rest = f"{two_digit_year(match_short[1])}/{match_short[2]}"
    found = read(rest, replace(way, starts=starts, named="text", lone_ends=lone_ends, years=True))
    if found is None or found.kind is not PeriodKind.DAY:
        return found
    return _back_from(found, 12, replace(way, starts=starts))


def _as_at(text: str, way: Way) -> Period | None:
    match = _AS_AT.fullmatch(text)
    found = one_stretch(match["when"], way) if match else None
    if match is None or found is None:
        return None
    if found.kind is PeriodKind.CALENDAR_YEAR and not match["edge"]:
        raise PeriodError(
            f"`{shown(text)}` does not say which day of the year is meant.", "This does not say which day is meant."
        )
    return Period(found.end, found.end, PeriodKind.DAY)


def _ending(text: str, way: Way) -> Period | None:
    match = _ENDING.fullmatch(text)
    if match is None:
        return None
    number = re.match(r"[0-9]+", match["length"])
    length = int(number[0]) if number else _LENGTHS[match["length"]]
    found = one_stretch(match["end"], way)
    if found is None or not 1 <= length <= 60:
        return None
    if length == 12 and found.is_year and found.kind is not PeriodKind.CALENDAR_YEAR:  # `year ending 2019/20`
        return found
    if found.kind not in (PeriodKind.DAY, PeriodKind.MONTH):
        return None
    stretch = _back_from(found, length, way)
    if match["family"] and stretch.start.month != _FAMILIES[match["family"][0]][0]:
        raise PeriodError(
            f"{found.long} does not end {_a(match['family'])} year. Leave that word out, or mend the date.",
            f"This date does not end {_a(match['family'])} year.",
        )
    return stretch


def _a(word: str) -> str:
    return f"an {word}" if word[0] == "a" else f"a {word}"


def _back_from(end: Period, length: int, way: Way) -> Period:
    """The `length` months that end with this day or month."""
    index = month_index(end.end)
    if end.end != last_of_month(index):
        raise PeriodError(
            f"A period that ends on {end.long} is not made of whole months.",
            "This period does not end with a month, as periods do.",
        )
    return months_period(index - length + 1, length, way)


def _with_bracket(text: str, match: re.Match[str], way: Way) -> Period | None:
    """`Q1 (Apr - Jun) 2019/20`: the months must be the period's; beside a lone year they say whose quarter it is."""
    found = read((text[: match.start()] + text[match.end() :]).strip(), way)
    months = (MONTH_OF[match[1][:3]], MONTH_OF[match[2][:3]])
    if found is None or (found.start.month, found.end.month) == months:
        return found
    if found.kind is PeriodKind.CALENDAR_QUARTER:
        named = _range(f"{match[1]} - {match[2]} {found.start.year}", replace(way, starts=4))
        if named is not None and named.kind is PeriodKind.REPORTING_QUARTER and str(named)[-1] == str(found)[-1]:
            return named
    raise PeriodError(
        f"`{shown(text)}` contradicts itself: the months in brackets are not those of the period beside them.",
        "The months in brackets are not those of the period beside them.",
    )
