"""A file's table as sentences speak of it: rows as a spreadsheet numbers them, columns by letter and known name.

The name of a column is shown only where it is known not to be somebody's data: a file without a header has a row of
data where its names should be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from qaf.data.column_names import find_name, tidy_name
from qaf.data.given_names import GIVEN_NAMES
from qaf.data.identifier_headers import column_kind
from qaf.data.identifiers import screen
from qaf.data.large_cells import Survey
from qaf.data.table import Table
from qaf.ground.findings import Span
from qaf.ground.text import column_letter
from qaf.workspace.csv_text import cell_span, lines_of

_WORD_OF_A_MACHINE = re.compile(r"[a-z][a-z_]{0,39}")
"""Names as computers write them; people are written with capitals, and their given names are known."""


@dataclass(frozen=True)
class Sheet:
    """A table whose first row is the header.

    `path`: the file as the user gave it. `content`: its bytes, for the places of cells. `known`: names of columns
    that qaf or the recipe speaks of. `survey`: of a large file, what all its rows hold; its table has only those that
    the recipe may take.
    """

    path: str
    content: bytes
    table: Table
    known: frozenset[str] = frozenset()
    survey: Survey | None = None

    @cached_property
    def names(self) -> list[str]:
        """The names of the columns on one line each, tidied."""
        return [tidy_name(name) for name in self.table.header]

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The rows below the header; of a large file those that the recipe may take."""
        return self._body

    @cached_property
    def _body(self) -> list[list[str]]:
        return self.table.body

    @cached_property
    def _added(self) -> list[tuple[int, int]]:
        """The number and line of each row that was added."""
        return []

    def add_row(self, cells: list[str], number: int, line: int) -> None:
        """Add a row of a large file, after those that it has, because it matters after all."""
        self._body.append(cells)
        self._added.append((number, line))

    @property
    def row_count(self) -> int:
        """How many rows stand below the header."""
        return self.survey.rows if self.survey else len(self.table.rows) - 1

    def different_cells(self) -> list[Mapping[str, object]]:
        """The different cells of each column, in the order in which they first stand in it."""
        if self.survey:
            return list(self.survey.cells())
        return [dict.fromkeys(column) for column in zip_longest(*self.rows, fillvalue="")]

    def first_rows(self, column: int) -> dict[str, int]:
        """Each different cell of a column with the number of the row in which it stands first."""
        if self.survey:
            return self.survey.columns[column].first_rows()
        first: dict[str, int] = {}
        for row, number in zip(self.rows, self.table.row_numbers[1:], strict=True):
            first.setdefault(row[column], number)
        return first

    def together(self, columns: Sequence[int]) -> list[tuple[str, ...]]:
        """The different texts that stand in these columns of one row."""
        if self.survey:
            return self.survey.together(columns)
        return list(dict.fromkeys(tuple(row[column] for column in columns) for row in self.rows))

    def holding(self, column: int, test: Callable[[str], bool]) -> tuple[int, Span | None]:
        """In how many rows the cell of a column passes a test, and the place of the first of them."""
        if self.survey:
            count, number = self.survey.columns[column].holding(test) if column < len(self.names) else (0, 0)
            return count, self._span_on(self.survey.line_of(number), column) if count else None
        passing = {text for text in self.first_rows(column) if test(text)} if column < len(self.names) else set()
        rows = [index for index, row in enumerate(self.rows) if row[column] in passing] if passing else []
        return len(rows), self.span(rows[0], column) if rows else None

    def row_number(self, index: int) -> int:
        """The number that a spreadsheet shows for a row; -1 is the header, 0 the first row below it."""
        added = index + 1 - len(self.table.rows)
        return self.table.row_numbers[index + 1] if added < 0 else self._added[added][0]

    def find(self, name: str) -> list[int]:
        """The columns that a recipe means by this name, as `qaf.data.column_names` lays down."""
        return find_name(self.names, name)

    def column(self, index: int) -> str:
        """What to call a column: ``column F (`denominator`)``, or `column F` where its name could be data."""
        letter = f"column {column_letter(index)}"
        name = self.names[index] if index < len(self.names) else ""
        return f"{letter} (`{name}`)" if name and self._may_be_shown(name) else letter

    def span(self, row: int, column: int = 0) -> Span:
        """Where a cell stands in the file; row -1 is the header."""
        added = row + 1 - len(self.table.rows)
        line = self.table.line_numbers[row + 1] if added < 0 else self._added[added][1]
        return self._span_on(line, column)

    def _span_on(self, line: int, column: int) -> Span:
        return cell_span(self._lines, line, column, self.table.delimiter)

    @cached_property
    def _lines(self) -> Sequence[str]:
        if self.survey:
            return self.survey.lines
        return lines_of(self.content.decode(self.table.encoding, errors="replace").removeprefix("\ufeff"))

    @cached_property
    def _known(self) -> Collection[str]:
        return {name.casefold() for name in self.known}

    @cached_property
    def _has_header(self) -> bool:
        return any(name.casefold() in self._known for name in self.names)

    def _may_be_shown(self, name: str) -> bool:
        if name.casefold() in self._known:
            return True
        if screen(name) or re.search(r"[0-9]{3}", name):
            return False
        if column_kind(name) is not None:
            return len(name) <= 40 and len(name.split()) <= 4
        written_so = self._has_header and _WORD_OF_A_MACHINE.fullmatch(name) is not None
        return written_so and not any(word in GIVEN_NAMES for word in name.split("_"))
