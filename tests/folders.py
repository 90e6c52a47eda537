"""What qaf finds in a folder, however far it gets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from qaf.api import check, open_folder
from qaf.ground.errors import QafError
from qaf.ground.findings import Finding, Span

AS_AT = date(2026, 6, 15)
"""The day on which tests judge a folder."""


def findings_of(root: Path, as_at: date = AS_AT) -> list[Finding]:
    """All findings about a folder, also where `qaf.yaml` cannot be used and qaf stops there."""
    try:
        return check(open_folder(root), as_at)
    except QafError as error:
        assert error.findings, error.message
        return list(error.findings)


def place(path: str, span: Span | None) -> str:
    """A place as it is printed: `areas/x.yaml:3:5`."""
    assert span is not None, f"a finding in {path} has no place"
    return f"{path}:{span.line}:{span.column}"


def summary(findings: list[Finding]) -> list[str]:
    """Findings as lines of place, code and message, for the message of a failing test."""
    return [f"{place(item.where.path, item.span)} {item.code} {item.message}" for item in findings]
