"""Words of columns, measures and places, held against each other: how much two names speak of the same thing."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from qaf.data.cell_shapes import without_note
from qaf.data.column_names import tidy_name

_STOP_WORDS = """
a an and are as at be been being by did do each for from had has have having in into is it its of on or our out than
that the their them there these they this to under up was we were went who whom whose with within year years
yr after during eng geo data item name all any england wales scotland
"""
_STOP = frozenset(_STOP_WORDS.split())
_UNIT_WORDS = """
percent percentage pct perc proportion share rate per ratio mean average avg count number num no total totals value
figure obs headcount fte estimate n nbr measure data 000 1000 10000 100000 10 100
"""
_UNITS = frozenset(_UNIT_WORDS.split())
_MEANS = {
    "cla": "look", "lac": "look", "cpp": "protection plan", "cp": "protection", "cin": "need", "nfa": "further action",
    "rereferral": "repeat referral", "re": "repeat", "again": "repeat", "left": "leave", "children": "child",
    "kids": "child",
    "youth": "child", "minor": "child", "ppl": "people", "staff": "staff", "swk": "social work", "sw": "social work",
    "dv": "domestic", "da": "domestic", "fgm": "fgm", "ehcp": "education health care plan", "foster": "look",
    "pop": "population", "inc": "incident", "incs": "incident", "assess": "assessment", "asmt": "assessment",
    "kinship": "kin", "care": "look", "upn": "pupil", "aged": "age", "ages": "age", "mths": "month", "wks": "week",
    "missed": "miss", "rpt": "repeat", "ref": "referral", "vac": "vacancy", "excl": "exclusion", "perm": "permanent",
}  # fmt: skip
"""Abbreviations that returns and their users share, and words that mean the same."""


def words_of(text: str) -> tuple[str, ...]:
    """The words of a name in small letters, cut at case changes and signs, without endings; small words left out."""
    return _words(text)[0]


def unit_words(text: str) -> frozenset[str]:
    """Words of a name that say in what it is counted: percent, rate, count..."""
    return _words(text)[1]


@lru_cache(maxsize=8192)
def _words(text: str) -> tuple[tuple[str, ...], frozenset[str]]:
    flat = tidy_name(text[:400]).replace("%", " percent ").replace(",000", "000")
    flat = re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", " ", flat)
    flat = re.sub(r"\b[rR]e[-_](?=[a-z])", "re ", flat)
    pieces = re.findall(r"[^\W\d_]+|\d+", flat.casefold())
    units = frozenset(piece for piece in pieces if piece in _UNITS)
    found: dict[str, None] = {}
    for piece in pieces:
        if re.match("rere[a-z]{3}", piece):
            found["repeat"] = None
            piece = piece[2:]
        for word in _MEANS.get(piece, _MEANS.get(piece.removesuffix("s"), piece)).split():
            if word not in _STOP and word not in _UNITS and len(word) > 1:
                found[_stem(word)] = None
    return tuple(found), units


def _stem(word: str) -> str:
    for ending, instead in (("ies", "y"), ("ing", ""), ("ed", ""), ("ly", ""), ("es", ""), ("s", "")):
        if ending == "es" and not word[:-2].endswith(("ss", "x", "zz", "ch", "sh")):
            continue
        if word.endswith(ending) and len(word) - len(ending) >= 3 and not word.endswith("ss"):
            stem = word[: -len(ending)] + instead
            return (
                stem[:-1]
                if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "slz" and ending in ("ing", "ed")
                else stem
            )
    return word


def near(one: str, other: str) -> bool:
    """Whether two words without endings are the same word, or one is the other cut short."""
    if one == other:
        return True
    if one.isdigit() or other.isdigit():
        return False
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and long.startswith(short):
        return True
    common = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(short))
    return common >= 5 and common * 3 >= len(long) * 2


class Weights:
    """How much a word tells: the rarer among the names, the more."""

    def __init__(self, names: Iterable[Sequence[str]]) -> None:
        self._counts: Counter[str] = Counter(word for name in names for word in set(name))

    def of(self, word: str) -> float:
        """Between 0 and 1."""
        return 1.0 / math.sqrt(max(1, self._counts[word]))


def likeness(words: Sequence[str], wanted: Sequence[str], more: Sequence[str], weights: Weights, own: Weights) -> float:
    """How alike a name's `words` and a measure's are, between 0 and 1.

    `wanted`: the words of the measure's id; `more`: those of its text. `weights` and `own`: how much a word tells among
    measures and among the file's names. Where no word of the id is among them, most of the text's must be.
    """
    if not words or not (wanted or more):
        return 0.0
    shares = {word: own.of(word) for word in words}
    hit = sum(
        share * (1.0 if any(near(word, each) for each in wanted) else 0.85 if any(near(word, m) for m in more) else 0.0)
        for word, share in shares.items()
    )
    covered = hit / sum(shares.values())
    by_id, by_text = _covered(wanted, words, weights), _covered(more, words, weights)
    if not by_id and min(by_text, covered) < 0.6:
        return 0.0
    return math.sqrt(covered * max(by_id, by_text))


def _covered(wanted: Sequence[str], words: Sequence[str], weights: Weights) -> float:
    total = sum(weights.of(word) for word in wanted)
    if not total:
        return 0.0
    return sum(weights.of(word) for word in wanted if any(near(word, each) for each in words)) / total


_MARKS = "*†‡#⁰¹²³⁴⁵⁶⁷⁸⁹ \xa0"
_OF_PLACES = re.compile(
    r"\b(?:council|borough|city|county|district|metropolitan|london borough|royal borough|unitary|authority|local|ua|cc"
    r"|mbc|bc|council of|of|the|region|state|total|lb|rb|uk|u s)\b"
)


def place_key(text: str) -> str:
    """A place's name for comparing: small letters, no signs, no words such as `council` or `county`."""
    bare = without_note(tidy_name(text.rstrip(_MARKS))) or text
    flat = unicodedata.normalize("NFKD", bare.casefold().replace("&", " and "))
    kept = "".join(each if each.isalnum() else " " for each in flat if not unicodedata.combining(each))
    short = " ".join(_OF_PLACES.sub(" ", f" {' '.join(kept.split())} ").split())
    return short or " ".join(kept.split())
