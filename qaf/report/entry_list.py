"""The entries of a kind as a person or a program reads them: table, Markdown, CSV, JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence

from qaf.analysis.entry_rows import OVERDUE, PLURALS, EntryRow
from qaf.formats.tables import TextTable, as_csv, as_markdown, as_text
from qaf.ground.text import listing, shortened

_COLUMNS = ("id", "text", "kind", "area", "status", "owner", "due")
_LONGEST = 90
"""Letters of a text that a table shows; CSV and JSON have all of it."""


def kind_asked(word: str) -> str:
    """The kind that a word means, singular or plural, with hyphens or underscores; "" where it means none."""
    plain = word.strip().lower().replace("_", "-")
    by_word = {**{kind: kind for kind in PLURALS}, **{many: kind for kind, many in PLURALS.items()}}
    return by_word.get(plain, "")


def row_list(kind: str, rows: Sequence[EntryRow], wanted: str, columns: int = 100) -> str:
    """The rows in one of the formats table, md, csv, json; a table is `columns` wide at most.

    Table and Markdown leave out columns in which nothing stands, and say how many rows there are.
    """
    if wanted == "json":
        return json.dumps({PLURALS[kind]: [_plain(row) for row in rows]}, ensure_ascii=False, indent=2) + "\n"
    if wanted == "csv":
        return as_csv(TextTable(_COLUMNS, [_cells(row) for row in rows]))
    counted = f"{len(rows)} {PLURALS[kind] if len(rows) != 1 else kind}{_late(rows)}."
    if not rows:
        return f"{counted.replace('0 ', 'No ', 1)}\n"
    cells = [_cells(row, _LONGEST) for row in rows]
    used = [index for index, _ in enumerate(_COLUMNS) if index == 0 or any(row[index] for row in cells)]
    table = TextTable([_COLUMNS[index] for index in used], [[row[index] for index in used] for row in cells], ["id"])
    return (as_markdown(table) if wanted == "md" else as_text(table, columns)) + f"\n{counted}\n"


def _late(rows: Sequence[EntryRow]) -> str:
    late = sum(row.overdue for row in rows)
    return f", {late} of them {OVERDUE}" if late else ""


def _cells(row: EntryRow, longest: int = 0) -> list[str]:
    text = " ".join(row.text.split())
    status = f"{row.status}, {OVERDUE}" if row.overdue and row.status != "run out" else row.status
    return [
        row.id,
        shortened(text, longest) if longest else text,
        row.sort.replace("_", " ") if longest else row.sort,
        ", ".join(row.areas),
        status.replace("_", " ") if longest else status,
        row.owner,
        row.due,
    ]


def _plain(row: EntryRow) -> dict[str, object]:
    return {
        "id": row.id,
        "text": " ".join(row.text.split()),
        "kind": row.sort,
        "areas": list(row.areas),
        "status": row.status,
        "owner": row.owner,
        "due": row.due,
        "overdue": row.overdue,
    }


def kinds_there_are() -> str:
    """All kinds that can be listed, in a sentence."""
    return f"Kinds are {listing(PLURALS.values())}."
