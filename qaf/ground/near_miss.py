"""Suggestions for words that are nearly right."""

from __future__ import annotations

from collections.abc import Iterable


def nearest(word: str, candidates: Iterable[str]) -> str:
    """The candidate that `word` was most likely meant to be, or "" where none is near.

    Case, hyphens, underscores and spaces do not count; one slip in five letters does not either.
    """
    import difflib

    plain = _plain(word)
    known = sorted(set(candidates))
    for candidate in known:
        if _plain(candidate) == plain:
            return candidate
    if len(plain) > 200:
        return ""
    by_plain = {_plain(candidate): candidate for candidate in reversed(known)}
    matches = difflib.get_close_matches(plain, by_plain, n=1, cutoff=0.72)
    if matches:
        return by_plain[matches[0]]
    if len(plain) < 4:
        return ""
    longer = [known for known in by_plain if known.startswith(plain) or (len(known) >= 4 and plain.startswith(known))]
    return by_plain[min(longer, key=len)] if longer else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """`Did you mean `x`?` or ""."""
    match = nearest(word, candidates)
    return f"Did you mean `{match}`?" if match else ""


def _plain(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")
