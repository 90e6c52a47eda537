"""Lists of neighbours: which other places a place is compared with, from a file that holds no figure.

Such a list has a row for each place, and in it the codes of its neighbours in columns of their own; or a row for each
pair. Which columns hold codes is told by what stands in them: texts that are the code (or the name) of a row of the
list. Nothing depends on how a column is called, which may be a name that stands there ten times.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qaf.data.cells import plain
from qaf.data.faults import Faults
from qaf.data.file_name import kinds_in_name, shown_path, with_shown_path
from qaf.data.ingest_request import IngestRequest
from qaf.data.open_file import open_file
from qaf.data.screening import AGGREGATES, one_of, screen_file
from qaf.data.sheet import Sheet
from qaf.data.table import TableError
from qaf.ground.findings import Finding, Level, Span, Where, finding
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import listing

_MOSTLY = 0.8


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A place that ours is compared with: its code as the list spells it, and its name ("" where there is none)."""

    code: str
    name: str = ""


def read_neighbours(
    request: IngestRequest, code: str, columns: Sequence[str] = ()
) -> tuple[tuple[Neighbour, ...], tuple[Finding, ...]]:
    """The neighbours of the place with `code`, in the order of the list; and what is wrong with the file.

    `columns` names the columns that hold the neighbours; where it is empty they are found. Of the request only the
    file, its name and the recipe's `read` are looked at. There are no neighbours where any finding is an error.
    """
    for kind in kinds_in_name(request.file):
        words = f"The file's name has what looks like {one_of(kind)}."
        return (), (finding("QAF551", Where("the file"), words, help=AGGREGATES, excerpt=False, span=Span()),)
    try:
        whole, sheet = open_file(request)
    except TableError as error:
        line = max(error.line, 1)
        where, span = Where(shown_path(request.file)), Span(line, 1, line, 1)
        return (), (finding(error.code, where, error.message, help=error.help, excerpt=False, span=span),)
    faults = Faults(sheet)
    screen_file(sheet, whole, request.recipe, [], faults)
    if faults.has_errors:
        return (), with_shown_path(faults.findings(), request.file)
    found = _List(sheet).neighbours(code, columns, faults)
    findings = with_shown_path(faults.findings(), request.file)
    return (() if any(item.level is Level.ERROR for item in findings) else found), findings


class _List:
    """The table of a list of neighbours."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self._rows = [[plain(cell) for cell in row] for row in sheet.rows]
        self._texts = [[row[index] for row in self._rows if row[index]] for index in range(len(sheet.names))]

    def neighbours(self, code: str, columns: Sequence[str], faults: Faults) -> tuple[Neighbour, ...]:
        code = plain(code)
        own = self._own_column(code)
        if own is None:
            known = {text for column in self._texts for text in column}
            help_ = did_you_mean(code, known if len(known) < 5000 else ()) or "Give it as the list spells it."
            faults.header("QAF533", f"No row of the list is of the place with code `{code}`.", help=help_)
            return ()
        rows = [index for index, row in enumerate(self._rows) if row[own] == code]
        by_name = self._name_column(own)
        found = self._named(columns, faults) if columns else self._found(own, by_name)
        if not found:
            if not columns:
                words = "No column of the list holds codes of other places of the list."
                help_ = "Name the columns with --columns, with commas between them."
                faults.header("QAF533", words, help=help_, column=own)
            return ()
        lists = [[self._rows[row][column] for column in found if self._rows[row][column]] for row in rows]
        if len(found) > 1 and any(each != lists[0] for each in lists[1:]):
            words = f"another row has the same code in {self._sheet.column(own)}, and other neighbours."
            help_ = "Take out the row that no longer holds."
            faults.at("QAF533", rows[1], own, words, help=help_, other_row=rows[0])
            return ()
        texts = dict.fromkeys(text for each in (lists[:1] if len(found) > 1 else lists) for text in each)
        named = tuple(self._neighbour(text, own, by_name) for text in texts)
        kept = tuple({each.code: each for each in named if each.code != code}.values())
        if not kept:
            faults.at("QAF533", rows[0], found[0], "the row of this place names no neighbour.")
        return kept

    def _own_column(self, code: str) -> int | None:
        """The column that says of which place a row is: among those with the code the one whose texts never repeat."""
        having = [index for index, texts in enumerate(self._texts) if code in texts]
        return next((index for index in having if _different(self._texts[index])), having[0] if having else None)

    def _name_column(self, own: int) -> int | None:
        """The column of the places' names: no numbers, and as many different texts as there are places."""
        places = len(set(self._texts[own]))
        return next(
            (
                index
                for index, texts in enumerate(self._texts)
                if index != own
                and len(set(texts)) >= places * _MOSTLY
                and not any(text.replace(".", "").isdigit() for text in texts)
            ),
            None,
        )

    def _found(self, own: int, by_name: int | None) -> list[int]:
        """The columns that hold codes of other places, or else their names."""
        for key in (own, by_name):
            if key is None:
                continue
            known = set(self._texts[key])
            found = [
                index for index in range(len(self._texts)) if index != key and self._names_others(index, key, known)
            ]
            if found:
                return found
        return []

    def _names_others(self, index: int, key: int, known: set[str]) -> bool:
        filled = [(row[index], row[key]) for row in self._rows if row[index] and row[key]]
        others = sum(text in known and text != own for text, own in filled)
        return bool(filled) and others >= len(filled) * _MOSTLY

    def _named(self, columns: Sequence[str], faults: Faults) -> list[int]:
        found: list[int] = []
        for name in columns:
            here = self._sheet.find(name)
            if not here:
                help_ = did_you_mean(name, self._sheet.names) or "Give the names as they stand in the first row."
                faults.header("QAF533", f"The list has no column `{name}`.", help=help_)
            found += here
        return found

    def _neighbour(self, text: str, own: int, by_name: int | None) -> Neighbour:
        """The place that a text names by its code, or by its name."""
        for row in self._rows:
            if row[own] == text:
                return Neighbour(text, row[by_name] if by_name is not None else "")
        for row in self._rows:
            if by_name is not None and row[by_name] == text and row[own]:
                return Neighbour(row[own], text)
        return Neighbour(text)


def _different(texts: Sequence[str]) -> bool:
    return len(set(texts)) == len(texts)


def in_words(members: Sequence[Neighbour]) -> str:
    """Members by name and code."""
    return listing(_in_words(members))


def _in_words(members: Sequence[Neighbour]) -> Iterator[str]:
    return (f"{each.name} ({each.code})" if each.name else each.code for each in members)
