"""Identifiers of people in a workbook beside the table that is read: in comments, and on every other sheet.

What identifies one person keeps the whole workbook out, wherever it stands. A comment on the sheet that is read is
judged as its cells are. On other sheets e-mail addresses, phone numbers and postcodes are told only: a cover sheet says
how to reach whoever published the figures. Nothing that is found is kept; findings say sheet, cell and kind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from qaf.data.file_text import TableError
from qaf.data.identifier_headers import column_kind
from qaf.data.identifiers import Kind, clean, passes_nhs_check, screen, ten_digits
from qaf.data.workbook_rows import SheetRow
from qaf.data.workbook_sheets import Sheet, Workbook
from qaf.ground.text import column_letter, listing, plural

_OF_ONE_PERSON = frozenset({Kind.UPN, Kind.NHS_NUMBER, Kind.NATIONAL_INSURANCE_NUMBER, Kind.DATE_OF_BIRTH})
_HEADING_ROWS = 25
_MOST_KNOWN = 100_000
_A_FEW = 3
"""So many bare numbers that pass the check of NHS numbers are no chance in a column of which most pass it."""

_HELP = (
    "Take it out of the workbook, or save the sheet with the figures as CSV and take that file in. qaf takes totals, "
    "never records of single people. Nothing of the file was kept."
)


class _Found(NamedTuple):
    """What looks like an identifier, where, and whether in a comment."""

    kind: Kind
    sheet: Sheet
    cell: str
    in_comment: bool = False

    @property
    def place(self) -> str:
        """Where it stands, fit for the middle of a sentence; what a workbook calls a cell is said only if it is one."""
        cell = f"cell {self.cell}" if re.fullmatch(r"[A-Z]{1,3}[0-9]{1,7}", self.cell) else "a cell"
        return f"{'the comment on ' if self.in_comment else ''}{cell} of sheet {self.sheet.shown}"


def look_elsewhere(book: Workbook, chosen: Sheet) -> tuple[str, ...]:
    """What is to be told of comments and other sheets, as whole sentences.

    Raises `TableError` (QAF551) where they have an identifier that keeps the workbook out.
    """
    refused: list[_Found] = []
    told: list[_Found] = []
    unread: list[Sheet] = []
    for sheet in book.sheets:
        found, whole = _in_sheet(book, sheet, cells=sheet != chosen)
        for item in found:
            (refused if item.kind in _OF_ONE_PERSON or sheet == chosen else told).append(item)
        if not whole:
            unread.append(sheet)
    if refused:
        first = refused[0].place
        more = len(refused) - 1
        also = (
            f" {plural(more, 'other place')} in the workbook {'has' if more == 1 else 'have'} an identifier too."
            if more
            else ""
        )
        words = f"{first[0].upper()}{first[1:]} has what looks like {refused[0].kind.with_article}.{also}"
        raise TableError(words, help=_HELP, code="QAF551")
    return tuple(_remarks(told, unread))


def _remarks(told: list[_Found], unread: list[Sheet]) -> Iterator[str]:
    if told:
        kinds = listing([kind.with_article for kind in dict.fromkeys(item.kind for item in told)])
        yield (
            f"Another sheet of the workbook has what looks like {kinds} (first in {told[0].place}). Nothing of it "
            "was kept; a workbook that is passed on should not hold those of single people."
        )
    if unread:
        names = listing([sheet.shown for sheet in unread], limit=12)
        word = "Sheet" if len(unread) == 1 else "Sheets"
        yield f"{word} {names} of the workbook could not be looked through for identifiers to the end."


def _in_sheet(book: Workbook, sheet: Sheet, cells: bool) -> tuple[list[_Found], bool]:
    """Each kind once in the comments of a sheet and once in its cells; and whether all of it could be read."""
    comments, looked, whole = _Comments(), _Cells(), True
    try:
        book.each_comment(sheet, comments.take)
    except TableError:
        whole = False
    try:
        if cells:
            book.each_row(sheet, looked.take)
    except TableError:
        whole = False
    found = [_Found(kind, sheet, cell, True) for kind, cell in comments.first.items()]
    found += [_Found(kind, sheet, cell) for kind, cell in looked.found().items()]
    return found, whole


@dataclass(slots=True)
class _Comments:
    first: dict[Kind, str] = field(default_factory=dict)

    def take(self, cell: str, text: str) -> None:
        for kind in screen(text):
            self.first.setdefault(kind, cell)


@dataclass(slots=True)
class _Tens:
    """Different numbers of ten digits that stand alone in the cells of a column, and how many pass the check."""

    seen: set[str] = field(default_factory=set)
    passing: int = 0
    first: str = ""
    headed: bool = False

    @property
    def most_pass(self) -> bool:
        return self.passing * 2 > len(self.seen)


@dataclass(slots=True)
class _Cells:
    """Looks through the rows of a sheet, and keeps where each kind stands first."""

    _first: dict[Kind, str] = field(default_factory=dict)
    _tens: dict[int, _Tens] = field(default_factory=dict)
    _harmless: set[str] = field(default_factory=set)
    _rows: int = 0

    def take(self, row: SheetRow) -> None:
        self._rows += 1
        for column, text in enumerate(row.cells):
            if len(text) < 3 or text in self._harmless:
                continue
            if self._rows <= _HEADING_ROWS and column_kind(text) is Kind.NHS_NUMBER:
                self._tens.setdefault(column, _Tens()).headed = True
            self._look(column, row.number, text)

    def _look(self, column: int, number: int, text: str) -> None:
        alone = ten_digits(clean(text)) if len(text) >= 10 else ""
        if alone:
            self._count(column, number, alone)
            return
        kinds = screen(text)
        for kind in kinds:
            self._first.setdefault(kind, f"{column_letter(column)}{number}")
        if not kinds and self._rows > _HEADING_ROWS and len(self._harmless) < _MOST_KNOWN:
            self._harmless.add(text)

    def _count(self, column: int, number: int, digits: str) -> None:
        tens = self._tens.setdefault(column, _Tens())
        if digits in tens.seen or len(tens.seen) >= _MOST_KNOWN:
            return
        tens.seen.add(digits)
        if passes_nhs_check(digits):
            tens.passing += 1
            tens.first = tens.first or f"{column_letter(column)}{number}"

    def found(self) -> dict[Kind, str]:
        """The kinds, and where each stands first.

        Large counts pass the check of NHS numbers one time in eleven, so bare numbers are judged together: those of
        the sheet, those of a column that has a few, and those below the words that call them so.
        """
        passing = [tens for tens in self._tens.values() if tens.passing]
        all_together = sum(tens.passing for tens in passing) * 2 > sum(len(tens.seen) for tens in self._tens.values())
        for tens in passing:
            if all_together or tens.headed or tens.most_pass and tens.passing >= _A_FEW:
                self._first.setdefault(Kind.NHS_NUMBER, tens.first)
        return self._first
