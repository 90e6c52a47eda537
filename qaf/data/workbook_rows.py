"""One sheet of a workbook, read as a stream: its rows as text, what is hidden in it, and which cells are merged."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from qaf.data.file_text import TableError
from qaf.data.workbook_cells import CellTexts
from qaf.data.workbook_package import local
from qaf.ground.text import column_letter, plural

MOST_ROWS = 1_048_576
MOST_COLUMNS = 16_384
MOST_CELLS = 2_000_000
"""Cells of rows that hold anything, blank ones before a row's last filled cell counted. What a sheet says of its own
size is not looked at."""

LARGEST_CELL = 1 << 20
"""Characters; spreadsheet programs stop at 32,767."""


class Area(NamedTuple):
    """A block of cells: rows as a spreadsheet numbers them, columns counted from 0, ends included."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row that holds anything, up to its last filled cell."""

    number: int
    cells: list[str]
    hidden: bool = False


@dataclass(slots=True)
class SheetContents:
    """What a sheet holds. `hidden_columns` count from 0; `merged` are the blocks of merged cells."""

    rows: list[SheetRow] = field(default_factory=list)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[Area] = field(default_factory=list)


class SheetReader:
    """Reads the part of a sheet into `contents`.

    Raises `TableError` where the sheet is larger than any that a spreadsheet program makes, or where a visible
    formula has no value; the latter only when the sheet ends. With `stop_after` it raises
    `EnoughRowsError` after so many rows that hold anything. With `take` each row goes there, none is
    kept, and formulas may be without a value.
    """

    def __init__(
        self, texts: CellTexts, *, stop_after: int = 0, take: Callable[[SheetRow], None] | None = None
    ) -> None:
        self.contents = SheetContents()
        self._take = take or self.contents.rows.append
        self._only_looking = take is not None
        self._texts = texts
        self._stop_after = stop_after
        self._columns: dict[str, int] = {}
        self._cells_read = 0
        self._without_value = 0
        self._first_without = ""
        self._in_data = False
        self._row, self._row_hidden = 0, False
        self._cells: list[str] = []
        self._in_cell = self._in_value = self._spoken = self._formula = False
        self._column, self._kind, self._style = -1, "n", ""
        self._parts: list[str] = []

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = local(tag)
        if name == "c" and self._in_data:
            self._start_cell(attributes)
        elif self._in_cell:
            if name in ("v", "t"):
                self._in_value = not self._spoken
            elif name == "f":
                self._formula = True
            elif name == "rPh":
                self._spoken = True
        elif name == "row" and self._in_data:
            self._start_row(attributes)
        elif name == "sheetData":
            self._in_data = True
        elif name == "col":
            self._column_settings(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, tag: str) -> None:
        """An element ends."""
        name = local(tag)
        if name == "c" and self._in_cell:
            self._end_cell()
        elif name in ("v", "t"):
            self._in_value = False
        elif name == "rPh":
            self._spoken = False
        elif name == "row" and self._in_data:
            self._end_row()
        elif name == "sheetData":
            self._in_data = False
        elif name == "worksheet" and self._without_value and not self._only_looking:
            raise self._no_values()

    def text(self, data: str) -> None:
        """A piece of text."""
        if self._in_value:
            self._parts.append(data)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        before, number = self._row, attributes.get("r", "")
        self._row = int(number) if number.isdecimal() and len(number) < 10 else before + 1
        if self._row <= before or self._row > MOST_ROWS:
            raise TableError(
                "The rows of a sheet of this workbook are out of order, so it was not made by a spreadsheet program.",
                help="Open it in one, save it from there, and take that file in.",
            )
        self._row_hidden = attributes.get("hidden", "") in _TRUE
        self._cells = []
        self._column = -1

    def _end_row(self) -> None:
        while self._cells and not self._cells[-1].strip():
            self._cells.pop()
        if not self._cells:
            return
        self._cells_read += len(self._cells)
        if self._cells_read > MOST_CELLS:
            raise TableError(
                f"A sheet of this workbook has more than {MOST_CELLS:,} cells.",
                help="Save it as `CSV UTF-8 (comma delimited)` and take that file in.",
            )
        self._take(SheetRow(self._row, self._cells, self._row_hidden))
        if self._stop_after and len(self.contents.rows) == self._stop_after:
            raise EnoughRowsError

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        reference = attributes.get("r", "")
        self._column = self._column_of(reference) if reference else self._column + 1
        self._kind = attributes.get("t", "n")
        self._style = attributes.get("s", "")
        self._in_cell, self._formula = True, False
        self._parts = []

    def _end_cell(self) -> None:
        self._in_cell = self._in_value = self._spoken = False
        raw = "".join(self._parts)
        if not raw:
            if self._formula and self._kind not in ("str", "inlineStr") and not self._is_hidden():
                self._first_without = self._first_without or f"{column_letter(self._column)}{self._row}"
                self._without_value += 1
            return
        text = self._texts.text(self._kind, raw, self._style)
        if len(text) > LARGEST_CELL:
            place = f"{column_letter(self._column)}{self._row}"
            raise TableError(f"Cell {place} is far too long for a figure or a name.", row=self._row)
        cells = self._cells
        if self._column >= len(cells):
            cells.extend([""] * (self._column + 1 - len(cells)))
        cells[self._column] = text

    def _is_hidden(self) -> bool:
        return self._row_hidden or self._column in self.contents.hidden_columns

    def _column_of(self, reference: str) -> int:
        letters = reference.rstrip("0123456789")
        found = self._columns.get(letters)
        if found is None:
            found = self._columns[letters] = _column_index(letters)
        return found

    def _column_settings(self, attributes: Mapping[str, str]) -> None:
        first, last = attributes.get("min", ""), attributes.get("max", "")
        if attributes.get("hidden", "") in _TRUE and first.isdecimal() and last.isdecimal():
            self.contents.hidden_columns.update(range(int(first[:6]) - 1, min(int(last[:6]), MOST_COLUMNS)))

    def _merge(self, reference: str) -> None:
        found = _RANGE.fullmatch(reference)
        if found:
            columns, rows = (_column_index(found[1]), _column_index(found[3])), (int(found[2]), int(found[4]))
            self.contents.merged.append(Area(rows[0], rows[1], *columns))

    def _no_values(self) -> TableError:
        words = f"Cell {self._first_without} has a formula whose value was not saved with the file"
        more = self._without_value - 1
        others = f", and {plural(more, 'more cell has', 'more cells have')} one too" if more else ""
        return TableError(
            f"{words}{others}.",
            help="Open the workbook in a spreadsheet program, which works the values out, save it, and take that in.",
        )


class EnoughRowsError(Exception):
    """A sheet that was only looked at has as many rows as were to be looked at."""


_TRUE = ("1", "true")
_RANGE = re.compile(r"\$?([A-Za-z]{1,3})\$?([0-9]{1,7}):\$?([A-Za-z]{1,3})\$?([0-9]{1,7})")


def _column_index(letters: str) -> int:
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - 64 if "A" <= letter <= "Z" else MOST_COLUMNS + 1
        if index > MOST_COLUMNS:
            break
    if not 1 <= index <= MOST_COLUMNS:
        raise TableError(
            "A sheet of this workbook names a cell that no sheet has, so it was not made by a spreadsheet program.",
            help="Open it in one, save it from there, and take that file in.",
        )
    return index - 1
