"""Figures as they lie on disk: one CSV, one row a figure, numbers as published text, sorted.

The columns are the key, the content, `published` and `import`. What cannot be read is a finding with line and column
and never shows the cell.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from qaf.ground.findings import Finding, Span, Where, finding
from qaf.model.fields import ID_PATTERN
from qaf.model.figure import CONTENT_COLUMNS, KEY_COLUMNS, SYMBOLS, Figure, FigureKey
from qaf.model.period import Period, PeriodError
from qaf.workspace.csv_text import cell_span, csv_bytes, lines_of, numbered_rows

FIGURE_COLUMNS = (*KEY_COLUMNS, *CONTENT_COLUMNS, "published", "import")
REVISION_COLUMNS = (*KEY_COLUMNS, "import", "replaced_by", *CONTENT_COLUMNS)

_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")
_ID = re.compile(ID_PATTERN)
_TRUTHS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class FiguresFile:
    """What one figures file holds: figures with the line each begins on, and what is damaged."""

    figures: tuple[Figure, ...] = ()
    lines: Mapping[FigureKey, int] = field(default_factory=dict)
    problems: tuple[Finding, ...] = ()


def sort_key(figure: Figure) -> tuple[str, date, date, str, tuple[str, ...]]:
    """Order of figures in every file and list: by measure, period, then the rest of the key."""
    key = figure.key
    return (key.measure, key.period.end, key.period.start, key.period.kind.value, key[2:])


def figures_bytes(figures: Iterable[Figure]) -> bytes:
    """The figures as a file, sorted; the same figures give the same bytes."""
    rows = (
        (*figure.key.texts(), *figure.content(), "true" if figure.published else "false", figure.import_id)
        for figure in sorted(figures, key=sort_key)
    )
    return csv_bytes(FIGURE_COLUMNS, rows)


def revisions_bytes(revisions: Iterable[tuple[Figure, str]]) -> bytes:
    """Replaced figures as a file: the key, the import, the import that replaced it, the old content."""
    rows = ((*old.key.texts(), old.import_id, replaced_by, *old.content()) for old, replaced_by in revisions)
    return csv_bytes(REVISION_COLUMNS, rows)


def read_figures(content: bytes, path: str, import_id: str) -> FiguresFile:
    """The figures of one file of `data/imports/`, whose rows must all name `import_id`."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return FiguresFile(problems=(damaged(path, Span(), "This file of stored figures is not UTF-8 text."),))
    try:
        rows = list(numbered_rows(text))
    except csv.Error:
        return FiguresFile(problems=(damaged(path, Span(), "This file of stored figures is no longer a CSV file."),))
    if not rows or tuple(rows[0][1]) != FIGURE_COLUMNS:
        message = f"The first line of this file of stored figures must be `{','.join(FIGURE_COLUMNS)}`."
        return FiguresFile(problems=(damaged(path, Span(), message),))
    return _read_rows(rows[1:], lines_of(text), path, import_id)


def damaged(path: str, span: Span, message: str) -> Finding:
    """A finding about the stored figures; it never shows what a cell holds."""
    return finding(
        "QAF518",
        Where(path),
        message,
        help="qaf writes these files itself. Bring the file back from git or a backup, or take it in again.",
        excerpt=False,
        span=span,
    )


def _read_rows(rows: Sequence[tuple[int, list[str]]], lines: Sequence[str], path: str, import_id: str) -> FiguresFile:
    figures: list[Figure] = []
    places: dict[FigureKey, int] = {}
    problems: list[Finding] = []
    for line, row in rows:
        index, wanted = _fault(row, import_id)
        if not wanted:
            figure = _figure(row)
            if figure.key not in places:
                places[figure.key] = line
                figures.append(figure)
                continue
            index, wanted = 0, f"this figure stands on line {places[figure.key]} already."
        what = f", column `{FIGURE_COLUMNS[index]}`" if len(row) == len(FIGURE_COLUMNS) else ""
        problems.append(damaged(path, cell_span(lines, line, index), f"Line {line}{what}: {wanted}"))
    return FiguresFile(tuple(figures), places, tuple(problems))


def _fault(row: Sequence[str], import_id: str) -> tuple[int, str]:
    """The first cell that cannot be, and why; `(0, "")` where the row is sound."""
    if len(row) != len(FIGURE_COLUMNS):
        return 0, f"this row has {len(row)} cells, and {len(FIGURE_COLUMNS)} were wanted."
    if not _ID.fullmatch(row[0]):
        return 0, "this is no id of a measure."
    try:
        Period.canonical(row[1])
    except PeriodError as error:
        return 1, error.without_value
    if not row[2]:
        return 2, "a series was wanted."
    if bool(row[3]) != bool(row[4]):
        return 3, "breakdown and category are both empty or both filled."
    for index in (8, 9, 10):
        cell = row[index]
        if cell and cell not in SYMBOLS and not _NUMBER.fullmatch(cell) and not (index == 10 and _ID.fullmatch(cell)):
            return index, "a number, a symbol or nothing was wanted."
    if row[12] not in _TRUTHS:
        return 12, "`true` or `false` was wanted."
    if row[13] != import_id:
        return 13, "this is not the import that the file is named after."
    return 0, ""


def _figure(row: Sequence[str]) -> Figure:
    key = FigureKey(row[0], Period.canonical(row[1]), *row[2:8])
    return Figure(key, row[8], row[9], row[10], row[11], _TRUTHS[row[12]], row[13])
