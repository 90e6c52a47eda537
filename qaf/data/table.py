"""From the bytes of a CSV file to a table of text, or a plain sentence about what the file is instead.

Every cell stays the text that was typed. Blank rows are left out but counted, so that a row keeps the number that a
spreadsheet shows for it; the line of the file is kept as well, because a quoted cell may run over several lines.
"""

from __future__ import annotations

import csv
import io
import re
import threading
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice

from qaf.data.file_text import TableError, decode, looks_like
from qaf.ground.text import plural

__all__ = ["DELIMITERS", "LARGEST_CELL", "Table", "TableError", "looks_like", "read_csv_table"]

LARGEST_CELL = 1 << 20
"""Characters. A longer cell is a quotation mark that was never closed, or no table."""

DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "pipe": "|", "\\t": "\t"}
"""Names that a recipe may give instead of the character itself."""

_SNIFFED = ("\t", ";", ",")
_SAMPLE_LINES = 400
_SAMPLE_CHARACTERS = 1 << 18


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text.

    `rows`: the rows that hold anything, cells as typed. `row_numbers`: for each the row that a spreadsheet shows, from
    1, blank rows counted. `line_numbers`: for each the line of the file on which it starts. `encoding` and `delimiter`
    are what was used to read it.
    """

    rows: list[list[str]]
    row_numbers: Sequence[int]
    line_numbers: Sequence[int]
    encoding: str
    delimiter: str

    @property
    def header(self) -> list[str]:
        """The first row."""
        return self.rows[0] if self.rows else []

    @property
    def body(self) -> list[list[str]]:
        """All rows but the first."""
        return self.rows[1:]

    def squared(self, header: int = 0, stop: int | None = None) -> Table:
        """The rows from index `header` up to `stop`, all as wide as the one at `header`.

        Cells that a row lacks at its end are empty (spreadsheets leave them out); empty cells beyond the header are
        dropped. Raises `TableError` where a row holds something beyond the header's last column.
        """
        rows = self.rows[header:stop]
        width = len(rows[0]) if rows else 0
        numbers, lines = self.row_numbers[header:stop], self.line_numbers[header:stop]
        if any(len(row) != width for row in rows):
            rows = [
                fitted(row, width, numbers[0], number, line)
                for row, number, line in zip(rows, numbers, lines, strict=True)
            ]
        return Table(rows, numbers, lines, self.encoding, self.delimiter)


def read_csv_table(
    content: bytes, *, encoding: str | None = None, delimiter: str | None = None, square: bool = True
) -> Table:
    """The table in the bytes of a CSV file; its encoding and delimiter are worked out where they are not given.

    `delimiter` is one character or a name of `DELIMITERS`. With `square` the first row is the header and every row is
    made as wide as it; without, rows stay as they are (title lines above the header, notes below the table) and
    `Table.squared` is for the caller. Raises `TableError` with a sentence for the user.
    """
    text, used = decode(content, encoding)
    declared = declared_separator(text)
    separator = separator_of(delimiter) or declared or sniffed(text)
    rows, lines = _read(text, separator)
    if declared:
        rows[0] = []
    table = _without_blanks(rows, lines, used, separator)
    if not table.rows:
        raise TableError("The file holds no more than blank rows.", help=_EXPORT_AGAIN)
    if not any(sum(map(bool, map(str.strip, row))) > 1 for row in table.rows):
        raise TableError(
            "The file has one column only, so it is no table of figures.",
            help="A table needs at least a measure and a period. Cells are kept apart by a comma, a semicolon or a "
            "tab; a recipe can name another sign under `read: {delimiter}`.",
        )
    return table.squared() if square else table


_EXPORT_AGAIN = "Export it again, or ask whoever sent it for the file with its figures."


def fitted(row: list[str], width: int, header: int, number: int, line: int) -> list[str]:
    """A row made `width` cells wide; `TableError` where it has more. `header`: the number of the header's row."""
    if len(row) <= width:
        return row + [""] * (width - len(row))
    if any(cell.strip() for cell in row[width:]):
        raise TableError(
            f"Row {number:,} has {plural(len(row), 'cell')}, but the header in row {header:,} has {width:,}.",
            help="A comma inside a text or a number needs quotation marks around the whole cell. Title lines above "
            "the header and notes below the table are named in a recipe (`read: {skip_rows, ends_at}`).",
            row=number,
            line=line,
        )
    return row[:width]


def separator_of(delimiter: str | None) -> str:
    """The character that a recipe means by `delimiter`, "" where it says nothing; `TableError` where it is none."""
    if not delimiter:
        return ""
    separator = DELIMITERS.get(delimiter.casefold(), delimiter)
    if len(separator) != 1 or separator in '\r\n"':
        raise TableError(
            f"`{delimiter}` cannot stand between cells.",
            help="Give one character, or one of the words comma, semicolon, tab and pipe.",
        )
    return separator


def declared_separator(text: str) -> str:
    """The character that a first line `sep=;` names, as spreadsheets write it, or ""."""
    found = re.match(r"sep=([^\r\n\"])[\r\n]", text, re.I)
    return found[1] if found else ""


def sniffed(text: str) -> str:
    """The delimiter that cuts the first rows most evenly; among equals the one that makes more cells."""
    sample = list(islice(io.StringIO(text[:_SAMPLE_CHARACTERS], newline=""), _SAMPLE_LINES))
    if len(sample) > 1 and len(text) > _SAMPLE_CHARACTERS:
        sample.pop()
    evenness = {separator: _evenness(sample, separator) for separator in _SNIFFED}
    best = max(_SNIFFED, key=evenness.__getitem__)
    return best if evenness[best] > (0.0, 1) else ","


def _evenness(sample: list[str], separator: str) -> tuple[float, int]:
    """How much of the sample has the most common number of cells, and that number; (0, 1) where nothing is cut."""
    with large_cells():
        try:
            widths = Counter(len(row) for row in csv.reader(sample, delimiter=separator) if any(row))
        except csv.Error:
            return 0.0, 1
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0.0, 1
    width = max(several, key=lambda each: (several[each], each))
    return several[width] / widths.total(), width


_field_limit = threading.Lock()


@contextmanager
def large_cells() -> Iterator[None]:
    """The csv module's limit on a cell, which all of a process shares, set to ours and set back."""
    with _field_limit:
        before = csv.field_size_limit(LARGEST_CELL)
        try:
            yield
        finally:
            csv.field_size_limit(before)


_END = "\ufdd0"
"""A character that no text holds: read as a last row of its own unless a quotation mark was left open."""


def _read(text: str, separator: str) -> tuple[list[list[str]], Sequence[int]]:
    """All rows, blank ones too, and the line on which each starts."""
    ended = text if text.endswith(("\n", "\r")) else text + "\n"
    reader = csv.reader(io.StringIO(ended + _END, newline=""), delimiter=separator)
    rows: list[list[str]] = []
    try:
        with large_cells():
            for row in reader:
                rows.append(row)
    except csv.Error as error:
        raise far_too_long(_starts(ended, separator, len(rows))[-1]) from error
    if rows.pop() != [_END]:
        raise left_open(_starts(ended, separator, len(rows))[-1])
    if reader.line_num == len(rows) + 1:
        return rows, range(1, len(rows) + 1)
    return rows, _starts(ended, separator, len(rows))[:-1]


def far_too_long(line: int) -> TableError:
    """What to say of a cell beyond `LARGEST_CELL` in the row that starts on a line."""
    return TableError(
        f"A cell of the row that starts on line {line:,} is far too long for a figure or a name.",
        help="Look for a quotation mark that is opened on that line and never closed.",
        line=line,
    )


def left_open(line: int) -> TableError:
    """What to say of a quotation mark that is opened in the row that starts on a line and never closed."""
    return TableError(
        f"A quotation mark is opened in the row that starts on line {line:,} and never closed.",
        help="Close it, or take it out: everything after it was read as one cell.",
        line=line,
    )


def _starts(text: str, separator: str, count: int) -> list[int]:
    """The lines on which the first `count` rows and the one after them start."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    lines = [1]
    with large_cells():
        for _row in islice(reader, count):
            lines.append(reader.line_num + 1)
    return lines


def _without_blanks(rows: list[list[str]], lines: Sequence[int], encoding: str, separator: str) -> Table:
    kept = [index for index, row in enumerate(rows) if any(map(str.strip, row))]
    if len(kept) == len(rows):
        return Table(rows, range(1, len(rows) + 1), lines, encoding, separator)
    numbers = [index + 1 for index in kept]
    return Table([rows[index] for index in kept], numbers, [lines[index] for index in kept], encoding, separator)
