"""Findings as workflow commands, which GitHub Actions shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.formats.display import harmless, one_line
from qaf.formats.findings_text import Source, place
from qaf.ground.findings import Finding, Span

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def findings_as_github(findings: Sequence[Finding], source: Source | None = None, colour: bool = False) -> str:
    """One command a finding. Columns are given only within one line: GitHub drops them otherwise."""
    return "".join(_command(item) + "\n" for item in findings)


def _command(item: Finding) -> str:
    span = item.span or Span()
    places = f"file={_property(harmless(item.where.path))},line={span.line},endLine={span.end_line}"
    if span.end_line == span.line:
        places += f",col={span.column},endColumn={span.end_column}"
    told = [one_line(item.message)]
    if item.help:
        told.append(f"help: {one_line(item.help)}")
    if item.note:
        told.append(f"note: {one_line(item.note)}")
    told += [f"{place(near.where.path, near.span)}: {one_line(near.message)}" for near in item.related]
    command = _COMMANDS.get(item.level.value, "notice")
    return f"::{command} {places},title={_property(item.code)}::{_data(chr(10).join(told))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
