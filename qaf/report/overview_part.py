"""One part of a partnership's page: a heading, a table, its funnels, and what is said before and after."""

from __future__ import annotations

from typing import NamedTuple

from qaf.formats.tables import TextTable, as_markdown
from qaf.report.charts.facts import Drawing
from qaf.report.markdown import escape


class Part(NamedTuple):
    """A part of the page: heading, what is said before the table, the table, what is said after it, and funnels."""

    heading: str
    before: str = ""
    table: TextTable | None = None
    after: str = ""
    funnels: tuple[Drawing, ...] = ()


def part_markdown(part: Part, level: int = 2) -> str:
    """The part as Markdown without its funnels; what members wrote is no markup."""
    drawn = as_markdown(part.table).rstrip() if part.table is not None and part.table.rows else ""
    lines = [f"{'#' * level} {escape(part.heading)}", escape(part.before), drawn, escape(part.after)]
    return "\n\n".join(line for line in lines if line)
