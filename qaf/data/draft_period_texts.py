"""Periods in the texts of an unknown file: in a heading, in the titles above its table, in its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from qaf.data.draft_years import PeriodClues, kind_of_years
from qaf.data.file_name import base_name
from qaf.data.period_in_name import period_in_name
from qaf.data.presets import SIGN
from qaf.data.years_meant import ENDS_IN_AUGUST, ENDS_IN_MARCH
from qaf.model.period import Period, PeriodError
from qaf.model.period_words import parse_column

LONE_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_YEAR_IN_TITLE = re.compile(r"(?<![0-9/.-])(?:19|20)[0-9]{2}(?![0-9/-])")
_TWO_YEARS = re.compile(r"(?<![0-9])((?:19|20)[0-9]{2})_([0-9]{2}|(?:19|20)[0-9]{2})(?![0-9])")
IN_HEADING = re.compile(
    r"(?<![0-9])[0-9]{1,2}[/.-][0-9]{1,2}[/.-](?:19|20)[0-9]{2}|(?<![0-9])(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}|"
    r"(?<![0-9])(?:(?:year|quarter|12 months|three months|month) (?:ending|ended|to)(?: in)? )?"
    r"(?:(?<![a-z0-9])[0-9]{1,2} (?=[a-z]))?"
    r"(?:(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*[ -/']?)?"
    r"(?:(?:ffy|fy|q[1-4]|h[12]) ?)?(?:19|20)[0-9]{2}(?:(?: ?[-/\u2013] ?)(?:(?:19|20)[0-9]{2}|[0-9]{2})(?![0-9]))?"
    r"(?: ?(?:q[1-4]|h[12])"
    r"| (?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)(?![a-z]))?"
    r"|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -/'][0-9]{2}(?![0-9])",
    re.I,
)


@dataclass(frozen=True, slots=True)
class PeriodDraft:
    """What a recipe's `period` says, with the evidence; `checks` are what somebody should look at.

    `columns`: the indexes of the columns of the period. `headings`: for each column whose heading has a period, its
    heading with `{period}` in it. `found`: whether every period could be read. `without`: texts of the
    column that are totals and no periods.
    """

    keys: dict[str, str] = field(default_factory=dict)
    evidence: str = ""
    checks: tuple[str, ...] = ()
    columns: tuple[int, ...] = ()
    headings: dict[int, str] = field(default_factory=dict)
    found: bool = True
    without: tuple[str, ...] = ()


def read_all(
    texts: Sequence[str], starts: str, kind: str = "", others: Sequence[str] | None = None
) -> list[Period] | None:
    """The periods of texts; None unless every one of them is one."""
    found = parse_column(list(texts), starts, kind=kind or None, identifiers=others)
    return [each for each in found if isinstance(each, Period)] if all(isinstance(x, Period) for x in found) else None


def in_title_or_name(clues: PeriodClues) -> PeriodDraft | None:
    """The period that titles or the file's name speak of; a year written as one in a title comes last."""
    return _in_title_and_name(clues) or _year_in_title(clues)


def _in_title(clues: PeriodClues) -> PeriodDraft | None:
    """One period that the rows above the table speak of."""
    found: dict[Period, int] = {}
    for row, text in clues.layout.titles:
        for match in IN_HEADING.finditer(text):
            words = match[0].strip()
            if LONE_YEAR.fullmatch(words):
                continue
            for period in read_all([words], clues.year_starts) or ():
                if period.kind == "reporting_year" and _speaks_of_school_years(clues):
                    period = (read_all([words], clues.year_starts, "academic_year") or [period])[0]
                found.setdefault(period, row)
    if len(found) != 1:
        return None
    period, row = next(iter(found.items()))
    check = f"is every figure of the file about {period}? Row {row} above the table says so"
    return PeriodDraft({"constant": str(period)}, f"no column has a period; the title in row {row} does", (check,))


def _in_title_and_name(clues: PeriodClues) -> PeriodDraft | None:
    """The period of title or name; where both say the same the name is read, which next year's file has too."""
    titled, named = _in_title(clues), _in_name(clues)
    if titled is None or named is None:
        return titled or named
    same = named.keys.get("kind") in (None, "academic_year") and named.evidence.endswith(
        f"read as {titled.keys['constant']}"
    )
    return named if same else titled


def _year_in_title(clues: PeriodClues) -> PeriodDraft | None:
    """The only year, written as one, that the rows above the table speak of."""
    years = {match[0]: row for row, text in clues.layout.titles for match in _YEAR_IN_TITLE.finditer(text)}
    if len(years) != 1:
        return None
    year, row = next(iter(years.items()))
    kind, why, _ = kind_of_years("", clues)
    found = read_all([year], clues.year_starts, kind)
    if found is None:
        return None
    check = f"is every figure of the file about {found[0]}? Row {row} above the table says {year}, and {why}"
    return PeriodDraft({"constant": str(found[0])}, f"no column has a period; row {row} has the year", (check,))


def _in_name(clues: PeriodClues) -> PeriodDraft | None:
    """The period in the file's name."""
    name = base_name(clues.file)
    spaced = _TWO_YEARS.sub(_joined_years, name).replace("_", " ")
    for match in _tries(spaced):
        start, stop = match
        pattern = name[:start] + SIGN + name[stop:]
        if name[start - 1 : start].isdigit() or name[stop : stop + 1].isdigit():
            continue
        lone = LONE_YEAR.fullmatch(name[start:stop]) is not None
        kind, why, sure = kind_of_years("", clues) if lone else ("", "", True)
        try:
            found = period_in_name(name, pattern, clues.year_starts, kind or None)
        except PeriodError:
            continue
        if not kind and found.kind == "reporting_year" and _speaks_of_school_years(clues):
            kind = "academic_year"
            found = period_in_name(name, pattern, clues.year_starts, kind)
        keys = {"from_file_name": pattern, **({"kind": kind} if kind else {})}
        words = f"no column has a period; the file's name does, read as {found}"
        checks = [f"is every figure of the file about {found}?{f' {why[:1].upper()}{why[1:]}' if lone else ''}"]
        return PeriodDraft(keys, words if not sure or not why else f"{words}; {why}", tuple(checks))
    return None


def _speaks_of_school_years(clues: PeriodClues) -> bool:
    """Whether headings or titles speak of school years, and none of years that end in March."""
    texts = [*clues.layout.table.header, *(text for _, text in clues.layout.titles)]
    return any(map(ENDS_IN_AUGUST.search, texts)) and not any(map(ENDS_IN_MARCH.search, texts))


def _joined_years(found: re.Match[str]) -> str:
    """`2009_10` as `2009-10`, which is as long; other digits stay apart."""
    first, second = found[1], found[2]
    follows = int(second[-2:]) == (int(first) + 1) % 100
    return f"{first}-{second}" if follows else found[0]


def _tries(name: str) -> Iterator[tuple[int, int]]:
    for match in IN_HEADING.finditer(name):
        text = match[0]
        yield match.start() + len(text) - len(text.lstrip()), match.end() - (len(text) - len(text.rstrip()))
