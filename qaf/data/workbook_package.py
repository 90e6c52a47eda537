"""The package that an XLSX file is: a zip of XML parts, opened without trusting anything that it says of itself.

Nothing is unpacked to disk, no link to another file is followed and no macro is run. What a package says of its size
is held against limits before anything is unpacked, and no part may declare entities, which the standard forbids too.

The parts are read here, and not by openpyxl, because its streaming reader knows neither hidden rows nor merged cells
nor formulas without a value, repeats cells in its warnings, and stops at styles and properties of which no figure
depends. Source: ECMA-376 (Office Open XML), parts 1 and 2.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple, Protocol
from xml.parsers import expat

from qaf.data.file_text import OLD_WORKBOOK, OPEN_WORKBOOK, WORKBOOK, TableError, looks_like

MOST_UNPACKED = 200 << 20
"""Bytes of all parts together."""

MOST_RATIO = 200
"""How many times its own size a package may hold; real workbooks reach about thirty."""

_RATIO_MATTERS_FROM = 1 << 20
_CHUNK = 1 << 16
_WORKBOOKS = frozenset({WORKBOOK, OLD_WORKBOOK, OPEN_WORKBOOK})
_SAVE_AS = "Open it in a spreadsheet program, save it as an Excel workbook (XLSX) or CSV, and take that file in."
_SAVE_SHEET = "Open it, save the sheet with the figures as `CSV UTF-8 (comma delimited)`, and take that file in."
_AGAIN = "Download or export it again; if a spreadsheet program can open it, save it from there as CSV."
_UNPACKABLE = (
    zipfile.BadZipFile, zlib.error, struct.error, expat.ExpatError, EOFError, OSError, NotImplementedError,
    RuntimeError, LookupError, ValueError,
)  # fmt: skip
"""What the zip and XML libraries raise over damaged bytes."""


class PartReader(Protocol):
    """Is told what a part holds, in order. Names of elements may bear a prefix: `x:row`."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, data: str) -> None:
        """A piece of text."""


class Relation(NamedTuple):
    """What a part refers to: the kind as the last word of its address (`worksheet`), and the other part's name."""

    kind: str
    part: str


def is_workbook(content: bytes) -> bool:
    """Whether the bytes are a spreadsheet program's own file, of any age: one to read here, or to refuse here."""
    return looks_like(content) in _WORKBOOKS


def local(tag: str) -> str:
    """`row` for `row` and `x:row`."""
    return tag.rpartition(":")[2]


class Package:
    """An open package. Raises `TableError` where the bytes are none, or are too large or protected."""

    def __init__(self, content: bytes) -> None:
        _refuse_others(content)
        with _readable():
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            self._entries = {_plain_name(entry.filename): entry for entry in self._archive.infolist()}
        _refuse_bombs(self._archive.infolist(), len(content))

    def __contains__(self, part: str) -> bool:
        return _plain_name(part) in self._entries

    def read(self, part: str, reader: PartReader) -> None:
        """Tell `reader` what a part holds; a part that is missing holds nothing. Raises `TableError`."""
        entry = self._entries.get(_plain_name(part))
        if entry is None:
            return
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_declarations
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.CharacterDataHandler = reader.text
        with _readable(), self._archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)

    def relations(self, part: str) -> dict[str, Relation]:
        """What a part refers to inside the package, by the ids that it uses; "" is the package itself."""
        folder, name = posixpath.split(part)
        found = _Relations(folder)
        self.read(posixpath.join(folder, "_rels", f"{name}.rels"), found)
        return found.by_id


class _Relations:
    """Reads a part of relationships."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self.by_id: dict[str, Relation] = {}

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        target = attributes.get("Target", "")
        if local(tag) != "Relationship" or not target or attributes.get("TargetMode") == "External":
            return
        kind = attributes.get("Type", "").rpartition("/")[2]
        path = posixpath.normpath(posixpath.join("/", self._folder, target.replace("\\", "/")))
        self.by_id[attributes.get("Id", "")] = Relation(kind, path.lstrip("/"))

    def end(self, tag: str) -> None:
        """Nothing to do."""

    def text(self, data: str) -> None:
        """Nothing to do."""


@contextmanager
def _readable() -> Iterator[None]:
    try:
        yield
    except _UNPACKABLE as error:
        raise TableError("This Excel workbook is damaged, or only part of it arrived.", help=_AGAIN) from error


def _plain_name(name: str) -> str:
    """Names of parts do not differ by capitals; some programs write backslashes."""
    return name.replace("\\", "/").lstrip("/").casefold()


def _refuse_others(content: bytes) -> None:
    kind = looks_like(content)
    if kind == OLD_WORKBOOK:
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise TableError(
                "This file is protected by a password, so it cannot be read.",
                help="Open it, take the password away, save it, and take that file in.",
            )
        raise TableError(f"This is {kind} (XLS, not XLSX).", help=_SAVE_AS)
    if kind != WORKBOOK:
        help_ = _SAVE_AS if kind == OPEN_WORKBOOK else "Take the file with the figures out of it, or ask for one."
        raise TableError(f"This is {kind}, not an Excel workbook (XLSX).", help=help_)


def _refuse_bombs(entries: list[zipfile.ZipInfo], size: int) -> None:
    if any(entry.flag_bits & 1 for entry in entries):
        raise TableError(
            "This file is protected by a password, so it cannot be read.",
            help="Unpack it with the password, and take the workbook inside in.",
        )
    if any(entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for entry in entries):
        raise TableError("This Excel workbook is packed in a way that no spreadsheet program uses.", help=_AGAIN)
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        raise TableError(
            f"Unpacked, this Excel workbook would be larger than {MOST_UNPACKED >> 20} MiB.",
            help="Save the sheet with the figures as CSV and take that file in.",
        )
    if unpacked > _RATIO_MATTERS_FROM and unpacked > MOST_RATIO * size:
        raise TableError(
            "This Excel workbook would unpack to far more than its size, as files do that are made to fill a disk.",
            help="Ask whoever sent it for the figures as a CSV file.",
        )


def _refuse_declarations(name: str, system_id: str | None, public_id: str | None, has_internal: bool) -> None:
    raise TableError(
        "This Excel workbook declares entities, which no spreadsheet program does and which can be made to do harm.",
        help=_SAVE_SHEET,
    )
