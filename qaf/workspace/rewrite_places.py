"""Places in the text of a YAML file at which something can be put in, and the changes that do it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from qaf.workspace.yaml_nodes import Node, YamlText
from qaf.workspace.yaml_write import Style

_BREAKS = "\r\n\x85\u2028\u2029"
_BLANKS = " \t" + _BREAKS
_REST_OF_LINE = re.compile(f"[ \t]*(?:#[^{_BREAKS}]*)?")
_LINE_END = re.compile("\r\n|\r|\n")
_BLOCK_SIGN = re.compile(rf"(?:[&!][^ \t{_BREAKS}]*+[{_BLANKS}]+)*[|>]([-+0-9]*)")


class NotEditableError(Exception):
    """The file is written in a way that cannot be edited at this place. The text is the reason, a whole clause."""

    def __init__(self, why: str, advice: str = "") -> None:
        super().__init__(why)
        self.advice = advice or "Make the change by hand, or write this part of the file out in the plain way."


class Change(NamedTuple):
    """What stands from `start` to `end` becomes `text`."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """The text to edit, and the style that it is written in."""

    source: YamlText
    style: Style

    @property
    def text(self) -> str:
        """The whole text."""
        return self.source.text

    def line(self, node: Node) -> str:
        """`line 12`: where a node begins."""
        return f"line {self.source.line(node.start)}"


def apply_changes(text: str, changes: Iterable[Change]) -> str:
    """The text with all changes made, which do not overlap."""
    for change in sorted(changes, reverse=True):
        text = text[: change.start] + change.text + text[change.end :]
    return text


def line_end_near(page: Page, at: int) -> str:
    """The line end in use: that of the line before a place, else the first one after it, else LF."""
    start = page.source.line_start(at)
    if page.text.endswith(("\r", "\n"), 0, start):
        return "\r\n" if page.text.endswith("\r\n", 0, start) else page.text[start - 1]
    found = _LINE_END.search(page.text, at) or _LINE_END.search(page.text)
    return found.group() if found else "\n"


def rest_of_line(page: Page, at: int) -> tuple[int, bool]:
    """Where blanks and a comment that follow a place on its line end, and whether the line ends there."""
    found = _REST_OF_LINE.match(page.text, at)
    end = found.end() if found else at
    return end, end == len(page.text) or page.text[end] in _BREAKS


def next_line(page: Page, at: int) -> int:
    """Where the line begins after that of a place on which nothing follows any more but a comment."""
    _, is_last = rest_of_line(page, at)
    if not is_last:
        raise NotEditableError(f"something else follows on line {page.source.line(at)}")
    return page.source.next_line(at)


def after(page: Page, node: Node, column: int) -> int:
    """Where lines can be put in below a node that belongs to a key at `column`.

    Comments below it that stand further right than `column` belong to it; what follows after those is untouched.
    """
    last = node.last()
    at = below_text(page, last) if last.is_block_text else next_line(page, node.end)
    return past_comments(page, at, column)


def past_comments(page: Page, at: int, column: int) -> int:
    """The place after comments and blank lines that stand further right than `column`, ending with a comment."""
    scan = at
    while scan < len(page.text):
        end = page.source.next_line(scan)
        line = page.text[scan:end]
        words = line.strip(_BLANKS)
        if words and not (words.startswith("#") and line.index("#") > column):
            break
        at = end if words else at
        scan = end
    return at


def comment_follows(page: Page, at: int, column: int) -> bool:
    """Whether a comment stands below a place, further right than `column`: a text put in there would swallow it."""
    return past_comments(page, at, column) != at


def put_lines(page: Page, at: int, lines: list[str], needs_end: bool, spaced: bool = False) -> Change:
    """Lines put in where a line begins, or at the end of a text that has no last line end, which then stays so.

    `needs_end` asks for a line end there all the same; `spaced` for a blank line before, where there is none.
    """
    line_end = line_end_near(page, at)
    before = page.text[:at]
    is_open = at == len(page.text) and bool(before) and before[-1] not in _BREAKS
    if spaced and (is_open or _line_before(page, at).strip(_BLANKS)):
        lines = ["", *lines]
    body = line_end.join(lines)
    if is_open:
        return Change(at, at, line_end + body + (line_end if needs_end else ""))
    return Change(at, at, body + line_end)


def below_text(page: Page, node: Node) -> int:
    """The line below a text after `|` or `>`; above its blank lines, where they are no part of what it says."""
    text, chomping = page.text, _chomping(page, node)
    if node.end == len(text) and text[-1] not in _BREAKS:
        if "-" not in chomping:
            raise NotEditableError(
                "its last line has no line end, and with one the text that stands there would no longer be the same",
                "Put a line end after the last line of the file, and try again.",
            )
        return node.end
    start = page.source.next_line(page.source.written_end(node))
    blank_lines = text[start : node.end]
    return node.end if "+" in chomping or " " in blank_lines or "\t" in blank_lines else start


def keeps_blank_lines(page: Page, node: Node) -> bool:
    """Whether the last text in a node stands after `|+` or `>+`, so that blank lines below are part of it."""
    last = node.last()
    return last.is_block_text and "+" in _chomping(page, last)


def _line_before(page: Page, at: int) -> str:
    return page.text[page.source.line_start(at - 1) : at] if at else ""


def _chomping(page: Page, node: Node) -> str:
    found = _BLOCK_SIGN.match(page.text, node.start)
    return found.group(1) if found else ""
