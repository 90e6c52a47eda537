"""Protected figures as the table `figures.csv` of a bundle, and back.

The table has the columns of a figure without its note and its import, and says nothing that the book does not.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from qaf.model.framework import Framework
from qaf.model.period import Period, PeriodError
from qaf.model.protected import ABSENCES, NOT_GIVEN, Coarsened, ProtectedFigure, ProtectedFigures, Shown
from qaf.sharing.manifest import BundleError
from qaf.workspace.csv_text import csv_bytes, numbered_rows

KEY_COLUMNS = ("measure", "period", "series", "breakdown", "category", "grade", "point", "rater")
COLUMNS = (*KEY_COLUMNS, "numerator", "denominator", "value", "published")
COARSER_COLUMNS = ("measure", "series", "breakdown", "periods", "to_period", "to_breakdown")
MOST_ROWS = 200_000
"""How many figures a bundle may hold: so much that no memory is filled."""
_CELLS = ("numerator", "denominator", "value")
_NUMBER = re.compile(r"-?[0-9]{1,30}(?:\.[0-9]{1,30})?")


def figures_bytes(figures: Iterable[ProtectedFigure]) -> bytes:
    """The figures as CSV; the same figures give the same bytes."""
    return csv_bytes(COLUMNS, map(_row, figures))


def coarser_bytes(coarsened: Iterable[Coarsened]) -> bytes:
    """What is shown for longer periods or coarser breakdowns only, as CSV."""
    return csv_bytes(COARSER_COLUMNS, map(_coarser_row, coarsened))


def read_figures(content: bytes, coarser: bytes, framework: Framework, profile: str) -> ProtectedFigures:
    """The figures of a bundle, sorted as they were. Raises `BundleError`, naming lines and never a cell."""
    figures: dict[tuple[object, ...], ProtectedFigure] = {}
    for line, row in _records(content, COLUMNS, "figures.csv"):
        figure = _figure(row, line, framework)
        key = tuple(getattr(figure, name) for name in KEY_COLUMNS)
        if key in figures:
            raise BundleError(f"line {line} of its figures.csv holds a figure that a line above it holds already")
        figures[key] = figure
    notes = tuple(_coarsened(row, line) for line, row in _records(coarser, COARSER_COLUMNS, "coarser.csv"))
    return ProtectedFigures(profile, tuple(figures.values()), notes, audited=True)


def _row(figure: ProtectedFigure) -> Sequence[str]:
    cells = [cell.text or cell.symbol for cell in (figure.numerator, figure.denominator, figure.value)]
    key = [str(getattr(figure, name)) for name in KEY_COLUMNS]
    return [*key, *cells, "true" if figure.published else "false"]


def _coarser_row(item: Coarsened) -> Sequence[str]:
    to_period = str(item.to_period) if item.to_period else ""
    periods = json.dumps([str(period) for period in item.periods])
    return [item.measure, item.series, item.breakdown, periods, to_period, item.to_breakdown]


def _records(content: bytes, columns: Sequence[str], name: str) -> Iterator[tuple[int, Mapping[str, str]]]:
    rows = _rows(content, name)
    if next(rows, (0, []))[1] != list(columns):
        raise BundleError(f"its {name} does not have the columns that a bundle's has")
    for count, (line, row) in enumerate(rows):
        if count >= MOST_ROWS:
            raise BundleError(f"its {name} has more than {MOST_ROWS:,} rows")
        if len(row) != len(columns):
            raise BundleError(f"line {line} of its {name} has not as many cells as there are columns")
        yield line, dict(zip(columns, row, strict=True))


def _rows(content: bytes, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from numbered_rows(content.decode("utf-8"))
    except (UnicodeDecodeError, csv.Error):
        raise BundleError(f"its {name} is not a CSV file in UTF-8") from None


def _figure(row: Mapping[str, str], line: int, framework: Framework) -> ProtectedFigure:
    measure = framework.measures.get(row["measure"])
    if measure is None:
        raise BundleError(f"line {line} of its figures.csv names a measure that its framework does not have")
    if bool(row["breakdown"]) != bool(row["category"]) or row["published"] not in ("true", "false"):
        raise BundleError(f"line {line} of its figures.csv is no whole figure")
    grades = _grades(framework, measure.scale) if measure.unit == "grade" else ()
    numerator, denominator, value = (_shown(row[name], line, grades if name == "value" else ()) for name in _CELLS)
    period = _period(row["period"], f"line {line} of its figures.csv")
    return ProtectedFigure(
        row["measure"], period, row["series"], row["breakdown"], row["category"], row["grade"], row["point"],
        row["rater"], numerator, denominator, value, published=row["published"] == "true",
    )  # fmt: skip


def _grades(framework: Framework, scale: str | None) -> Sequence[str]:
    found = framework.scales.get(scale or "")
    return [grade.id for grade in found.grades] if found else []


def _shown(text: str, line: int, grades: Sequence[str]) -> Shown:
    if not text:
        return NOT_GIVEN
    if text in ABSENCES:
        return Shown(symbol=text)
    if text in grades:
        return Shown(float(grades.index(text) + 1), text)
    if not _NUMBER.fullmatch(text):
        raise BundleError(f"line {line} of its figures.csv holds a cell that is neither a number nor a symbol")
    return Shown(float(text), text)


def _coarsened(row: Mapping[str, str], line: int) -> Coarsened:
    where = f"line {line} of its coarser.csv"
    try:
        said = json.loads(row["periods"])
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, list) or not all(isinstance(item, str) for item in said):
        raise BundleError(f"{where} does not say which periods it is about")
    to_period = _period(row["to_period"], where) if row["to_period"] else None
    periods = tuple(_period(item, where) for item in said)
    return Coarsened(row["measure"], row["series"], row["breakdown"], periods, to_period, row["to_breakdown"])


def _period(text: str, where: str) -> Period:
    try:
        return Period.canonical(text)
    except PeriodError:
        raise BundleError(f"{where} holds a period that cannot be read") from None
