"""Which columns of a file are about single people: by their names, and by what most of their cells look like.

The answer names columns and kinds. It never holds a value.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qaf.data.identifier_headers import column_kind, header_words
from qaf.data.identifiers import Kind, clean, is_certain, passes_nhs_check, screen, ten_digits
from qaf.data.names_of_people import looks_like_a_person, people_among
from qaf.data.postcode_districts import are_districts, is_district

_CHILDHOOD = 25
"""Years: care leavers are followed to 25, nobody older is in a children's file as a child."""

_HEADING_ROWS = 5
"""A file with title lines above its header has the true name of a column among its first cells."""


@dataclass(frozen=True, slots=True)
class Identifier:
    """A column that says something of single people.

    `header_kind`: the column's name says so. `certain`: the name says so, or a check digit or letter passes, or no
    other reading is left (e-mail). `cell_index`: the place, among the cells given, of the first that shows it; None
    where the name or the column as a whole gave it away. `among_headings`: the column's name is a person's, and so is
    that of another column.
    """

    column_index: int
    header_kind: bool
    kind: Kind
    certain: bool
    cell_index: int | None = None
    among_headings: bool = False


def screen_columns(
    headers: Sequence[str],
    cells: Mapping[int, Iterable[str]],
    period_hint: datetime.date | None = None,
    allowed: Mapping[int, Collection[Kind]] | None = None,
    declared: Collection[int] = (),
) -> list[Identifier]:
    """The identifiers in a table, in the order of its columns.

    `cells`: for each column index its distinct cells (each is read once; a column that is left out is judged by its
    name alone). `period_hint`: the last day that the file is about; without it a column's own latest date stands in.
    `allowed`: kinds that a recipe allows for a column. `declared`: columns that a recipe reads as something else, so
    that their dates are not taken for dates of birth; shapes are looked for in these too.

    A column is about single people where its name says so; where a cell, or what stands for its name, has the shape of
    an identifier; where more than half of its bare ten-digit cells pass the NHS number's check; where most cells are
    full dates of which most lie 0 to 25 years before the period; where most cells are first halves of postcodes, which
    only warns; where its name ("Name", "Social worker") may mean a
    person and its cells look like people's names or another column is about people.
    """
    seen = {index: _look(column) for index, column in cells.items()}
    names = [*headers, *[""] * (max(seen, default=-1) + 1 - len(headers))]
    found: list[Identifier] = []
    for index, header in enumerate(names):
        column = seen.get(index, _Column())
        found += _by_header(index, header, column)
        kinds = {item.kind for item in found if item.column_index == index}
        found += [item for item in _by_cells(index, header, column) if item.kind not in kinds]
        found += _in_header(index, header, {item.kind for item in found if item.column_index == index})
        if Kind.DATE_OF_BIRTH not in kinds and index not in declared and _are_births(header, column, period_hint):
            found.append(Identifier(index, False, Kind.DATE_OF_BIRTH, False))
    case_level = any(item.kind in _OF_ONE_PERSON for item in found)
    for index, header in enumerate(names):
        if _is_persons_name(header, seen.get(index, _Column()), case_level):
            found.append(Identifier(index, False, Kind.NAME, False))
    named = people_among(names)
    found += [Identifier(index, False, Kind.NAME, False, None, True) for index in named]
    granted = allowed or {}
    kept = [item for item in dict.fromkeys(found) if item.kind not in granted.get(item.column_index, ())]
    return sorted(kept, key=lambda item: (item.column_index, list(Kind).index(item.kind)))


@dataclass(slots=True)
class _Column:
    """What the distinct cells of one column look like, counted; no cell is kept."""

    filled: int = 0
    small_numbers: int = 0
    answers: int = 0
    districts: set[str] = field(default_factory=set)
    people: int = 0
    tens: int = 0
    tens_passing: int = 0
    dates: set[datetime.date] = field(default_factory=set)
    dated: int = 0
    other_day: bool = False
    shapes: dict[Kind, tuple[int, bool]] = field(default_factory=dict)


_SMALL_NUMBER = re.compile(r"[-+£]?\d{1,3}(?:,?\d{3})?(?:\.\d+)?%?|[a-zA-Z]|low|\[\w+\]|[-.*:~]+", re.I)
_ANSWER = re.compile(r"y|n|yes|no|true|false|0|1", re.I)


def _look(cells: Iterable[str]) -> _Column:
    column = _Column()
    for index, raw in enumerate(cells):
        cell = clean(raw).strip()
        if not cell:
            continue
        column.filled += 1
        column.small_numbers += bool(_SMALL_NUMBER.fullmatch(cell))
        column.answers += bool(_ANSWER.fullmatch(cell))
        if len(cell) < 8 and is_district(cell):
            column.districts.add(cell)
        column.people += looks_like_a_person(cell)
        if day := _date(cell):
            column.dated += 1
            column.dates.add(day)
        elif index < _HEADING_ROWS and _OTHER_DAY.search(header_words(cell[:200])[0]):
            column.other_day = True
        alone = ten_digits(cell)
        if alone:
            column.tens += 1
            column.tens_passing += passes_nhs_check(alone)
        for kind in screen(cell):
            if alone and kind is Kind.NHS_NUMBER:
                continue
            first, certain = column.shapes.get(kind, (index, False))
            column.shapes[kind] = (first, certain or is_certain(kind, cell))
    return column


def _by_header(index: int, header: str, column: _Column) -> list[Identifier]:
    kind = column_kind(header)
    if kind is None or column.filled and column.answers == column.filled:
        return []
    if kind in _NEVER_SHORT_NUMBERS and column.filled and column.small_numbers == column.filled:
        return []
    if kind is Kind.POSTCODE and column.filled and len(column.districts) == column.filled:
        kind = Kind.POSTCODE_DISTRICT
    return [Identifier(index, True, kind, True)]


def _in_header(index: int, header: str, known: Collection[Kind]) -> list[Identifier]:
    """Identifiers that stand where a name should: a file without a header begins with somebody's data."""
    kinds = [] if ten_digits(clean(header)) else [kind for kind in screen(header) if kind not in known]
    return [Identifier(index, False, kind, is_certain(kind, header)) for kind in kinds]


def _by_cells(index: int, header: str, column: _Column) -> list[Identifier]:
    found = [Identifier(index, False, kind, certain, first) for kind, (first, certain) in column.shapes.items()]
    if column.tens_passing * 2 > column.tens and Kind.NHS_NUMBER not in column.shapes:
        found.append(Identifier(index, False, Kind.NHS_NUMBER, True))
    if Kind.POSTCODE not in column.shapes and are_districts(column.districts, column.filled, header_words(header)):
        found.append(Identifier(index, False, Kind.POSTCODE_DISTRICT, False))
    return found


_NEVER_SHORT_NUMBERS = frozenset(
    {Kind.UPN, Kind.NATIONAL_INSURANCE_NUMBER, Kind.NAME, Kind.ADDRESS, Kind.POSTCODE, Kind.EMAIL, Kind.PHONE}
    | {Kind.POSTCODE_DISTRICT}
)
"""Kinds whose name over a column of small counts means something else: referrals by e-mail, phone or letter."""

_OF_ONE_PERSON = frozenset(
    {Kind.UPN, Kind.NHS_NUMBER, Kind.NATIONAL_INSURANCE_NUMBER, Kind.DATE_OF_BIRTH, Kind.CHILD_ID, Kind.ULN, Kind.NAME}
)


def _is_persons_name(header: str, column: _Column, case_level: bool) -> bool:
    words = header_words(header)[-1]
    if not _MAYBE_NAME.fullmatch(words) or column.filled and column.small_numbers == column.filled:
        return False
    return column.people * 2 > column.filled or case_level and words in ("name", "names")


_MAYBE_NAME = re.compile(
    r"(?:names?|who|parent name|(?:lead |senior |duty )?(?:social )?(?:worker|practitioner|professional)|case holder"
    r"|manager|supervisor|auditor|author|owner|lead|reviewer|iro|chair|interviewer|interviewee|contact|carer"
    r"|foster carer|mother|father|parent|guardian|person responsible|(?:completed |recorded |entered |referred )?by"
    r"|staff(?: member)?|young person|yp|service user|(?:allocated|assigned)(?: to)?)"
)


_FULL_DATE = re.compile(
    r"(?P<y>\d{4})[-/.](?P<m>\d\d?)[-/.](?P<d>\d\d?)(?:[ T]\d.*)?"
    r"|(?P<a>\d\d?)(?:st|nd|rd|th)?[-/. ](?P<b>\d\d?|[a-z]{3,9})[-/. ,]{1,2}(?P<c>\d{4}|\d\d)(?: \d.*)?"
    r"|(?P<packed>(?:19|20)\d{6})",
    re.I,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def _date(cell: str) -> datetime.date | None:
    """The day where a cell holds one and nothing else; the day first where both orders could be meant."""
    found = _FULL_DATE.fullmatch(cell) if len(cell) <= 40 and cell[0].isdigit() else None
    if not found:
        return None
    if packed := found["packed"]:
        return _day(int(packed[:4]), int(packed[4:6]), int(packed[6:]))
    if found["y"]:
        return _day(int(found["y"]), int(found["m"]), int(found["d"]))
    year, first, second = int(found["c"]), int(found["a"]), found["b"].lower()
    if year < 100:
        year += 1900 if year >= 70 else 2000
    if second.isdigit():
        return _day(year, int(second), first) or _day(year, first, int(second))
    return _day(year, _MONTHS.index(second[:3]) + 1, first) if second[:3] in _MONTHS else None


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _are_births(header: str, column: _Column, period_hint: datetime.date | None) -> bool:
    """Whether an undeclared column of full dates reads like dates of birth."""
    if len(column.dates) < 2 or column.dated * 2 <= column.filled:
        return False
    named = column.other_day or any(_OTHER_DAY.search(words) for words in header_words(header))
    if named or _are_regular(column.dates):
        return False
    end = period_hint or max(column.dates)
    start = _day(end.year - _CHILDHOOD, end.month, min(end.day, 28)) or datetime.date.min
    return sum(start <= day <= end for day in column.dates) * 2 > len(column.dates)


_OTHER_DAY = re.compile(
    r"\b(?:period|year|quarter|month|week|day|time|start\w*|end|ends|ended|ending|effective|from|until|to|open\w*|clos\w*"
    r"|active|activ\w+|regist\w+|deregist\w+|inspect\w*|publi\w+|releas\w*|receiv\w*|refer\w*|contact\w*|assess\w*|review\w*"
    r"|visit\w*|meeting|conference|plan\w*|strategy|decision|decided|entry|entered|placement|placed|ceas\w*|commenc\w*"
    r"|creat\w*|updat\w*|modif\w*|extract\w*|run|report\w*|snapshot|census|due|target|complet\w*|seen|audit\w*|survey\w*"
    r"|respon\w*|interview\w*|event|incident|missing|return\w*|adopt\w*|order\w*|death|expir\w*|valid|join\w*|left|leav\w*"
    r"|submi\w*|approv\w*|match\w*|author\w*|session|attend\w*|training|trained|appoint\w*|deadline|issued|signed|agreed"
    r"|stage|status|check\w*|as at|at)\b"
)
"""Words that say what else a date is the day of."""


def _are_regular(days: Collection[datetime.date]) -> bool:
    """Whether days follow a calendar, as ends of periods do and births do not."""
    one_day = datetime.timedelta(days=1)
    if all(day.day == 1 for day in days) or all((day + one_day).day == 1 for day in days if day < datetime.date.max):
        return True
    weekdays = {day.weekday() for day in days}
    if len(days) >= 6 and len(weekdays) == 1 or len(days) >= 20 and max(weekdays) < 5:
        return True
    return len(days) >= 4 and len({day.month for day in days}) == 1
