"""What the sheets of a workbook say of single people beside the table that is read: their names, and their headings."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.data.file_name import kinds_in_words
from qaf.data.file_text import TableError
from qaf.data.identifier_columns import screen_columns
from qaf.data.workbook_rows import SheetRow
from qaf.data.workbook_sheets import Sheet, Workbook

EXPLAINING_SHEETS = frozenset({"Notes", "Lists", "Measures"})
"""Sheets of the forms and exports that qaf itself writes, beside the one with the figures."""

_MOST_SHEETS = 60
_ROWS = 25
_TITLES = 5
"""A header is looked for among so many first rows: titles may stand above it.

Further down than the first row of several cells it has three at least: two may be a line of notes and its label.
"""


def refuse_names(names: Sequence[str]) -> None:
    """Raise `TableError` where the name of a sheet, hidden or not, has an identifier. The name is never said."""
    for number, name in enumerate(names, start=1):
        for kind in kinds_in_words(name):
            raise TableError(
                f"The name of a sheet of the workbook (sheet {number}) has what looks like {kind.with_article}.",
                help="Give the sheet a name that is about nobody, then try again. qaf takes totals, never records of "
                "single people. Nothing of the file was kept.",
                code="QAF551",
            )


def sheets_about_people(book: Workbook, chosen: Sheet) -> tuple[int, ...]:
    """The numbers of other visible sheets in which a row of headings names columns about single people."""
    passed = [sheet for sheet in book.sheets if sheet.hidden or sheet.name in EXPLAINING_SHEETS]
    others = [sheet for sheet in book.sheets if sheet not in passed and sheet != chosen]
    return tuple(sheet.number for sheet in others[:_MOST_SHEETS] if _is_about_people(book, sheet))


def _is_about_people(book: Workbook, sheet: Sheet) -> bool:
    try:
        rows = book.first_rows(sheet, _ROWS)
    except TableError:
        return False  # the sheet is not read, so nothing that is wrong with it keeps the file out
    filled = [sum(map(bool, map(str.strip, row.cells))) for row in rows]
    first = next((at for at, count in enumerate(filled) if count > 1), None)
    return any(_has_headings(rows, at) for at in range(min(_TITLES, len(rows))) if at == first or filled[at] > 2)


def _has_headings(rows: Sequence[SheetRow], at: int) -> bool:
    header = rows[at].cells
    cells = {
        column: [row.cells[column] for row in rows[at + 1 :] if column < len(row.cells)]
        for column in range(len(header))
    }
    return any(item.header_kind and item.kind.refused for item in screen_columns(header, cells))
