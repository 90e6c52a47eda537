"""Printing: results on stdout in one write, colour only where a person is looking."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qaf.ground.findings import Finding

NARROWEST = 20
"""No terminal is taken to be narrower than so many characters."""


def chosen_format(wanted: str) -> str:
    """`auto` is `github` inside GitHub Actions, else `text`."""
    if wanted != "auto":
        return wanted
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


def show_findings(
    findings: Sequence[Finding], source: Callable[[str], bytes | None], wanted: str, *, to_stderr: bool = False
) -> None:
    """Print findings in a format."""
    from qaf.formats.findings import FORMATS

    chosen = chosen_format(wanted)
    stream = sys.stderr if to_stderr else sys.stdout
    text = FORMATS[chosen](findings, source, use_colour(stream))
    if to_stderr:
        stream.write(text)
    else:
        print_result(text, chosen)


def print_result(text: str, wanted: str) -> None:
    """Print a result. What programs read (json, csv, html and so on) is UTF-8 with its own line ends on any console."""
    binary = getattr(sys.stdout, "buffer", None)
    if wanted in ("json", "csv", "diff", "ics", "html", "junit", "sarif") and binary is not None:
        sys.stdout.flush()
        binary.write(text.encode("utf-8"))
        binary.flush()
    else:
        sys.stdout.write(text)


def columns(most: int = 100) -> int:
    """How wide a table may be: as wide as the terminal, or as COLUMNS says, and never more than `most`."""
    said = os.environ.get("COLUMNS", "")
    if said.isdecimal() and int(said):
        return min(most, max(NARROWEST, int(said)))
    if not getattr(sys.stdout, "isatty", lambda: False)():
        return most
    return min(most, max(NARROWEST, shutil.get_terminal_size((most, 24)).columns))


def use_colour(stream: object) -> bool:
    """Whether the stream is a terminal of somebody who has not asked for plain text."""
    is_terminal = getattr(stream, "isatty", lambda: False)()
    return bool(is_terminal) and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


def note(line: str) -> None:
    """A remark for the person, not part of the result."""
    sys.stderr.write(line + "\n")
