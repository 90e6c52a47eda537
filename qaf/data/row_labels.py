"""Labels that stand once for several rows: a year, a region or a sex to the left of the rows that it is about."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from qaf.data.table import Table, TableError
from qaf.data.workbook import SheetTable


def filled_down(table: Table, columns: Collection[int]) -> Table:
    """The table, whose first row is its header, with each text of the columns also in the empty cells below it."""
    if not columns:
        return table
    rows = [list(row) for row in table.rows]
    for column in columns:
        current = ""
        for row in rows[1:]:
            current = row[column] if row[column].strip() else current
            row[column] = current
    return replace(table, rows=rows)


def merged_down(table: Table, columns: Collection[int]) -> Table:
    """The table with the text of merged cells of the columns in each row that they cover.

    For labels only: a number that stands once for several rows would be counted several times.
    """
    if not isinstance(table, SheetTable):
        return table
    tall = [(area, text) for area, text in table.merged if area.first_row < area.last_row]
    wanted = [(area, text) for area, text in tall if area.first_column in columns]
    if not wanted:
        return table
    rows = [list(row) for row in table.rows]
    for area, text in wanted:
        for number, row in zip(table.row_numbers[1:], rows[1:], strict=True):
            if area.first_row < number <= area.last_row and not row[area.first_column].strip():
                row[area.first_column] = text
    return replace(table, rows=rows)


def no_such_column(name: str) -> TableError:
    """What to say where `fill_down` names a column that is not there, or one of several."""
    return TableError(
        f"`fill_down` names column `{name}`, and the file does not have just one of that name.",
        help="Write the heading as the file has it, `[B]` for the column with that letter, or `NAME [2]` for the "
        "second of that name.",
    )
