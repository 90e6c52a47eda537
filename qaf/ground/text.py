"""Small helpers for sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def listing(words: Iterable[str], last: str = "and", limit: int = 0) -> str:
    """`a, b and c`; with `limit`, the rest is counted: `a, b and 7 more`."""
    items = list(words)
    if limit and len(items) > limit:
        items = [*items[:limit], f"{len(items) - limit} more"]
        last = "and"
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 area`, `3 areas`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def quoted(words: Iterable[str], last: str = "or", limit: int = 0) -> str:
    """The words in backticks, joined: `` `a`, `b` or `c` ``."""
    return listing((f"`{word}`" for word in words), last, limit)


def shortened(text: str, width: int = 60) -> str:
    """The text on one line, cut at a word before `width` characters."""
    flat = " ".join(text.split())
    if len(flat) <= width:
        return flat
    return flat[: width - 1].rsplit(" ", 1)[0] + "…"


def column_letter(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA: the letter a spreadsheet gives to a column."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cells(row: Sequence[str]) -> str:
    """A row as it can be read aloud: names joined, empty ones left out."""
    return ", ".join(cell for cell in row if cell)


def reason(error: OSError) -> str:
    """The operating system's reason as the middle of a sentence."""
    return (error.strerror or str(error)).lower()
