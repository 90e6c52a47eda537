"""How to name a place in a file in a sentence: the key, the entry, and what it belongs to."""

from __future__ import annotations

from typing import Any

from qaf.ground.findings import Loc
from qaf.ground.text import shortened
from qaf.model.fields import ID_LENGTH

ENTRY_WORDS = {
    "areas": "area", "good": "good statement", "measures": "measure", "sources": "source", "questions": "question",
    "activities": "activity", "bodies": "body", "posts": "post", "reports": "report", "actions": "action",
    "breakdowns": "breakdown", "categories": "category", "comparators": "comparator", "members": "member",
    "scales": "scale", "grades": "grade", "accepted": "accepted gap", "events": "event",
    "evidence": "piece of evidence", "milestones": "milestone", "updates": "update", "ambitions": "ambition",
    "breaks": "break", "series": "series", "meetings": "meeting", "asked": "question asked",
    "challenges": "challenge", "concerns": "concern", "assurance": "assurance", "agreed": "agreement",
    "ideas": "idea", "self_assessments": "self-assessment", "judgements": "judgement", "partners": "partner",
    "what_works": "option", "values": "forecast value", "reviews": "review", "maps": "line of the mapping",
}  # fmt: skip
"""What an entry of each list is called in a sentence."""


class PlaceWords:
    """Names for the places of one file's data."""

    def __init__(self, data: object, file_word: str) -> None:
        self.data = data
        self.file_word = file_word

    def value(self, loc: Loc) -> object:
        """What stands at `loc`; None where it leads nowhere."""
        value: Any = self.data
        for part in loc:
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return None
        return value

    def known(self, loc: Loc) -> Loc:
        """The longest part of `loc` that leads somewhere in the data (Pydantic adds tags of its own)."""
        value: Any = self.data
        for depth, part in enumerate(loc):
            try:
                value = value[part]
            except (KeyError, IndexError, TypeError):
                return loc[:depth]
        return loc

    def key_words(self, loc: Loc) -> str:
        """How to name a value: by its key, or as an entry of the list that key holds."""
        if not loc:
            return "The file"
        if isinstance(loc[-1], int):
            return f"Entry {loc[-1] + 1} of `{loc[-2]}`" if len(loc) > 1 else "An entry"
        return f"`{loc[-1]}`"

    def entry(self, loc: Loc) -> tuple[Loc, dict[str, Any]]:
        """The nearest mapping with an id at or above `loc`."""
        for depth in range(len(loc), -1, -1):
            value = self.value(loc[:depth])
            if isinstance(value, dict) and isinstance(value.get("id"), str):
                return loc[:depth], value
        return (), {}

    def subject(self, loc: Loc) -> str:
        """The id of the nearest entry at or above `loc`; "" where none has one."""
        return str(self.entry(loc)[1].get("id", ""))

    def owner_words(self, loc: Loc) -> str:
        """The mapping at `loc` in words: `measure `x` (Repeat referrals)`."""
        value = self.value(loc)
        word = self.word(loc)
        if isinstance(value, dict) and isinstance(value.get("id"), str):
            title = value.get("name") or value.get("text")
            named = f" ({shortened(title, 50)})" if isinstance(title, str) else ""
            return f"{word} `{shortened(value['id'])}`{named}"
        if isinstance(value, dict) and loc and isinstance(loc[-1], str):
            return f"`{loc[-1]}`{self.of(loc).rstrip('.').replace(' It belongs to', ' of')}"
        if not loc:
            return f"the file ({word})"
        title = (value.get("name") or value.get("text")) if isinstance(value, dict) else None
        named = f" ({shortened(title, 50)})" if isinstance(title, str) else ""
        return f"{'an' if word[0] in 'aeiou' else 'a'} {word}{named}"

    def word(self, loc: Loc) -> str:
        """What a mapping at `loc` is called, without its id: `measure`, or what the file is called."""
        if not loc:
            return self.file_word
        names = [part for part in loc if isinstance(part, str)]
        return ENTRY_WORDS.get(names[-1], f"entry of `{names[-1]}`") if isinstance(loc[-1], int) else names[-1]

    def of(self, loc: Loc) -> str:
        """` It belongs to measure `x` (…).` for a place inside an entry that has an id."""
        at, entry = self.entry(loc)
        return f" It belongs to {self.owner_words(at)}." if entry and at != loc else ""


def as_id(text: str) -> str:
    """The text as an id: small letters, digits and single hyphens; "" where nothing of it can be kept."""
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in text.lower()).split())


def id_help(value: object) -> str:
    """What an id has to be like, with a suggestion made of what was written."""
    text = str(value)
    near = as_id(text)
    if len(text) > ID_LENGTH:
        return f"An id has at most {ID_LENGTH} characters; this one has {len(text)}."
    suggestion = f" Try `{near}`." if near else ""
    return f"An id is made of small letters, digits and single hyphens, such as `repeat-referrals`.{suggestion}"


def _seen(value: object) -> str:
    if isinstance(value, dict):
        return "a mapping (keys with values)"
    if isinstance(value, list):
        return "a list"
    return "nothing" if value is None else "text"


_WANTED = {
    "string_type": "has to be text",
    "literal_error": "has to be one word",
    "string_too_short": "has to hold some text",
    "blank": "has to hold some text",
    "tuple_type": "has to be a list",
    "list_type": "has to be a list",
    "dict_type": "has to be a mapping (keys with values)",
    "model_type": "has to be a mapping (keys with values)",
    "model_attributes_type": "has to be a mapping (keys with values)",
    "missing": "has too few entries",
    "too_short": "has too few entries",
    "too_long": "has too many entries",
}


def wrong_type(kind: str, value: object) -> str:
    """What a value has to be and what it is, by Pydantic's name for the error: the end of a sentence."""
    wanted = _WANTED.get(kind, "cannot be read")
    if kind in ("string_too_short", "blank", "too_short", "too_long", "missing"):
        return wanted + {"string_too_short": ", and is empty", "blank": ", and holds only blanks"}.get(kind, "")
    return f"{wanted}, and is {_seen(value)}"


def type_help(kind: str, loc: Loc) -> str:
    """How to write what was wanted at `loc`, by Pydantic's name for the error; "" where that needs no words."""
    key = next((str(part) for part in reversed(loc) if isinstance(part, str)), "key")
    if kind in ("tuple_type", "list_type"):
        return f"Write `{key}: [one, two]`, or each entry on its own line after `- `."
    if kind in ("model_type", "model_attributes_type", "dict_type"):
        return "Write its keys on lines of their own, indented under it, each with a colon and a space."
    return ""
