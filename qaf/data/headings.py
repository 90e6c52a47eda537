"""The table inside a sheet that was laid out for the eye: several rows of headings above it, notes below it.

A heading that stands once above several columns belongs to all of them. In a workbook the merged cells say to which;
elsewhere it carries to the right over the empty cells that follow, as far as the heading above it reaches.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from qaf.data.column_names import tidy_name
from qaf.data.table import Table, TableError
from qaf.data.workbook import SheetTable
from qaf.ground.text import plural

BLANK_ROW = "blank row"
"""What `ends_at` says where the first blank row ends the table."""


def below_titles(whole: Table, above: int, count: int) -> Table:
    """The table with one row of names for its `count` rows of headings, the first of them at index `above`.

    With no row of headings all names are empty. Raises `TableError` where there are fewer rows than that.
    """
    if count == 1:
        return _cut(whole, above)
    if count == 0:
        return _nameless(whole, above)
    if above + count > len(whole.rows):
        left = len(whole.rows) - above
        raise TableError(
            f"The recipe counts {count} rows of headings, and only {plural(left, 'row')} of the file "
            f"{'is' if left == 1 else 'are'} left for them.",
            help="Look at `header_rows` and `skip_rows` under `read`. Blank rows are not counted as headings.",
        )
    names = _joined(whole, above, count)
    start = above + count
    return replace(
        whole,
        rows=[names, *whole.rows[start:]],
        row_numbers=whole.row_numbers[start - 1 :],
        line_numbers=whole.line_numbers[start - 1 :],
    )


def _cut(whole: Table, above: int) -> Table:
    return replace(
        whole,
        rows=whole.rows[above:],
        row_numbers=whole.row_numbers[above:],
        line_numbers=whole.line_numbers[above:],
    )


def _nameless(whole: Table, above: int) -> Table:
    rows = whole.rows[above:]
    width = max(map(len, rows))
    return replace(
        whole,
        rows=[[""] * width, *rows],
        row_numbers=[0, *whole.row_numbers[above:]],
        line_numbers=[1, *whole.line_numbers[above:]],
    )


def until(table: Table, ends_at: Sequence[str]) -> tuple[Table, bool]:
    """The table up to the row that starts with one of the texts, and whether there is such a row.

    A row starts with its first cell that is not empty. Capitals and the number of blanks make no difference.
    """
    texts = [tidy_name(text).casefold() for text in ends_at]
    starts = tuple(text for text in texts if text and text != BLANK_ROW)
    blank = BLANK_ROW in texts
    for index, row in enumerate(table.rows[1:], start=1):
        if blank and index > 1 and _blank_between(table, index):
            return _first(table, index), True
        if starts:
            first = next((cell for cell in row if cell.strip()), "")
            if tidy_name(first).casefold().startswith(starts):
                return _first(table, index), True
    return table, blank


def _blank_between(table: Table, index: int) -> bool:
    """Whether a blank row stands before the row at `index`; rows that are hidden are not blank."""
    missing = set(range(table.row_numbers[index - 1] + 1, table.row_numbers[index]))
    return bool(missing - set(table.hidden.rows)) if isinstance(table, SheetTable) else bool(missing)


def _first(table: Table, stop: int) -> Table:
    return replace(
        table,
        rows=table.rows[:stop],
        row_numbers=table.row_numbers[:stop],
        line_numbers=table.line_numbers[:stop],
    )


def _joined(whole: Table, above: int, count: int) -> list[str]:
    """The name of each column: its headings from the top down, joined with a blank."""
    typed = [list(map(tidy_name, row)) for row in whole.rows[above : above + count]]
    shown = typed
    merged_rows = [False] * count
    hidden: frozenset[int] = frozenset()
    if isinstance(whole, SheetTable):
        shown = [list(map(tidy_name, row)) for row in whole.spread(above, count)]
        merged_rows = [_is_merged(whole, number) for number in whole.row_numbers[above : above + count]]
        hidden = frozenset(whole.hidden.columns)
    width = max(map(len, [*typed, *shown]))
    typed = [row + [""] * (width - len(row)) for row in typed]
    shown = [row + [""] * (width - len(row)) for row in shown]
    for level in range(count - 1):
        if not merged_rows[level]:
            shown[level] = _carried(shown, level, hidden)
    filled = _filled(whole.rows[above + count :], width)
    return [
        _name([row[column] for row in shown]) if column in filled or any(row[column] for row in typed) else ""
        for column in range(width)
    ]


def _carried(rows: Sequence[Sequence[str]], level: int, hidden: frozenset[int]) -> list[str]:
    """One row of headings, each also over the empty cells to its right, up to where a heading above it ends."""
    carried, current = [], ""
    for column, text in enumerate(rows[level]):
        above = [row[column] for row in rows[:level]]
        before = [row[column - 1] for row in rows[:level]] if column else above
        if text or column in hidden or above != before:
            current = text
        carried.append(current)
    return carried


def _name(parts: Sequence[str]) -> str:
    """The headings above a column as one name; what a merged cell repeats is said once."""
    said = [part for part in parts if part]
    return " ".join([*said[:1], *(after for before, after in pairwise(said) if after != before)])


def _is_merged(whole: SheetTable, number: int) -> bool:
    return any(
        area.first_row <= number <= area.last_row and area.first_column < area.last_column for area, _ in whole.merged
    )


def _filled(rows: Sequence[Sequence[str]], width: int) -> frozenset[int]:
    """The columns that hold anything below the headings."""
    filled: set[int] = set()
    for row in rows:
        if len(filled) == width:
            break
        filled.update(column for column, cell in enumerate(row[:width]) if cell.strip())
    return frozenset(filled)
