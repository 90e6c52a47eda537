"""Findings as JSON for other programs: `qaf-findings/1`."""

from __future__ import annotations

import json
from collections.abc import Sequence

from qaf.formats.findings_text import Source
from qaf.ground.findings import Finding, Span, count_levels
from qaf.ground.version import VERSION


def findings_as_json(findings: Sequence[Finding], source: Source | None = None, colour: bool = False) -> str:
    """One object with `format`, `qaf` (the version), `summary` and `findings`, each finding on a line of its own.

    A note follows the help in its text: `qaf-findings/1` has no key for it.
    Everything outside ASCII is escaped, so that any terminal, pipe and log keeps it whole.
    """
    encode = json.JSONEncoder().encode
    head = f'{{"format": "qaf-findings/1", "qaf": {encode(VERSION)}, "summary": {encode(count_levels(findings))}'
    lines = ",\n".join(encode(_as_plain(item)) for item in findings)
    return f'{head}, "findings": [' + (f"\n{lines}\n" if lines else "") + "]}\n"


def _as_plain(item: Finding) -> dict[str, object]:
    span = item.span or Span()
    return {
        "code": item.code,
        "level": item.level.value,
        "path": item.where.path,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "message": item.message,
        "help": " ".join(part for part in (item.help, item.note) if part),
        "subject": item.subject,
        "related": [
            {
                "path": near.where.path,
                "line": (near.span or Span()).line,
                "column": (near.span or Span()).column,
                "message": near.message,
            }
            for near in item.related
        ],
    }
