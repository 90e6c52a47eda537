"""The period of a figure: a start, an end and a kind, with one canonical spelling for each.

Reporting years run from April to March, academic years from September to August; terms from September to December
(autumn), January to March (spring) and April to August (summer). Every other stretch of whole months is a run. There is
no run that covers exactly what a named kind covers: that span has its name. How other people spell periods is the
business of `period_words`.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache, total_ordering

from qaf.model.period_kinds import (
    EARLIEST_YEAR,
    LATEST_YEAR,
    MONTHS,
    SHAPES,
    PeriodError,
    PeriodKind,
    first_of_month,
    kinds_of,
    last_of_month,
    month_index,
    month_number,
    shown,
)
from qaf.model.period_spelling import span_of, spelled, term_name, without_path

__all__ = [
    "MONTHS",
    "Period",
    "PeriodError",
    "PeriodKind",
    "kinds_of",
    "latest_whole_reporting_year",
    "month_number",
    "parse",
    "reporting_year_of",
    "same_span",
    "spanning",
]


@total_ordering
@dataclass(frozen=True, slots=True, repr=False)
class Period:
    """A period. Equal where start, end and kind are; ordered by end, then start, then kind; `str` is canonical.

    `start` and `end` are the first and the last day. Raises `PeriodError` where they do not make a period of this
    kind, or lie outside the years 1900 to 2199.
    """

    start: date
    end: date
    kind: PeriodKind

    def __post_init__(self) -> None:
        if self.kind not in kinds_of(self.start, self.end):
            raise PeriodError(f"{self.start} to {self.end} is not {PeriodKind(self.kind).words}.")
        if self.start.year < EARLIEST_YEAR or self.end.year > LATEST_YEAR:
            raise PeriodError(f"A period lies between the years {EARLIEST_YEAR} and {LATEST_YEAR}.")

    @classmethod
    def canonical(cls, text: str) -> Period:
        """The period that `text` spells canonically, such as `2023/24 Q1`; anything else is a `PeriodError`."""
        return _canonical(text)

    @classmethod
    def from_path(cls, text: str) -> Period:
        """The period whose spelling in a path is `text`, such as `2023_24-Q1`; anything else is a `PeriodError`."""
        return _canonical(without_path(text))

    def __str__(self) -> str:
        return spelled(self.start, self.end, self.kind)

    def __repr__(self) -> str:
        return f"Period.canonical({str(self)!r})"

    def __hash__(self) -> int:
        return hash((self.start, self.end))  # the kind says little more, and a hash of it costs more than both

    def __lt__(self, other: Period) -> bool:
        return self._order() < other._order() if isinstance(other, Period) else NotImplemented

    def _order(self) -> tuple[date, date, str]:
        return (self.end, self.start, self.kind)

    @property
    def path(self) -> str:
        """The spelling in the name of a file or folder: `2023_24-Q1`."""
        return str(self).replace("/", "_").replace(" ", "-")

    @property
    def long(self) -> str:
        """The period in words for a page: `April to June 2023`, `autumn term 2023`, `31 March 2024`."""
        first, last = MONTHS[self.start.month - 1], MONTHS[self.end.month - 1]
        if self.kind is PeriodKind.DAY:
            return f"{self.end.day} {last} {self.end.year}"
        if self.kind is PeriodKind.MONTH:
            return f"{last} {self.end.year}"
        if self.kind is PeriodKind.TERM:
            return f"{term_name(self.start.month)} term {self.end.year}"
        if self.start.year == self.end.year:
            return f"{first} to {last} {self.end.year}"
        return f"{first} {self.start.year} to {last} {self.end.year}"

    @property
    def months(self) -> int:
        """How many whole months; 0 for a snapshot day."""
        return 0 if self.kind is PeriodKind.DAY else month_index(self.end) - month_index(self.start) + 1

    @property
    def is_year(self) -> bool:
        """Whether it is a year of any kind: twelve whole months, whenever they begin."""
        return self.months == 12

    @property
    def is_part_of_year(self) -> bool:
        """Whether it is a stretch shorter than a year. A snapshot day is no stretch."""
        return 0 < self.months < 12

    def contains(self, other: Period) -> bool:
        """Whether every day of `other` lies in this period."""
        return self.start <= other.start and other.end <= self.end

    def previous(self) -> Period:
        """The period of the same kind just before this one; of a snapshot day, the day before (see `year_before`).

        Of a run, the run as long that ends where this one starts. Some runs (four or five months long) would meet
        a term that way; they step by whole years instead. `PeriodError` where the years end (1900).
        """
        return self._stepped(-1)

    def next(self) -> Period:
        """The period of the same kind just after this one: the other way round from `previous`."""
        return self._stepped(1)

    def year_before(self) -> Period:
        """The same period one year earlier. The last day of a month stays the last: 29 February becomes the 28th."""
        if self.kind is not PeriodKind.DAY:
            return _of_months(self.kind, month_index(self.start) - 12, self.months)
        year, month = self.end.year - 1, self.end.month
        last = calendar.monthrange(year, month)[1]
        was_last = self.end.day == calendar.monthrange(self.end.year, month)[1]
        day = date(year, month, last if was_last else self.end.day)
        return Period(day, day, PeriodKind.DAY)

    def _stepped(self, by: int) -> Period:
        if self.kind is PeriodKind.DAY:
            day = self.end + timedelta(days=by)
            return Period(day, day, self.kind)
        if self.kind is PeriodKind.TERM:
            edge = month_index(self.end) + 1 if by > 0 else month_index(self.start) - 1
            first, count = next((m, n) for m, n in ((9, 4), (1, 3), (4, 5)) if 0 <= edge % 12 + 1 - m < n)
            return _of_months(self.kind, edge - edge % 12 + first - 1, count)
        step = self.months
        if self.kind is PeriodKind.RUN and _meets_named(self.start.month, step):
            step = 12
        return _of_months(self.kind, month_index(self.start) + by * step, self.months)


def parse(
    text: str,
    year_starts: str = "april",
    *,
    kind: str | None = None,
    identifier: str | None = None,
    format: str | None = None,  # noqa: A002
) -> Period:
    """The period that `text` means in the wild; see `qaf.model.period_words.parse`."""
    from qaf.model.period_words import parse as parse_words

    return parse_words(text, year_starts, kind=kind, identifier=identifier, format=format)


def spanning(start: date, end: date, year_starts: int = 4) -> Period:
    """The period from the first day `start` to the last day `end`, with the kind that its span has.

    Three months can be a quarter of two kinds (and January to March a term): where years start in April
    (`year_starts`, the number of a month) they are a reporting quarter, else a calendar quarter. Raises `PeriodError`
    where the days are not whole months.
    """
    kinds = kinds_of(start, end)
    if not kinds:
        raise PeriodError(
            f"{start} to {end} is not made of whole months.", "These days are not made of whole months, as a period is."
        )
    preferred = PeriodKind.REPORTING_QUARTER if year_starts == 4 else kinds[0]
    return Period(start, end, preferred if preferred in kinds else kinds[0])


def same_span(first: Period, second: Period) -> bool:
    """Whether both cover the same days. Two such periods of different kinds are refused in one series."""
    return first.start == second.start and first.end == second.end


def reporting_year_of(day: date) -> Period:
    """The reporting year (April to March) in which `day` lies."""
    return _of_months(PeriodKind.REPORTING_YEAR, (day.year - (day.month < 4)) * 12 + 3, 12)


def latest_whole_reporting_year(as_at: date, year_starts: str = "april") -> Period:
    """The last year that was over before `as_at`, of the folder's kind.

    With `april` a reporting year, with `september` an academic year, with `january` a calendar year, with any other
    month a run of twelve months. A year that ends on `as_at` itself is not over yet.
    """
    begins = month_number(year_starts)
    current = (as_at.year - (as_at.month < begins)) * 12 + begins - 1
    return spanning(first_of_month(current - 12), last_of_month(current - 1), begins)


def _of_months(kind: PeriodKind, first: int, count: int) -> Period:
    return Period(first_of_month(first), last_of_month(first + count - 1), kind)


def _meets_named(month: int, count: int) -> bool:
    return any(((month - 1 + count * step) % 12 + 1, count) in SHAPES for step in range(12))


@lru_cache(maxsize=8192)
def _canonical(text: str) -> Period:
    span = span_of(text)
    if span:
        return Period(*span)
    raise PeriodError(
        f"`{shown(text)}` is not spelt as a period is{_blanks(text)}{_suggestion(text)}. Write it as `2023/24`, "
        "`2023/24 Q1`, `2023/24 H1`, `2023/24 academic`, `2023/24 autumn`, `2024`, `2024 Q1`, `2024-03`, `2024-03-31` "
        "or `2010-04..2014-03`.",
        "This is not a period as it is written here, such as `2023/24` or `2024-03`.",
    )


def _blanks(text: str) -> str:
    """What cannot be seen where a text is shown."""
    return " (it has blanks too many)" if text.strip() and text != " ".join(text.split()) else ""


def _suggestion(text: str) -> str:
    try:
        return f"; did you mean `{parse(text)}`" if text.strip() else ""
    except PeriodError:
        return ""
