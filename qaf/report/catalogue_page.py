"""The catalogue as a person or a program reads it: lists of entries, and one entry with what it is linked to."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from qaf.analysis.coverage import FAMILIES
from qaf.analysis.entries import ENTRY_TYPES, AreaEntry
from qaf.analysis.linked import Linked
from qaf.analysis.search import Found
from qaf.formats.display import one_line, wrapped
from qaf.formats.tables import TextTable, as_markdown, as_text
from qaf.ground.text import listing, plural, quoted

TYPE_WORDS = {
    "area": "area",
    "good": "good statement",
    "source": "source",
    "measure": "measure",
    "question": "question",
}
"""What a type of entry is called in a sentence."""

_KEY_WORDS = {
    "base": "of whom or what",
    "counted_in": "counted in",
    "informed_by": "informed by",
    "based_on": "based on",
    "routine": "part of daily work",
    "cite": "stands in",
    "ref": "known as",
}
_RELATION_WORDS = {
    "area": "belongs to",
    "within": "lies within",
    "holds": "holds the area",
    "interacts_with": "interacts with",
    "good": "good looks like",
    "sources": "told by",
    "measures": "measured by",
    "questions": "asks",
    "of": "is a share of",
    "parts": "is made up of",
    "shows": "shows",
    "about": "is about",
    "areas": "serves",
    "base_of": "is the base of",
    "part_of": "is part of",
    "shown_by": "is shown by",
    "tells": "tells",
    "asked_about_by": "is asked about in",
}


def entry_list(entries: Sequence[AreaEntry], names: Mapping[str, str], wanted: str, columns: int = 100) -> str:
    """The entries under their areas, whose names are given by id; in one of the formats table, md, json.

    A table is `columns` wide at most, here and below.
    """
    if wanted == "json":
        return _json({"entries": [_plain(entry) for entry in entries]})
    if {entry.type for entry in entries} == {"area"}:
        return "\n\n".join([_table(entries, wanted, columns), _sentence(_counted(entries), wanted, columns)]) + "\n"
    parts = []
    for area in dict.fromkeys(entry.area for entry in entries):
        heading = f"{names[area]} ({area})" if area else "Sources that serve several areas"
        inside = [entry for entry in entries if entry.area == area]
        parts += [f"## {heading}" if wanted == "md" else heading, _table(inside, wanted, columns)]
    return "\n\n".join([*parts, _sentence(_counted(entries), wanted, columns)]) + "\n"


def found_list(found: Found, limit: int, wanted: str, columns: int = 100) -> str:
    """What a search found, best first, at most `limit` (0: all), in one of the formats table, md, json.

    Where another word was taken for one that no entry has, that is said first.
    """
    entries = found.entries[: limit or None]
    of = len(found.entries)
    if wanted == "json":
        guessed = [{"asked": guess.asked, "shown": list(guess.shown)} for guess in found.guesses]
        plain = [_plain(entry) for entry in entries]
        return _json({"entries": plain, "found": of, "guessed": guessed, "unknown": list(found.unknown)})
    remarks = [f"No entry has `{guess.asked}`; showing {quoted(guess.shown, 'and')}." for guess in found.guesses]
    more = f"The best {len(entries)} of {of}; --limit shows more." if of > len(entries) else _counted(entries)
    table = [_table(entries, wanted, columns)] if entries else []
    said = [_sentence(remark, wanted, columns) for remark in remarks]
    return "\n\n".join([*said, *table, _sentence(more, wanted, columns)]) + "\n"


def nothing_fits(area: str, kind: str, type_: str, family: str) -> str:
    """Why a list is empty, in a sentence; each of the four is "" where the list was not narrowed by it."""
    for value, word in ((kind, "kind"), (family, "family")):
        if value and type_ in ("area", "question"):
            return f"No {TYPE_WORDS[type_]} has a {word}: --{word} and --type {type_} together leave nothing."
    type_ = type_ or ("source" if family else "")
    what = f"source on {kind}" if kind and type_ == "source" else f"{kind} {TYPE_WORDS.get(type_, 'entry')}".strip()
    from_ = f" that rests on {FAMILIES[family]}" if family else ""
    if type_ == "source" and family:
        from_ = f" of the family {FAMILIES[family]}"
    return f"The catalogue has no {what}{from_}{f' in `{area}`' if area else ''}."


def _table(entries: Sequence[AreaEntry], wanted: str, columns: int) -> str:
    rows = [[entry.id, _what(entry), entry.text] for entry in entries]
    table = TextTable(["id", "what", "text"], rows, ["id"])
    return (as_markdown(table) if wanted == "md" else as_text(table, columns)).rstrip()


def _sentence(text: str, wanted: str, columns: int) -> str:
    return text if wanted == "md" else "\n".join(wrapped(text, columns, cut=False))


def _counted(entries: Sequence[AreaEntry]) -> str:
    if not entries:
        return "Nothing in the catalogue fits."
    counts = Counter(entry.type for entry in entries)
    words = [plural(counts[type_], TYPE_WORDS[type_]) for type_ in ENTRY_TYPES if counts[type_]]
    return f"{listing(words)}. `qaf catalogue show ID` shows one with what it is linked to."


def unknown_words(words: Sequence[str]) -> str:
    """A remark on words asked for that nothing is like; "" where there are none."""
    return f"Nothing in the catalogue is like {quoted(words)}." if words else ""


def entry_page(found: Linked, wanted: str, columns: int = 100) -> str:
    """One entry with everything it is linked to, in one of the formats table, md, json."""
    if wanted == "json":
        return _json(_plain_linked(found))
    return _markdown_page(found) if wanted == "md" else _text_page(found, columns)


def _text_page(found: Linked, columns: int) -> str:
    told = _told(found)
    width = max(len(key) for key, _ in told) if told else 0
    lines = [
        f"{found.entry.id}: {_what(found.entry)}",
        *(f"  {line}" for line in _wrapped(found.entry.text, columns - 2)),
    ]
    if told:
        lines.append("")
    for key, text in told:
        first, *more = _wrapped(text, columns - width - 4)
        lines += [f"  {key:<{width}}  {first}", *(" " * (width + 4) + line for line in more)]
    parts = ["\n".join(lines)]
    if found.links:
        parts.append(as_text(_links(found), columns).rstrip())
    return "\n\n".join([*parts, _adopting(found.entry)]) + "\n"


def _markdown_page(found: Linked) -> str:
    parts = [f"# {found.entry.id}: {_what(found.entry)}", one_line(found.entry.text)]
    if told := _told(found):
        parts.append(as_markdown(TextTable(["what", "says"], told)).rstrip())
    if found.links:
        parts.append(as_markdown(_links(found)).rstrip())
    return "\n\n".join([*parts, _adopting(found.entry)]) + "\n"


def _what(entry: AreaEntry) -> str:
    word = TYPE_WORDS[entry.type]
    if entry.type == "source":
        return f"{word} on {entry.kind}" if entry.kind else word
    return f"{entry.kind} {word}" if entry.kind else word


def _adopting(entry: AreaEntry) -> str:
    return f"To take it into a framework of your own: qaf adopt {entry.id}"


def _wrapped(text: str, columns: int) -> list[str]:
    return wrapped(one_line(text), columns, cut=False)


def _told(found: Linked) -> list[list[str]]:
    """What the entry's own keys say: a key in words, and its text."""
    rows = [[_KEY_WORDS.get(key, key), _in_words(key, text)] for key, text in found.told]
    for evidence in found.evidence:
        rows.append(["evidence", ": ".join(part for part in (evidence.cite, evidence.says) if part)])
    return rows


def _in_words(key: str, text: str) -> str:
    if key in ("family", "informed_by"):
        return listing(FAMILIES.get(family, family) for family in text.split(", "))
    return text.replace("_", " ") if key in ("method", "unit", "frequency", "window", "covers") else text


def _links(found: Linked) -> TextTable:
    rows = [[_RELATION_WORDS[link.relation], link.entry.id, _what(link.entry), link.entry.text] for link in found.links]
    return TextTable(["it", "id", "what", "text"], rows, ["id"])


def _plain(entry: AreaEntry) -> dict[str, str]:
    return {"id": entry.id, "type": entry.type, "kind": entry.kind, "area": entry.area, "text": entry.text}


def _plain_linked(found: Linked) -> dict[str, object]:
    evidence = [{"cite": one.cite or "", "says": one.says or "", "link": one.link or ""} for one in found.evidence]
    links = [{"relation": link.relation, **_plain(link.entry)} for link in found.links]
    return {**_plain(found.entry), "says": dict(found.told), "evidence": evidence, "links": links}


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"
