"""Days reckoned from other days: so many months later, or as far as a lag such as `6w` says."""

from __future__ import annotations

import calendar
from datetime import date, timedelta


def months_later(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month stays the last."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    last = calendar.monthrange(year, month)[1]
    was_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month, last if was_last else min(day.day, last))


def later(day: date, lag: str) -> date:
    """The day so much later: `6w`, `10m`, `1y`, `30d`; the day itself where no lag is given."""
    if not lag:
        return day
    amount, unit = int(lag[:-1]), lag[-1]
    if unit in "dw":
        return day + timedelta(days=amount * (7 if unit == "w" else 1))
    return months_later(day, amount * (12 if unit == "y" else 1))


def day_in_words(day: date) -> str:
    """`28 November 2025`, whatever language the computer speaks."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
