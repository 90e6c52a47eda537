"""Pieces of a drafted recipe as YAML: texts, conditions and comments."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Sequence
from textwrap import wrap

from qaf.data.table import TableError
from qaf.ground.text import listing, shortened

_PLAIN = re.compile(r"[A-Za-z0-9_£][A-Za-z0-9_£ ()./+'&;=-]*")
_WIDTH = 110
MOST_LISTED = 12
"""Texts and columns that a draft lists at most."""


def quote(text: str) -> str:
    """A text as a YAML scalar, in quotation marks where it needs them.

    Raises `TableError` where the text holds a control character, which no recipe can.
    """
    if _PLAIN.fullmatch(text) and text == text.strip() and text not in ("null", "Null", "NULL", "~"):
        return text
    if any(unicodedata.category(each) == "Cc" and each not in "\t\n\r" for each in text):
        raise TableError(
            "A heading or a text that a recipe would have to name holds a character that cannot be seen.",
            help="Ask for the file anew, or save it again from a spreadsheet: a recipe cannot name such a text.",
        )
    return "".join(each if each.isprintable() else _escaped(each) for each in json.dumps(text, ensure_ascii=False))


def _escaped(character: str) -> str:
    number = ord(character)
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def condition(column: str, text: str) -> str:
    """A condition of a recipe on one line."""
    return f"{{column: {quote(column)}, is: {quote(text)}}}"


def listed(texts: Sequence[str] | dict[str, int]) -> str:
    """Texts of a file as a list in a sentence, long ones cut short."""
    return listing((shortened(text, 40) for text in texts if text), limit=MOST_LISTED)


def remark(words: str, indent: str = "") -> list[str]:
    """Words as lines of comment."""
    return [f"{indent}# {line}" for line in wrap(words, _WIDTH - len(indent) - 2, break_on_hyphens=False)]


def check(words: str, indent: str = "") -> list[str]:
    """What somebody should look at, as lines of comment."""
    return remark(f"to check: {words}", indent)
