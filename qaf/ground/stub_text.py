"""What stands where something is still to be written: the one place that makes such a text, and that knows one."""

from __future__ import annotations

import re

_BEGINNING = "To be written"
_PATTERN = re.compile(rf"\s*{_BEGINNING}\s*(?:[.…]+|\(.*\)\s*\.?|:.*)?\s*", re.IGNORECASE | re.DOTALL)

_SOMEWHERE = re.compile(rb"to\\?\s+be\\?\s+written", re.IGNORECASE)


def stub_text(what: str) -> str:
    """What stands in a key that has to say something, until it is written."""
    return f"{_BEGINNING} ({what})"


def is_stub_text(text: str) -> bool:
    """Whether a text says no more than that it is still to be written.

    A sentence that goes on ("To be written to every month") is no such text.
    """
    return _PATTERN.fullmatch(text) is not None


def may_hold_stub_text(content: bytes) -> bool:
    """Whether stub text can stand in a file: most have none, and need not be looked through key by key."""
    return _SOMEWHERE.search(content) is not None
