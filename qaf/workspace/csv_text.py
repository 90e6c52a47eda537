"""CSV as qaf keeps it (RFC 4180 with line feeds, UTF-8), and where a cell stands in the text of any CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from qaf.ground.findings import Span


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """The table as bytes; the same rows give the same bytes."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def numbered_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on; blank lines are left out. Raises `csv.Error` as the csv module does."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    for row in reader:
        if row:
            yield line, row
        line = reader.line_num + 1


def lines_of(text: str) -> list[str]:
    """The lines as the csv module counts them, each with its end."""
    return list(io.StringIO(text, newline=""))


def cell_span(lines: Sequence[str], line: int, index: int, delimiter: str = ",") -> Span:
    """Where cell `index` of the record that begins on `line` stands, quotes included.

    `lines` are those of `lines_of`, `line` counts from 1. A record that has fewer cells is marked at its end.
    """
    number, column, start = line, 1, (line, 1)
    seen = 0
    quoted = False
    for offset in range(max(line, 1) - 1, len(lines)):
        number, column = offset + 1, 1
        for character in lines[offset].rstrip("\r\n"):
            if character == '"':
                quoted = not quoted
            elif character == delimiter and not quoted:
                if seen == index:
                    return _span(start, number, column)
                seen += 1
                start = (number, column + 1)
            column += 1
        if not quoted:
            break
    return _span(start if seen == index else (number, column), number, column)


def _span(start: tuple[int, int], end_line: int, end_column: int) -> Span:
    return Span(start[0], start[1], end_line, end_column)
