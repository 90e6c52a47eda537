"""The ledger (`imports.csv`): which file was taken in when, and in which order; and what follows from that order.

The figures of a folder are the immutable files of `imports/`, replayed in the ledger's order: a later import replaces
what an earlier one says of the same key. A later import that says the same again changes nothing, so that a figure
keeps the import it first came with.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from qaf.ground.findings import Finding, Span
from qaf.model.figure import Figure, FigureKey
from qaf.workspace.csv_text import cell_span, csv_bytes, lines_of, numbered_rows
from qaf.workspace.figures_file import damaged, figures_bytes, revisions_bytes

LEDGER_COLUMNS = ("import", "order", "on", "recipe", "file", "rows", "left_out", "restates")
_IMPORT_ID = re.compile(r"[0-9a-f]{10}")
_NUMBER_COLUMNS = (1, 5, 6)


@dataclass(frozen=True, slots=True)
class LedgerEntry:
    """One file that was taken in.

    `on` is the as-at date of the run, `recipe` the recipe's id ("" for a tidy file without one), `file` the file's
    own name without folders, `rows` how many rows it had, `left_out` from how many of them no figure was taken,
    `restates` the imports whose figures it replaced when it came in.
    """

    import_id: str
    order: int
    on: date
    recipe: str = ""
    file: str = ""
    rows: int = 0
    left_out: int = 0
    restates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """A figure as it was before another import replaced it."""

    old: Figure
    replaced_by: str


def ledger_bytes(entries: Iterable[LedgerEntry]) -> bytes:
    """The ledger as a file, in order."""
    rows = (
        (
            entry.import_id,
            str(entry.order),
            entry.on.isoformat(),
            entry.recipe,
            entry.file,
            str(entry.rows),
            str(entry.left_out),
            " ".join(entry.restates),
        )
        for entry in sorted(entries, key=lambda entry: entry.order)
    )
    return csv_bytes(LEDGER_COLUMNS, rows)


def read_ledger(content: bytes, path: str) -> tuple[tuple[LedgerEntry, ...], tuple[Finding, ...]]:
    """The entries in order, and what is damaged. Findings give line and column and show no cell."""
    try:
        text = content.decode("utf-8-sig")
        rows = list(numbered_rows(text))
    except UnicodeDecodeError:
        return (), (damaged(path, Span(), "The ledger of imports is not UTF-8 text."),)
    except csv.Error:
        return (), (damaged(path, Span(), "The ledger of imports is no longer a CSV file."),)
    if not rows or tuple(rows[0][1]) != LEDGER_COLUMNS:
        message = f"The first line of the ledger of imports must be `{','.join(LEDGER_COLUMNS)}`."
        return (), (damaged(path, Span(), message),)
    lines = lines_of(text)
    entries: list[LedgerEntry] = []
    problems: list[Finding] = []
    for line, row in rows[1:]:
        index, wanted = _fault(row, entries)
        if wanted:
            problems.append(damaged(path, cell_span(lines, line, index), f"Line {line} of the ledger: {wanted}"))
        else:
            entries.append(_entry(row))
    return tuple(sorted(entries, key=lambda entry: entry.order)), tuple(problems)


def replay(
    entries: Iterable[LedgerEntry], figures_of: Mapping[str, Iterable[Figure]]
) -> tuple[dict[FigureKey, Figure], list[Revision]]:
    """The figures that count now, by key, and every figure that was replaced, in the order of replacing.

    `figures_of` gives the figures of each import. The same content again keeps the earlier figure.
    """
    current: dict[FigureKey, Figure] = {}
    revisions: list[Revision] = []
    for entry in entries:
        for figure in figures_of.get(entry.import_id, ()):
            old = current.get(figure.key)
            if old is not None:
                if same_content(old, figure):
                    continue
                revisions.append(Revision(old, figure.import_id))
            current[figure.key] = figure
    return current, revisions


def same_content(first: Figure, second: Figure) -> bool:
    """Whether two figures of one key say the same, wherever they came from."""
    return first.published == second.published and first.content() == second.content()


def views(figures: Iterable[Figure], revisions: Iterable[Revision], area_of: Callable[[str], str]) -> dict[str, bytes]:
    """The files that are rebuilt from the imports: `<area>.csv` for each area with figures, and `revisions.csv`.

    `area_of` gives the area of a measure's id, "" where no area has it; such figures stay in `imports/` alone.
    """
    by_area: dict[str, list[Figure]] = {}
    for figure in figures:
        by_area.setdefault(area_of(figure.key.measure), []).append(figure)
    files = {f"{area}.csv": figures_bytes(group) for area, group in sorted(by_area.items()) if area}
    files["revisions.csv"] = revisions_bytes((revision.old, revision.replaced_by) for revision in revisions)
    return files


def _fault(row: list[str], before: list[LedgerEntry]) -> tuple[int, str]:
    if len(row) != len(LEDGER_COLUMNS):
        return 0, f"this row has {len(row)} cells, and {len(LEDGER_COLUMNS)} were wanted."
    if not _IMPORT_ID.fullmatch(row[0]):
        return 0, "an import's id has ten characters, 0 to 9 and a to f."
    if any(entry.import_id == row[0] for entry in before):
        return 0, "this import stands in the ledger already."
    for index in _NUMBER_COLUMNS:
        if not re.fullmatch(r"[0-9]{1,9}", row[index]):
            return index, "a whole number was wanted."
    if any(entry.order == int(row[1]) for entry in before):
        return 1, "another import has this place in the order."
    try:
        date.fromisoformat(row[2])
    except ValueError:
        return 2, "a date was wanted."
    if not all(_IMPORT_ID.fullmatch(word) for word in row[7].split()):
        return 7, "ids of imports were wanted."
    return 0, ""


def _entry(row: list[str]) -> LedgerEntry:
    return LedgerEntry(
        row[0], int(row[1]), date.fromisoformat(row[2]), row[3], row[4], int(row[5]), int(row[6]), tuple(row[7].split())
    )
