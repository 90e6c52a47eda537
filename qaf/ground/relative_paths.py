"""Paths of findings as seen from the working directory: findings are made with paths of the framework folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from qaf.ground.findings import Finding, Related, Where


def relative_to_here(root: Path, findings: Sequence[Finding]) -> Iterator[Finding]:
    """The same findings with paths relative to the working directory."""
    prefix = display_prefix(root)
    if not prefix:
        yield from findings
        return
    for item in findings:
        related = tuple(
            Related(Where(prefix + other.where.path, other.where.loc), other.message, other.span)
            for other in item.related
        )
        yield replace(item, where=Where(prefix + item.where.path, item.where.loc, item.where.part), related=related)


def display_prefix(root: Path) -> str:
    """What to put before a path of the folder to make it relative to the working directory."""
    try:
        relative = os.path.relpath(root, Path.cwd().resolve())
    except (ValueError, OSError):
        relative = str(root)
    return "" if relative == "." else relative.replace(os.sep, "/") + "/"
