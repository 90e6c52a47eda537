"""Search over the entries of areas: best match first, slips of the keyboard and other spellings forgiven.

A word asked for fits a word of an entry where both have the same form (`form_of`), mean the same in the field
(`synonyms`), where it is the beginning of it, or belongs to its family. Where nothing of the framework fits so, the
nearest word takes its place, and what was found says so. Rare words count for more than common ones (the inverse
document frequency of Spärck Jones, 1972), the text for more than the area's name.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qaf.analysis.coverage import FAMILIES
from qaf.analysis.entries import ENTRY_TYPES, AreaEntry, area_entries
from qaf.analysis.search_terms import Guess, Vocabulary, joined_pairs, terms_of
from qaf.analysis.synonyms import spoken
from qaf.analysis.word_forms import compounds_of, form_of, plain_words_of, words_of
from qaf.model.framework import Framework

_TEXT, _ID, _AREA, _REST = 3.0, 2.0, 1.5, 1.0
"""What a word counts in an entry's text, its id, its area's name, and what else is said of it."""
_CALLED = 2.0
"""What a word counts at most that stands only in the usual name of what is said."""
_LEAST_SHARE = 0.3
"""How much of what was asked for an entry has to hold, rare words counting for more."""
_LEAST_OF_BEST = 0.2
_IN_A_ROW = 1.25
_NOTHING_BESIDES = 1.5


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first.

    `unknown` are words asked for that nothing in the framework is like; `guesses` those for which another was taken.
    """

    entries: tuple[AreaEntry, ...]
    unknown: tuple[str, ...] = ()
    guesses: tuple[Guess, ...] = ()


@dataclass(frozen=True, slots=True)
class _Indexed:
    entry: AreaEntry
    words: tuple[str, ...]
    weights: Mapping[str, float]


def search(framework: Framework, asked: str, among: Iterable[AreaEntry] | None = None) -> Found:
    """The entries that fit the words `asked`, best match first; the same question has the same answer.

    `among` limits what is shown, not what the words are compared with. An id asked for outright comes first.
    """
    index, vocabulary = _index(framework)
    terms, guesses = terms_of(asked, vocabulary)
    fits = {term: vocabulary.fitting(term) for term in terms}
    rarity = {term: _rarity(index, fits[term]) for term in terms}
    chosen = None if among is None else {entry.id for entry in among}
    scored = []
    for place, item in enumerate(index):
        if chosen is None or item.entry.id in chosen:
            score = round(_score(item, terms, fits, rarity), 9)
            named = item.entry.id == asked.strip().casefold()
            if score > 0 or named:
                scored.append((not named, -score, ENTRY_TYPES.index(item.entry.type), place, item.entry))
    scored.sort(key=lambda found: found[:4])
    least = min((score for _, score, *_ in scored), default=0) * _LEAST_OF_BEST
    entries = tuple(entry for other, score, _, _, entry in scored if score <= least or not other)
    return Found(entries, tuple(spoken(term) for term in terms if not fits[term]), tuple(guesses))


def _index(framework: Framework) -> tuple[list[_Indexed], Vocabulary]:
    entries = area_entries(framework)
    vocabulary = Vocabulary()
    vocabulary.compounds.update(form_of(word) for entry in entries for word in compounds_of(entry.text))
    index = [_indexed(framework, entry, vocabulary.compounds) for entry in entries]
    for item in index:
        vocabulary.add(item.weights, plain_words_of(item.entry.text))
    return index, vocabulary


def _indexed(framework: Framework, entry: AreaEntry, compounds: set[str]) -> _Indexed:
    weights: dict[str, float] = {}
    for said, weight in (
        (_rest(framework, entry), _REST),
        (framework.title(entry.area), _AREA),
        (entry.id.replace("-", " "), _ID),
        (entry.text, _TEXT),
    ):
        plain = plain_words_of(said)
        words = words_of(said)
        named = [word for token in words for word in plain_words_of(spoken(token))]
        weights.update({word: max(min(weight, _CALLED), weights.get(word, 0)) for word in named})
        words += [*plain, *joined_pairs(plain, compounds), *compounds_of(said)]
        weights.update(dict.fromkeys(words, weight))
    return _Indexed(entry, tuple(words_of(entry.text)), weights)


def _rest(framework: Framework, entry: AreaEntry) -> str:
    """What else is said of an entry: its kinds, families and method, what it is of, what it is called elsewhere."""
    item = framework.items.get(entry.id)
    said = [*entry.kinds, *(FAMILIES[family] for family in entry.families)]
    said += [str(getattr(item, key, None) or "") for key in ("why", "base", "asked", "note", "method", "ref")]
    return " ".join(said).replace("_", " ")


def _rarity(index: Sequence[_Indexed], fitting: Mapping[str, float]) -> float:
    holding = sum(1 for item in index if not item.weights.keys().isdisjoint(fitting))
    return math.log(1 + len(index) / (holding or 1))


def _score(
    item: _Indexed, terms: Sequence[str], fits: Mapping[str, Mapping[str, float]], rarity: Mapping[str, float]
) -> float:
    """How well an entry fits: 0 where it does not."""
    best = {
        term: max((weight * fits[term][word] for word, weight in item.weights.items() if word in fits[term]), default=0)
        for term in terms
    }
    asked = sum(rarity[term] for term in terms if fits[term])
    share = sum(rarity[term] for term in terms if best[term]) / asked if asked else 0
    if share < _LEAST_SHARE:
        return 0
    score = share**2 * sum(best[term] * rarity[term] for term in terms)
    if _in_a_row(item.words, terms, fits):
        score *= _IN_A_ROW
    if item.words and all(any(word in fits[term] for term in terms) for word in item.words):
        score *= _NOTHING_BESIDES
    return score * (1 + 1 / (3 + len(item.words)))


def _in_a_row(words: Sequence[str], terms: Sequence[str], fits: Mapping[str, Mapping[str, float]]) -> bool:
    """Whether the words asked for stand in the text one after the other, in their order."""
    last = len(words) - len(terms) + 1
    return len(terms) > 1 and any(
        all(words[start + offset] in fits[term] for offset, term in enumerate(terms)) for start in range(last)
    )
