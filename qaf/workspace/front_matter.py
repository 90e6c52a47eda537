"""A story's file: YAML between two lines of `---`, and below it text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from qaf.ground.findings import Span
from qaf.workspace.yaml_text import Problem, readable, without_mark

_LINE = re.compile(rb"---[ \t]*(?:\r\n|\r|\n|\Z)")
_CLOSING = re.compile(rb"(?<=[\r\n])---[ \t]*(?:\r\n|\r|\n|\Z)")
_BLANKS_FIRST = re.compile(rb"\s+---[ \t]*(?:[\r\n]|\Z)")
_BREAK = re.compile(rb"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The two parts of a file.

    `yaml_bytes` begins with the opening `---`, which YAML takes for the start of the document, so that lines and
    columns in it are those of the file. `body` is the text below, its line breaks all LF; `body_line` is the line
    on which it begins, 1-based. Where there are problems both parts are empty.
    """

    yaml_bytes: bytes = b""
    body: str = ""
    body_line: int = 1
    problems: list[Problem] = field(default_factory=list)


def split_front_matter(content: bytes) -> FrontMatter:
    """The front matter and the text of a file.

    The problems are those of any file (QAF001, QAF004, QAF006) and QAF016, where the front matter is missing, not
    closed or empty.
    """
    text = readable(content)
    if isinstance(text, Problem):
        return FrontMatter(problems=[text])
    content = without_mark(content)
    opening = _LINE.match(content)
    if opening is None:
        return FrontMatter(problems=[_missing(content)])
    closing = _CLOSING.search(content, opening.end())
    if closing is None:
        return FrontMatter(problems=[_not_closed()])
    if not content[opening.end() : closing.start()].strip():
        return FrontMatter(problems=[_empty()])
    body = content[closing.end() :].decode().replace("\r\n", "\n").replace("\r", "\n")
    return FrontMatter(content[: closing.start()], body, len(_BREAK.findall(content, 0, closing.end())) + 1)


def _missing(content: bytes) -> Problem:
    if not content.strip():
        return Problem("QAF016", "The file is empty; a story begins with its front matter.", _HOW)
    if _BLANKS_FIRST.match(content):
        message = "The front matter must begin on the very first line, with `---` and nothing before it."
        return Problem("QAF016", message, "Delete the blank lines and spaces at the top of the file.")
    return Problem("QAF016", "The front matter is missing: the first line is not `---`.", _HOW, span=Span(1, 1, 1, 2))


def _not_closed() -> Problem:
    message = "The front matter that begins here is not closed: no later line is `---`."
    return Problem("QAF016", message, "Put a line `---` between the keys and the text.", span=Span(1, 1, 1, 4))


def _empty() -> Problem:
    return Problem("QAF016", "The front matter holds no keys.", _HOW, span=Span(1, 1, 1, 4))


_HOW = "Begin the file with a line `---`, then the keys of the story, then another line `---`, then its text."
