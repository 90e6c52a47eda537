"""A file that is too large to be held in memory as a whole: looked over once, then read piece by piece.

Everything here gives what `qaf.data.file_text` gives for the whole file at once: the same encoding, the same text. What
that module would refuse is left to it.
"""

from __future__ import annotations

import codecs
import hashlib
import io
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from pathlib import Path
from typing import overload

from qaf.data.file_text import OTHER, SIGNS_OF_UTF8, TEXT, TableError, encoding_of_mark, kind_of_text, looks_like

LARGE = 10_000_000
"""Bytes. Smaller files are read as a whole, which is quicker for them and needs no Arrow."""

BLOCK = 8 << 20
_PIECE = 1 << 20
_IN_WINDOWS = bytes(set(range(256)) - set(b"\x81\x8d\x8f\x90\x9d"))


@dataclass(frozen=True)
class LargeFile:
    """A file that was looked over.

    `digest`: sha256 over its bytes, still open for more. `encoding`: as `qaf.data.file_text.decode` names it; "" where
    the file has to be read as a whole, because it is no text or something is wrong with it.
    """

    path: Path
    digest: hashlib._Hash
    encoding: str
    state: tuple[int, int]

    @property
    def size(self) -> int:
        """Bytes."""
        return self.state[0]

    def import_id(self, recipe_content: bytes) -> str:
        """The ledger's id, as `qaf.data.ingest.import_id` gives it for the same bytes."""
        whole = self.digest.copy()
        whole.update(b"\0" + recipe_content)
        return whole.hexdigest()[:10]

    def blocks(self, size: int = BLOCK) -> Iterator[bytes]:
        """The text in UTF-8, without its byte order mark, in pieces of about `size` bytes."""
        first = True
        for piece in self._pieces(size):
            yield piece.removeprefix(codecs.BOM_UTF8) if first else piece
            first = first and len(piece) < len(codecs.BOM_UTF8)

    def text_from(self, line: int, offset: int) -> io.TextIOWrapper:
        """The file opened as text at the beginning of a line; line ends stay as they are.

        `line` counts from 1, `offset` is its first byte in the text that `blocks` gives.
        """
        raw = self.path.open("rb")
        text = io.TextIOWrapper(raw, encoding=self.encoding, newline="")
        if self.encoding == "utf-8":
            mark = raw.read(len(codecs.BOM_UTF8)) == codecs.BOM_UTF8
            raw.seek(offset + (len(codecs.BOM_UTF8) if mark else 0))
        else:
            for _ in islice(text, line - 1):
                pass
        return text

    def refuse_changed(self) -> None:
        """Raise `TableError` where the file is another than the one that was looked over."""
        if _state(self.path) != self.state:
            raise TableError("The file was changed while it was read.", help="Take it in again when it is finished.")

    def _pieces(self, size: int) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            if self.encoding == "utf-8":
                yield from iter(lambda: file.read(size), b"")
                return
            decoder = codecs.getincrementaldecoder(self.encoding)()
            for piece in iter(lambda: file.read(size), b""):
                yield decoder.decode(piece).encode()
            yield decoder.decode(b"", True).encode()


def look_over(path: Path, declared: str | None) -> LargeFile:
    """Work out the digest and the encoding of a file, reading it once. `declared`: the encoding that a recipe names."""
    state = _state(path)
    digest = hashlib.sha256()
    judge = _Judge(declared)
    with path.open("rb") as file:
        for piece in iter(lambda: file.read(_PIECE), b""):
            digest.update(piece)
            judge.look(piece)
    return LargeFile(path, digest, judge.encoding(), state)


def _state(path: Path) -> tuple[int, int]:
    status = path.stat()
    return status.st_size, status.st_mtime_ns


class _Judge:
    """Which encoding the pieces of a file are in, when all of them have been seen."""

    def __init__(self, declared: str | None) -> None:
        self._declared = declared
        self._name = ""
        self._decoder: codecs.IncrementalDecoder | None = None
        self._guessed = self._refused = False
        self._could_be_windows = True
        self._last = b""

    def look(self, piece: bytes) -> None:
        """See the next piece."""
        if not self._name and not self._refused:
            self._start(piece)
        if self._refused:
            return
        if self._name == "utf-8":
            self._refused = b"\0" in piece
            if piece.isascii() and self._is_settled():
                self._last = b""
                return
        if self._guessed:
            signs = SIGNS_OF_UTF8.search(self._last + piece)
            self._could_be_windows &= not signs and not piece.translate(None, _IN_WINDOWS)
            self._last = piece[-2:]
        self._decode(piece, False)

    def encoding(self) -> str:
        """The encoding, or ""."""
        self._decode(b"", True)
        if self._refused or not self._name:
            return ""
        if self._decoder is not None:
            return self._name
        return "windows-1252" if self._guessed and self._could_be_windows else ""

    def _start(self, piece: bytes) -> None:
        kind, marked = looks_like(piece), encoding_of_mark(piece)
        self._name = _streamed(self._declared) if self._declared else marked or "utf-8"
        self._guessed = not self._declared and not marked
        self._refused = not self._name or not (kind == TEXT or (self._declared and kind == OTHER))
        if not self._refused:
            self._decoder = codecs.getincrementaldecoder(self._name)()
            if self._name != "utf-8":
                self._refused = kind_of_text(_beginning(piece, self._name)) != TEXT

    def _decode(self, piece: bytes, final: bool) -> None:
        if self._decoder is not None:
            try:
                text = self._decoder.decode(piece, final)
            except UnicodeError:
                self._decoder = None
            else:
                self._refused = self._refused or "\0" in text

    def _is_settled(self) -> bool:
        """Whether no character has been begun that the next piece would have to end."""
        return self._decoder is None or not self._decoder.getstate()[0]


_STREAMED = re.compile(r"utf-(?:8|16|32)(?:-sig|-le|-be)?|cp125[0-9]|iso8859-[0-9]+|ascii|mac-roman")


def _streamed(declared: str) -> str:
    """The usual name of an encoding that gives the same piece by piece as at once, else ""."""
    try:
        name = codecs.lookup(declared).name
    except LookupError:
        return ""
    return name if _STREAMED.fullmatch(name) else ""


def _beginning(piece: bytes, name: str) -> str:
    try:
        return codecs.getincrementaldecoder(name)().decode(piece).removeprefix("\ufeff")
    except UnicodeError:
        return ""


class LargeLines(Sequence[str]):
    """The lines of a large file, read again where somebody asks for one; indices count from 0.

    `starts` and `offsets`: for some lines, the first among them, their number from 1 and their first byte in the text
    that `LargeFile.blocks` gives. More of them may be added at the end.
    """

    def __init__(self, file: LargeFile, starts: Sequence[int], offsets: Sequence[int]) -> None:
        self._file, self._starts, self._offsets = file, starts, offsets
        self._part = lru_cache(maxsize=4)(self._read)

    def __len__(self) -> int:
        return self._starts[-1] - 1 + len(self._part(len(self._starts) - 1, len(self._starts)))

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...
    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return [self[at] for at in range(*index.indices(len(self)))]
        part = bisect_right(self._starts, index + 1) - 1
        return self._part(part, len(self._starts))[index + 1 - self._starts[part]]

    def _read(self, part: int, parts: int) -> list[str]:
        """The lines of one part; the last of all `parts` goes to the end of the file."""
        first = self._starts[part]
        after = self._starts[part + 1] if part + 1 < parts else None
        with self._file.text_from(first, self._offsets[part]) as text:
            lines = list(text) if after is None else list(islice(text, after - first))
        return [lines[0].removeprefix("\ufeff"), *lines[1:]] if lines and first == 1 else lines
