"""The name of a file that somebody takes in: the ledger keeps it for ever, so it may not name a person either."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from qaf.data.identifiers import Kind, screen
from qaf.ground.findings import Finding


def base_name(path: str) -> str:
    """The last part of a path, whichever slash it is written with."""
    return re.split(r"[\\/]", path)[-1]


def kinds_in_name(path: str) -> list[Kind]:
    """The kinds of identifier in the file's own name, with and without its ending; each once."""
    return kinds_in_words(base_name(path))


def kinds_in_words(name: str) -> list[Kind]:
    """The kinds of identifier in the name of a file, a folder or a sheet, with and without its ending; each once."""
    words = name.replace("_", " ")
    found = [kind for text in (name, words, _stem(name), _stem(words)) for kind in screen(text) if kind.refused]
    return list(dict.fromkeys(found))


def shown_path(path: str) -> str:
    """The path as it may be printed: itself, or `the file` where its name, or a folder's, has an identifier."""
    return "the file" if any(map(kinds_in_words, re.split(r"[\\/]", path))) else path


def with_shown_path(findings: Iterable[Finding], path: str) -> tuple[Finding, ...]:
    """Findings in which the path of a file stands as it may be printed."""
    shown = shown_path(path)
    return tuple(
        replace(item, where=item.where._replace(path=shown)) if item.where.path == path else item for item in findings
    )


def shown_name(path: str) -> str:
    """The file's own name as it may be printed: itself, or `the file` where it has an identifier."""
    return "the file" if kinds_in_name(path) else base_name(path)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name
