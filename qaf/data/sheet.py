"""A file's table as sentences speak of it: rows as a spreadsheet numbers them, columns by letter and known name.

The name of a column is shown only where it is known not to be somebody's data: a file without a header has a row of
data where its names should be.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

from qaf.data.column_names import find_name, tidy_name
from qaf.data.given_names import GIVEN_NAMES
from qaf.data.identifier_headers import column_kind
from qaf.data.identifiers import screen
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
    that qaf or the recipe speaks of.
    """

    path: str
    content: bytes
    table: Table
    known: frozenset[str] = frozenset()

    @cached_property
    def names(self) -> list[str]:
        """The names of the columns on one line each, tidied."""
        return [tidy_name(name) for name in self.table.header]

    @property
    def rows(self) -> Sequence[Sequence[str]]:
        """The rows below the header."""
        return self.table.body

    def row_number(self, index: int) -> int:
        """The number that a spreadsheet shows for a row; -1 is the header, 0 the first row below it."""
        return self.table.row_numbers[index + 1]

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
        return cell_span(self._lines, self.table.line_numbers[row + 1], column, self.table.delimiter)

    @cached_property
    def _lines(self) -> list[str]:
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
