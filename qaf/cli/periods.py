"""The option `--period`, as several commands read it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from qaf.ground.errors import QafError

if TYPE_CHECKING:
    from qaf.model.period import Period


def chosen_period(text: str, as_at: date, year_starts: str) -> Period:
    """The period asked for, or the latest whole reporting year before the day. Raises `QafError`."""
    from qaf.model.period import Period, PeriodError, latest_whole_reporting_year

    if not text:
        return latest_whole_reporting_year(as_at, year_starts)
    try:
        period = Period.canonical(text)
    except PeriodError as error:
        raise QafError(f"The period given with --period cannot be read: {error}.") from None
    if period.start > as_at:
        raise QafError(f"{period} has not begun on {as_at.isoformat()}, so there is nothing to report on it.")
    return period
