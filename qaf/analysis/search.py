"""Search over the entries of areas: best match first, slips of the keyboard and other spellings forgiven.

A word asked for fits a word of an entry where both have the same form (`form_of`), where it is the beginning of it, or,
if nothing of the framework fits it so, where it is nearly the same. Rare words count for more than common ones
(the inverse document frequency of Spärck Jones, 1972), the text for more than the area's name.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qaf.analysis.coverage import FAMILIES
from qaf.analysis.entries import ENTRY_TYPES, AreaEntry, area_entries
from qaf.analysis.word_forms import form_of, slips, words_of
from qaf.model.framework import Framework

_TEXT, _ID, _AREA, _REST = 3.0, 2.0, 1.5, 1.0
"""What a word counts in an entry's text, its id, its area's name, and what else is said of it."""
_SAME_FORM, _BEGINNING, _RELATED = 0.9, 0.6, 0.5
_LEAST_SHARE = 0.3
"""How much of what was asked for an entry has to hold, rare words counting for more."""
_LEAST_OF_BEST = 0.2
_IN_A_ROW = 1.25
_NOTHING_BESIDES = 1.5


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found, best first; `unknown` are words asked for that nothing in the framework is like."""

    entries: tuple[AreaEntry, ...]
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Indexed:
    entry: AreaEntry
    words: tuple[str, ...]
    weights: Mapping[str, float]


def search(framework: Framework, asked: str, among: Iterable[AreaEntry] | None = None) -> Found:
    """The entries that fit the words `asked`, best match first; the same question has the same answer.

    `among` limits what is shown, not what the words are compared with. An id asked for outright comes first.
    """
    terms = list(dict.fromkeys(words_of(asked)))
    index = [_indexed(framework, entry) for entry in area_entries(framework)]
    vocabulary = sorted({word for item in index for word in item.weights})
    fits = {term: _fitting(term, vocabulary) for term in terms}
    rarity = {term: _rarity(index, fits[term]) for term in terms}
    chosen = None if among is None else {entry.id for entry in among}
    scored = []
    for place, item in enumerate(index):
        if chosen is None or item.entry.id in chosen:
            score = _score(item, terms, fits, rarity)
            if item.entry.id == asked.strip().casefold():
                score += 1_000
            if score > 0:
                scored.append((-round(score, 9), ENTRY_TYPES.index(item.entry.type), place, item.entry))
    scored.sort(key=lambda found: found[:3])
    least = scored[0][0] * _LEAST_OF_BEST if scored else 0
    entries = tuple(entry for score, _, _, entry in scored if score <= least)
    return Found(entries, tuple(term for term in terms if not fits[term]))


def _indexed(framework: Framework, entry: AreaEntry) -> _Indexed:
    text = tuple(words_of(entry.text))
    weights: dict[str, float] = {}
    for words, weight in (
        (_rest(framework, entry), _REST),
        (words_of(framework.title(entry.area)), _AREA),
        (words_of(entry.id.replace("-", " ")), _ID),
        (text, _TEXT),
    ):
        weights.update(dict.fromkeys(words, weight))
    return _Indexed(entry, text, weights)


def _rest(framework: Framework, entry: AreaEntry) -> list[str]:
    """What else is said of an entry: its kinds, families and method, what it is of, what it is called elsewhere."""
    item = framework.items.get(entry.id)
    said = [*entry.kinds, *(FAMILIES[family] for family in entry.families)]
    said += [str(getattr(item, key, None) or "") for key in ("why", "base", "asked", "note", "method", "ref")]
    return words_of(" ".join(said).replace("_", " "))


def _fitting(term: str, vocabulary: Sequence[str]) -> dict[str, float]:
    """The words of the framework that fit a word asked for, with how well (0 to 1)."""
    form = form_of(term)
    same = {word: _SAME_FORM for word in vocabulary if form_of(word) == form}
    if term in same:
        same[term] = 1.0
    begun = {word: _BEGINNING for word in vocabulary if len(term) > 2 and _begins(word, term, form)}
    if same or begun:
        return {**begun, **same}
    related = {word: _RELATED for word in vocabulary if _is_related(form, form_of(word))}
    return related or _misspelt(form, vocabulary) or _run_together(term, vocabulary)


def _begins(word: str, term: str, form: str) -> bool:
    return word.startswith(term) or (len(form) > 3 and form_of(word).startswith(form))


def _is_related(first: str, second: str) -> bool:
    """Whether two forms begin so much alike that they belong to one family of words (supervisor, supervision)."""
    shared = next((n for n, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), None)
    length = min(len(first), len(second)) if shared is None else shared
    return length >= max(5, 0.7 * max(len(first), len(second)))


def _misspelt(form: str, vocabulary: Sequence[str]) -> dict[str, float]:
    """The words nearest to a form that nobody wrote: one slip in four letters or more, two in seven or more."""
    most = 0 if len(form) < 4 else 1 if len(form) < 7 else 2
    away = {word: slips(form, form_of(word), most) for word in vocabulary if len(word) > 2} if most else {}
    nearest = min(away.values(), default=most + 1)
    return {word: 0.8 - 0.2 * n for word, n in away.items() if n == nearest} if nearest <= most else {}


def _run_together(term: str, vocabulary: Sequence[str]) -> dict[str, float]:
    """The parts of a word that the framework writes as two (`frontdoor`)."""
    known = set(vocabulary)
    for cut in range(3, len(term) - 2):
        if term[:cut] in known and term[cut:] in known:
            return {term[:cut]: _RELATED, term[cut:]: _RELATED}
    return {}


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
