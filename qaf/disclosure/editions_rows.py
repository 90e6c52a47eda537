"""The rows of an edition's `figures.csv`, read so that nothing of what it showed is passed over.

A row that were left out, or not tied to the store, would count as something no reader has: what is hidden now could
then be worked out from it. Whatever is not plain is therefore a fault, and never ignored.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.fields import ID_PATTERN
from qaf.model.figure import CONTENT_COLUMNS, KEY_COLUMNS, Figure, FigureKey, is_symbol, number
from qaf.model.period import Period, PeriodError

EDITION_COLUMNS = (*KEY_COLUMNS, *CONTENT_COLUMNS, "published", "import", "profile")
_REQUIRED = ("measure", "period", "import", "profile")
_NUMBERS = ("numerator", "denominator", "value")
_IMPORT = re.compile(r"[0-9a-f]{10}(\+[0-9a-f]{10})*")
_FROM_THE_STORE = (
    "`qaf report --publish NAME` writes the file with all its columns. Where only a copy of an export is left, add for "
    "each figure the import it came from (`qaf data show --imports` lists them) and the profile it was protected by."
)


class EditionError(ValueError):
    """Why a file is not what an edition showed, as the end of a sentence, and what to do ("" for the usual advice)."""

    def __init__(self, why: str, advice: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.advice = advice


def edition_rows(rows: Sequence[tuple[int, list[str]]]) -> tuple[tuple[Figure, ...], frozenset[str]]:
    """The figures of an edition and the profiles it names, from numbered records. Raises `EditionError`.

    A line is named by its number and a column by its name; no cell of a number is ever repeated.
    """
    if not rows:
        raise EditionError("it is empty, without even the names of its columns")
    columns = [name.strip() for name in rows[0][1]]
    _check_columns(columns)
    figures: dict[FigureKey, Figure] = {}
    profiles = set()
    for line, row in rows[1:]:
        if len(row) != len(columns):
            raise EditionError(f"line {line} has not as many cells as its first line names columns")
        cells = {name: cell.strip() for name, cell in zip(columns, row, strict=True)}
        figure = _figure(cells, line)
        if figure.key in figures:
            raise EditionError(f"line {line} holds a figure that a line above it holds already")
        figures[figure.key] = figure
        profiles.add(cells["profile"])
    return tuple(figures.values()), frozenset(profiles)


def _check_columns(columns: Sequence[str]) -> None:
    for name in _REQUIRED:
        if name not in columns:
            raise EditionError(f"its first line does not name the column `{name}`", _FROM_THE_STORE)
    if not set(_NUMBERS) & set(columns):
        raise EditionError(f"its first line names none of the columns {quoted(_NUMBERS)}", _FROM_THE_STORE)
    for name in columns:
        if name not in EDITION_COLUMNS:
            hint = did_you_mean(name, EDITION_COLUMNS)
            raise EditionError("its first line names a column that qaf does not know", hint)
        if columns.count(name) > 1:
            raise EditionError(f"its first line names the column `{name}` more than once")


def _figure(cells: Mapping[str, str], line: int) -> Figure:
    def cell(name: str) -> str:
        return cells.get(name, "")

    for name in _REQUIRED:
        if not cell(name):
            raise EditionError(f"the cell of `{name}` in line {line} is empty", _FROM_THE_STORE)
    if not _IMPORT.fullmatch(cell("import")):
        raise EditionError(f"the cell of `import` in line {line} is no import's id", _FROM_THE_STORE)
    for name in _NUMBERS:
        _check_number(cell(name), name, line)
    try:
        period = Period.canonical(cell("period"))
    except PeriodError:
        raise EditionError(f"line {line} holds a period that cannot be read") from None
    if bool(cell("breakdown")) != bool(cell("category")):
        raise EditionError(f"line {line} names only one of `breakdown` and `category`")
    key = FigureKey(cell("measure"), period, cell("series") or "own", *map(cell, KEY_COLUMNS[3:]))
    numbers = (cell("numerator"), cell("denominator"), cell("value"))
    return Figure(key, *numbers, cell("note"), cell("published") == "true", cell("import"))


def _check_number(cell: str, name: str, line: int) -> None:
    if name == "value" and re.fullmatch(ID_PATTERN, cell) and not cell[0].isdigit():
        return  # A grade stands as its id in the cell of the value.
    if cell and not is_symbol(cell) and number(cell) is None:
        raise EditionError(f"the cell of `{name}` in line {line} is neither a number nor a symbol")
