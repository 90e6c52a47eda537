"""The comments on the cells of a sheet: notes of the older kind, and threads of the newer one.

Nothing of them is ever read as a figure. They are looked through for identifiers, since people write names and numbers
of children beside a count. Sources: ECMA-376 part 1, 18.7 (comments); MS-XLSX 2.6.205 (threaded comments).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qaf.data.file_text import TableError
from qaf.data.workbook_package import local
from qaf.data.workbook_rows import LARGEST_CELL

COMMENTS = ("comments", "threadedComment")
"""How a sheet refers to the parts that hold its comments."""


class CommentReader:
    """Tells `take` of each comment: the cell it stands at and its text. Raises `TableError` for an endless one."""

    def __init__(self, take: Callable[[str, str], None]) -> None:
        self._take = take
        self._cell = ""
        self._inside: list[str] = []
        self._parts: list[str] = []
        self._length = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = local(tag)
        self._inside.append(name)
        if name in ("comment", "threadedComment"):
            self._cell = attributes.get("ref", "")
            self._parts, self._length = [], 0

    def end(self, tag: str) -> None:
        """An element ends."""
        name = local(tag)
        if self._inside:
            self._inside.pop()
        if name in ("comment", "threadedComment"):
            self._take(self._cell, "".join(self._parts))
            self._parts = []

    def text(self, data: str) -> None:
        """A piece of text; blanks between the pieces of a rich text are layout, and so is how it is spoken."""
        spoken = "rPh" in self._inside
        if spoken or not self._inside or self._inside[-1] not in ("t", "text"):
            return
        if self._inside[-1] == "text" and not data.strip():
            return
        self._length += len(data)
        if self._length > LARGEST_CELL:
            raise TableError("A comment in this workbook is far too long to be one.")
        self._parts.append(data)
