"""Plain data as YAML text that reads back as the same data, in the style of the file that it goes into."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from qaf.workspace.yaml_events import NOTHING

Data: TypeAlias = "str | Sequence[Data] | Mapping[str, Data]"
"""What an entry is made of: texts, lists and mappings."""

WIDTH = 100
"""How many columns a line may have before a long text is wrapped."""
_NARROWEST = 40

_SPECIAL = re.compile("[^\n\t\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML takes for line breaks, for nothing at all, or not at all: they are written as codes."""
_INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`") + ("...", "<<", "=")
_ENDS_PLAIN = re.compile(r":(?:[ \t]|$)|[ \t]#")
_ENDS_PLAIN_IN_FLOW = re.compile(r"[,\[\]{}:?]|[ \t]#")
_GAPS = re.compile(r"(?<=[^ \t]) (?=[^ \t])")
_CODES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}


@dataclass(frozen=True, slots=True)
class Style:
    """How a file is written.

    `step` is how far keys stand to the right of the key they belong to, `dash` how far the dashes of a list do, `gap`
    how far what follows a dash stands to the right of it. `json` puts every text in double quotes on one line,
    `always_quotes` in quotes where it stands on one line.
    """

    step: int = 2
    dash: int = 2
    gap: int = 2
    quote: str = '"'
    flow_lists: bool = True
    json: bool = False
    always_quotes: bool = False
    spaced_keys: bool = True
    spaced_entries: bool = False


def entry_lines(entry: Mapping[str, Data], column: int, style: Style) -> list[str]:
    """The lines of a mapping whose keys begin at `column`, without line breaks."""
    lines: list[str] = []
    for key, value in entry.items():
        start = f"{' ' * column}{one_line(key, style, in_flow=True)}:"
        first, *rest = value_lines(value, column, style, WIDTH - len(start) - 1)
        lines += [f"{start} {first}" if first else start, *rest]
    return lines


def item_lines(item: Data, dash: int, gap: int, style: Style) -> list[str]:
    """The lines of one entry of a list whose dashes stand at `dash`, with what it says `gap` further right."""
    column = dash + gap
    start = " " * dash + "-" + " " * (gap - 1)
    if isinstance(item, Mapping) and item:
        first, *rest = entry_lines(item, column, style)
        return [start + first[column:], *rest]
    if isinstance(item, str):
        first, *rest = _text_lines(item, column, style, WIDTH - column)
        return [start + first, *rest]
    return [start + flow_text(item, style)]


def value_lines(value: Data, column: int, style: Style, room: int, fold: bool = True) -> list[str]:
    """A value of a key that stands at `column`: what follows on the key's own line ("" = nothing), and further lines.

    `room` is how many characters the key's own line has left; without `fold` a text stays on that line.
    """
    if isinstance(value, str):
        if not fold:
            return [one_line(value, style)]
        return _text_lines(value, column + style.step, style, room)
    if isinstance(value, Mapping):
        return ["", *entry_lines(value, column + style.step, style)] if value else ["{}"]
    if not value or style.flow_lists and _are_words(value):
        flow = flow_text(value, style)
        if not value or len(flow) <= room:
            return [flow]
    return ["", *(line for item in value for line in item_lines(item, column + style.dash, style.gap, style))]


def flow_text(value: Data, style: Style) -> str:
    """A value on one line, lists and mappings in brackets."""
    if isinstance(value, str):
        return one_line(value, style, in_flow=True)
    if isinstance(value, Mapping):
        pairs = (f"{one_line(key, style, in_flow=True)}: {flow_text(item, style)}" for key, item in value.items())
        return "{" + ", ".join(pairs) + "}"
    return "[" + ", ".join(flow_text(item, style) for item in value) + "]"


def one_line(text: str, style: Style, in_flow: bool = False) -> str:
    """A text on one line, in quotes where it needs them."""
    if style.json or _SPECIAL.search(text) or "\n" in text or "\t" in text:
        return _in_double_quotes(text)
    if not style.always_quotes and _is_plain(text, in_flow):
        return text
    awkward_in = {'"': '"' in text or "\\" in text, "'": "'" in text}
    other = "'" if style.quote == '"' else '"'
    may_change = awkward_in[style.quote] and not awkward_in[other] and not style.always_quotes
    quote = other if may_change else style.quote
    return _in_double_quotes(text) if quote == '"' else "'" + text.replace("'", "''") + "'"


def ends_in_line_break(value: Data) -> bool:
    """Whether the last text of a value ends in a line break, so that the file has to as well."""
    while not isinstance(value, str):
        if not value:
            return False
        value = list(value.values())[-1] if isinstance(value, Mapping) else value[-1]
    return value.endswith("\n")


def _are_words(items: Sequence[Data]) -> bool:
    return all(isinstance(item, str) and len(item) <= WIDTH // 2 and _is_plain(item, in_flow=True) for item in items)


def _is_plain(text: str, in_flow: bool) -> bool:
    """Whether a text without line breaks, tabs and special characters needs no quotes."""
    if text in NOTHING or text != text.strip(" ") or text.startswith(_INDICATORS):
        return False
    return not (_ENDS_PLAIN_IN_FLOW if in_flow else _ENDS_PLAIN).search(text)


def _in_double_quotes(text: str) -> str:
    def code(char: str) -> str:
        number = ord(char)
        return f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}"

    escaped = "".join(_CODES.get(char) or char for char in text)
    return '"' + _SPECIAL.sub(lambda found: code(found.group()), escaped) + '"'


def _text_lines(text: str, indent: int, style: Style, room: int) -> list[str]:
    """A text: on one line where it fits, else on lines of its own below, `indent` columns in, where that is safe."""
    line = one_line(text, style)
    if style.json or (len(line) <= room and "\n" not in text):
        return [line]
    return _block(text, indent) or [line]


def _block(text: str, indent: int) -> list[str]:
    """A text after `|` or `>` on lines of its own; nothing where it has only one, or would not read back the same."""
    body, chomping = (text[:-1], "") if text.endswith("\n") else (text, "-")
    paragraphs = body.split("\n")
    if not body or _SPECIAL.search(body) or not (paragraphs[0] and paragraphs[-1]):
        return []
    if any(paragraph != paragraph.strip(" \t") for paragraph in paragraphs):
        return []
    width = max(_NARROWEST, WIDTH - indent)
    wrapped = [_wrapped(paragraph, width) for paragraph in paragraphs]
    if all(len(lines) <= 1 for lines in wrapped):
        if len(paragraphs) == 1 and chomping and len(_GAPS.split(body)) == 1:
            return []
        sign, lines = ("|", paragraphs) if len(paragraphs) > 1 else (">", paragraphs)
    else:
        sign, lines = ">", wrapped[0]
        for more in wrapped[1:]:
            lines = [*lines, "", *more]
    return [sign + chomping, *(" " * indent + line if line else "" for line in lines)]


def _wrapped(paragraph: str, width: int) -> list[str]:
    """A paragraph cut at single spaces, which is where YAML puts it together again."""
    lines: list[str] = []
    for word in _GAPS.split(paragraph):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        elif word:
            lines.append(word)
    return lines
