"""How a recipe's cells are read, and what to say where a row's text is nearly the one that a recipe asks for."""

from __future__ import annotations

import difflib
from collections.abc import Mapping, Sequence

from qaf.data.cells import CellReader, plain
from qaf.data.sheet import Sheet
from qaf.model.recipe import Condition, Recipe

_MOST_TEXTS = 5_000
"""Different texts of a column that are compared; places are far fewer."""


def cell_reader(recipe: Recipe) -> CellReader:
    """What the recipe says of its cells; those of a tidy file are spelled plainly all the same."""
    return CellReader(
        loose=recipe.preset != "tidy",
        symbols=recipe.symbols,
        sentinels=recipe.sentinels,
        bands=recipe.bands == "withheld",
        decimal_comma=recipe.read is not None and recipe.read.decimal == "comma",
    )


def near_rows(sheet: Sheet, conditions: Sequence[Condition], lookup: Mapping[str, str] | None = None) -> str:
    """Where texts stand that are nearly those of the conditions, as a sentence; "" where there are none.

    The texts of the file themselves are not said, because they could be anybody's: the row and the column are.
    `lookup`: what the recipe's `places` says of texts; those that mean a text of the conditions are looked for too.
    """
    for condition in conditions:
        wanted = (condition.is_, *(condition.in_ or ())) if condition.is_ else condition.in_ or ()
        columns = sheet.find(condition.column)
        if len(columns) != 1 or not wanted:
            continue
        rows = _first_rows(sheet, columns[0])
        texts = [*wanted, *(text for text, meant in (lookup or {}).items() if meant in map(plain, wanted))]
        if any(plain(text) in rows for text in texts):
            continue
        for text in texts:
            found = _near(plain(text), rows)
            if found:
                row, how = found
                place = f"Row {row:,}, {sheet.column(columns[0])}"
                return f"{place}, has a text that is nearly `{text}`: {how}."
    return ""


def _first_rows(sheet: Sheet, column: int) -> dict[str, int]:
    """The different texts of a column, each with the number of its first row."""
    rows: dict[str, int] = {}
    for text, number in sheet.first_rows(column).items():
        rows.setdefault(plain(text), number)
        if len(rows) > _MOST_TEXTS:
            break
    return rows


def _near(text: str, rows: dict[str, int]) -> tuple[int, str] | None:
    """The first row with a text that differs little, and in what."""
    flat = " ".join(text.split()).casefold()
    for other, row in rows.items():
        if other.casefold() == text.casefold():
            return row, "only capitals differ"
        if " ".join(other.split()).casefold() == flat:
            return row, "only blanks differ"
    near = difflib.get_close_matches(flat, {other.casefold(): None for other in rows}, n=1, cutoff=0.8)
    if not near:
        return None
    row = next(row for other, row in rows.items() if other.casefold() == near[0])
    return row, "it is spelled otherwise. Write it as the file does, or let `places: {lookup}` say what it means"


def period_columns(recipe: Recipe) -> tuple[str, ...]:
    """The columns in which the period stands: none where it is the same for all rows."""
    period = recipe.period
    return tuple(name for name in (period.column, period.with_) if name is not None) if period else ()
