"""Names that somebody types on a command line: one line of text that can be kept and shown."""

from __future__ import annotations

import unicodedata

from qaf.ground.errors import QafError

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
"""Characters without a shape that turn the direction of writing, or mark the beginning of a file."""


def checked_name(name: str, option: str) -> str:
    """The name on one line, with single spaces. Raises `QafError` where it holds what no text should.

    Quotes, emoji and any script are fine; control characters, and bytes that are no text, are not.
    """
    for character in name:
        kind = unicodedata.category(character)
        if kind == "Cs" or (kind == "Cn" and ord(character) & 0xFFFE == 0xFFFE):
            raise QafError(f"What is given with {option} is no text: a part of it is not UTF-8.")
        if character in _TURNING or (kind == "Cc" and not character.isspace()):
            raise QafError(
                f"What is given with {option} holds a character that cannot be seen (U+{ord(character):04X}).",
                help="It may have come in with a copy from another program. Type the name anew.",
            )
    return " ".join(name.split())
