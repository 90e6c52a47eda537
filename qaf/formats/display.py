"""Text made safe and measured for a terminal."""

from __future__ import annotations

import unicodedata

_HARMLESS: dict[int, str] = {code: chr(0x2400 + code) for code in range(32)}
_HARMLESS |= {0x7F: "\u2421", 0x2028: " ", 0x2029: " "}
_HARMLESS |= dict.fromkeys(range(0x80, 0xA0), "\ufffd")
_HARMLESS |= dict.fromkeys((0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), "\ufffd")
_HARMLESS |= dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""Control characters as their pictures; what turns the direction of writing, and halves of characters, as �."""


def harmless(text: str) -> str:
    """The text with nothing in it that a terminal obeys; as many characters as before."""
    return text if text.isprintable() else text.translate(_HARMLESS)


def whole_characters(text: str) -> str:
    """The text with a question mark for each half of a character, such as names of files hold that are no UTF-8."""
    return text.encode("utf-8", "replace").decode("utf-8")


def one_line(text: str) -> str:
    """The text on one line, its breaks and runs of blanks turned into single spaces, and harmless."""
    if text.isprintable() and "  " not in text:
        return text.strip()
    return harmless(" ".join(text.split()))


def width(text: str) -> int:
    """How many columns of a terminal the text takes: East Asian characters two, combining ones none."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def _columns(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def padded(text: str, columns: int, right: bool = False) -> str:
    """The text with spaces to fill `columns`, before it where `right`."""
    fill = " " * (columns - width(text))
    return fill + text if right else text + fill


def wrapped(text: str, columns: int, cut: bool = True) -> list[str]:
    """The text cut at spaces into lines of at most `columns`; a longer word is cut too, if `cut`. At least one line."""
    if width(text) <= columns:
        return [text]
    lines, line = [], ""
    for word in text.split():
        joined = f"{line} {word}" if line else word
        if width(joined) <= columns:
            line = joined
            continue
        if line:
            lines.append(line)
        while cut and width(word) > columns:
            head = _head(word, columns)
            lines.append(head)
            word = word[len(head) :]
        line = word
    return [*lines, line] if line or not lines else lines


def _head(word: str, columns: int) -> str:
    """As many characters of the word as fit, at least one."""
    taken = 0
    for index, character in enumerate(word):
        taken += _columns(character)
        if taken > columns and index:
            return word[:index]
    return word
