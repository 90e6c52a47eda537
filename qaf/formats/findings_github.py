"""Findings as workflow commands, which GitHub Actions shows beside the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.formats.display import harmless, one_line
from qaf.formats.findings_concise import findings_as_lines
from qaf.formats.findings_text import Source, place
from qaf.ground.findings import Finding, Span
from qaf.ground.text import plural

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}

MOST = 10
"""GitHub keeps so many annotations of each kind from one step, and drops the others without a word."""


def findings_as_github(findings: Sequence[Finding], source: Source | None = None, colour: bool = False) -> str:
    """One command a finding, as many of each kind as GitHub shows; the others as lines of the log, in a group.

    Columns are given only within one line: GitHub drops them otherwise.
    """
    beside: list[Finding] = []
    below: list[Finding] = []
    for item in findings:
        kind = _kind(item)
        (beside if sum(_kind(other) == kind for other in beside) < MOST else below).append(item)
    text = "".join(_command(item) + "\n" for item in beside)
    if below:
        head = f"{plural(len(below), 'more finding')}, which GitHub shows beside no line"
        text += f"::group::{head}\n{findings_as_lines(below)}::endgroup::\n"
    return text


def _kind(item: Finding) -> str:
    return _COMMANDS.get(item.level.value, "notice")


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
    return f"::{_kind(item)} {places},title={_property(item.code)}::{_data(chr(10).join(told))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
