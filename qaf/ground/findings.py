"""Findings: what qaf has to say about a folder or a file, as plain data.

A finding is made with a `Where` (path and keys inside the file) and gets its `Span` (line and column) later,
from whoever still holds the bytes of the file. Formats only ever see findings that have a span.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Literal, NamedTuple

from qaf.ground.codes import CODES

Loc = tuple[str | int, ...]


class Level(StrEnum):
    """How much a finding matters. `off` is only ever a setting; no finding carries it."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    OFF = "off"


class Where(NamedTuple):
    """A place in a file by its keys: `Where("areas/x.yaml", ("measures", 2, "of"))`.

    `path` is relative to the framework folder, with forward slashes. `part` says whether the key itself or
    its value is meant; where the keys lead to nothing the nearest place above them is taken.
    """

    path: str
    loc: Loc = ()
    part: Literal["key", "value"] = "value"

    def at(self, *keys: str | int, part: Literal["key", "value"] = "value") -> Where:
        """The place `keys` below this one."""
        return Where(self.path, self.loc + keys, part)


class Span(NamedTuple):
    """Lines and columns, both 1-based and counted in code points, the end exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True)
class Related:
    """A second place that a finding speaks of (the other one of two equal ids)."""

    where: Where
    message: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say: a code, a place, a sentence, and what to do.

    `message` never holds a number from a figures file nor anything about a person. `excerpt=False` keeps the
    text of the line out of every format (figures files, prose and stories). `gap` marks advice that
    `qaf gaps` lists and `accepted-gaps.yaml` accepts; `area` is the content area it belongs to.
    """

    code: str
    where: Where
    message: str
    help: str = ""
    note: str = ""
    subject: str = ""
    area: str = ""
    level: Level = field(default=Level.ERROR)
    related: tuple[Related, ...] = ()
    excerpt: bool = True
    span: Span | None = None

    def placed(self, span: Span) -> Finding:
        """The same finding with its lines and columns."""
        return replace(self, span=span)

    def sort_key(self) -> tuple[str, int, int, str, str]:
        """Order of printing: by path, line, column, code, message."""
        span = self.span or Span()
        return (self.where.path, span.line, span.column, self.code, self.message)


def finding(
    code: str,
    where: Where,
    message: str,
    *,
    help: str = "",  # noqa: A002
    note: str = "",
    subject: str = "",
    area: str = "",
    level: Level | None = None,
    related: tuple[Related, ...] = (),
    excerpt: bool = True,
    span: Span | None = None,
) -> Finding:
    """A finding at the level that the table of codes gives to `code`, unless `level` says otherwise."""
    chosen = level if level is not None else Level(CODES[code].level)
    return Finding(code, where, message, help, note, subject, area, chosen, related, excerpt, span)


def count_levels(findings: Iterable[Finding]) -> dict[str, int]:
    """`{"error": n, "warning": n, "info": n}` over `findings`."""
    counts = {"error": 0, "warning": 0, "info": 0}
    for item in findings:
        counts[item.level.value] += 1
    return counts
