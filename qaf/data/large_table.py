"""The table of a large CSV file: of its rows only those are kept that the recipe may take.

What the other rows hold is counted, cell by different cell, so that every question about a whole column has the answer
that it has for a small file. `open_large` gives what `qaf.data.open_file.open_file` gives, and leaves to it whatever
is unusual.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from qaf.data.column_names import tidy_name
from qaf.data.headings import BLANK_ROW
from qaf.data.large_batches import Batch, Batches, Place
from qaf.data.large_cells import Survey
from qaf.data.large_choice import RowChoice
from qaf.data.large_file import BLOCK, LargeFile, LargeLines
from qaf.data.sheet import Sheet
from qaf.data.table import Table, declared_separator, fitted, separator_of, sniffed
from qaf.model.recipe import Reading, Recipe

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]


_LONGEST_HEAD = 2 << 20
"""Bytes. Where the header stands below more than that, the whole file has to be looked at."""


class Head(NamedTuple):
    """The beginning of a file: the rows above the header, the header, and the place of the row after it."""

    above: list[tuple[Place, list[str]]]
    header: list[str]
    place: Place
    after: Place
    separator: str


class LargeTable(NamedTuple):
    """The rows outside the table, the table with the rows that may matter, and whether an end was found for it."""

    outside: Table
    table: Table
    survey: Survey
    ended: bool


def can_follow(recipe: Recipe, read: Reading) -> bool:
    """Whether the recipe takes rows one by one below a single row of names, so that rows can be left out before."""
    whole = recipe.preset == "tidy" or recipe.count_rows or recipe.before_and_after
    laid_out = read.header_rows not in (None, 1) or read.sheet is not None or read.fill_down
    return not whole and not laid_out


def read_head(file: LargeFile, read: Reading, block: int = BLOCK) -> Head | None:
    """The beginning of a file; None where it is not as usual, and the whole file has to be looked at to judge it."""
    text = next(file.blocks(min(block, _LONGEST_HEAD)), b"").decode("utf-8", "ignore")
    declared = declared_separator(text)
    separator = separator_of(read.delimiter) or declared or sniffed(text)
    lines = list(io.StringIO(text, newline=""))
    reader = csv.reader(lines[:-1], delimiter=separator)
    above: list[tuple[Place, list[str]]] = []
    place = Place(1, 1, 0)
    try:
        for row in reader:
            after = Place(place.record + 1, reader.line_num + 1, len("".join(lines[: reader.line_num]).encode()))
            blank = not any(map(str.strip, row)) or (declared and place.record == 1)
            if not blank and place.record > (read.skip_rows or 0):
                several = any(sum(map(bool, map(str.strip, each))) > 1 for each in (row, *(old for _, old in above)))
                return Head(above, row, place, after, separator) if several else None
            if not blank:
                above.append((place, row))
            place = after
    except csv.Error:
        return None
    return None


def read_large(
    file: LargeFile,
    head: Head,
    choice: RowChoice,
    together: Sequence[int],
    ends_at: Sequence[str],
    tell: Callable[[int], None] = lambda done: None,
    block: int = BLOCK,
) -> LargeTable:
    """The rows of the table that may matter. `together`: columns whose cells are looked at side by side.

    `tell` is called with how many bytes are done. Raises `TableError` as reading the whole file would.
    """
    fit = partial(_fitted, len(head.header), head.place.record)
    batches = Batches(file, head.separator, len(head.header), fit, block)
    starts, offsets = [1], [0]
    lines = LargeLines(file, starts, offsets)
    survey = Survey(len(head.header), together, lines)
    rows, numbers, line_numbers = [head.header], [head.place.record], [head.place.line]
    ends = _Ends(ends_at, head.place.record)
    outside = list(head.above)
    for batch in batches.batches(head.after):
        starts.append(batch.place.line)
        offsets.append(batch.place.offset)
        filled = _filled(batch)
        stop = ends.find(batch, filled, batches)
        if stop is not None:
            filled &= _before(batch, stop)
        places = survey.add(batch, filled)
        kept = choice.rows(batch, filled, places)
        codes = [each[kept].tolist() for each in batch.codes]
        texts = [list(map(each.__getitem__, some)) for each, some in zip(batch.texts, codes, strict=True)]
        rows.extend(map(list, zip(*texts, strict=True)))
        numbers.extend((kept + batch.place.record).tolist())
        line_numbers.extend(int(batch.lines[at]) for at in kept)
        tell(batch.place.offset)
        if stop is not None:
            outside += [each for each in batches.records(batch.place) if each[0].record >= stop]
            break
    if batches.fault is not None and (ends.found is None or batches.fault.row < ends.found):
        raise batches.fault
    file.refuse_changed()
    survey.again = partial(_again, file, batches, head.after, ends.found)
    outside = [(place, row) for place, row in outside if any(map(str.strip, row))]
    encoding = file.encoding
    return LargeTable(
        Table(
            [row for _, row in outside],
            [place.record for place, _ in outside],
            [place.line for place, _ in outside],
            encoding,
            head.separator,
        ),
        Table(rows, numbers, line_numbers, encoding, head.separator),
        survey,
        ends.found is not None or ends.at_blank,
    )


def _again(file: LargeFile, batches: Batches, start: Place, stop: int | None) -> Iterator[tuple[Batch, Mask]]:
    """Every batch with which of its rows belong to the table: those before `stop` that hold anything."""
    for batch in batches.batches(start):
        filled = _filled(batch)
        yield batch, filled if stop is None else filled & _before(batch, stop)
        if stop is not None and batch.place.record + len(batch) >= stop:
            break
    file.refuse_changed()


def bare_sheet(path: str, file: LargeFile, head: Head, known: frozenset[str]) -> Sheet:
    """The file's header alone."""
    table = Table([head.header], [head.place.record], [head.place.line], file.encoding, head.separator)
    return Sheet(path, b"", table, known, Survey(len(head.header), (), LargeLines(file, [1], [0])))


class _Ends:
    """Looks for the row with which a table ends, as `qaf.data.headings.until` does.

    `found`: the number of that row. `at_blank`: the first blank row ends the table too.
    """

    def __init__(self, ends_at: Sequence[str], header: int) -> None:
        texts = [tidy_name(text).casefold() for text in ends_at]
        self._starts = tuple(text for text in texts if text and text != BLANK_ROW)
        self.at_blank = BLANK_ROW in texts
        self.found: int | None = None
        self._last = 0
        self._header = header

    def find(self, batch: Batch, filled: Mask, batches: Batches) -> int | None:
        """The number of the row below the table, where it stands in this batch."""
        if self._starts or self.at_blank:
            stops = [stop for stop in (self._text(batch, filled), self._after_blank(batch, filled)) if stop is not None]
            self.found = min(stops, default=None)
        return self.found

    def _text(self, batch: Batch, filled: Mask) -> int | None:
        """The first row whose first filled cell begins with one of the texts."""
        import numpy as np

        if not self._starts:
            return None
        left = filled.copy()
        stops: list[int] = []
        for texts, codes in zip(batch.texts, batch.codes, strict=True):
            ending = np.array([tidy_name(text).casefold().startswith(self._starts) for text in texts], dtype=bool)
            blank = np.array([not text.strip() for text in texts], dtype=bool)
            if ending.any():
                stops += np.flatnonzero(left & (ending & ~blank)[codes])[:1].tolist()
            left &= blank[codes]
            if not left.any():
                break
        return batch.place.record + min(stops) if stops else None

    def _after_blank(self, batch: Batch, filled: Mask) -> int | None:
        """The first row with a blank row above it, the first row below the header left aside."""
        import numpy as np

        numbers = np.flatnonzero(filled) + batch.place.record
        if not self.at_blank or not len(numbers):
            return None
        first = self._last or int(numbers[0]) - 1
        gaps = np.flatnonzero(np.diff(numbers, prepend=first) > 1)
        self._last = int(numbers[-1])
        return int(numbers[gaps[0]]) if len(gaps) else None


def _filled(batch: Batch) -> Mask:
    """Which rows hold anything but blanks."""
    import numpy as np

    blank = np.ones(len(batch), dtype=bool)
    for texts, codes in zip(batch.texts, batch.codes, strict=True):
        empty = np.array([not text.strip() for text in texts], dtype=bool)
        if not empty.any():
            return np.ones(len(batch), dtype=bool)
        blank &= empty[codes]
    return ~blank


def _before(batch: Batch, stop: int) -> Mask:
    import numpy as np

    return np.arange(batch.place.record, batch.place.record + len(batch)) < stop


def _fitted(width: int, header: int, row: list[str], number: int, line: int) -> list[str]:
    return fitted(row, width, header, number, line)
