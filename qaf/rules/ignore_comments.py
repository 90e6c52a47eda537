"""`# qaf: ignore[CODE] reason, until DATE`: comments that hide one finding of the line they stand on or above."""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from qaf.ground.codes import CODES, can_change, is_gap
from qaf.ground.findings import Finding, Span, Where, finding
from qaf.ground.near_miss import did_you_mean

_MARKS = (b"ignore", b"Ignore", b"IGNORE")
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*qaf[ \t]*:?[ \t]*ignore\b.*$", re.IGNORECASE | re.MULTILINE)
_PARTS = re.compile(r"#[ \t]*qaf:[ \t]*ignore\[([^\]]*)\](.*)$")
_BREAK = re.compile(r"\r\n|\r|\n")
_UNTIL = re.compile(r",?[ \t]*\buntil\b(.*)$", re.IGNORECASE)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class IgnoreComment:
    """One comment: the code it hides ("" where it cannot be read), the line it speaks of, its end, where it stands."""

    path: str
    code: str
    line: int
    span: Span
    reason: str
    until: str


def read_comments(path: str, content: bytes) -> list[IgnoreComment]:
    """Every such comment of a file. A comment alone on its line speaks of the next line that is none."""
    if not any(mark in content for mark in _MARKS):
        return []
    text = content.decode("utf-8-sig", "replace")
    if not _COMMENT.search(text):
        return []
    lines, starts = _lines(text)
    inside = _inside_values(text)
    found = []
    for index, line in enumerate(lines):
        match = _COMMENT.search(line)
        while match is not None and _is_inside(starts[index] + match.start(), inside):
            match = _COMMENT.search(line, match.start() + 1)
        if match is not None:
            found.append(_comment_of(path, lines, index, match))
    return found


def _comment_of(path: str, lines: list[str], index: int, match: re.Match[str]) -> IgnoreComment:
    line = lines[index]
    span = Span(index + 1, match.start() + 1, index + 1, len(line.rstrip()) + 1)
    target = index + 1 if line[: match.start()].strip() else _next_line(lines, index) + 1
    parts = _PARTS.fullmatch(match.group().rstrip())
    text = parts.group(2).strip() if parts else ""
    until = _UNTIL.search(text)
    reason = text[: until.start()].strip(" ,") if until else text
    code = parts.group(1).strip() if parts else ""
    return IgnoreComment(path, code, target, span, reason, until.group(1).strip() or "nothing" if until else "")


def _lines(text: str) -> tuple[list[str], list[int]]:
    """The lines of a text, and the position at which each begins."""
    lines, starts, at = [], [], 0
    for found in _BREAK.finditer(text):
        lines.append(text[at : found.start()])
        starts.append(at)
        at = found.end()
    return [*lines, text[at:]], [*starts, at]


def _inside_values(text: str) -> list[tuple[int, int]]:
    """From where to where each value stands: what looks like a comment there is text. As far as YAML can be read."""
    import yaml

    found = []
    try:
        for token in yaml.scan(text):
            if isinstance(token, yaml.ScalarToken):
                start = token.start_mark.index
                if token.style in ("|", ">"):
                    start += len(_BREAK.split(text[start : token.end_mark.index], maxsplit=1)[0])
                found.append((start, token.end_mark.index))
    except yaml.YAMLError:
        return found
    return found


def _is_inside(position: int, spans: list[tuple[int, int]]) -> bool:
    at = bisect_right(spans, (position, sys.maxsize)) - 1
    return at >= 0 and spans[at][0] <= position < spans[at][1]


def _next_line(lines: list[str], index: int) -> int:
    for later in range(index + 1, len(lines)):
        text = lines[later].strip()
        if text and not text.startswith("#"):
            return later
    return index


def apply_comments(findings: Iterable[Finding], comments: Iterable[IgnoreComment], as_at: date) -> list[Finding]:
    """The findings less those that a comment hides, and a finding for each comment that cannot be used or hides none.

    A comment hides one finding: that of its code which begins on its line. Gaps are accepted, never ignored.
    """
    kept = list(findings)
    added: list[Finding] = []
    for comment in comments:
        problem = _problem(comment, as_at)
        if problem:
            added.append(problem)
            continue
        hidden = next((item for item in kept if _hides(comment, item)), None)
        if hidden is not None:
            kept.remove(hidden)
            continue
        message = f"This comment ignores {comment.code}, and there is no such finding on line {comment.line}."
        added.append(_say(comment, "QAF901", message, "Take the comment out."))
    return kept + added


def _hides(comment: IgnoreComment, item: Finding) -> bool:
    line = item.span.line if item.span else 0
    return item.code == comment.code and item.where.path == comment.path and line == comment.line


def _problem(comment: IgnoreComment, as_at: date) -> Finding | None:
    code = comment.code
    if not code:
        advice = "Write `# qaf: ignore[CODE] the reason, until 2026-12-31`; `until` may be left out."
        return _say(comment, "QAF902", "This looks like a comment that ignores a finding, and cannot be read.", advice)
    if "," in code or " " in code:
        advice = "Write one comment for each finding, with its own reason."
        return _say(comment, "QAF902", "This comment names several codes, and a comment hides one finding.", advice)
    if code not in CODES:
        return _say(
            comment, "QAF902", f"This comment ignores `{code}`, which is no code of qaf.", did_you_mean(code, CODES)
        )
    if is_gap(code):
        advice = "Accept the gap in accepted-gaps.yaml, with a reason, a name and an end."
        return _say(comment, "QAF902", f"{code} is a gap, and gaps are accepted, not ignored.", advice)
    if not can_change(code):
        return _say(comment, "QAF902", f"{code} ({CODES[code].title.lower()}) cannot be ignored.", "Mend what it says.")
    if not comment.reason:
        advice = f"Write `# qaf: ignore[{code}] the reason, until 2026-12-31`."
        return _say(comment, "QAF902", "This comment does not say why the finding is ignored.", advice)
    if comment.until:
        return _until_problem(comment, as_at)
    return None


def _until_problem(comment: IgnoreComment, as_at: date) -> Finding | None:
    try:
        until = date.fromisoformat(comment.until) if _DAY.fullmatch(comment.until) else None
    except ValueError:
        until = None
    if until is None:
        advice = "End the comment with `until` and the day as year-month-day, such as `until 2026-12-31`."
        return _say(comment, "QAF902", "What follows `until` in this comment is not a day and nothing else.", advice)
    if until < as_at:
        advice = "Mend what it hides, or give it a later day and its reason."
        return _say(
            comment, "QAF901", f"This comment ran out on {until.isoformat()} and hides nothing any more.", advice
        )
    return None


def _say(comment: IgnoreComment, code: str, message: str, advice: str) -> Finding:
    return finding(code, Where(comment.path), message, help=advice, span=comment.span)


def read_all(documents: Iterable[tuple[str, bytes]]) -> Iterator[IgnoreComment]:
    """The comments of every file given as (path, bytes)."""
    for path, content in documents:
        yield from read_comments(path, content)
