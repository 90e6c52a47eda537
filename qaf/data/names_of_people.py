"""Texts that read like the name of a person: a cell, or a heading among headings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qaf.data.given_names import GIVEN_NAMES
from qaf.data.identifiers import clean

_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
"""What stands in brackets after a name: a post, a team."""
_TITLE = re.compile(r"(?:mr|mrs|ms|miss|mx|dr|rev|revd|sir|dame|prof)\.? (?=[a-z])", re.I)
_NAME_WORDS = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")


def looks_like_a_person(cell: str) -> bool:
    """Whether a cell reads like "Amelia Clarke", "Clarke, Amelia", "Mrs Clarke" or "Amelia Clarke (SW)"."""
    cell = _BRACKETS.sub(" ", cell[:200]).strip()
    if len(cell) > 60 or any(character.isdigit() for character in cell):
        return False
    if _TITLE.match(cell):
        return True
    surname, comma, given = cell.partition(",")
    words = (given + " " + surname if comma else cell).split()
    if not 1 < len(words) < 5 or not all(_NAME_WORDS.fullmatch(word) for word in words):
        return False
    return words[0].casefold() in GIVEN_NAMES


def people_among(headings: Sequence[str]) -> list[int]:
    """Which headings are a given name and a surname; none where only one is, which may be a place or a word."""
    found = [index for index, heading in enumerate(headings) if _is_given_name_and_surname(clean(heading).strip())]
    return found if len({clean(headings[index]).casefold().strip() for index in found}) > 1 else []


def _is_given_name_and_surname(heading: str) -> bool:
    heading = _BRACKETS.sub(" ", heading[:200]).strip()
    if not looks_like_a_person(heading) or _TITLE.match(heading):
        return False
    surname, comma, given = heading.partition(",")
    words = (given + " " + surname if comma else heading).split()
    return (
        len(words) <= 3
        and all(word[:1].isupper() for word in words)
        and words[0].casefold() not in _ALSO_WORDS
        and not any(word.casefold().rstrip(".s") in _NO_SURNAMES for word in words[1:])
    )


_ALSO_WORDS = frozenset(
    ["max", "mark", "grant", "jan", "christian", "dale", "dean", "frank", "glen", "jade", "jay", "penny", "ray"]
)
"""Given names that begin other headings as well: of months, faiths, colours, sums and places."""
_PLACES_AND_FIGURES = """
academy area avenue borough care centre child clinic close college committee constituency council count county court
cottage district division east family federation foundation foster figure gate group high home hospital house infant
joint junior list locality lodge manor mean median neighbourhood north number nursery office park partnership parish
percent place plan practice primary project rate referral region road school secondary service sixth south square
street surgery team total trust unit ward way wing year zone
"""
_NO_SURNAMES = frozenset(_PLACES_AND_FIGURES.split())
"""What places, organisations and figures are called after a given name, without an s at the end."""
