"""Findings for a reader at a terminal: place, sentence, the line itself with carets, what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from qaf.formats.display import harmless, one_line, width
from qaf.ground.findings import Finding, Span, count_levels
from qaf.ground.text import plural

Source = Callable[[str], "bytes | None"]

LONGEST_LINE = 100
"""Columns of an excerpt; a longer line is cut on both sides of what is meant."""

_TAB = "    "
_LINE_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
"""What YAML takes for the end of a line, so that the lines counted here are those of the positions."""

_COLOURS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}
_BOLD, _FAINT, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def findings_as_text(findings: Sequence[Finding], source: Source, colour: bool = False) -> str:
    """All findings with excerpts, and a last line that sums them up.

    `source` gives the bytes of a path, or None where they are not to be had; it is asked once for a run of findings
    of one path. Nothing of a line is shown where a finding says `excerpt=False`.
    """
    parts: list[str] = []
    path, lines = "", list[str]()
    for item in findings:
        if item.excerpt and item.where.path != path:
            path = item.where.path
            lines = _lines(source(path))
        parts += _block(item, lines if item.excerpt else [], colour)
        parts.append("")
    parts.append(summary(findings))
    return "\n".join(parts) + "\n"


def summary(findings: Sequence[Finding]) -> str:
    """`2 errors, 1 warning, 5 notes in 3 files.`, or a sentence that says there is nothing."""
    counts = count_levels(findings)
    nouns = (("error", "error"), ("warning", "warning"), ("info", "note"))
    said = [plural(counts[level], noun) for level, noun in nouns if counts[level]]
    if not said:
        return "No findings: nothing stands in the way."
    files = len({item.where.path for item in findings})
    return f"{', '.join(said)} in {plural(files, 'file')}."


def place(path: str, span: Span | None) -> str:
    """`path:line:col`."""
    at = span or Span()
    return f"{harmless(path)}:{at.line}:{at.column}"


def _block(item: Finding, lines: list[str], colour: bool) -> list[str]:
    level = item.level.value
    hue, bold, faint, reset = (_COLOURS.get(level, ""), _BOLD, _FAINT, _RESET) if colour else ("", "", "", "")
    head = f"{bold}{place(item.where.path, item.span)}{reset}: {hue}{level} {item.code}{reset} {one_line(item.message)}"
    block = [head]
    span = item.span or Span()
    if 0 < span.line <= len(lines):
        shown, carets = _excerpt(lines[span.line - 1], span)
        gutter = f"{span.line:>4}"
        block.append(f"{faint}{gutter} |{reset} {shown}".rstrip())
        block.append(f"{faint}{' ' * len(gutter)} |{reset} {hue}{carets}{reset}")
    if item.help:
        block.append(f"  {bold}help:{reset} {one_line(item.help)}")
    if item.note:
        block.append(f"  {bold}note:{reset} {one_line(item.note)}")
    block += [f"  {place(near.where.path, near.span)}: {one_line(near.message)}" for near in item.related]
    return block


def _lines(content: bytes | None) -> list[str]:
    if not content:
        return []
    return _LINE_BREAK.split(content.decode("utf-8", "replace").removeprefix("\ufeff"))


def _excerpt(line: str, span: Span) -> tuple[str, str]:
    """The line fit to be shown, and carets of the same columns under what is meant, at least one."""
    start = min(max(span.column, 1) - 1, len(line))
    end = span.end_column - 1 if span.end_line == span.line else len(line)
    end = min(max(end, start), len(line))
    before, meant, after = (_shown(part) for part in (line[:start], line[start:end], line[end:]))
    if span.end_line > span.line:
        meant, after = meant.rstrip(), ""
    if width(before) + width(meant) + width(after) > LONGEST_LINE:
        before, meant, after = _cut(before, meant, after)
    return before + meant + after, " " * width(before) + "^" * max(width(meant), 1)


def _cut(before: str, meant: str, after: str) -> tuple[str, str, str]:
    """The three parts of a long line, cut so that what is meant stays in view."""
    room = LONGEST_LINE
    if width(meant) > room // 2:
        meant, after = _fit(meant, room // 2) + "…", ""
    room -= width(meant)
    wanted = min(width(after), room // 3)
    if width(before) > room - wanted:
        before = "…" + _fit(before[::-1], room - wanted - 1)[::-1]
    room -= width(before)
    if width(after) > room:
        after = _fit(after, max(room - 1, 0)) + "…"
    return before, meant, after


def _fit(text: str, columns: int) -> str:
    kept = text[:columns]
    while width(kept) > columns:
        kept = kept[:-1]
    return kept


def _shown(text: str) -> str:
    return text if text.isascii() and text.isprintable() else harmless(text.replace("\t", _TAB))
