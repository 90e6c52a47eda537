"""The records of a large CSV file, some tens of thousands at a time.

What the csv module reads and what Arrow reads is the same as long as records end where lines end outside quotation
marks; Arrow is used for such parts, because it is far quicker. Everything else (a quotation mark in the middle of a
cell, carriage returns alone, a row that is longer than its header) is read by the csv module, as in a small file.
"""

from __future__ import annotations

import codecs
import csv
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from qaf.data.file_text import TableError
from qaf.data.large_cuts import end_of_records, later, lines_of_records
from qaf.data.large_file import BLOCK, LargeFile
from qaf.data.table import LARGEST_CELL, far_too_long, large_cells, left_open

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Codes = NDArray[np.integer[Any]]

Fit = Callable[[list[str], int, int], list[str]]
"""Makes a row as wide as the header; it is told the row's number and line. Raises `TableError`."""

_ROWS = 20_000
LONGEST_RECORD = 8 << 20
"""Bytes. Where no record ends for longer than that, the csv module is asked what is wrong."""

_BY_ARROW = ",;\t|"
_AHEAD = 2
"""Parts that are read ahead: Arrow does most of its work beside whatever else a process does."""
_END = "\ufdd0"


class Place(NamedTuple):
    """Where reading stands: the number of the next record, its line, and its first byte in the UTF-8 text."""

    record: int
    line: int
    offset: int


@dataclass(frozen=True)
class Batch:
    """Some records of the file, one after the other.

    `texts`: for each column its different cells. `codes`: for each column and record the index of its cell among them.
    `lines`: the line on which each record starts. `place` is that of the first record.
    """

    place: Place
    texts: Sequence[Sequence[str]]
    codes: Sequence[Codes]
    lines: range | NDArray[np.intp]

    def __len__(self) -> int:
        return len(self.lines)


class Batches:
    """The batches of one file; every row is made as wide as the header.

    `fault`: the first row that is wider, as a sentence. It is not raised, because a fault that keeps the whole file
    from being read comes before it, and because notes below the table may be as wide as they like.
    """

    def __init__(self, file: LargeFile, separator: str, width: int, fit: Fit, block: int = BLOCK) -> None:
        self._file, self._separator, self._width, self._fit, self._block = file, separator, width, fit, block
        self.fault: TableError | None = None

    def batches(self, start: Place) -> Iterator[Batch]:
        """All of them from a place on. Raises `TableError` where the rest of the file cannot be cut into rows."""
        place = start
        for chunk, part in self._parts(start):
            if chunk is None:
                records = self.records(place)
                while some := list(islice(records, _ROWS)):
                    yield self._batch(some)
                return
            if part is None:
                lines = io.StringIO(chunk.decode(), newline="")
                batch = self._batch(list(_records(lines, self._separator, place)))
                ends = chunk.count(b"\n")
            else:
                batch, ends = Batch(place, part.texts, part.codes, later(part.lines, place.line)), part.line_ends
            yield batch
            place = Place(place.record + len(batch), place.line + ends, place.offset + len(chunk))

    def records(self, start: Place) -> Iterator[tuple[Place, list[str]]]:
        """Every record from a place on, as the csv module reads it."""
        with self._file.text_from(start.line, start.offset) as text:
            yield from _records(text, self._separator, start)

    def _parts(self, start: Place) -> Iterator[tuple[bytes | None, Part | None]]:
        """The text from a place on with what Arrow makes of it, which reads ahead meanwhile.

        A text without a part has to be read by the csv module, and so has all that is left where there is no text.
        """
        threads = ThreadPoolExecutor(_AHEAD)
        waiting: deque[tuple[bytes, Future[Part | None]]] = deque()
        read = partial(_by_arrow, self._separator, self._width)
        try:
            for chunk in self._chunks(start):
                if chunk is None:
                    yield from _in_turn(waiting, 0)
                    yield None, None
                    return
                waiting.append((chunk, threads.submit(read, chunk)))
                yield from _in_turn(waiting, _AHEAD)
            yield from _in_turn(waiting, 0)
        finally:
            threads.shutdown(cancel_futures=True)

    def _chunks(self, start: Place) -> Iterator[bytes | None]:
        """The text from a place on, cut where records end; None from where that cannot be told."""
        kept, skip = b"", start.offset
        for block in self._file.blocks(self._block):
            gone = min(skip, len(block))
            skip -= gone
            kept += block[gone:]
            end = end_of_records(kept, self._separator)
            if end is None or (not end and len(kept) > LONGEST_RECORD):
                yield None
                return
            if end:
                yield kept[:end]
                kept = kept[end:]
        if kept:
            ended = kept + b"\n"
            yield ended if end_of_records(ended, self._separator) == len(ended) else None

    def _batch(self, records: Sequence[tuple[Place, list[str]]]) -> Batch:
        import numpy as np

        texts, codes = [], []
        for column in zip(*(self._fitted(place, row) for place, row in records), strict=True):
            index: dict[str, int] = {}
            codes.append(np.array([index.setdefault(cell, len(index)) for cell in column], dtype=np.intp))
            texts.append(list(index))
        return Batch(records[0][0], texts, codes, np.array([place.line for place, _ in records], dtype=np.intp))

    def _fitted(self, place: Place, row: list[str]) -> list[str]:
        if len(row) == self._width:
            return row
        try:
            return self._fit(row, place.record, place.line)
        except TableError as error:
            self.fault = self.fault or error
            return row[: self._width]


class Part(NamedTuple):
    """What `Batch` holds, of records that may stand anywhere: their lines count from 0.

    `line_ends`: how many its text has.
    """

    texts: Sequence[Sequence[str]]
    codes: Sequence[Codes]
    lines: range | NDArray[np.intp]
    line_ends: int


def _in_turn(waiting: deque[tuple[bytes, Future[Part | None]]], most: int) -> Iterator[tuple[bytes, Part | None]]:
    """Wait for the first ones until there are no more than `most`."""
    while len(waiting) > most:
        chunk, part = waiting.popleft()
        yield chunk, part.result()


def _by_arrow(separator: str, width: int, chunk: bytes) -> Part | None:
    """None where the csv module has to read these records: a row among them is not as wide as the header."""
    if separator not in _BY_ARROW or chunk.startswith(codecs.BOM_UTF8):
        return None
    import numpy as np
    import pyarrow as pa
    from pyarrow import csv as arrow_csv

    names = [str(at) for at in range(width)]
    cell = pa.dictionary(pa.int32(), pa.string())
    try:
        table = arrow_csv.read_csv(
            pa.BufferReader(chunk),
            arrow_csv.ReadOptions(use_threads=False, block_size=len(chunk) + 1, column_names=names),
            arrow_csv.ParseOptions(delimiter=separator, newlines_in_values=True, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(column_types=dict.fromkeys(names, cell), strings_can_be_null=False),
        )
    except pa.ArrowInvalid:
        return None
    columns = [column.combine_chunks() for column in table.columns]
    texts = [column.dictionary.to_pylist() for column in columns]
    if any(max(map(len, column), default=0) > LARGEST_CELL for column in texts):
        return None
    codes: list[Codes] = [np.from_dlpack(column.indices).astype(np.int32, copy=False) for column in columns]
    return Part(texts, codes, *lines_of_records(chunk, len(table)))


class _Counted:
    """Lines as they come, and how many bytes of UTF-8 they were."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = lines
        self.bytes = 0

    def __iter__(self) -> Iterator[str]:
        for line in self._lines:
            self.bytes += len(line) if line.isascii() else len(line.encode())
            yield line


def _ended(lines: Iterable[str]) -> Iterator[str]:
    """The lines, the last of them ended, and one more that shows whether a quotation mark was left open."""
    last = ""
    for line in lines:
        if last:
            yield last
        last = line
    if last:
        yield last if last.endswith(("\n", "\r")) else last + "\n"
    yield _END


def _records(lines: Iterable[str], separator: str, start: Place) -> Iterator[tuple[Place, list[str]]]:
    """Every record, each with its place; the lines begin at `start`."""
    counted = _Counted(_ended(lines))
    reader = csv.reader(counted, delimiter=separator)
    last: list[tuple[Place, list[str]]] = []
    place = start
    while True:
        some: list[tuple[Place, list[str]]] = []
        try:
            with large_cells():
                for row in islice(reader, _ROWS):
                    some.append((place, row))
                    place = Place(place.record + 1, start.line + reader.line_num, start.offset + counted.bytes)
        except csv.Error as error:
            raise far_too_long(place.line) from error
        if not some:
            break
        yield from last
        yield from some[:-1]
        last = some[-1:]
    if last[0][1] != [_END]:
        raise left_open(last[0][0].line)
