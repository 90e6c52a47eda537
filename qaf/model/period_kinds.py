"""What periods are made of: their kinds, the months that each kind covers, and the error for what is none."""

from __future__ import annotations

import calendar
from datetime import date
from enum import StrEnum

EARLIEST_YEAR = 1900
LATEST_YEAR = 2199

# fmt: off
MONTHS = (  # not `calendar.month_name`, which follows the computer's language
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
# fmt: on


class PeriodKind(StrEnum):
    """What sort of period it is. `day` is a snapshot day; `run` is any other run of whole months."""

    REPORTING_YEAR = "reporting_year"
    REPORTING_QUARTER = "reporting_quarter"
    REPORTING_HALF = "reporting_half"
    ACADEMIC_YEAR = "academic_year"
    TERM = "term"
    CALENDAR_YEAR = "calendar_year"
    CALENDAR_QUARTER = "calendar_quarter"
    MONTH = "month"
    DAY = "day"
    RUN = "run"

    @property
    def words(self) -> str:
        """The kind with its article, for a sentence: `a reporting quarter`."""
        return _KIND_WORDS.get(self, f"a {self.value.replace('_', ' ')}")


_KIND_WORDS = {
    PeriodKind.ACADEMIC_YEAR: "an academic year",
    PeriodKind.DAY: "a snapshot day",
    PeriodKind.RUN: "a run of months",
}


class PeriodError(ValueError):
    """A text or a span that is no period. Its text is a whole sentence that says what is wanted.

    The sentence may show up to 30 characters of what was read; `without_value` is a sentence that shows none of
    it, for files in which the cell could be anything.
    """

    def __init__(self, message: str, without_value: str = "") -> None:
        super().__init__(message)
        self.without_value = without_value or "This cannot be read as a period."


# (first month, how many months) -> the kinds that cover exactly this; what is not here is a run
SHAPES: dict[tuple[int, int], tuple[PeriodKind, ...]] = {
    (4, 12): (PeriodKind.REPORTING_YEAR,),
    (4, 6): (PeriodKind.REPORTING_HALF,),
    (10, 6): (PeriodKind.REPORTING_HALF,),
    (9, 12): (PeriodKind.ACADEMIC_YEAR,),
    (9, 4): (PeriodKind.TERM,),
    (4, 5): (PeriodKind.TERM,),
    (1, 12): (PeriodKind.CALENDAR_YEAR,),
    (1, 3): (PeriodKind.CALENDAR_QUARTER, PeriodKind.REPORTING_QUARTER, PeriodKind.TERM),
    (4, 3): (PeriodKind.CALENDAR_QUARTER, PeriodKind.REPORTING_QUARTER),
    (7, 3): (PeriodKind.CALENDAR_QUARTER, PeriodKind.REPORTING_QUARTER),
    (10, 3): (PeriodKind.CALENDAR_QUARTER, PeriodKind.REPORTING_QUARTER),
}


def kinds_of(start: date, end: date) -> tuple[PeriodKind, ...]:
    """The kinds that cover exactly the days from `start` to `end`; none where they are no day and no whole months."""
    if start == end:
        return (PeriodKind.DAY,)
    if start.day != 1 or end != last_of_month(month_index(end)) or start > end:
        return ()
    count = month_index(end) - month_index(start) + 1
    return (PeriodKind.MONTH,) if count == 1 else SHAPES.get((start.month, count), (PeriodKind.RUN,))


def month_number(name: str) -> int:
    """1 to 12 for a month's English name (`april`, `Apr`); `PeriodError` for anything else."""
    plain = name.strip().casefold()
    for number, month in enumerate(MONTHS, start=1):
        if plain in (month.casefold(), month[:3].casefold()) or (plain == "sept" and number == 9):
            return number
    raise PeriodError(f"`{shown(name)}` is not a month. Write its name, such as `april`.")


def first_of_month(index: int) -> date:
    """The first day of the month with this index (twelve times the year, and 0 for January to 11 for December)."""
    return date(index // 12, index % 12 + 1, 1)


def last_of_month(index: int) -> date:
    """The last day of the month with this index."""
    year, month = index // 12, index % 12 + 1
    return date(year, month, calendar.monthrange(year, month)[1])


def shown(text: str) -> str:
    """At most 30 characters of `text` on one line, fit to be shown between backticks."""
    flat = " ".join("".join(c if c.isprintable() and c != "`" else " " for c in text[:120]).split())
    return flat if len(flat) <= 30 else flat[:29] + "…"


def month_index(day: date) -> int:
    """The index of the month in which `day` lies: twelve times the year, and 0 for January to 11 for December."""
    return day.year * 12 + day.month - 1
