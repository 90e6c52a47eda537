"""Suggestions for words that are nearly right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

MOST_TO_COMPARE = 500
"""With more words than these only those that are one slip away are looked for: comparing them all takes too long."""


class Words:
    """Words that can be meant, made ready to be asked many times."""

    def __init__(self, candidates: Iterable[str]) -> None:
        self._by_plain: dict[str, str] = {}
        for candidate in sorted(set(candidates), reverse=True):
            self._by_plain[_plain(candidate)] = candidate
        self._letters = sorted(set("".join(self._by_plain)))

    def nearest(self, word: str) -> str:
        """The word that was most likely meant, or "" where none is near.

        Case, hyphens, underscores and spaces do not count.
        """
        plain, known = _plain(word), self._by_plain
        if plain in known or len(plain) > 200:
            return known.get(plain, "")
        near = self._close(plain)
        if near or len(plain) < 4:
            return known.get(near, "")
        longer = [one for one in known if one.startswith(plain) or (len(one) >= 4 and plain.startswith(one))]
        return known[min(longer, key=lambda one: (len(one), one))] if longer else ""

    def _close(self, plain: str) -> str:
        if len(self._by_plain) > MOST_TO_COMPARE:
            return next((other for other in self._one_slip_from(plain) if other in self._by_plain), "")
        import difflib

        return next(iter(difflib.get_close_matches(plain, self._by_plain, n=1, cutoff=0.72)), "")

    def _one_slip_from(self, plain: str) -> Iterator[str]:
        """Everything that is one letter swapped, dropped, changed or added away."""
        splits = [(plain[:at], plain[at:]) for at in range(len(plain) + 1)]
        yield from (a + b[1] + b[0] + b[2:] for a, b in splits if len(b) > 1)
        yield from (a + b[1:] for a, b in splits if b)
        yield from (a + letter + b[1:] for a, b in splits if b for letter in self._letters)
        yield from (a + letter + b for a, b in splits for letter in self._letters)


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that `word` was most likely meant to be, or "" where none is near."""
    return Words(candidates).nearest(word)


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """`Did you mean `x`?` or ""."""
    match = nearest(word, candidates)
    return f"Did you mean `{match}`?" if match else ""


def _plain(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")
