"""What a draft may copy from a file: nothing that may be the name of a person, a remark or a figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from qaf.data.cells import LEGACY_SYMBOLS, CellReader
from qaf.data.draft_words import words_of
from qaf.data.given_names import GIVEN_NAMES
from qaf.data.identifiers import screen
from qaf.model.figure import SYMBOLS
from qaf.model.framework import Framework

_SHORT = """
abi andy beckie benny bob cathy charley danny davey dan ed eddie freddy frankie gabby izzy jackson jamal jim jimmy
johnny jonny josie katy kayla kenny kelsey libby maddie mandy mick mickey mikey mike nick ollie pat pete poppie
ricky rob robbie ron ronnie sammy sandy steph tim tommy vicky will willie wes zack
"""
_SHORT_NAMES = frozenset(_SHORT.split())
_ALSO = """
april august chelsea christian dean georgia grant jan jordan june lewis mark may miles pat ross violet will
"""
_ALSO_WORDS = frozenset(_ALSO.split())
"""Given names that are as often a place, a month or a plain word: names only before another name."""
_CALLED = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr)\b\.? +[^\W\d_]|\b(?:b\.|born|dob|d\.o\.b)[ :.]*(?:in )?[0-9]", re.I)
_INITIAL = re.compile(r"\b[A-Z]\. ?(?:[A-Z]\. ?)?[A-Z][a-z]{2,}|\b[A-Z]\.? ?[A-Z]\. ?$")
_NAME = re.compile(
    r"[A-Z][a-z]+(?:['\u2019-][A-Z]?[a-z]+)*(?: (?:[A-Z]\.?|[A-Z]['\u2019]?[A-Za-z]+(?:-[A-Z][a-z]+)?)){0,3}"
)
_PLAIN_WORDS = """
age all area audit authority average board boy case category children code council count country county date day
district east england english female figure financial girl group id indicator level local location male mean measure
midlands month name nation no north northern note number of office other percent percentage period place provider
quarter rate ref region remark scotland service sex south southern status team time total type unit unknown value wales
ward week west year years jan january feb february mar march apr april may jun june jul july aug august sep sept
september oct october nov november dec december
"""
_PLAIN = frozenset(word for each in _PLAIN_WORDS.split() for word in (each, *words_of(each)))
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?![0-9,.])|20[0-9]{4}$")
_BARE = re.compile(r"[<>]?=? ?[0-9][0-9,.]*(?: ?%)?(?: ?\(.*\))?")
_LONGEST_SYMBOL = 5
_LONGEST_LABEL = 80


def may_name_a_person(text: str) -> bool:
    """Whether a text may name or describe a person: by a given name, an initial, a title, a year of birth."""
    if screen(text) or _CALLED.search(text) or _INITIAL.search(text):
        return True
    words = re.findall(r"[^\W\d_]+", text)
    for at, word in enumerate(words):
        flat = word.casefold()
        if flat not in GIVEN_NAMES and flat not in _SHORT_NAMES:
            continue
        followed = at + 1 < len(words) and words[at + 1][:1].isupper() and word[:1].isupper()
        if flat not in _ALSO_WORDS or (followed and words[at + 1].casefold() not in _PLAIN):
            return True
    return False


def headings_of_people(names: Sequence[str], framework: Framework) -> frozenset[int]:
    """The columns whose headings must not be copied: names of people, by themselves or beside others, and figures."""
    known = _PLAIN | _own_words(framework)
    found = {at for at, name in enumerate(names) if may_name_a_person(name) and not _is_known(name, known)}
    found |= {at for at, name in enumerate(names) if _is_figure(name)}
    for at in sorted(found):
        if not _NAME.fullmatch(names[at]):
            continue
        for step in (-1, 1):
            beside = at + step
            while 0 <= beside < len(names) and _may_join(names[beside], known):
                found.add(beside)
                beside += step
    return frozenset(found)


def _is_figure(name: str) -> bool:
    """Whether a heading is a number that is no year: a file without headings has its first figures there."""
    return bool(re.match(r"[0-9<>]", name)) and not _YEAR.match(name) and bool(_BARE.fullmatch(name))


def _may_join(name: str, known: Collection[str]) -> bool:
    return bool(_NAME.fullmatch(name)) and not any(word in known for word in _flat(name))


def _is_known(name: str, known: Collection[str]) -> bool:
    return all(word in known for word in _flat(name)) and not screen(name)


def _flat(name: str) -> list[str]:
    return [*re.findall(r"[^\W\d_]+", name.casefold())] or [""]


def _own_words(framework: Framework) -> frozenset[str]:
    """The words that the folder itself uses: of its measures, its categories and its places."""
    settings = framework.settings
    texts = [settings.organisation.name, *(each.name for each in settings.comparators)]
    texts += [f"{each.id} {each.text}" for each in framework.measures.values()]
    texts += [f"{each.id} {each.title}" for breakdown in settings.breakdowns for each in breakdown.categories]
    return frozenset(word for text in texts for word in _flat(text))


def may_be_a_symbol(text: str, known: Collection[str]) -> bool:
    """Whether a text among numbers is a symbol and nothing else: one that is known, or a short one of signs.

    A short one has no digit but 0 and no two letters, which might be a name or initials.
    """
    flat = text.casefold()
    if flat in LEGACY_SYMBOLS or flat in SYMBOLS or flat in known:
        return True
    figures = any(each.isnumeric() and each != "0" for each in text)
    return len(text) <= _LONGEST_SYMBOL and not figures and sum(map(str.isalpha, text)) < 2


def is_label(text: str) -> bool:
    """Whether a text may be copied as the name of a group or a measure: short, of nobody, and no number."""
    read = CellReader(loose=True, bands=True).read(text)
    return bool(text) and len(text) <= _LONGEST_LABEL and not read.text and not may_name_a_person(text)


def labels_of(texts: Counter[str]) -> list[str]:
    """The texts of a column that may be copied: those that come again, for what stands once may be a remark."""
    return [text for text, count in texts.items() if count > 1 and is_label(text)]


def is_ending(text: str) -> bool:
    """Whether the first words below a table may be copied: of nobody, and without a number."""
    return not may_name_a_person(text) and not any(each.isnumeric() and each != "0" for each in text)
