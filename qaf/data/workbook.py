"""From the bytes of an Excel workbook (XLSX, XLSM) to a table of text, as `qaf.data.table` makes one of a CSV file.

What a person does not see in the sheet is not used unasked: hidden rows are left out and counted, the cells of hidden
columns are blank, hidden sheets are read only where a recipe names them; and all of it is told. The texts of hidden
cells are kept beside the table, for the search for identifiers alone.

How numbers, dates and percentages become text is at the top of `qaf.data.workbook_cells`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from qaf.data.file_text import TableError
from qaf.data.table import Table
from qaf.data.workbook_about_people import refuse_names, sheets_about_people
from qaf.data.workbook_elsewhere import look_elsewhere
from qaf.data.workbook_package import is_workbook
from qaf.data.workbook_rows import Area, SheetContents, SheetRow
from qaf.data.workbook_sheets import OTHER_FILE, Sheet, Workbook
from qaf.ground.text import column_letter, listing, plural

__all__ = ["Hidden", "Merged", "SheetName", "SheetTable", "is_workbook", "read_workbook_table", "sheet_names"]


class Merged(NamedTuple):
    """Cells that are shown as one, and their text."""

    area: Area
    text: str


@dataclass(frozen=True, slots=True)
class Hidden:
    """What of a workbook is not shown.

    `rows`: hidden rows of the sheet that hold anything, as the spreadsheet numbers them; `columns`: hidden columns
    that hold anything, from 0. `cells`: for each column the different texts of hidden cells, to be searched for
    identifiers and for nothing else. `sheets`: how many other sheets are hidden. `sheet`: this one is.
    """

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    cells: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    sheets: int = 0
    sheet: bool = False


@dataclass(frozen=True, slots=True)
class SheetTable(Table):
    """A table of text that stood in a sheet. Both numbers of a row are those that the spreadsheet shows.

    `sheet`: the sheet's name, which may be somebody's: `shown_name` is the one to print.
    `about_people`: the numbers of other visible sheets with columns about single people.
    `elsewhere`: what is to be told of comments and other sheets, in whole sentences.
    """

    sheet: str = ""
    shown_name: str = ""
    merged: tuple[Merged, ...] = ()
    hidden: Hidden = Hidden()
    about_people: tuple[int, ...] = ()
    elsewhere: tuple[str, ...] = ()

    def squared(self, header: int = 0, stop: int | None = None) -> SheetTable:
        """As `Table.squared`, with everything else kept."""
        try:
            table = Table.squared(self, header, stop)
        except TableError as error:
            help_ = "Title lines above the header and notes below or beside the table are named in a recipe "
            help_ += "(`read: {skip_rows, header_rows, ends_at}`)."
            raise TableError(error.message, help=help_, row=error.row, line=error.line) from error
        return replace(self, rows=table.rows, row_numbers=table.row_numbers, line_numbers=table.line_numbers)

    def spread(self, first: int, count: int) -> list[list[str]]:
        """`count` rows from index `first` on, merged cells' texts in every visible cell that they cover.

        For headers, where a year stands once above several columns; in a body it would count a number twice.
        """
        rows = [list(row) for row in self.rows[first : first + count]]
        width = max(map(len, self.rows), default=0)
        for (top, bottom, left, right), text in self.merged:
            for number, row in zip(self.row_numbers[first : first + count], rows, strict=True):
                if not top <= number <= bottom:
                    continue
                row.extend([""] * (min(right + 1, width) - len(row)))
                for column in range(left, min(right + 1, width)):
                    if column not in self.hidden.columns:
                        row[column] = row[column] or text
        return rows

    def remarks(self) -> list[str]:
        """What is hidden, as whole sentences for whoever takes the file in."""
        hidden, said = self.hidden, []
        if hidden.sheet:
            said.append(f"Sheet {self.shown_name} is hidden in the workbook; it was read because it was asked for.")
        if hidden.rows:
            rows = plural(len(hidden.rows), "row is", "rows are")
            first = f"row {hidden.rows[0]:,}" if len(hidden.rows) == 1 else f"the first is row {hidden.rows[0]:,}"
            said.append(f"{rows} hidden or filtered away in sheet {self.shown_name} and left out ({first}).")
        if hidden.columns:
            letters = listing(map(column_letter, hidden.columns), limit=12)
            columns = f"{'Column' if len(hidden.columns) == 1 else 'Columns'} {letters}"
            verb = "is" if len(hidden.columns) == 1 else "are"
            said.append(f"{columns} of sheet {self.shown_name} {verb} hidden and not read.")
        if self.about_people:
            one = len(self.about_people) == 1
            which = "sheet" if one else "sheets"
            said.append(
                f"{'Another sheet' if one else 'Other sheets'} of the workbook ({which} "
                f"{listing(map(str, self.about_people), limit=12)}) {'holds' if one else 'hold'} columns about single "
                f"people; qaf did not look further."
            )
        if hidden.sheets:
            verb = "was" if hidden.sheets == 1 else "were"
            said.append(f"The workbook has {plural(hidden.sheets, 'hidden sheet')}, which {verb} not read.")
        return [*said, *self.elsewhere]


class SheetName(NamedTuple):
    """A sheet of a workbook: its name, the same as it may be printed, and whether it is hidden."""

    name: str
    shown: str
    hidden: bool


def sheet_names(content: bytes) -> list[SheetName]:
    """The sheets of a workbook that can hold a table, in its order. Raises `TableError` as `read_workbook_table`."""
    return [SheetName(sheet.name, sheet.shown, sheet.hidden) for sheet in Workbook(content).sheets]


def read_workbook_table(
    content: bytes,
    *,
    sheet: str | None = None,
    square: bool = True,
    hidden_columns: bool = False,
    everywhere: bool = False,
) -> SheetTable:
    """The table in one sheet of a workbook.

    `sheet` is its name, also of a hidden sheet; without it the only visible sheet that holds anything is taken. With
    `square` the first row is the header and every row is made as wide as it, as for a CSV file. `hidden_columns`: read
    hidden columns too, because somebody asked for one by its name. `everywhere`: look through comments and
    all other sheets for identifiers too. Raises `TableError` with a sentence for the user.
    """
    book = Workbook(content)
    refuse_names(book.names)
    chosen = book.named(sheet) if sheet else book.only_one()
    table = _table(book, chosen, book.read(chosen), hidden_columns)
    elsewhere = look_elsewhere(book, chosen) if everywhere else ()
    table = replace(table, about_people=sheets_about_people(book, chosen), elsewhere=elsewhere)
    return table.squared() if square else table


def _table(book: Workbook, sheet: Sheet, contents: SheetContents, hidden_columns: bool) -> SheetTable:
    merged = tuple(_merged(contents))
    blank = set() if hidden_columns else contents.hidden_columns
    hidden = _Hiding(blank)
    visible = [row for row in contents.rows if not hidden.takes(row)]
    rows = [row for row in visible if any(map(str.strip, row.cells))]
    if not rows:
        raise TableError(f"Sheet {sheet.shown} holds no more than blank rows.", help=OTHER_FILE)
    if not any(sum(map(bool, map(str.strip, row.cells))) > 1 for row in rows):
        raise TableError(
            f"Sheet {sheet.shown} has one column only, so it is no table of figures.",
            help="A table needs at least a measure and a period. A recipe can name another sheet (`read: {sheet}`).",
        )
    numbers = [row.number for row in rows]
    others = sum(1 for each in book.sheets if each.hidden and each != sheet)
    return SheetTable(
        [row.cells for row in rows],
        numbers,
        numbers,
        "utf-8",
        ",",
        sheet.name,
        sheet.shown,
        merged,
        Hidden(tuple(hidden.rows), tuple(sorted(hidden.columns)), hidden.texts(), others, sheet.hidden),
    )


class _Hiding:
    """Takes what is hidden out of rows, and keeps account of it."""

    def __init__(self, blank: Iterable[int]) -> None:
        self._blank = sorted(blank)
        self.rows: list[int] = []
        self.columns: set[int] = set()
        self._texts: dict[int, dict[str, None]] = {}

    def takes(self, row: SheetRow) -> bool:
        """Whether the whole row is hidden; else the cells of its hidden columns are made blank."""
        if row.hidden:
            self.rows.append(row.number)
            for column, text in enumerate(row.cells):
                self._note(column, text)
            return True
        for column in self._blank:
            if column >= len(row.cells):
                break
            if row.cells[column].strip():
                self.columns.add(column)
                self._note(column, row.cells[column])
            row.cells[column] = ""
        return False

    def _note(self, column: int, text: str) -> None:
        if text.strip():
            self._texts.setdefault(column, {})[text] = None

    def texts(self) -> dict[int, tuple[str, ...]]:
        """The different texts of hidden cells, by column."""
        return {column: tuple(texts) for column, texts in sorted(self._texts.items())}


def _merged(contents: SheetContents) -> Iterable[Merged]:
    """Merged cells that hold anything, read before hidden cells are taken away: their text shows all the same."""
    by_number: Mapping[int, Sequence[str]] = {row.number: row.cells for row in contents.rows}
    for area in contents.merged:
        cells = by_number.get(area.first_row, ())
        text = cells[area.first_column] if area.first_column < len(cells) else ""
        if text.strip():
            yield Merged(area, text)
