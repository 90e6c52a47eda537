"""How information is used as Markdown and as JSON: for the command line, for a page of its own, and for the book."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict

from qaf.formats.tables import TextTable, as_markdown
from qaf.report.body_pack_page import BodyPackPage
from qaf.report.governance_page import GovernancePage
from qaf.report.markdown import escape
from qaf.report.parts import Table


def governance_markdown(page: GovernancePage, level: int = 2) -> str:
    """The page in Markdown with headings from `level` down, without a title of its own."""
    parts = [page.missing] if page.missing else []
    parts += pack_markdown(page.pack, level) if page.pack else []
    for table in (page.questions, page.bodies, page.plan, page.tests):
        if table is not None:
            parts += [f"{'#' * level} {table.caption}", _table(table), *map(escape, table.notes)]
    if page.remarks:
        parts += [f"{'#' * level} What is not settled", "\n".join(f"- {escape(line)}" for line in page.remarks)]
    return "\n\n".join(parts) + "\n"


def pack_markdown(pack: BodyPackPage, level: int) -> list[str]:
    """What a body should hear back, as blocks of Markdown."""
    parts = [f"{'#' * level} Back to {escape(pack.name)}", escape(pack.opening)]
    for part in pack.parts:
        parts += [f"{'#' * (level + 1)} {part.title}", "\n".join(_items(part.items))]
    return [*parts, *map(escape, pack.closing)]


def _items(items: Iterable[object]) -> Iterable[str]:
    for item in items:
        late = " **(open)**" if getattr(item, "late", False) else ""
        yield f"- {escape(getattr(item, 'then', ''))}{late}"
        yield from (f"  - {escape(line)}" for line in getattr(item, "now", ()))


def _table(table: Table) -> str:
    rows = [[row.head, *(cell.text for cell in row.cells)] for row in table.rows]
    return as_markdown(TextTable(list(table.head), [list(row) for row in rows])).rstrip()


def governance_json(page: GovernancePage, organisation: str, as_at: str) -> str:
    """The page for a program."""
    content = {"format": "qaf-governance/1", "organisation": organisation, "as_at": as_at, **asdict(page)}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
