"""Whether a word of a story is about the measure, or about something else: staff, a plan, a meeting.

There is no parser here. What stands before a verb, after a noun of change, or after a verb that is done to something
is held against the measure's own nouns, its categories and the words that a figure is called by in general.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from qaf.analysis.claim_words import GENERIC, PLAIN, PREPOSITIONS, PRONOUNS, Kind
from qaf.analysis.word_forms import form_of
from qaf.model.measure import Measure

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_RELATIVE = re.compile(r"\b(?:that|which|who|where)\b", re.IGNORECASE)
_DETERMINER = re.compile(
    r"\b(?:an?|the|this|that|these|those|any|no|another|further|its|their|our|some|much)(?:\s+[\w-]+){0,2}\s*$",
    re.IGNORECASE,
)
_DID = re.compile(
    r"\b(?:did|do|does|doesn['’]t|didn['’]t|don['’]t|(?:continue[sd]?|beg[au]n|started|managed) to)"
    r"(?:\s+(?:not|never|only|also|indeed|just|merely))*\s*$",
    re.IGNORECASE,
)
_BE = re.compile(
    r"\b(?:is|are|was|were|be|been|kept|keeps?|started|began|stopped)(?:\s+(?:not|\w+ly|still))*\s*$", re.I
)
_OF_NUMBER = re.compile(
    r"^\s*(?:of|by)\s+(?:about |nearly |almost )?(?:\d[\d.,]*|a \w+|half)\s*(?:%|per cent|(?:percentage )?points?)?",
    re.I,
)
_NAMED_AFTER = re.compile(
    r"\s*\b(?:in|with|of|for|at|towards|on(?! an? \w+ward)) ((?:(?!this|last|the year)\w)[^.;,]{1,60})", re.I
)
_TREND_IN = re.compile(r"\btrend in ([^.;,]+)", re.I)
_STOP = re.compile(r"\b(?:is|are|was|were|has|have|had|would|will|followed|continues?|continued|came|comes)\b", re.I)
_LAST_DETERMINER = re.compile(r"(.*)\b(?:an?|the|this|that|any|no|another)\b(.*)", re.IGNORECASE | re.DOTALL)
_ALSO_NOUNS = frozenset({"fall", "rise", "drop"})
_DETERMINERS = frozenset(["a", "an", "the", "our", "its", "their", "this", "that", "these", "those"])
_WHOLLY_PLAIN = frozenset(form_of(word) for word in PLAIN | PRONOUNS) | PLAIN | PRONOUNS
_GENERIC = frozenset(form_of(word) for word in GENERIC) | GENERIC
_VERB_FORMS = frozenset(map(form_of, ("begin", "end", "say", "start", "work", "look", "told", "see", "make", "happen")))


@dataclass(frozen=True)
class Subject:
    """What a story can say of one measure: its nouns (by their forms), and its categories by name.

    `called`: forms of the words by which prose names the measure outside its own section, in order.
    """

    nouns: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    called: tuple[str, ...] = ()

    @cached_property
    def places(self) -> frozenset[str]:
        """Forms of the words in the names of the categories."""
        common = {form_of("team"), form_of("locality")}
        return frozenset(form_of(word) for name in self.names for word in _words(name)) - common - _WHOLLY_PLAIN


def subject_of(measure: Measure, names: Mapping[str, str]) -> Subject:
    """The nouns of a measure from its text, its id and what it is counted in."""
    called = tuple(form_of(word) for word in measure.id.split("-"))
    text = f"{measure.text} {measure.counted_in or ''} {measure.id.replace('-', ' ')}"
    forms = {form_of(word) for word in _words(text) if word not in PLAIN and word not in PREPOSITIONS}
    return Subject(frozenset(forms - _WHOLLY_PLAIN - _GENERIC - _VERB_FORMS), names, called if len(called) > 1 else ())


def names_measure(text: str, subject: Subject) -> bool:
    """Whether a sentence calls a measure by the words of its id: `repeat referrals`."""
    forms = tuple(form_of(word) for word in _words(text))
    size = len(subject.called)
    return size > 0 and any(forms[at : at + size] == subject.called for at in range(len(forms) - size + 1))


def is_about(kind: Kind, word: str, before: str, after: str, clause_before: str, subject: Subject) -> bool:
    """Whether a word in a clause is about the measure.

    `before` and `after`: the clause around the word; `clause_before`: the sentence before that clause, from which a
    clause without a subject of its own takes it.
    """
    if kind == "more":
        return _comparison(word, before, clause_before, subject)
    if kind == "course" and (named := _NAMED_AFTER.match(after) or _TREND_IN.search(word)):
        words = _content(_words(_STOP.split(named[1])[0]))
        return _own(words, subject) or (bool(words) and _general(words))
    if kind in ("bare", "noun") and _DID.search(before):
        return _subject(_DID.sub("", before), clause_before, subject)
    if kind in ("bare", "noun"):
        return (kind == "noun" or word.casefold() in _ALSO_NOUNS) and _noun(before, after, clause_before, subject)
    if re.search(r"\bto\s*$", before, re.IGNORECASE):
        return False
    if word.endswith("ing") and " " not in word and not _BE.search(before):
        return kind == "verb" and _attributes(after, subject)
    if kind == "plain":
        return _done(before, after, clause_before, subject)
    return _subject(before, clause_before, subject)


def _words(text: str) -> list[str]:
    return [re.sub(r"n['’]t$|['’]s?$", "", word) for word in _WORD.findall(text.casefold())]


def _content(words: Sequence[str]) -> list[str]:
    """The words that say what something is about; adverbs say nothing of it."""
    return [w for w in words if w not in PLAIN and w not in PREPOSITIONS and w not in PRONOUNS and not w.endswith("ly")]


def _own(words: Sequence[str], subject: Subject) -> bool:
    """Whether one of the words is a noun of the measure or the name of one of its categories."""
    forms = {form_of(word) for word in words} | {form_of(part) for word in words for part in word.split("-")}
    return bool(forms & (subject.nouns | subject.places))


def _general(words: Sequence[str]) -> bool:
    """Whether nothing is named that is not what a figure is called in general."""
    return all(form_of(word) in _GENERIC for word in words)


def _subject(before: str, earlier: str, subject: Subject) -> bool:
    """Whether the subject of a verb, which stands before it, is the measure."""
    words = _head(before)
    while words and (words[-1] in PLAIN or words[-1].endswith("ly")) and words[-1] not in PRONOUNS:
        words = words[:-1]
    if not words:
        return _carried(earlier, subject)
    if words[-1] in PRONOUNS:
        return True
    if words[0] in PREPOSITIONS:
        at = max((at for at, word in enumerate(words) if word in _DETERMINERS), default=0)
        last = _content(words[at:])
        return _own(words, subject) or (bool(last) and _general(last))
    content = _content(words)
    if not content:
        return any(word in PRONOUNS for word in words) or _carried(earlier, subject)
    if content[-1] == words[-1] and re.search(r"[^s]s$", words[-1]) and not _own(words[-1:], subject):
        return _general(content) or _joined(earlier, subject)  # child protection visits: the last noun is the head
    return _own(content, subject) or _general(content) or (len(content) == 1 and _joined(earlier, subject))


def _head(before: str) -> list[str]:
    """The words of the subject: up to its first preposition, or all where it begins with one."""
    parts = _RELATIVE.split(before)
    last = _words(parts[-1])
    words = last if _content(last) or any(word in PRONOUNS for word in last) else _words(parts[0])
    at = next((at for at, word in enumerate(words) if word in PREPOSITIONS), len(words))
    named = _content(words[:at]) or any(word in PRONOUNS for word in words[:at])
    return words[:at] if named else words[at:]


def _carried(earlier: str, subject: Subject) -> bool:
    """Without a subject of its own a clause has that of what stands before it; at the beginning, that of the story."""
    content = _content(_words(earlier))
    if not content:
        return True
    return _own(content, subject) or _general(content[:1]) or any(w in PRONOUNS - {"we"} for w in _words(earlier)[:2])


def _joined(earlier: str, subject: Subject) -> bool:
    """`Repeat plans and complaints fell`: the first of two subjects is the measure."""
    if not re.search(r"\band\s*$", earlier, re.IGNORECASE):
        return False
    words = _words(earlier)
    return len(words) <= 5 and _own(words, subject)


def _done(before: str, after: str, earlier: str, subject: Subject) -> bool:
    """A verb that can be done to something: about the measure as its subject, or as its object."""
    thing = _object(after)
    content = _content(thing)
    if _own(content, subject) or (content and _general(content)):
        return True
    words = _content(_head(before))
    if words and words != ["we"]:
        return _subject(before, earlier, subject) and (not content or _own(words, subject))
    return not content and _subject(before, earlier, subject)


def _object(after: str) -> list[str]:
    words = _words(after)
    at = next((at for at, word in enumerate(words) if word in PREPOSITIONS), len(words))
    return words[:at]


def _attributes(after: str, subject: Subject) -> bool:
    """`Falling repeat plans`: the measure stands right behind the word."""
    return _own(_words(after)[:1], subject)


def _noun(before: str, after: str, earlier: str, subject: Subject) -> bool:
    """A noun of change: about what it is a change in; on its own, about the measure."""
    rest = _OF_NUMBER.sub("", after)
    of = re.match(r"\s*(?:in|of|to)\b(.*)", rest, re.IGNORECASE | re.DOTALL)
    if of is not None:
        words = _words(_STOP.split(of[1])[0])
        words = words[: next((at for at, w in enumerate(words) if w in PREPOSITIONS), len(words))]
        content = _content(words)
        if words[:1] and words[0] in ("it", "this", "these", "them") and not content:
            return True
        return _own(content, subject) or (_general(content) and bool(content) and _carried(earlier, subject))
    if not _DETERMINER.search(before):
        return False
    cut = _LAST_DETERMINER.match(before)
    held = _content(_words(cut[2])) if cut else []
    if held and not _own(held, subject) and not _general(held) and not _adjectives(held):
        return False
    words = _head(cut[1]) if cut else []
    first = _content(words)
    return not first or words[0] in ("we", "there", "this", "it") or _own(first, subject) or _general(first)


def _adjectives(words: Sequence[str]) -> bool:
    """Whether what stands before a noun of change only says how large or how welcome it is."""
    return all(word.endswith(("ed", "able", "al", "ing", "ful", "ive", "ic")) for word in words)


def _comparison(word: str, before: str, earlier: str, subject: Subject) -> bool:
    """`fewer plans than last year`: of what is counted between the two words, or else of the subject."""
    counted = _content(_words(re.split(r"\bthan\b", word, flags=re.IGNORECASE)[0])[1:])
    if counted:
        return _own(counted, subject) or _general(counted)
    return _subject(before, earlier, subject)
