"""Faults of a YAML file's layout: keys, dashes and colons that stand where they cannot."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qaf.workspace.yaml_text import Lines

QUOTE_IT = "If this is meant as text, put the whole text in quotes."
"""Advice for a sign that has a meaning in YAML."""
DOUBLE_APOSTROPHE = "Inside single quotes an apostrophe is written twice ('')."
"""Advice for texts in single quotes."""
CLOSERS = {"]": "[", "}": "{"}
"""What each closing bracket closes."""

_KEY_WITHOUT_SPACE = re.compile(r"[\w-]+(:)[^\s:/]")
_DASH_WITHOUT_SPACE = re.compile(r"-[^\s-]")


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault and its surroundings: `at` where the parser stopped, `opened` where what it was reading begins."""

    lines: Lines
    at: int
    opened: int | None

    @property
    def char(self) -> str:
        """The character at which the parser stopped; "" at the end."""
        return self.lines.text[self.at : self.at + 1]

    @property
    def before(self) -> str:
        """What stands on the line before the place."""
        return self.lines.text[self.lines.line_start(self.at) : self.at]

    @property
    def at_end(self) -> bool:
        """Whether nothing follows any more."""
        return not self.lines.text[self.at :].strip()

    def number(self, index: int | None) -> int:
        """The number of the line on which a place lies."""
        return self.lines.position(index or 0)[0]

    def opener(self, otherwise: str) -> str:
        """The character that began what is being read."""
        return otherwise if self.opened is None else self.lines.text[self.opened : self.opened + 1] or otherwise


@dataclass(frozen=True, slots=True)
class Said:
    """The sentence for a fault. `start` and `end` are its place where that is not where the parser stopped."""

    message: str
    advice: str
    note: str = ""
    start: int | None = None
    end: int | None = None
    code: str = "QAF002"


def colon_not_allowed(fault: Fault) -> Said:
    """What to say where a colon stands and no key may end."""
    before = fault.before
    number = fault.number(fault.at)
    above = fault.lines.line(number - 1)
    if before.startswith("---"):
        return Said("No key may stand on the line of `---`.", "Start the first key on a line of its own.")
    if len(before.strip()) > 1000:
        return Said("The key before this colon is too long.", f"A key has at most 1,000 characters. {QUOTE_IT}")
    if ": " in before or before.endswith(":") or re.search(r":\s", before):
        return Said(
            "A colon inside a text without quotes: YAML takes what stands before it for a key.",
            "Put the whole text after the first colon in quotes.",
        )
    if _KEY_WITHOUT_SPACE.match(above.lstrip(" -")):
        return Said(
            f"This key cannot follow line {number - 1}, where a colon has no space after it.",
            f"Put a space after the colon on line {number - 1}.",
        )
    return Said(
        "What stands before this colon is read as part of the text above it, so it cannot be a key.",
        "If it is a key, indent it exactly like the keys it belongs with. If it belongs to the text above, put the "
        "whole text in quotes.",
    )


def colon_missing(fault: Fault) -> Said:
    """What to say of a line that should be a key and has no colon."""
    start = fault.at if fault.opened is None else fault.opened
    end = fault.lines.line_end(start)
    if _DASH_WITHOUT_SPACE.match(fault.lines.text, start):
        return Said("A dash that begins a list entry needs a space after it.", "Write `- text`.", "", start, start + 1)
    key = _KEY_WITHOUT_SPACE.match(fault.lines.text, start)
    if key is not None:
        advice = "Write `key: text`."
        return Said("The colon after a key needs a space after it.", advice, "", key.start(1), key.end(1))
    return Said(
        "This line is neither a key with its colon nor part of the text above.",
        "If it belongs to the text above, indent it further than the key. If it is a key, add a colon and a space. "
        "Quotes that are opened here must be closed.",
        "",
        start,
        end,
    )


def no_key(fault: Fault) -> Said:
    """What to say where the keys of a mapping do not go on as they should."""
    said = _stray(fault)
    if said is not None:
        return said
    if fault.char == "-":
        return Said(
            "A list entry (a line with a dash) stands where a key was expected.",
            "Line the dash up with the other dashes of its list, and give the list a key on a line above.",
            _begun(fault, "The keys it stands among begin"),
        )
    return _misplaced(fault, "keys")


def no_dash(fault: Fault) -> Said:
    """What to say where the entries of a list do not go on as they should."""
    said = _stray(fault)
    if said is not None:
        return said
    column = fault.lines.position(fault.opened or 0)[1]
    if fault.char != "-" and fault.lines.position(fault.at)[1] == column:
        return Said(
            "A key stands where the next entry of a list (a line with a dash) was expected.",
            "Indent the key further if it belongs to the entry above; else indent the list below a key of its own.",
            _begun(fault, "The list begins"),
        )
    return _misplaced(fault, "entries")


def _stray(fault: Fault) -> Said | None:
    """What is wrong where something follows on a line that YAML holds to be complete."""
    if fault.char in CLOSERS:
        return Said(f"This `{fault.char}` closes nothing.", f"Delete it, or add the missing `{CLOSERS[fault.char]}`.")
    if fault.char == ":" and not fault.before.strip(" -"):
        return Said("A key is missing before this colon.", "Write the key before the colon.")
    if not fault.before.strip():
        return None
    before = fault.before.rstrip()
    if before.endswith(('"', "'")):
        if before.count(before[-1]) % 2:
            return Said(
                "The quote before this closes a text that was opened on a line above.",
                "Look there for a text whose closing quote is missing, and add it.",
            )
        return Said(
            "Something follows after the closing quote of a text.",
            f"Put the whole text in quotes, or in none. {DOUBLE_APOSTROPHE}",
        )
    if fault.before.strip(" -"):
        return Said("This cannot follow what stands before it on the line.", QUOTE_IT)
    return None


def _misplaced(fault: Fault, what: str) -> Said:
    return Said(
        f"This line is not indented like the {what} it belongs with.",
        f"Indent it by exactly as many spaces as the other {what}. A text of several lines is indented further than "
        "its key on every line.",
        _begun(fault, f"The {what} it seems to belong with begin"),
    )


def _begun(fault: Fault, what: str) -> str:
    if fault.opened is None or fault.number(fault.opened) == fault.number(fault.at):
        return ""
    line, column = fault.lines.position(fault.opened)
    return f"{what} on line {line}, column {column}."
