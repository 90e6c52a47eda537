"""Plain tables as text, Markdown, CSV and JSON."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qaf.formats.display import harmless, one_line, padded, width, wrapped

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class TextTable:
    """Column names, and rows of as many cells. None is an empty cell; figures may be numbers or text as published.

    `copied` names columns whose cells are there to be copied, such as ids: as text they are never broken over lines.
    """

    columns: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    copied: Sequence[str] = ()


def as_text(table: TextTable, columns: int = 100) -> str:
    """The table for a terminal, wrapped to `columns` where it can be; columns of numbers stand to the right.

    What is to be copied and numbers are never broken, nor other words where that can be helped. Where so much does not
    fit side by side, each row is a paragraph: its first cell on a line of its own, the others below it by name.
    """
    cells = [[one_line(_plain(cell)) for cell in row] for row in table.rows]
    header = [one_line(name) for name in table.columns]
    if not header:
        return ""
    right = [_is_numeric([row[index] for row in cells]) for index in range(len(header))]
    whole = [name in table.copied or right[index] for index, name in enumerate(table.columns)]
    widths = _widths(header, cells, columns, whole, _LONGEST_KEPT if table.copied else 0)
    if table.copied and sum(widths) + 2 * (len(widths) - 1) > columns:
        return _paragraphs(header, cells, whole, columns)
    lines = _text_row(header, widths, right)
    lines.append("  ".join("-" * each for each in widths))
    for row in cells:
        lines += _text_row(row, widths, right)
    return "\n".join(lines) + "\n"


def as_markdown(table: TextTable) -> str:
    """A Markdown table; nothing in a cell is taken for markup or for the end of the cell."""
    if not table.columns:
        return ""
    cells = [[_plain(cell) for cell in row] for row in table.rows]
    rules = ["---:" if _is_numeric([row[index] for row in cells]) else "---" for index in range(len(table.columns))]
    rows = [[_markdown(name) for name in table.columns], rules, *([_markdown(cell) for cell in row] for row in cells)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def as_csv(table: TextTable) -> str:
    """CSV with CRLF line ends. A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([_unarmed(name) for name in table.columns])
    writer.writerows([_unarmed(_plain(cell)) for cell in row] for row in table.rows)
    return buffer.getvalue()


def as_json(table: TextTable) -> str:
    """A list of objects, one a row, by the names of the columns; numbers stay numbers, None is null."""
    encode = json.JSONEncoder(allow_nan=False).encode
    rows = ",\n".join(encode(dict(zip(table.columns, row, strict=True))) for row in table.rows)
    return f"[\n{rows}\n]\n" if rows else "[]\n"


TABLE_FORMATS: dict[str, Callable[[TextTable], str]] = {
    "table": as_text,
    "md": as_markdown,
    "csv": as_csv,
    "json": as_json,
}
"""By the name that `--format` takes."""

_FIGURE = re.compile(r"[-+\u2212]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?(?:e[-+]?\d+)?%?", re.I)
_FORMULA = re.compile(r"[\s\x00-\x1f\u200b\ufeff]*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_MARKUP = re.compile(r"([\\`*_\[\]<>|~])")
_CODE = re.compile(r"(`[^`]+`)")
_NARROWEST = 7
_READABLE = 24
"""A text in a table with ids is not pressed into less; it is better read below its id."""
_LONGEST_KEPT = 64
"""In a table with ids a longer word may be cut: an id has 60 letters at most, and comes with quotation marks."""


def _plain(cell: Cell) -> str:
    return "" if cell is None else str(cell)


def _is_numeric(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(_FIGURE.fullmatch(cell) for cell in filled)


def _unarmed(text: str) -> str:
    armed = _FORMULA.match(text) and text.strip() != "-" and not _FIGURE.fullmatch(text)
    return "'" + text if armed else text


def _markdown(text: str) -> str:
    """A cell's text with its markup disarmed; words in backticks stay code."""
    parts = _CODE.split(harmless(" ".join(text.split())))
    parts[::2] = [_MARKUP.sub(r"\\\1", part) for part in parts[::2]]
    parts[1::2] = [part.replace("|", "\\|") for part in parts[1::2]]
    return "".join(parts)


def _text_row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool]) -> list[str]:
    columns = [wrapped(cell, columns) for cell, columns in zip(cells, widths, strict=True)]
    height = max(map(len, columns))
    lines = []
    for index in range(height):
        parts = [column[index] if index < len(column) else "" for column in columns]
        padding = [padded(part, each, side) for part, each, side in zip(parts, widths, right, strict=True)]
        lines.append("  ".join(padding).rstrip())
    return lines


def _paragraphs(header: Sequence[str], cells: Sequence[Sequence[str]], whole: Sequence[bool], columns: int) -> str:
    """Each row as lines: its first cell, however long, then the name and the text of every other one that has any."""
    label = max(map(width, header[1:]), default=0)
    found = []
    for row in cells:
        lines = [row[0]]
        for name, cell, uncut in zip(header[1:], row[1:], whole[1:], strict=True):
            room = columns - label - 4
            if cell and width(cell) > room and uncut:
                lines += [f"  {name}", f"  {cell}"]
            elif cell:
                first, *more = wrapped(cell, max(room, _NARROWEST), cut=False)
                lines.append(f"  {padded(name, label)}  {first}")
                lines += [" " * (label + 4) + line for line in more]
        found.append("\n".join(lines))
    return "\n\n".join(found) + "\n"


def _widths(
    header: Sequence[str], cells: Sequence[Sequence[str]], columns: int, whole: Sequence[bool], kept: int
) -> list[int]:
    """The width of each column: what its cells need, the widest ones cut first until all fit or none can be cut.

    Columns that are `whole` keep what they need, the others what their longest word of at most `kept` letters needs.
    """
    needed = [max(map(width, column)) or 1 for column in zip(header, *cells, strict=True)]
    least = []
    for index, uncut in enumerate(whole):
        inside = [row[index] for row in cells]
        word = max(map(width if uncut else _longest_word, inside), default=0)
        text = _READABLE if kept and needed[index] > 2 * _READABLE else _NARROWEST
        least.append(min(needed[index], max(text, word if uncut else min(word, kept))))
    needed = [max(min(need, columns), floor) for need, floor in zip(needed, least, strict=True)]
    room = columns - 2 * (len(needed) - 1)
    while sum(needed) > room:
        widest = max(range(len(needed)), key=lambda index: (needed[index] > least[index], needed[index]))
        if needed[widest] <= least[widest]:
            break
        needed[widest] -= 1
    return needed


def _longest_word(text: str) -> int:
    return max(map(width, text.split()), default=0)
