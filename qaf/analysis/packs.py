"""What each body gets, by `reports` in `governance.yaml`: forms, detail, period, consent, and what is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from qaf.analysis.due import next_day
from qaf.analysis.programme_times import MONTHS_BETWEEN
from qaf.ground.days import months_later
from qaf.model.framework import Framework
from qaf.model.governance import Report
from qaf.model.period import Period, PeriodKind, latest_whole_reporting_year, spanning
from qaf.model.story import Use

FORMS = ("book", "quarterly", "monthly", "team", "supervision", "questions", "stories", "summary")
"""Every form that `qaf report` builds."""

MONTHS_OF = {"quarterly": 3, "monthly": 1, "team": 3, "supervision": 3}
"""How many months a form is about; a year where nothing is said."""

_TERMS = ((0, 4), (4, 3), (7, 5))
"""Where the terms of an academic year begin, in months, and how long they are."""


@dataclass(frozen=True, slots=True)
class Pack:
    """One form for one body (an id, "" for everybody), as a report of `governance.yaml` has it.

    `due` is None where the report says no time. `detail` is `whole`, the id of a breakdown, or "".
    """

    report: str
    form: str
    body: str
    detail: str = ""
    due: date | None = None


def packs_for(framework: Framework, body: str) -> list[Pack]:
    """The forms that a body gets and qaf can build, in the order of the file, each form once."""
    found: dict[str, Pack] = {}
    for report in framework.governance.reports:
        if body in report.to and report.form in FORMS:
            found.setdefault(report.form, Pack(report.id, report.form, body, report.detail or ""))
    return list(found.values())


def due_packs(framework: Framework, as_at: date, within: int) -> list[Pack]:
    """What falls due within so many days, a pack for each body that gets it; those that qaf cannot build left out."""
    found = []
    for report in framework.governance.reports:
        day = next_day(framework, report, as_at)
        if report.form in FORMS and day is not None and day <= as_at + timedelta(days=within):
            found += [Pack(report.id, report.form, body, report.detail or "", day) for body in report.to or ("",)]
    return found


def not_planned(framework: Framework) -> Iterator[tuple[Report, str]]:
    """Reports that `qaf report --due` never builds, each with the reason as the end of a sentence."""
    for report in framework.governance.reports:
        if report.form not in FORMS:
            yield report, f"its form, `{report.form}`, is none that qaf builds"
        elif report.when is None:
            yield report, "it does not say `when`"
        elif isinstance(report.when, str) and MONTHS_BETWEEN.get(report.when, 99) > 12:
            yield report, f"`when: {report.when}` names no day"


def breakdowns_in(framework: Framework, detail: str) -> frozenset[str] | None:
    """The breakdowns that a detail lets through: its own and all coarser ones; none for `whole`; None: every one."""
    if not detail:
        return None
    found: list[str] = []
    current: str | None = detail
    while current and current in framework.breakdowns and current not in found:
        found.append(current)
        current = framework.breakdowns[current].within
    return frozenset(found)


def consent_for(framework: Framework, body: str) -> Use:
    """What consent has to cover where a story is printed for a body: `partnership` for one, or a part of one."""
    bodies = {item.id: item for item in framework.governance.bodies}
    seen: set[str] = set()
    current: str | None = body
    while current and current in bodies and current not in seen:
        seen.add(current)
        if bodies[current].role == "partnership":
            return "partnership"
        current = bodies[current].part_of
    return "book"


# periods -----------------------------------------------------------------------------------------------------------


def default_period(form: str, as_at: date, year_starts: str) -> Period:
    """The latest period of the form's length that was over before the day: a year, a quarter (or term), a month.

    In a folder whose years begin in September a term takes the place of a quarter.
    """
    year = latest_whole_reporting_year(as_at, year_starts)
    months = MONTHS_OF.get(form, 12)
    if months == 12:
        return year
    terms = months == 3 and year.kind is PeriodKind.ACADEMIC_YEAR
    steps = _TERMS if terms else tuple((at, months) for at in range(0, 12, months))
    found = [_part(one, at, length, term=terms) for one in (year, year.next()) for at, length in steps]
    return [period for period in found if period.end < as_at][-1]


def wrong_length(form: str, period: Period) -> str:
    """Why a form cannot be about a period; "" where it can."""
    if form == "monthly" and period.months != 1:
        return "A monthly pack is about one month, such as 2026-03."
    if form == "quarterly" and period.months != 3 and period.kind is not PeriodKind.TERM:
        return "A quarterly pack is about one quarter or term, such as 2025/26 Q4."
    return ""


def _part(year: Period, at: int, months: int, *, term: bool) -> Period:
    start = months_later(year.start, at)
    end = months_later(start, months) - timedelta(days=1)
    return Period(start, end, PeriodKind.TERM) if term else spanning(start, end, year.start.month)
