"""What was asked for, held against the words that a framework has: spellings joined, slips mended and said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from qaf.analysis.synonyms import MARK, near, spoken
from qaf.analysis.word_forms import form_of, slips, words_of

SAME_FORM, BEGINNING, RELATED, NEAR = 0.9, 0.6, 0.5, 0.3
_LEAST_PART = 3
_SLIPS = ((8, 2), (4, 1))
"""From how many letters on so many slips are forgiven; two make another word of a shorter one (council)."""


@dataclass(frozen=True, slots=True)
class Guess:
    """A word or a name that no entry has, and what was looked for in its place."""

    asked: str
    shown: tuple[str, ...]


@dataclass(slots=True)
class Vocabulary:
    """The words of a framework, with how many entries have each.

    `compounds` are the forms of words that are somewhere written with a hyphen; `pairs` are words that stand side by
    side somewhere, by what they are when they are run together.
    """

    words: Counter[str] = field(default_factory=Counter)
    compounds: set[str] = field(default_factory=set)
    forms: dict[str, list[str]] = field(default_factory=dict)
    pairs: dict[str, str] = field(default_factory=dict)

    def add(self, words: Iterable[str], in_order: Sequence[str]) -> None:
        """Take in the different words of one entry, and the words of its text in their order."""
        for word in words:
            if word not in self.words:
                self.forms.setdefault(form_of(word), []).append(word)
            self.words[word] += 1
        self.pairs.update((first + second, f"{first} {second}") for first, second in pairwise(in_order))

    def fitting(self, term: str) -> dict[str, float]:
        """The words that fit one asked for, with how well (0 to 1); those of its family only where no other fits."""
        if fits := self.written(term):
            return fits
        form = form_of(term)
        return {word: RELATED for word in self.words if _is_related(form, form_of(word))}

    def has(self, term: str) -> bool:
        """Whether an entry has the word or what it means, or a word that begins with it."""
        return term in self.words or (not term.startswith(MARK) and bool(self.written(term)))

    def written(self, term: str) -> dict[str, float]:
        """The words that have the term's form, mean the same, or begin with it; with how well they fit."""
        form = form_of(term)
        same = dict.fromkeys(self.forms.get(form, ()), SAME_FORM)
        if term in same:
            same[term] = 1.0
        if term.startswith(MARK):
            return {**{word: NEAR for word in near(term) if word in self.words}, **same}
        begun = {word: BEGINNING for word in self.words if len(term) > 2 and _begins(word, term, form)}
        return {**begun, **same}


def terms_of(asked: str, vocabulary: Vocabulary) -> tuple[list[str], list[Guess]]:
    """The words to look for, and what was guessed for words that no entry has."""
    guesses: list[Guess] = []
    mended: list[str] = []
    for term in words_of(asked, asked=True):
        shown = () if vocabulary.has(term) else _guessed(term, vocabulary)
        guesses += [Guess(spoken(term), shown)] if shown else []
        mended += [spoken(term)] if term.startswith(MARK) or not shown else shown
    terms = words_of(" ".join(mended), asked=True)
    return list(dict.fromkeys(_joined(terms, vocabulary))), list(dict.fromkeys(guesses))


def joined_pairs(words: Sequence[str], compounds: set[str]) -> list[str]:
    """Words that stand side by side and are written as one, or with a hyphen, elsewhere."""
    pairs = (first + second for first, second in pairwise(words))
    return [pair for pair in pairs if form_of(pair) in compounds]


def _joined(terms: Sequence[str], vocabulary: Vocabulary) -> list[str]:
    """The terms, where two that stand side by side are one word of an entry: `multi agency`, `self harm`."""
    found: list[str] = []
    for term in terms:
        both = found[-1] + term if found else ""
        if both and MARK not in both and form_of(both) in (vocabulary.compounds | vocabulary.forms.keys()):
            found[-1] = both
        else:
            found.append(term)
    return found


def _begins(word: str, term: str, form: str) -> bool:
    return word.startswith(term) or (len(form) > 3 and form_of(word).startswith(form))


def _is_related(first: str, second: str) -> bool:
    """Whether two forms begin so much alike that they belong to one family of words (supervisor, supervision)."""
    shared = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), None)
    length = min(len(first), len(second)) if shared is None else shared
    return length >= max(5, 0.7 * max(len(first), len(second)))


def _guessed(term: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """What to look for in the place of what nobody wrote: what comes near, two words run together, the nearest word."""
    if term.startswith(MARK):
        return tuple(spoken(word) for word in vocabulary.written(term))
    if term in vocabulary.pairs:
        return (vocabulary.pairs[term],)
    slip, word = _nearest(term, vocabulary)
    if slip != 1 and vocabulary.fitting(term):
        return ()
    found = word if slip == 1 else _parts(term, vocabulary) or word
    return (found,) if found else ()


def _nearest(term: str, vocabulary: Vocabulary) -> tuple[int, str]:
    """The slips between a word and the nearest one, and that one: the same first letter first, then the commonest."""
    form = form_of(term)
    most = next((most for letters, most in _SLIPS if len(form) >= letters), 0)
    found = []
    for word, count in vocabulary.words.items():
        if most and len(word) > 2 and not word.startswith(MARK):
            away = min(slips(form, form_of(word), most), slips(term, word, most))
            if away <= most:
                found.append((away, word[0] != term[0], -count, word))
    return (min(found)[0], min(found)[3]) if found else (0, "")


def _parts(term: str, vocabulary: Vocabulary) -> str:
    """The two words of a framework that were run together (`schoolchildren`), with a blank between them."""
    cuts = range(_LEAST_PART, len(term) - _LEAST_PART + 1)
    found = [(term[:cut], term[cut:]) for cut in cuts if {term[:cut], term[cut:]} <= vocabulary.words.keys()]
    return " ".join(max(found, key=lambda parts: min(vocabulary.words[part] for part in parts))) if found else ""
