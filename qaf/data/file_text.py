"""What a file is, judged by its bytes, and its text where it is text."""

from __future__ import annotations

import re

from qaf.ground.errors import RefusedError


class TableError(RefusedError):
    """A file that cannot be read as a table. `row` (as a spreadsheet counts) and `line` are 0 where none is meant.

    `code` is that of the finding which says so.
    """

    def __init__(
        self,
        message: str,
        *,
        help: str = "",  # noqa: A002
        row: int = 0,
        line: int = 0,
        code: str = "QAF501",
    ) -> None:
        super().__init__(message, help=help)
        self.code = code
        self.row = row
        self.line = line


TEXT, EMPTY, BLANK, OTHER = "text", "an empty file", "a file of nothing but blanks", "a binary file, not text"
WORKBOOK, OLD_WORKBOOK = "an Excel workbook", "an old Excel workbook, or another old Office file"
OPEN_WORKBOOK, XML_WORKBOOK = "an OpenDocument spreadsheet", "an Excel workbook in XML"
WEB_PAGE, JSON, XML = "a web page (HTML)", "a JSON file", "an XML file"

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", OLD_WORKBOOK),
    (b"%PDF", "a PDF"),
    (b"PAR1", "a Parquet file"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed folder (7z)"),
    (b"Rar!", "a compressed folder (RAR)"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"{\\rtf", "a Word document (RTF)"),
)
_ZIPPED: tuple[tuple[bytes, str], ...] = (
    (b"xl/", WORKBOOK),
    (b"word/", "a Word document"),
    (b"ppt/", "a PowerPoint presentation"),
    (b"opendocument.spreadsheet", OPEN_WORKBOOK),
    (b"opendocument", "an OpenDocument file"),
)
_BOMS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xef\xbb\xbf", "utf-8", "UTF-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le", "UTF-32"),
    (b"\x00\x00\xfe\xff", "utf-32-be", "UTF-32"),
    (b"\xff\xfe", "utf-16-le", "UTF-16"),
    (b"\xfe\xff", "utf-16-be", "UTF-16"),
)
_HTML = re.compile(
    r"(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<(?:html|head|body|table|script|style|meta|div|p)\b)", re.I | re.S
)
_JSON = re.compile(r"\{\s*(?:\"[^\"\n]*\"\s*:|\}\s*$)|\[\s*(?:[\[{]|\"[^\"\n]*\"\s*[,\]]|\]\s*$)")
SIGNS_OF_UTF8 = re.compile(rb"\xc2[\xa0-\xbf]|\xc3[\x80-\xbf]|\xc5[\xb4-\xb7]|\xe2\x80[\x90-\xba]")
"""Accented letters, the pound sign, dashes and curly quotation marks as UTF-8 writes them; nonsense in Windows-1252."""


def looks_like(content: bytes) -> str:
    """What the file is, fit for "this is ...": `text`, `an Excel workbook`, `a web page (HTML)`, `an empty file`..."""
    if not content:
        return EMPTY
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((name for mark, name in _ZIPPED if mark in content), "a compressed folder (ZIP)")
    for mark, name in _SIGNATURES:
        if content.startswith(mark):
            return name
    return kind_of_text(_start(content))


def decode(content: bytes, encoding: str | None = None) -> tuple[str, str]:
    """The text of a file without its byte order mark, and the name of its encoding.

    Where none is given: what the mark says, else UTF-8, else Windows-1252, each tried on the whole file, because a
    single en dash late in a file decides. Raises `TableError` where the file is no text, or mixes two encodings.
    """
    kind = looks_like(content)
    if kind != TEXT and not (encoding and kind == OTHER):
        raise _refusal(kind)
    if encoding:
        return _decode_as(content, encoding)
    for mark, name, words in _BOMS:
        if content.startswith(mark):
            try:
                return content[len(mark) :].decode(name), name
            except UnicodeDecodeError as error:
                line = content.count(b"\n", 0, len(mark) + error.start) + 1
                raise TableError(
                    f"The file marks itself as {words}, but something on line {line:,} is not.",
                    help=_SAVE_AS_UTF8,
                    line=line,
                ) from error
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _windows(content, error), "windows-1252"


def encoding_of_mark(content: bytes) -> str:
    """The encoding that a byte order mark at the beginning names, or ""."""
    return next((name for mark, name, _words in _BOMS if content.startswith(mark)), "")


_SAVE_AS_UTF8 = "Open it in a spreadsheet and save it as `CSV UTF-8 (comma delimited)`."


def _windows(content: bytes, error: UnicodeDecodeError) -> str:
    line = content.count(b"\n", 0, error.start) + 1
    if SIGNS_OF_UTF8.search(content):
        raise TableError(
            f"Most of the file is UTF-8, but a character on line {line:,} is not, so two encodings are mixed in it.",
            help=_SAVE_AS_UTF8 + " A recipe can also name the encoding under `read: {encoding}`.",
            line=line,
        )
    try:
        return content.decode("cp1252")
    except UnicodeDecodeError as second:
        line = content.count(b"\n", 0, second.start) + 1
        raise TableError(
            f"A character on line {line:,} is neither UTF-8 nor Windows-1252.",
            help=_SAVE_AS_UTF8 + " A recipe can also name the encoding under `read: {encoding}`.",
            line=line,
        ) from second


def _decode_as(content: bytes, encoding: str) -> tuple[str, str]:
    try:
        text = content.decode(encoding)
    except LookupError as error:
        raise TableError(
            f"`{encoding}` is no encoding that qaf knows.",
            help="Common ones are utf-8, utf-16 and windows-1252; leave `encoding` out and qaf works it out.",
        ) from error
    except UnicodeError as error:
        start = error.start if isinstance(error, UnicodeDecodeError) else 0
        line = content.count(b"\n", 0, start) + 1
        raise TableError(
            f"A character on line {line:,} is not {encoding}.",
            help="Leave `encoding` out of the recipe and qaf works it out.",
            line=line,
        ) from error
    text = text.removeprefix("\ufeff")
    kind = kind_of_text(text)
    if kind != TEXT:
        raise _refusal(kind)
    return text, encoding


def _start(content: bytes) -> str:
    """Enough of the text to judge by; a wrong character in it does no harm. A NUL anywhere is kept."""
    for mark, name, _words in _BOMS:
        if content.startswith(mark) and name != "utf-8":
            return content[len(mark) :].decode(name, "replace")
    plain = content.removeprefix(b"\xef\xbb\xbf")
    if b"\0" in plain:
        return "\0"
    return (plain[:_ENOUGH].strip() or plain.strip()[:_ENOUGH]).decode("latin-1")


_ENOUGH = 8192


def kind_of_text(text: str) -> str:
    """What a text is: `text` where it could be a table; only its beginning is looked at, but for a NUL."""
    if "\0" in text:
        return OTHER
    start = text[:_ENOUGH].lstrip() or text.lstrip()[:_ENOUGH]
    if not start:
        return BLANK
    if _HTML.match(start):
        return WEB_PAGE
    if start.startswith("<?xml"):
        if "excel.sheet" in start.lower():
            return XML_WORKBOOK
        return WEB_PAGE if "<html" in start.lower() else XML
    return JSON if _JSON.match(start) else TEXT


_HELP = {
    EMPTY: "Export it again, or ask whoever sent it for the file with its figures.",
    BLANK: "Export it again, or ask whoever sent it for the file with its figures.",
    WEB_PAGE: "A download can give a sign-in page in place of the file: open it to see, and download it again.",
    OTHER: "Export the figures again as CSV. A text in UTF-16 without its mark needs `read: {encoding: utf-16-le}`.",
}
_READABLE = "qaf reads figures from a CSV file or an Excel workbook (XLSX)."
_SAVE_AS_CSV = "Open it, save the sheet with the figures as `CSV UTF-8 (comma delimited)`, and take that file in."


def _refusal(kind: str) -> TableError:
    if kind in (EMPTY, BLANK):
        return TableError(f"This is {kind}.", help=_HELP[kind])
    if kind in (WORKBOOK, OLD_WORKBOOK, OPEN_WORKBOOK, XML_WORKBOOK):
        return TableError(f"This is {kind}; {_READABLE}", help=_SAVE_AS_CSV)
    return TableError(
        f"This is {kind}; {_READABLE}",
        help=_HELP.get(kind, "Ask whoever sent it for the figures as a CSV file or an Excel workbook (XLSX)."),
    )
