"""Words of a text, and one form for each word however it is spelt or inflected.

British and American spellings, singular and plural, and the common endings of verbs come to the same form. The forms
are keys for comparing, never for printing.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from qaf.analysis.synonyms import MARK, tokens

_POSSESSIVE = re.compile(r"['’]s?\b")
_INITIALS = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
_HYPHENS = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"))
_COMPOUND = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)+")

_STOP_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "can",
        "did",
        "do",
        "does",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "me",
        "my",
        "no",
        "nor",
        "not",
        "of",
        "on",
        "or",
        "our",
        "s",
        "so",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "those",
        "to",
        "too",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "whether",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "you",
        "your",
    ]
)

_IRREGULAR = {
    "analyses": "analysis", "children": "child", "crises": "crisis", "kid": "child", "knives": "knife", "lives": "life",
    "men": "man", "mum": "mother", "mums": "mother", "mom": "mother", "moms": "mother", "dad": "father",
    "dads": "father", "people": "person", "said": "say", "taught": "teach", "wives": "wife", "women": "woman",
}  # fmt: skip

_SPELLINGS = (
    (r"(?<=ion)al(ly)?$", ""),
    (r"(?<=ior)al(ly)?$", ""),
    (r"(?<=iour)al(ly)?$", ""),
    (r"(?<=practi)s", "c"),
    (r"(?<=[aeiouy])s(?=(e|es|ed|er|ers|ing|ation|ations|able)$)", "z"),
    (r"(?<=[a-z]{2})our(?=(s|ed|er|ers|ing|al|ally|able|ite|ites|ful|hood|hoods)?$)", "or"),
    (r"(?<=[bt])re(s|d)?$", "er"),
    (r"(?<=gram)me(?=(s|d)?$)", ""),
    (r"(?<=en)s(?=(e|es|ed|ing|ive|ively)$)", "c"),
    (r"ae|oe(?!s$)", "e"),
    (r"ll(?=(ed|er|ers|ing|or|ors|ment|ments)$)", "l"),
    (r"(?<=judg)e(?=ment)", ""),
    (r"(?<=ag)e(?=ing$)", ""),
    (r"^grey", "gray"),
)
"""British spellings, and what they and the American ones come to."""
_RULES = tuple((re.compile(pattern), to) for pattern, to in _SPELLINGS)


def words_of(text: str, *, asked: bool = False) -> list[str]:
    """The words of a text that mean something, small and without accents, in order.

    What the field calls by several names is one token (`qaf.analysis.synonyms`); `asked` where it is a question.
    """
    return [word for word in tokens(_plain(text), asked=asked) if word not in _STOP_WORDS]


def plain_words_of(text: str) -> list[str]:
    """As `words_of`, word by word, whatever several of them mean together."""
    return [word for word in re.findall(r"[a-z0-9]+", _plain(text)) if word not in _STOP_WORDS]


def compounds_of(text: str) -> list[str]:
    """The words of a text that are written with hyphens, joined: `multiagency`."""
    return [word.replace("-", "") for word in _COMPOUND.findall(_plain(text))]


def _plain(text: str) -> str:
    small = unicodedata.normalize("NFKD", text.casefold().translate(_HYPHENS))
    small = "".join(character for character in small if not unicodedata.combining(character))
    together = _INITIALS.sub(r"\1", " ".join(small.split()))
    return _POSSESSIVE.sub("", together).translate(_HYPHENS)


@lru_cache(maxsize=16_384)
def form_of(word: str) -> str:
    """The form of a word as `words_of` gives it: `form_of("behaviours") == form_of("behavior")`."""
    if word.startswith(MARK):
        return word
    singular = _singular(word)
    word = _IRREGULAR.get(word) or _IRREGULAR.get(singular) or singular
    for rule, to in _RULES:
        word = rule.sub(to, word)
    return _ending(_without_inflection(word))


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def _without_inflection(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word[: -len(ending)]
        if word.endswith(ending) and word != "wellbeing" and len(rest) > 2 and re.search("[aeiouy]", rest):
            return rest
    return word


def _ending(word: str) -> str:
    """The word without what an inflection changes at its end: a silent e, a doubled letter, y for i."""
    if len(word) > 3 and word.endswith("e"):
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    return word[:-1] + "y" if len(word) > 3 and word.endswith("i") else word


def slips(first: str, second: str, most: int) -> int:
    """How many letters were left out, added, changed or swapped between two words; `most` + 1 where more."""
    if abs(len(first) - len(second)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(second) + 1))
    for i, left in enumerate(first, 1):
        before, above = row, before
        row = [i]
        for j, right in enumerate(second, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == second[j - 2] and first[i - 2] == right:
                least = min(least, above[j - 2] + 1)
            row.append(least)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
