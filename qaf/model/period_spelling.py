"""The canonical spellings of periods, in both directions. These are part of every stored figure and never change."""

from __future__ import annotations

import re
from datetime import date

from qaf.model.period_kinds import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    PeriodError,
    PeriodKind,
    first_of_month,
    kinds_of,
    last_of_month,
    shown,
)

Span = tuple[date, date, PeriodKind]

_TWO_YEAR_PARTS: dict[str, tuple[PeriodKind, int, int]] = {
    "": (PeriodKind.REPORTING_YEAR, 4, 12),
    "Q1": (PeriodKind.REPORTING_QUARTER, 4, 3),
    "Q2": (PeriodKind.REPORTING_QUARTER, 7, 3),
    "Q3": (PeriodKind.REPORTING_QUARTER, 10, 3),
    "Q4": (PeriodKind.REPORTING_QUARTER, 1, 3),
    "H1": (PeriodKind.REPORTING_HALF, 4, 6),
    "H2": (PeriodKind.REPORTING_HALF, 10, 6),
    "academic": (PeriodKind.ACADEMIC_YEAR, 9, 12),
    "autumn": (PeriodKind.TERM, 9, 4),
    "spring": (PeriodKind.TERM, 1, 3),
    "summer": (PeriodKind.TERM, 4, 5),
}  # what may stand behind `2023/24` -> kind, first month, how many months
_PART_NAMES = {(kind, month): part for part, (kind, month, _) in _TWO_YEAR_PARTS.items()}
_YEAR_BEGINS = {PeriodKind.ACADEMIC_YEAR: 9, PeriodKind.TERM: 9}

_TWO_YEARS = re.compile(r"([0-9]{4})/([0-9]{2})(?: (Q[1-4]|H[12]|academic|autumn|spring|summer))?")
_ONE_YEAR = re.compile(r"([0-9]{4})(?: Q([1-4]))?")
_MONTH_OR_DAY = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_RUN = re.compile(r"([0-9]{4})-([0-9]{2})\.\.([0-9]{4})-([0-9]{2})")
_PATH = re.compile(r"([0-9]{4})(?:_([0-9]{2}))?(?:-(Q[1-4]|H[12]|academic|autumn|spring|summer))?")


def spelled(start: date, end: date, kind: PeriodKind) -> str:
    """The canonical spelling of a period that is one."""
    match kind:
        case PeriodKind.CALENDAR_YEAR:
            return str(start.year)
        case PeriodKind.CALENDAR_QUARTER:
            return f"{start.year} Q{end.month // 3}"
        case PeriodKind.MONTH:
            return f"{start.year}-{start.month:02}"
        case PeriodKind.DAY:
            return start.isoformat()
        case PeriodKind.RUN:
            return f"{start.year}-{start.month:02}..{end.year}-{end.month:02}"
    first = start.year - (start.month < _YEAR_BEGINS.get(kind, 4))
    part = _PART_NAMES[kind, start.month]
    return f"{first}/{(first + 1) % 100:02}{' ' + part if part else ''}"


def term_name(month: int) -> str:
    """`autumn`, `spring` or `summer`, by the number of the month in which the term begins."""
    return _PART_NAMES[PeriodKind.TERM, month]


def without_path(text: str) -> str:
    """The canonical spelling whose form in a path is `text`: `2023/24 Q1` for `2023_24-Q1`. Others stay as they are."""
    match = _PATH.fullmatch(text)
    if match is None:
        return text
    year, second, part = match.groups()
    return year + (f"/{second}" if second else "") + (f" {part}" if part else "")


def span_of(text: str) -> Span | None:
    """Start, end and kind of a canonical spelling; None for another shape, `PeriodError` where the shape is right
    and what it says cannot be (`2023/25`, month 13)."""
    if match := _TWO_YEARS.fullmatch(text):
        return _two_years(_year(match[1], text), int(match[2]), match[3] or "", text)
    if match := _ONE_YEAR.fullmatch(text):
        first = _year(match[1], text) * 12
        if match[2] is None:
            return _span(first, 12, PeriodKind.CALENDAR_YEAR)
        return _span(first + 3 * (int(match[2]) - 1), 3, PeriodKind.CALENDAR_QUARTER)
    if match := _MONTH_OR_DAY.fullmatch(text):
        month = _month(match[1], match[2], text)
        return _day(month, int(match[3]), text) if match[3] else _span(month, 1, PeriodKind.MONTH)
    if match := _RUN.fullmatch(text):
        return _run(_month(match[1], match[2], text), _month(match[3], match[4], text), text)
    return None


def _span(first: int, count: int, kind: PeriodKind) -> Span:
    return first_of_month(first), last_of_month(first + count - 1), kind


def _two_years(year: int, second: int, part: str, text: str) -> Span:
    if (year + 1) % 100 != second:
        raise PeriodError(
            f"The two years of `{shown(text)}` do not follow one another, as those of "
            f"`{year}/{(year + 1) % 100:02}` do.",
            "The two years of this period do not follow one another.",
        )
    kind, month, count = _TWO_YEAR_PARTS[part]
    in_second = month < _YEAR_BEGINS.get(kind, 4)
    return _span((year + in_second) * 12 + month - 1, count, kind)


def _run(first: int, last: int, text: str) -> Span:
    if first > last:
        raise PeriodError(
            f"`{shown(text)}` ends before it begins. Write the first month first, as in `2010-04..2014-03`.",
            "This run of months ends before it begins.",
        )
    start, end = first_of_month(first), last_of_month(last)
    kinds = kinds_of(start, end)
    if kinds != (PeriodKind.RUN,):
        names = " or ".join(f"`{spelled(start, end, kind)}`" for kind in kinds)
        raise PeriodError(
            f"`{shown(text)}` has a shorter spelling. Write {names}.", "This run of months has a shorter spelling."
        )
    return start, end, PeriodKind.RUN


def _year(digits: str, text: str) -> int:
    if EARLIEST_YEAR - 1 <= int(digits) <= LATEST_YEAR:  # `1899/00 Q4` begins in 1900
        return int(digits)
    raise PeriodError(
        f"`{shown(text)}` lies outside the years {EARLIEST_YEAR} to {LATEST_YEAR}.",
        f"This year lies outside {EARLIEST_YEAR} to {LATEST_YEAR}.",
    )


def _month(year: str, month: str, text: str) -> int:
    if 1 <= int(month) <= 12:
        return _year(year, text) * 12 + int(month) - 1
    hint = f" The year is written `{year}/{month}`." if (int(year) + 1) % 100 == int(month) else ""
    raise PeriodError(
        f"`{shown(text)}` names a month {month}, which does not exist.{hint}", "This month does not exist."
    )


def _day(month: int, day: int, text: str) -> Span:
    if not 1 <= day <= last_of_month(month).day:
        raise PeriodError(f"`{shown(text)}` names a day that does not exist.", "This day does not exist.")
    found = first_of_month(month).replace(day=day)
    return found, found, PeriodKind.DAY
