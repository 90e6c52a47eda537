"""Periods as other people write them: `parse` for one text, `parse_column` for the cells of a column.

What is taken for granted, because a lone text cannot say it:

- `2019/20` is the year that begins in the month in which the folder's years begin: April a reporting year, September
  an academic year, any other month a run of twelve months; January is an error, since such a year is written as one.
- A lone `2020` is the calendar year and `Q1 2019` the calendar quarter; `Q1 2019/20` is a quarter of `2019/20`.
- `Reporting year` 2025 is the year that ends in 2025, and so is 2025 where the recipe says `kind: reporting_year` or
  `academic_year`; with `kind: run` it is the folder's own year that ends in 2025, where that begins in another month.
- `2010-14` and `2017 to 2019` are pooled years, counted as `2019-20` is: from the start of a year in the first to the
  end of one in the last (April 2010 to March 2014). Where `kind: calendar_year` says which years are pooled, or years
  begin in January, both years count whole.
- `Apr - Jun 2020` is the folder's quarter: a reporting quarter where years begin in April, else a calendar quarter.
- Quarters of an academic year are the three months from September, December, March and June.
- `Oct - Mar 2020` ends in 2020; a year of two digits is 1969 to 2068.

What could be two things is an error: `2011-12` and `201112` (a year, a month), `07/01/2020` (7 January, 1 July). The
recipe's `kind` or `format` settles it, or the rest of the column. Only `2010-12` as it stands is the month, although
somebody may pool years so: a column with `2011-13` in it settles that too. On either side of `..`, qaf's own sign for a
run, such texts are months.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from qaf.model.period import Period
from qaf.model.period_kinds import (
    PeriodError,
    PeriodKind,
    month_number,
    shown,
)
from qaf.model.period_phrases import read
from qaf.model.period_readings import Way, tidied
from qaf.model.period_recipe import WANTED, YEAR_KINDS, by_format, fitted

_LONE_YEAR = re.compile(r"(?:19|20|21)[0-9]{2}")

LONGEST_TEXT = 80

_HAS_NUMERIC_DATE = re.compile(r"[0-9]{1,2}([-/. ])[0-9]{1,2}\1[0-9]{2}")
_HAS_YEAR_OR_MONTH = re.compile(r"(?:19|20|21)[0-9]{2}(?: ?- ?|/|)[0-9]{2}")
_MARKED = re.compile(
    r"(.*[0-9a-z]) ?([0-9](?:, ?[0-9])*|[a-z]|[*†‡§#^+~]+|\[[^\]]{1,20}\]|\([^)]{1,20}\)|[¹²³⁰⁴-⁹]+(?:,[¹²³⁰⁴-⁹]+)*)"
)
_ONE_YEAR = PeriodKind.CALENDAR_YEAR  # written as one year, it says nothing about years written as two


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What one text gives under each way of reading it: (day first, years) -> a period, or why not."""

    text: str
    found: tuple[tuple[tuple[bool, bool], Period | PeriodError], ...]

    def periods(self, day_first: bool | None = None, years: bool | None = None) -> list[Period]:
        """The different periods under the ways that agree with what is settled (None: not settled)."""
        fitting = self._fitting(day_first, years)
        return list(dict.fromkeys(item for item in fitting if isinstance(item, Period)))

    def chosen(self, day_first: bool | None = None, years: bool | None = None) -> Period:
        """The one period; `PeriodError` where there is none, or more than one."""
        periods = self.periods(day_first, years)
        if len(periods) == 1:
            return periods[0]
        if not periods:
            reason = next(item for item in self._fitting(day_first, years) if isinstance(item, PeriodError))
            raise PeriodError(str(reason), reason.without_value)  # a new one: `reason` is kept, and tracebacks grow
        if month := self.plain_month():
            return month
        if all(len(self.periods(order, years)) == 1 for order in (True, False)):
            raise PeriodError(
                f"`{shown(self.text)}` can be {_either(periods)}. Say in the recipe which comes first, the day or the "
                "month, such as `format: %d/%m/%Y`.",
                "This date can be read in two ways: day first or month first.",
            )
        raise PeriodError(
            f"`{shown(self.text)}` can be {_either(periods)}. Say in the recipe which `kind` of period it is.",
            "This can be read as a year or as a month.",
        )

    def plain_month(self) -> Period | None:
        """The month, where the text is `2010-12` as it stands: pooled years are the other reading, and the rarer."""
        periods = self.periods()
        if len(periods) < 2 or not re.fullmatch(r"[0-9]{4}-[0-9]{2}", self.text.strip()):
            return None
        pooled = any(period.months > 12 for period in periods)
        return next((period for period in periods if pooled and period.kind is PeriodKind.MONTH), None)

    def _fitting(self, day_first: bool | None, years: bool | None) -> list[Period | PeriodError]:
        ways = self.found
        for place, settled in ((0, day_first), (1, years)):
            if settled is not None and any(way[place] is settled for way, _ in ways):
                ways = tuple(item for item in ways if item[0][place] is settled)
        return [item for _, item in ways]


def parse(
    text: str,
    year_starts: str = "april",
    *,
    kind: str | None = None,
    identifier: str | None = None,
    format: str | None = None,  # noqa: A002
) -> Period:
    """The period that `text` means, as the top of this module lays down. `PeriodError` where it is none, or two.

    `kind` is the recipe's word and overrides what the text would mean alone: `quarter`, say, makes 30/06/2020 the
    quarter that ends that day; `day` makes a quarter its last day; `month` makes a date its month.
    `identifier` is what stands in a second column: the DfE's `time_identifier` ("Financial year Q1"), or a year
    beside a column of months. `format` is the order of a date's parts: %d %m %Y %y %b %B %H %M %S as in
    `strptime`, and ? for a footnote mark or none (`%Y?` reads 20144 as 2014); `excel` for Excel's date numbers.
    """
    return _outcome(text, month_number(year_starts), kind, identifier, format).chosen()


def parse_column(
    texts: Sequence[str],
    year_starts: str = "april",
    *,
    kind: str | None = None,
    format: str | None = None,  # noqa: A002
    identifiers: Sequence[str] | None = None,
) -> list[Period | PeriodError]:
    """The cells of one column, each as a period or as the reason why not, in the column's order.

    A cell that `parse` finds ambiguous is settled by the others. Days come first where some cell can only be read
    so and none only the other way round (or months first, likewise). Texts such as 2009-10 are years where some
    cell can only be years (2012-13, 2012/13, 2011-13) and none only a month; months where it is the other way round;
    and years too where nothing settles it but two or more different such texts stand in the column, since as months
    (October 2009, November 2010) they would lie thirteen apart. One such text alone, or evidence for
    both, leaves them errors. Each different text is read once.
    """
    starts = month_number(year_starts)
    keys = list(zip(texts, identifiers if identifiers is not None else [""] * len(texts), strict=True))
    outcomes = {key: _outcome(key[0], starts, kind, key[1], format) for key in dict.fromkeys(keys)}
    day_first, years = _order_of(outcomes.values()), _years_in(outcomes.values())
    settled: dict[tuple[str, str], Period | PeriodError] = {}
    for key, outcome in outcomes.items():
        try:
            settled[key] = outcome.chosen(day_first, years)
        except PeriodError as error:
            settled[key] = error.with_traceback(None)
    return [settled[key] for key in keys]


def _order_of(outcomes: Iterable[_Outcome]) -> bool | None:
    """Whether days come first in this column; None where nothing says so, or both."""
    seen = set()
    for outcome in outcomes:
        readable = [order for order in (True, False) if len(outcome.found) > 1 and outcome.periods(day_first=order)]
        if len({way[0] for way, _ in outcome.found}) == 2 and len(readable) == 1:
            seen.add(readable[0])
    return seen.pop() if len(seen) == 1 else None


def _years_in(outcomes: Iterable[_Outcome]) -> bool | None:
    """Whether texts such as 2009-10 are years in this column; None where nothing says so."""
    years = months = False
    weak_months = undecided = 0
    for outcome in outcomes:
        periods = outcome.periods()
        if len(periods) == 1:
            months |= periods[0].kind is PeriodKind.MONTH
            years |= periods[0].months % 12 == 0 and periods[0].months > 0 and periods[0].kind is not _ONE_YEAR
        elif outcome.plain_month():
            weak_months += 1
        elif any(period.kind is PeriodKind.MONTH for period in periods):
            undecided += 1
    if years is not months:
        return years
    if years:
        return None
    if weak_months:
        return False
    return True if undecided > 1 else None


@lru_cache(maxsize=8192)
def _outcome(text: str, starts: int, kind: str | None, identifier: str | None, format_: str | None) -> _Outcome:
    if kind is not None and kind not in WANTED:
        raise PeriodError(f"`{shown(kind)}` is no kind of period. Write one of {', '.join(WANTED)}.")
    ways: list[tuple[bool, bool]] = [(True, True)]
    try:
        wanted = _joined(text, identifier or "")
    except PeriodError as error:
        return _Outcome(text, ((ways[0], error),))
    if format_ is None:
        orders = (True, False) if _HAS_NUMERIC_DATE.search(wanted) else (True,)
        sorts = (True, False) if _HAS_YEAR_OR_MONTH.search(wanted) else (True,)
        ways = [(order, sort) for order in orders for sort in ((False,) if ".." in wanted else sorts)]
    found = tuple(
        ((day_first, years), _tried(wanted, starts, kind, format_, day_first, years)) for day_first, years in ways
    )
    return _Outcome(text, found)


def _tried(
    text: str, starts: int, kind: str | None, format_: str | None, day_first: bool, years: bool
) -> Period | PeriodError:
    way = Way(starts, day_first=day_first, years=years)
    if kind in YEAR_KINDS:
        way = Way(YEAR_KINDS[kind], "recipe", kind != "calendar_year", day_first, years)
    elif kind == "run" and starts != 1 and _LONE_YEAR.fullmatch(text):
        way = Way(starts, "recipe", True, day_first, years)
    try:
        found = read(text, way) if format_ is None else by_format(text, format_, way)
        return fitted(text, found, kind, starts) if found else _reason(text, way)
    except PeriodError as error:
        return error.with_traceback(None)


def _joined(text: str, identifier: str) -> str:
    """The tidied text with its identifier, in the order in which people write them."""
    if len(text) > LONGEST_TEXT or len(identifier) > LONGEST_TEXT:
        raise PeriodError(
            f"`{shown(text)}` is too long for a period. Another column may be meant.", "This is too long for a period."
        )
    plain, second = tidied(text), tidied(identifier)
    if not plain:
        raise PeriodError("There is no period here: the text is empty.", "There is no period here.")
    if not second:
        return plain
    if not second[0].isdigit():
        return f"{second} {plain}"
    if plain[0].isdigit():
        raise PeriodError(
            f"`{shown(text)}` with `{shown(identifier)}` cannot be read as a period: the second column should name a "
            "sort of year, a quarter, a term or a month.",
            "The two columns together cannot be read as a period.",
        )
    return f"{plain} {second}"


def _reason(text: str, way: Way) -> PeriodError:
    """Why a text has no reading, with a guess where there is a good one."""
    marked = _MARKED.fullmatch(text)
    if marked:
        try:
            head = read(marked[1].strip(), way)
        except PeriodError:
            head = None
        if head is not None:
            hint = ", or write `format: %Y?` in the recipe" if re.fullmatch(r"[0-9]{4}[^ ]", text) else ""
            return PeriodError(
                f"`{shown(text)}` looks like {shown(marked[1].strip())} with the footnote mark {shown(marked[2])} "
                f"behind it. Take the mark out{hint}.",
                "This looks like a period with a footnote mark behind it.",
            )
    if re.fullmatch(r"[2-5][0-9]{4}", text):
        return PeriodError(
            f"`{shown(text)}` looks like a date number of Excel's. If it is one, write `format: excel` in the recipe.",
            "This looks like a date number of Excel's.",
        )
    if not re.search(r"[0-9]{4}", text) and re.search(
        r"(?:^|[^a-z])(?:q[1-4]|h[12]|quarter|half|term|autumn|spring|summer|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
        text,
    ):
        return PeriodError(
            f"`{shown(text)}` does not say which year is meant.", "This does not say which year is meant."
        )
    if re.fullmatch(r"[0-9]{2}[/-][0-9]{2}", text):
        return PeriodError(
            f"`{shown(text)}` could be years, a month or a day. Write the year with four digits.",
            "This has no year of four digits.",
        )
    return PeriodError(
        f"`{shown(text)}` cannot be read as a period. These can: 2019/20, 2019/20 Q1, March 2020, Apr - Jun 2020, "
        "31/03/2020, year ending 31 March 2020."
    )


def _either(periods: Sequence[Period]) -> str:
    return " or ".join(f"{period.long} (`{period}`)" for period in periods[:2])
