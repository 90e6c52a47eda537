"""Findings one a line, for editors, `grep` and long lists."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.formats.display import one_line
from qaf.formats.findings_text import Source, place
from qaf.ground.findings import Finding


def findings_as_lines(findings: Sequence[Finding], source: Source | None = None, colour: bool = False) -> str:
    """`path:line:col: level CODE message`, one finding a line; nothing where there are none."""
    return "".join(
        f"{place(item.where.path, item.span)}: {item.level.value} {item.code} {one_line(item.message)}\n"
        for item in findings
    )
