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
    longer = [c for p, c in by_plain.items() if len(plain) >= 4 and (p.startswith(plain) or plain.startswith(p) and len(p) >= 4)]
    return min(longer, key=len) if longer else ""


def did_you_mean(word: str, candidates: Iterable[str]) -> str:
    """`Did you mean `x`?` or ""."""
    match = nearest(word, candidates)
    return f"Did you mean `{match}`?" if match else ""


def _plain(word: str) -> str:
    return word.casefold().replace("-", "").replace("_", "").replace(" ", "")
