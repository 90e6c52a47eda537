"""The bytes of a YAML file as text, and where in it things stand.

Everything that can be said of a file before YAML comes into it is said here: its size, its encoding, a merge
conflict that nobody resolved.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from qaf.ground.findings import Span

MAX_BYTES = 5 * 1024 * 1024
"""The largest file that is read, in bytes."""

_BOM = b"\xef\xbb\xbf"
_SAVE_AS_UTF8 = "Save the file as UTF-8 (in most editors: Save as, then choose UTF-8 as the encoding)."
_BREAK = re.compile(r"\r\n|\r|\n")
_REST_OF_LINE = re.compile(r"[^\r\n]*")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_CONFLICT_BEGINS = re.compile(rb"^<<<<<<<(?=[ \t\r\n])", re.MULTILINE)
_CONFLICT_ENDS = re.compile(rb"^>>>>>>>(?=[ \t\r\n]|\Z)", re.MULTILINE)
_CONFLICT_LINE = re.compile(r"(?:<{7}|>{7}|\|{7})(?:\s|$)|={7}\s*$")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with the text of a file; whoever knows the file's path makes a finding of it."""

    code: str
    message: str
    help: str = ""
    note: str = ""
    span: Span = field(default=Span())


class Lines:
    """A text cut into lines as editors cut it: at LF, CR LF and CR, and nowhere else.

    Places are indices into the text (code points); YAML's own line numbers are not used, because YAML 1.1
    also breaks lines at three rare characters that no editor breaks at.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def position(self, index: int) -> tuple[int, int]:
        """Line and column of a place, both 1-based."""
        line = bisect_right(self._starts, index)
        return line, index - self._starts[line - 1] + 1

    def line_start(self, index: int) -> int:
        """Where the line begins on which a place lies."""
        return self._starts[bisect_right(self._starts, index) - 1]

    def line_end(self, index: int) -> int:
        """Where the line ends on which a place lies, blanks at its end not counted, but never before the place."""
        found = _REST_OF_LINE.match(self.text, index)
        return index + len(found.group().rstrip()) if found else index

    def line(self, number: int) -> str:
        """The text of a line (1-based) without its line break; "" where there is no such line."""
        if not 1 <= number <= len(self._starts):
            return ""
        found = _REST_OF_LINE.match(self.text, self._starts[number - 1])
        return found.group() if found else ""

    def span(self, start: int, end: int) -> Span:
        """The span between two places; what lies beyond the first line is cut off."""
        line, column = self.position(start)
        last = max(start, min(end, self.line_end(start)))
        return Span(line, column, line, column + last - start)

    def whole_line(self, index: int) -> Span:
        """The span of what is written on the line on which a place lies."""
        start = self.line_start(index)
        end = self.line_end(start)
        blanks = len(self.text[start:end]) - len(self.text[start:end].lstrip())
        return self.span(start + blanks, end)


def readable(content: bytes) -> str | Problem:
    """The text of a file without its byte order mark, or why it is no text that could be YAML.

    The problems are QAF006 (too large), QAF001 (not UTF-8) and QAF004 (a merge conflict).
    """
    if len(content) > MAX_BYTES:
        return Problem(
            "QAF006",
            f"The file has {len(content):,} bytes; a framework file has at most {MAX_BYTES:,} (5 MiB).",
            "Split it, or move what is no part of the framework (figures, attachments) elsewhere.",
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _utf_16()
    try:
        text = without_mark(content).decode()
    except UnicodeDecodeError as error:
        return _not_utf_8(without_mark(content), error.start)
    if b"<" in content and b"<<<<<<<" in content:
        return _conflict(content, text) or text
    return text


def without_mark(content: bytes) -> bytes:
    """The bytes without the byte order mark that some editors put before UTF-8 (or several, from files joined)."""
    while content.startswith(_BOM):
        content = content[3:]
    return content


def control_character(text: str) -> Problem | None:
    """The first character that no text file holds (NUL, escape, ...), or None."""
    found = _NOT_TEXT.search(text)
    if found is None:
        return None
    if len(text) < text.count("\0") * 4 < 3 * len(text):
        return _utf_16()
    lines = Lines(text)
    line, column = lines.position(found.start())
    return Problem(
        "QAF002",
        f"Line {line}, column {column} holds a control character (U+{ord(found.group()):04X}), "
        "which cannot be part of a text.",
        "Delete the character; it may have come in with a copy from another program.",
        span=Span(line, column, line, column + 1),
    )


def has_control_character(text: str) -> bool:
    """Whether a text, its escapes resolved, holds a character that cannot be shown."""
    return _NOT_TEXT.search(text) is not None


def leftover_of_conflict(lines: Lines, first: int, last: int) -> Problem | None:
    """A single marker of a half-resolved merge conflict on one of the lines `first` to `last`, or None.

    Asked only about lines on which YAML cannot be read: elsewhere a row of seven signs may be meant.
    """
    for number in range(max(1, first), last + 1):
        if _CONFLICT_LINE.match(lines.line(number)):
            what = "A line of a merge conflict was left in the file."
            return _conflict_problem(Span(number, 1, number, 8), what)
    return None


def _utf_16() -> Problem:
    return Problem("QAF001", "The file is saved as UTF-16, not as UTF-8.", _SAVE_AS_UTF8)


def _not_utf_8(content: bytes, index: int) -> Problem:
    before = content[:index].decode()
    line, column = Lines(before).position(len(before))
    return Problem(
        "QAF001",
        f"The file is not saved as UTF-8: line {line}, column {column} cannot be read. "
        "It may have been saved as Windows-1252 (also called ANSI).",
        _SAVE_AS_UTF8,
        span=Span(line, column, line, column + 1),
    )


def _conflict(content: bytes, text: str) -> Problem | None:
    content = without_mark(content)
    begins = _CONFLICT_BEGINS.search(content)
    if begins is None or not _CONFLICT_ENDS.search(content, begins.end()):
        return None
    index = len(content[: begins.start()].decode())
    what = "A merge conflict was left in the file, and from this line on both versions are still in it."
    return _conflict_problem(Lines(text).whole_line(index), what)


def _conflict_problem(span: Span, what: str) -> Problem:
    return Problem(
        "QAF004",
        what,
        "Keep the version that is right, or join the two, and delete the lines of `<<<<<<<`, `=======` and `>>>>>>>`.",
        span=span,
    )
