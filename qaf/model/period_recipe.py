"""What a recipe says about its periods: their `kind`, and the `format` in which their parts stand."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from qaf.model.period import Period, spanning
from qaf.model.period_kinds import (
    PeriodError,
    PeriodKind,
    first_of_month,
    kinds_of,
    last_of_month,
    month_index,
    month_number,
    shown,
)
from qaf.model.period_readings import Way, day_period, months_period, two_digit_year, years_of

WANTED: dict[str, tuple[PeriodKind, ...]] = {
    "reporting_year": (PeriodKind.REPORTING_YEAR,),
    "academic_year": (PeriodKind.ACADEMIC_YEAR,),
    "calendar_year": (PeriodKind.CALENDAR_YEAR,),
    "quarter": (PeriodKind.REPORTING_QUARTER, PeriodKind.CALENDAR_QUARTER),
    "half": (PeriodKind.REPORTING_HALF,),
    "term": (PeriodKind.TERM,),
    "month": (PeriodKind.MONTH,),
    "day": (PeriodKind.DAY,),
    "run": (PeriodKind.RUN,),
}
_LENGTHS = {"quarter": (3,), "half": (6,), "term": (3, 4, 5), "month": (1,), "run": ()}
YEAR_KINDS = {"reporting_year": 4, "academic_year": 9, "calendar_year": 1}
_FIELDS = {
    "d": r"(?P<d>[0-9]{1,2})",
    "m": r"(?P<m>[0-9]{1,2})",
    "b": r"(?P<b>[a-z]{3,9})\.?",
    "B": r"(?P<b>[a-z]{3,9})\.?",
    "a": r"[a-z]{3,9}",
    "A": r"[a-z]{3,9}",
    "H": r"[0-9]{1,2}",
    "M": r"[0-9]{1,2}",
    "S": r"[0-9]{1,2}",
    "%": "%",
}


def by_format(text: str, format_: str, way: Way) -> Period:
    """The period that a tidied text spells in this format; `PeriodError` where it does not, or is no format.

    A day, month and year make a day, a month and year a month, a year a year (two of them: `%Y/%y`) of the sort that
    `way` names. `excel` stands for the day numbers that Excel keeps.
    """
    if format_.strip().casefold() == "excel":
        return _from_excel(text)
    match = _pattern(format_).fullmatch(text)
    if match is None:
        raise PeriodError(
            f"`{shown(text)}` is not written as the recipe's `format: {shown(format_)}` says.",
            f"This is not written as the recipe's `format: {shown(format_)}` says.",
        )
    parts = {"z": "", "d": "", "m": "", "b": ""} | match.groupdict()
    year = two_digit_year(parts["y"])
    month = int(parts["m"]) if parts["m"] else month_number(parts["b"]) if parts["b"] else 0
    if month and parts["d"]:
        return day_period(year, month, int(parts["d"]), text)
    if month:
        first = day_period(year, month, 1, text)
        return months_period(first.start.year * 12 + month - 1, 1, way)
    found = years_of(f"{year}-{parts['z']}" if parts["z"] else str(year), way)
    if found is None:
        raise PeriodError(f"`{shown(text)}` names no year that qaf keeps.", "This names no year that qaf keeps.")
    return months_period(*found, way)


@lru_cache(maxsize=64)
def _pattern(format_: str) -> re.Pattern[str]:
    pieces, used = [], ""
    for piece in re.findall(r"%.|\s+|.", " ".join(format_.split())):
        letter = piece[1:]
        if letter in ("Y", "y"):
            group = "y" if "y" not in used else "z"
            pieces.append(rf"(?P<{group}>(?:19|20|21)[0-9]{{2}})" if letter == "Y" else rf"(?P<{group}>[0-9]{{2}})")
            used += group
        elif letter in _FIELDS and letter:
            pieces.append(_FIELDS[letter])
            used += letter.replace("B", "b")
        elif piece[0] == "%":
            used += "!"
        else:
            pieces.append(" " if piece.isspace() else ".?" if piece == "?" else rf" ?{re.escape(piece.casefold())} ?")
    wrong = "!" in used or any(used.count(letter) > 1 for letter in "yzdmb") or ("m" in used and "b" in used)
    if wrong or "y" not in used or ("d" in used and not set(used) & {"m", "b"}):
        raise PeriodError(
            f"`{shown(format_)}` is no format of a period. Write %d for the day, %m for the month's number, %B for its "
            "name and %Y for the year, as in `%d/%m/%Y`."
        )
    return re.compile("".join(pieces))


def _from_excel(text: str) -> Period:
    match = re.fullmatch(r"([0-9]{2,6})(?:\.[0-9]+)?", text)
    days = int(match[1]) if match else 0
    if not 61 <= days <= 109_574:  # 1 March 1900, before which Excel counts a day too many, to the end of 2199
        raise PeriodError(f"`{shown(text)}` is not a date number of Excel's.", "This is not a date number of Excel's.")
    day = date(1899, 12, 30) + timedelta(days=days)
    return Period(day, day, PeriodKind.DAY)


def fitted(text: str, found: Period, kind: str | None, starts: int) -> Period:
    """`found` as the recipe's `kind` wants it; `PeriodError` where it is of another."""
    if kind is None or (kind == "run" and found.months > 1):
        return found
    if kind == "day" and found.kind is not PeriodKind.CALENDAR_YEAR:
        return Period(found.end, found.end, PeriodKind.DAY)
    wanted = WANTED[kind]
    if found.kind is PeriodKind.DAY:
        return _ending_on(text, found, kind, starts)
    same = [name for name in (found.kind, *kinds_of(found.start, found.end)) if name in wanted]
    if same:
        return Period(found.start, found.end, same[0])
    other_year_start = found.kind is PeriodKind.RUN and found.months in _LENGTHS.get(kind, ()) and kind != "term"
    pooled = kind in YEAR_KINDS and found.kind is PeriodKind.RUN and found.months % 12 == 0 and found.months > 12
    if other_year_start or pooled:
        return found
    raise PeriodError(
        f"`{shown(text)}` is {found.kind.words}, and the recipe says `kind: {kind}`.",
        f"The recipe says `kind: {kind}`, and this is {found.kind.words}.",
    )


def _ending_on(text: str, day: Period, kind: str, starts: int) -> Period:
    """The period of this kind that ends on a day (for a month: in which the day lies)."""
    index = month_index(day.end)
    last = last_of_month(index)
    if day.end == last or kind == "month":
        for length in _LENGTHS.get(kind, (12,)):
            found = spanning(first_of_month(index - length + 1), last, starts)
            same = [name for name in (found.kind, *kinds_of(found.start, last)) if name in WANTED[kind]]
            aligned = kind in ("quarter", "half") and (found.start.month - starts) % length == 0
            if same or aligned:
                return Period(found.start, last, same[0] if same else found.kind)
    raise PeriodError(
        f"`{shown(text)}` is a day, and the recipe says `kind: {kind}`, but none ends on it.",
        f"The recipe says `kind: {kind}`, and none ends on this day.",
    )
