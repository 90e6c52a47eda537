"""Which sheets a workbook has, and which of them is meant.

The name of a sheet is shown only where it says nothing of a person: some workbooks have a sheet for each social worker.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from qaf.data.file_name import kinds_in_words
from qaf.data.file_text import TableError
from qaf.data.given_names import GIVEN_NAMES
from qaf.data.identifiers import screen
from qaf.data.workbook_cells import CellTexts, Formats, SharedStrings
from qaf.data.workbook_comments import COMMENTS, CommentReader
from qaf.data.workbook_package import Package, local
from qaf.data.workbook_rows import EnoughRowsError, SheetContents, SheetReader, SheetRow
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import listing, plural, quoted

_MOST_NAMES = 30
OTHER_FILE = "Ask whoever sent it for the file with its figures."
"""What to do about a workbook without figures."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet that can hold a table.

    Its number among all sheets, its name, the same as it may be printed, its part, whether it is hidden.
    """

    number: int
    name: str
    shown: str
    part: str
    hidden: bool


class _SheetList:
    """Reads the main part: the names of the sheets, and which day is day 0."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, bool]] = []
        self.since_1904 = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        name = local(tag)
        if name == "workbookPr":
            self.since_1904 = attributes.get("date1904", "") in ("1", "true")
        elif name == "sheet":
            id_ = next((value for key, value in attributes.items() if key.endswith(":id")), "")
            hidden = attributes.get("state", "visible") != "visible"
            self.sheets.append((attributes.get("name", ""), id_, hidden))

    def end(self, tag: str) -> None:
        """Nothing to do."""

    def text(self, data: str) -> None:
        """Nothing to do."""


class Workbook:
    """An open workbook; `sheets` are those that can hold a table. Raises `TableError` where it is none."""

    def __init__(self, content: bytes) -> None:
        self._package = Package(content)
        main = next((to.part for to in self._package.relations("").values() if to.kind == "officeDocument"), "")
        main = main if main in self._package else "xl/workbook.xml"
        if main.endswith(".bin") or main not in self._package:
            raise TableError(
                "This is no Excel workbook of the usual kind (XLSX).",
                help="Open it in a spreadsheet program, save it as an Excel workbook (XLSX) or CSV, and take that in.",
            )
        listed = _SheetList()
        self._package.read(main, listed)
        self.names = [name for name, _, _ in listed.sheets]
        """Of all sheets, those with charts and the hidden ones included."""
        self._since_1904 = listed.since_1904
        self._relations = self._package.relations(main)
        to = {id_: found.part for id_, found in self._relations.items() if found.kind == "worksheet"}
        self.sheets = [
            Sheet(number, name, _shown(name, number), to[id_], hidden)
            for number, (name, id_, hidden) in enumerate(listed.sheets, start=1)
            if id_ in to
        ]
        if not self.sheets:
            raise TableError("This Excel workbook has no sheet that could hold a table.", help=OTHER_FILE)

    def named(self, wanted: str) -> Sheet:
        """The sheet of that name; where none has just this spelling, the one that differs in capitals and blanks."""
        found = [sheet for sheet in self.sheets if sheet.name == wanted]
        found = found or [sheet for sheet in self.sheets if _folded(sheet.name) == _folded(wanted)]
        if len(found) == 1:
            return found[0]
        near = did_you_mean(wanted, (sheet.name for sheet in self.sheets if sheet.shown == f"`{sheet.name}`"))
        raise TableError(f"The workbook has no sheet `{wanted}`.", help=near or self._names())

    def only_one(self) -> Sheet:
        """The only visible sheet, or the only one of several that holds anything."""
        visible = [sheet for sheet in self.sheets if not sheet.hidden]
        if len(visible) > 1:
            visible = [sheet for sheet in visible if self._holds_anything(sheet)]
        if len(visible) == 1:
            return visible[0]
        if visible:
            message = f"The workbook has {len(visible):,} sheets with something in them, and any could be meant."
            raise TableError(message, help="Say which under `read: {sheet}` in a recipe. " + self._names())
        if any(sheet.hidden for sheet in self.sheets):
            message = "Every sheet of the workbook that could hold a table is hidden or empty."
            raise TableError(message, help="A hidden sheet is read where a recipe names it under `read: {sheet}`.")
        raise TableError("The workbook holds no more than blank sheets.", help=OTHER_FILE)

    def read(self, sheet: Sheet) -> SheetContents:
        """Everything that a sheet holds."""
        reader = SheetReader(self._texts)
        self._package.read(sheet.part, reader)
        return reader.contents

    def _holds_anything(self, sheet: Sheet) -> bool:
        return bool(self.first_rows(sheet, 1))

    def first_rows(self, sheet: Sheet, count: int) -> list[SheetRow]:
        """The first so many rows of a sheet that hold anything."""
        reader = SheetReader(self._texts, stop_after=count)
        with contextlib.suppress(EnoughRowsError):
            self._package.read(sheet.part, reader)
        return reader.contents.rows

    def each_row(self, sheet: Sheet, take: Callable[[SheetRow], None]) -> None:
        """Tell of each row of a sheet that holds anything, hidden ones too. Raises `TableError` as `read`."""
        self._package.read(sheet.part, SheetReader(self._texts, take=take))

    def each_comment(self, sheet: Sheet, take: Callable[[str, str], None]) -> None:
        """Tell of each comment on a sheet: its cell, its text. Raises `TableError` where they cannot be read."""
        for to in self._package.relations(sheet.part).values():
            if to.kind in COMMENTS:
                self._package.read(to.part, CommentReader(take))

    def _names(self) -> str:
        """The visible sheets; where one is called after somebody, so may others be, and all are numbered."""
        numbered = any(map(_says_something_of_a_person, self.names))
        visible = [f"number {sheet.number}" if numbered else sheet.shown for sheet in self.sheets if not sheet.hidden]
        more = len(self.sheets) - len(visible)
        hidden = f", and {plural(more, 'hidden one', 'hidden ones')}" if more else ""
        return f"Its sheets are {listing(visible, limit=_MOST_NAMES)}{hidden}." if visible else ""

    @cached_property
    def _texts(self) -> CellTexts:
        strings, formats = SharedStrings(), Formats()
        for part, reader in (("sharedStrings", strings), ("styles", formats)):
            name = next((to.part for to in self._relations.values() if to.kind == part), "")
            self._package.read(name, reader)
        return CellTexts(strings.texts, formats.by_style, self._since_1904)


_NUMBER = re.compile(r"[0-9]+")
_HARMLESS = re.compile(r"[0-9]{1,3}|(?:19|20)[0-9]{2}|20[0-9]{4}")


def _shown(name: str, number: int) -> str:
    """The name of a sheet in backticks, or its place where the name could say something of a person."""
    longer = [found for found in _NUMBER.findall(name) if not _HARMLESS.fullmatch(found)]
    if not name.isprintable() or longer or _says_something_of_a_person(name):
        return f"number {number}"
    return quoted([name])


def _says_something_of_a_person(name: str) -> bool:
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return bool(screen(name) or kinds_in_words(name)) or any(word in GIVEN_NAMES for word in words)


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
