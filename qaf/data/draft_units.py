"""A column of units beside the column that names measures: `Number`, `Rate per 10,000`, `Percent`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qaf.data.cells import plain
from qaf.data.draft_columns import Column, unit_of
from qaf.data.draft_people import is_label

_MOST_UNITS = 8


def units_beside(columns: Sequence[Column], naming: Column | None) -> list[Column]:
    """The column of units, as a list of one, where rows that name one measure differ in it; else none."""
    if naming is None:
        return []
    for column in columns:
        able = column is not naming and column.kind == "text" and 1 < len(column.texts) <= _MOST_UNITS
        if able and all(text and unit_of(text) for text in column.texts):
            pairs = set(zip(naming.cells, column.cells, strict=True))
            if len(pairs) > len(naming.texts):
                return [column]
    return []


def groups_of(naming: Column, units: Sequence[Column]) -> Iterator[tuple[tuple[tuple[str, str], ...], list[int]]]:
    """The conditions for each text that names a measure, in each unit it has, and the rows that fulfil them."""
    groups: dict[tuple[str, ...], list[int]] = {}
    columns = (naming, *units)
    for row in range(len(naming.cells)):
        groups.setdefault(tuple(plain(column.cells[row]) for column in columns), []).append(row)
    for text in filter(is_label, naming.texts):
        for texts, rows in groups.items():
            if texts[0] == text:
                yield tuple((column.ref, each) for column, each in zip(columns, texts, strict=True)), rows
