"""Which twelve months an unknown file means by a year written as one: its own words say so, or nothing does."""

from __future__ import annotations

import re
from calendar import month_name
from dataclasses import dataclass

from qaf.data.draft_table import Layout
from qaf.data.file_name import base_name
from qaf.data.years_meant import CALENDAR, ENDS_IN_AUGUST, ENDS_IN_MARCH
from qaf.model.period_kinds import month_number


@dataclass(frozen=True, slots=True)
class PeriodClues:
    """What else is known of a file: its name, the texts around its table, and when the folder's years start."""

    file: str
    layout: Layout
    year_starts: str


_OWN_YEARS = {"october": re.compile(r"\bffy\b|federal fiscal|30(?:th)? september|september 30", re.I)}
"""What a file says of years that start in a month, beside the last day before it."""


_LAST_DAY = re.compile(rf"\b(?:28|29|30|31)(?:st|th)? (?:{'|'.join(month_name[1:])})\b", re.I)
"""A last day of a month; which years end on it is for a person to say."""


def _ends_before(starts: str) -> re.Pattern[str]:
    """Finds the last day of a year that starts in a month: `31 July`, `year ending July`."""
    month = month_name[month_number(starts) - 1 or 12]
    return re.compile(
        rf"(?:28|29|30|31)(?:st|th)? {month}|{month} (?:28|29|30|31)|year (?:ending|ended|to) (?:in )?{month}", re.I
    )


def kind_of_years(name: str, clues: PeriodClues) -> tuple[str, str, bool]:
    """Which kind of year years written as one are, why, and whether something in the file says so."""
    around = [(0, name), (0, base_name(clues.file)), *clues.layout.titles, *clues.layout.notes]
    around += [(0, each) for each in clues.layout.table.header]
    for pattern, kind, words in (
        (ENDS_IN_MARCH, "reporting_year", "years that end in March"),
        (ENDS_IN_AUGUST, "academic_year", "academic years"),
        (CALENDAR, "calendar_year", "calendar years"),
    ):
        for row, text in around:
            if pattern.search(text.replace("_", " ")):
                place = f"row {row}" if row else "a heading or the file's name"
                return kind, f"{place} speaks of {words}", True
    if clues.year_starts not in ("april", "september", "january"):
        ours = _OWN_YEARS.get(clues.year_starts, _ends_before(clues.year_starts))
        if any(ours.search(text.replace("_", " ")) for _, text in around):
            return "run", f"years of this folder start in {clues.year_starts.title()}, as the file's do", True
    other = next(((row, found[0]) for row, text in clues.layout.titles if (found := _LAST_DAY.search(text))), None)
    said = f"row {other[0]} speaks of {other[1]}" if other else "nothing in the file says so"
    if clues.year_starts == "april":
        return "reporting_year", f"{said}; years of this folder start in April", False
    return "calendar_year", said if other else "nothing in the file says otherwise", False
