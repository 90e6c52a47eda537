"""Ids: which there are, taken from the raw data so that a wrong entry still counts as known, and which clash."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import basename

from qaf.ground.findings import Finding, Related, Where, finding
from qaf.ground.text import quoted
from qaf.model.fields import ID_LENGTH, ID_PATTERN, RESERVED_IDS
from qaf.model.framework import Entry
from qaf.workspace.documents import Document
from qaf.workspace.entry_words import as_id

_LISTS: dict[str, tuple[tuple[str, str], ...]] = {
    "settings": (
        ("breakdowns", "breakdown"),
        ("comparators", "comparator"),
        ("members", "member"),
        ("scales", "scale"),
    ),
    "area": (("good", "good"), ("sources", "source"), ("measures", "measure"), ("questions", "question")),
    "sources": (("sources", "source"),),
    "timetable": (("activities", "activity"),),
    "governance": (("bodies", "body"), ("posts", "post"), ("reports", "report")),
    "actions": (("actions", "action"),),
    "ideas": (("ideas", "idea"),),
}

KIND_WORDS = {
    "good": "good statement",
    "organisation": "the organisation",
}
"""Kinds of entry whose name in a sentence is not the kind itself."""


def kind_words(kind: str) -> str:
    """What a kind is called in a sentence."""
    return KIND_WORDS.get(kind, kind)


@dataclass(slots=True)
class Register:
    """Every id of the folder, the first place of each; later ones are findings."""

    by_id: dict[str, Entry] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def add(self, known: Entry) -> None:
        """Register an id, or report that it is taken or reserved."""
        first = self.by_id.setdefault(known.id, known)
        if first is known and known.id not in RESERVED_IDS:
            return
        if known.id in RESERVED_IDS:
            message = (
                f"`{known.id}` is a word that qaf keeps for itself; the {kind_words(known.kind)} needs another id."
            )
            advice = f"Reserved are {quoted(sorted(RESERVED_IDS), 'and')}."
            self.findings.append(finding("QAF208", known.where, message, help=advice, subject=known.id))
        elif first is not known and first.kind == known.kind == "concern":
            self.findings.append(_concern_again(known, first))
        elif first is not known:
            message = f"The id `{known.id}` is used twice: for this {kind_words(known.kind)} and for "
            message += f"{with_article(kind_words(first.kind))} in {first.where.path}."
            related = (Related(first.where, f"`{known.id}` is used here first"),)
            advice = "Ids are unique over all kinds of entry. Rename one of the two, and what refers to it."
            self.findings.append(
                finding("QAF201", known.where, message, help=advice, subject=known.id, related=related)
            )


def _concern_again(known: Entry, first: Entry) -> Finding:
    message = f"The concern `{known.id}` stands in meetings.yaml twice, so nobody can say which one is meant."
    advice = (
        f"Give this one an id of its own, such as `{known.id}-2`; where it is the same worry, `since` says how long it "
        "has lasted."
    )
    related = (Related(first.where, f"`{known.id}` is used here first"),)
    return finding("QAF212", known.where, message, help=advice, subject=known.id, related=related)


def register_document(document: Document, register: Register) -> None:
    """Add the ids of one file, and report an id that differs from the file's name."""
    if document.kind is None or not isinstance(document.data, dict):
        return
    area = ""
    if document.kind.named:
        id_, finding_ = file_id(document)
        document.id = id_
        document.data = {"id": id_, **document.data}
        area = id_ if document.kind.name == "area" else str(document.data.get("area") or "")
        register.add(Entry(id_, document.kind.name, Where(document.path, ("id",)), area))
        if finding_:
            register.findings.append(finding_)
    for known in _entries(document, area):
        register.add(known)


def file_id(document: Document) -> tuple[str, Finding | None]:
    """The id of a file that is an entry itself: its own `id`, else its name; a finding where the two differ."""
    name = basename(document.path).rsplit(".", 1)[0]
    data = document.data if isinstance(document.data, dict) else {}
    given = data.get("id")
    if given is None:
        if re.fullmatch(ID_PATTERN, name) and len(name) <= ID_LENGTH:
            return name, None
        proper = as_id(name)[:ID_LENGTH].strip("-") or "unnamed"
        message = f"The name of the file is the id of what it holds, and `{name}` is not a valid id."
        advice = f"Rename it with small letters, digits and single hyphens, at most {ID_LENGTH}, such as `{proper}`."
        return proper, finding("QAF105", Where(document.path), message, help=advice, subject=proper)
    if not isinstance(given, str):
        return name, None
    if given != name and re.fullmatch(ID_PATTERN, given):
        message = f"The file is called `{name}` and its `id` is `{given}`."
        advice = "Leave `id` out, or rename the file; references follow the id."
        return given, finding("QAF109", Where(document.path, ("id",)), message, help=advice, subject=given)
    return given, None


def _entries(document: Document, area: str) -> Iterator[Entry]:
    data = document.data if isinstance(document.data, dict) else {}
    kind = document.kind.name if document.kind else ""
    organisation = data.get("organisation") if kind == "settings" else None
    if isinstance(organisation, dict) and isinstance(organisation.get("id"), str):
        yield Entry(organisation["id"], "organisation", Where(document.path, ("organisation", "id")))
    for key, entry_kind in _LISTS.get(kind, ()):
        entries = data.get(key)
        if not isinstance(entries, list):
            continue
        for index, entry in enumerate(entries):
            if isinstance(entry, dict) and isinstance(entry.get("id"), str) and entry["id"]:
                yield Entry(entry["id"], entry_kind, Where(document.path, (key, index, "id")), area)
    if kind == "meetings":
        yield from _concerns(document.path, data.get("meetings"))


def _concerns(path: str, meetings: object) -> Iterator[Entry]:
    """The concerns of all meetings that have an id."""
    for at, meeting in enumerate(meetings if isinstance(meetings, list) else ()):
        concerns = meeting.get("concerns") if isinstance(meeting, dict) else None
        for index, concern in enumerate(concerns if isinstance(concerns, list) else ()):
            if isinstance(concern, dict) and isinstance(concern.get("id"), str) and concern["id"]:
                where = Where(path, ("meetings", at, "concerns", index, "id"))
                yield Entry(concern["id"], "concern", where, str(concern.get("area") or ""))


def with_article(word: str) -> str:
    """`an area`, `a measure`; `the organisation` stays as it is."""
    if word.startswith("the "):
        return word
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
