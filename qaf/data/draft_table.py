"""Where the table stands in a file that nobody has described: titles above it, rows of headings, notes below it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median

from qaf.data.cell_shapes import BAND, without_note
from qaf.data.cells import CellReader, plain
from qaf.data.column_names import tidy_name
from qaf.data.headings import below_titles
from qaf.data.row_labels import filled_down, merged_down
from qaf.data.table import Table
from qaf.data.workbook import SheetTable
from qaf.model.figure import SYMBOLS

_MOST_ROWS = 3_000
"""Rows that are looked at for the layout; the end of the table is looked for from the end of the file."""
_LONGEST_HEADING = 160
_PERIOD = re.compile(
    r"(?:[a-z]{1,4}\.? ?)?(?:19|20)[0-9]{2}(?:(?: ?[-/\u2013] ?)(?:[0-9]{2}|(?:19|20)[0-9]{2}))?(?: ?q[1-4]| ?h[12])?"
    r"|(?:q[1-4] ?)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*[ -/'](?:[0-9]{2}|(?:19|20)[0-9]{2})",
    re.I,
)
_DATE = "a date"
_TITLE = re.compile(r"(?:table|tab\.?)\s*[0-9a-z]{1,3}(?:[.-][0-9a-z]{1,3})*\s*(?:[:.\u2013-]|\s\S)", re.I)
_NOTES = re.compile(r"(?:sources?|notes?|footnotes?|notes? and definitions|key|symbols)\b ?:?", re.I)


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table stands in its file.

    `skip_rows` and `header_rows` as a recipe counts them. `ends_at`: with what the first row below the table starts,
    "" where the table goes to the end. `titles` and `notes`: the filled cells above and below, each with its row.
    `table`: its first row has the names of the columns, and all rows are as wide. `further`: the row in which another
    table begins below it, 0 where none does.
    """

    skip_rows: int
    header_rows: int
    ends_at: str
    titles: tuple[tuple[int, str], ...]
    notes: tuple[tuple[int, str], ...]
    table: Table
    further: int = 0


def shape(text: str, cells: CellReader) -> str:
    """What sort of cell it is: "", `number`, `symbol`, `band`, `date`, `period` or `text`."""
    flat = plain(text)
    if not flat:
        return ""
    if len(flat) <= 40 and _PERIOD.fullmatch(without_note(flat)):
        return "period"
    found = cells.read(text)
    if found.fault:
        if found.fault in (BAND, _DATE):
            return "band" if found.fault == BAND else "date"
        missing = "a lone dash", "a word for a missing number", "a number with a decimal comma"
        return "symbol" if found.fault in missing[:2] else "number" if found.fault == missing[2] else "text"
    return "symbol" if found.text in SYMBOLS else "number"


def find_layout(whole: Table) -> Layout | None:
    """The table in the rows of a file; None where there is none with at least one row.

    Raises `TableError` where a row holds something beyond the last heading.
    """
    cells = CellReader(loose=True)
    rows = whole.rows[:_MOST_ROWS]
    shapes = [[shape(cell, cells) for cell in row] for row in rows]
    first = _first_data(shapes)
    if first is None:
        return None
    bottom = _last_heading(shapes, first)
    top = _top_heading(whole, shapes, bottom) if bottom >= 0 else 0
    count = bottom - top + 1 if bottom >= 0 else 0
    further = _further(whole, shapes, first)
    stop = _last_data(whole, cells, first, further) + 1
    body = below_titles(whole, top, count)
    length = stop - (top + count) + 1
    table = body.squared(0, length)
    notes = _texts(whole, stop, len(whole.rows))
    starts = [_start(row) for row in table.body]
    return Layout(
        whole.row_numbers[top] - 1 if top < len(whole.row_numbers) else 0,
        count,
        _ending(notes[0][1], starts) if notes else "",
        _texts(whole, 0, top),
        notes,
        table,
        whole.row_numbers[further] if further < len(whole.rows) else 0,
    )


def labels_filled(layout: Layout) -> tuple[Layout, tuple[int, ...]]:
    """The layout with labels that stand once for several rows in each of them, and the columns that need `fill_down`.

    Labels in cells that a workbook merges downwards need no key. Only the first columns can be labels: those with
    words or years, empty in many rows, beside a column to their right that is filled in all of them.
    """
    table = merged_down(layout.table, range(_MOST_LABELS))
    width = min(_MOST_LABELS, len(table.header) - 1)
    cells = CellReader(loose=True)
    found = []
    for index in range(width):
        texts = [row[index].strip() for row in table.body]
        beside = [row[index + 1].strip() for row in table.body]
        bare = [not any(map(str.strip, row[index + 1 :])) for row in table.body]
        filled = sum(map(bool, texts))
        words = all(shape(text, cells) in ("", "text", "period") for text in texts)
        led = all(one or alone for one, alone in zip(beside, bare, strict=True))
        if words and texts[0] and 2 <= filled <= len(texts) * 0.6 and led:
            found.append(index)
    return replace(layout, table=filled_down(table, found)), tuple(found)


_MOST_LABELS = 3


def _values(shapes: Sequence[str]) -> int:
    return sum(1 for each in shapes if each and each != "text")


def _filled(shapes: Sequence[str]) -> list[int]:
    return [index for index, each in enumerate(shapes) if each]


def _first_data(shapes: Sequence[Sequence[str]]) -> int | None:
    """The index of the first row of data."""
    counts = [_values(row) for row in shapes]
    several = [count for row, count in zip(shapes, counts, strict=True) if count and len(_filled(row)) > 1]
    if not several:
        widths = [len(_filled(row)) for row in shapes]
        typical = median(widths) if widths else 0
        first = next((at for at, width in enumerate(widths) if width >= max(2.0, typical * 0.6)), None)
        return first + 1 if first is not None and first + 1 < len(shapes) else None
    enough = max(1.0, median(several) * 0.5)
    for index, row in enumerate(shapes):
        if counts[index] >= enough and len(_filled(row)) > 1 and not _heads_periods(shapes, index):
            return index
    return None


def _heads_periods(shapes: Sequence[Sequence[str]], index: int) -> bool:
    """Whether a row has periods for names: no other values, and below the periods stand other things."""
    row = shapes[index]
    columns = [at for at, each in enumerate(row) if each in ("period", "date")]
    if not columns or any(each not in ("", "text", "period", "date") for each in row):
        return False
    below = [other[at] for other in shapes[index + 1 : index + 12] for at in columns if at < len(other) and other[at]]
    return bool(below) and sum(each not in ("period", "date", "text") for each in below) * 2 > len(below)


def _last_heading(shapes: Sequence[Sequence[str]], first: int) -> int:
    """The index of the lowest row of headings; rows between it and the data hold a word for a group of places."""
    for index in range(first - 1, -1, -1):
        if len(_filled(shapes[index])) > 1:
            return index
    return -1


def _top_heading(whole: Table, shapes: Sequence[Sequence[str]], bottom: int) -> int:
    """The index of the highest row of headings: above the lowest one, as long as rows name groups of columns."""
    top = bottom
    complete = _is_complete(whole.rows[bottom], shapes[bottom])
    while top > 0:
        row, filled = whole.rows[top - 1], _filled(shapes[top - 1])
        apart = whole.row_numbers[top] - whole.row_numbers[top - 1] > 1
        if not filled or max(len(row[at]) for at in filled) > _LONGEST_HEADING:
            break
        if apart and (complete or _named_in_all(whole, shapes, top, bottom)):
            break
        if any(shapes[top - 1][at] in ("number", "band") for at in filled):
            break
        if filled == [0] or (complete and set(filled) <= {0, 1} and len(shapes[bottom]) > 3 and not _spans(whole, top)):
            break
        top -= 1
    return top


def _named_in_all(whole: Table, shapes: Sequence[Sequence[str]], top: int, bottom: int) -> bool:
    """Whether several rows of headings name every column between them, so that a row further up is none of them."""
    rows = range(top, bottom + 1)
    width = max(_filled(shapes[at])[-1] for at in rows if _filled(shapes[at])) + 1
    return top < bottom and all(
        any(column < len(shapes[at]) and shapes[at][column] for at in rows) for column in range(width)
    )


def _spans(whole: Table, below: int) -> bool:
    """Whether a merged heading, not over the first column, stands in the row above the one at index `below`."""
    number = whole.row_numbers[below - 1]
    merged = whole.merged if isinstance(whole, SheetTable) else ()
    return any(area.first_row <= number <= area.last_row and area.first_column > 0 for area, _ in merged)


def _is_complete(row: Sequence[str], shapes: Sequence[str]) -> bool:
    names = [tidy_name(row[at]) for at in _filled(shapes)]
    width = _filled(shapes)[-1] + 1
    return len(names) >= width - 1 and len(set(names)) == len(names)


def _further(whole: Table, shapes: Sequence[Sequence[str]], first: int) -> int:
    """The index of the title of another table below the first one; the number of rows where there is none.

    Such a title stands alone in its row, speaks of a table and its number, and rows of several cells follow.
    """
    for index in range(first + 1, len(shapes) - 2):
        filled = _filled(shapes[index])
        if len(filled) == 1 and _TITLE.match(plain(whole.rows[index][filled[0]])):
            below = [len(_filled(row)) > 1 for row in shapes[index + 1 : index + 5]]
            if sum(below) > 1:
                return index
    return len(whole.rows)


def _last_data(whole: Table, cells: CellReader, first: int, further: int) -> int:
    """The index of the last row of data: with two filled cells, and a value among them where the first row has one."""
    wanted = any(_values([shape(cell, cells) for cell in row]) for row in whole.rows[first : first + 5])
    for index in range(further - 1, first, -1):
        shapes = [shape(cell, cells) for cell in whole.rows[index]]
        filled = _filled(shapes)
        longest = max((len(whole.rows[index][at]) for at in filled), default=0)
        if len(filled) > 1 and (not wanted or _values(shapes)) and (len(filled) > 2 or longest < _LONGEST_HEADING):
            return index
    return first


def _texts(whole: Table, start: int, stop: int) -> tuple[tuple[int, str], ...]:
    return tuple(
        (number, " ".join(tidy_name(cell) for cell in row if cell.strip()))
        for number, row in zip(whole.row_numbers[start:stop], whole.rows[start:stop], strict=True)
    )


def _start(row: Sequence[str]) -> str:
    return tidy_name(next((cell for cell in row if cell.strip()), "")).casefold()


def _ending(note: str, starts: Sequence[str]) -> str:
    """The fewest words of the first note with which no row of the table starts."""
    usual = _NOTES.match(note)
    words = note.split()
    tries = [usual[0].strip()] if usual else []
    tries += [" ".join(words[:count]) for count in range(1, 9)]
    for text in tries:
        if len(text) > 1 and not any(start.startswith(text.casefold()) for start in starts):
            return text
    return " ".join(words[:12])
