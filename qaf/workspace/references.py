"""References: every text that has to be the id of something else, checked against the ids there are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from qaf.ground.findings import Finding, Loc, Related, Where, finding
from qaf.ground.near_miss import Words
from qaf.ground.stub_text import is_stub_text
from qaf.ground.text import listing
from qaf.model.fields import Ref, RefTree, reference_tree
from qaf.model.framework import Entry
from qaf.model.layout import model_of
from qaf.workspace.documents import Document, Reference
from qaf.workspace.entry_words import as_id
from qaf.workspace.identity import Register, kind_words, with_article

_TOKEN = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")

_HOLDERS = {
    "area": ("area",),
    "good": ("area",),
    "measure": ("area",),
    "source": ("area", "sources"),
    "question": ("area",),
    "activity": ("timetable",),
    "body": ("governance",),
    "post": ("governance",),
    "report": ("governance",),
    "action": ("actions",),
    "story": ("story",),
    "idea": ("ideas",),
    "concern": ("meetings",),
    "curve": ("curve",),
    "mapping": ("mapping",),
    "breakdown": ("settings",),
    "comparator": ("settings",),
    "member": ("settings",),
    "scale": ("settings",),
}
"""Which kinds of file an entry of each kind can stand in."""


@dataclass(slots=True)
class Broken:
    """What might stand in files that could not be read: every word of theirs that could be an id."""

    words: set[str] = field(default_factory=set)
    unknown_kinds: set[str] = field(default_factory=set)

    def add(self, document: Document) -> set[str]:
        """Take in a file that could not be read; returns the words found in it."""
        kind = document.kind.name if document.kind else ""
        name = document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]
        found = {name}
        try:
            found.update(_TOKEN.findall(document.content.decode("utf-8")))
        except UnicodeDecodeError:
            self.unknown_kinds.add(kind)
        if not document.content:
            self.unknown_kinds.add(kind)
        self.words |= found
        return found

    def add_wrong(self, document: Document, problems: Iterable[Finding]) -> None:
        """Take in ids that were not registered: below keys that are wrong, and as invalid ones were meant."""
        for problem in problems:
            loc = problem.where.loc
            if problem.code in ("QAF101", "QAF103"):
                self.words.update(_ids_below(_value_at(document.data, loc)))
            if problem.code == "QAF105":
                self.words.add(as_id(str(_value_at(document.data, loc))))
            if problem.code == "QAF101" and len(loc) > 1:
                self.words.update(_ids_below(_value_at(document.data, loc[:-1])))

    def may_hold(self, id_: str, kinds: tuple[str, ...]) -> bool:
        """Whether the id might be one of a file that could not be read."""
        return id_ in self.words or any(self.unknown_kinds.intersection(_HOLDERS.get(kind, ())) for kind in kinds)


class ReferenceCheck:
    """Checks the references of one file after another."""

    def __init__(self, register: Register, broken: Broken, governance_known: bool) -> None:
        self.register = register
        self.broken = broken
        self.has_posts = governance_known and any(known.kind == "post" for known in register.by_id.values())
        self._ids_of: dict[tuple[str, ...], Words] = {}
        self._holders: dict[tuple[str, Loc], Entry] = {}

    def check(self, document: Document) -> list[Finding]:
        """What the references of a file have wrong."""
        found = document.references if document.references is not None else references_of(document, self.register)
        judged = (self.judge(ref, id_, Where(document.path, loc)) for ref, id_, loc in found)
        return [problem for problem in judged if problem is not None]

    def judge(self, ref: Ref, id_: str, where: Where) -> Finding | None:
        """What is wrong with one reference, or None."""
        if ref.needs_posts and (not self.has_posts or is_stub_text(id_)):
            return None
        known = self.register.by_id.get(id_)
        if known is not None and known.kind in ref.kinds:
            return None
        key = next((str(part) for part in reversed(where.loc) if isinstance(part, str)), "")
        wanted = listing((kind_words(kind) for kind in ref.kinds), "or")
        if known is None:
            return None if self.broken.may_hold(id_, ref.kinds) else self._dangling(ref, id_, where, key, wanted)
        seen = with_article(kind_words(known.kind))
        holder, of = self._holder(where)
        shown = f"`{id_}`, which is" if not ref.needs_posts or _TOKEN.fullmatch(id_) else "what is"
        message = f"`{key}`{of} names {shown} {seen}; it has to name {with_article(wanted)}."
        near = self._ids(ref.kinds).nearest(id_)
        advice = f"Did you mean `{near}`?" if near else ""
        related = (Related(known.where, f"`{id_}` stands here"),)
        return finding("QAF203", where, message, help=advice, subject=holder, related=related)

    def _dangling(self, ref: Ref, id_: str, where: Where, key: str, wanted: str) -> Finding:
        near = self._ids(ref.kinds).nearest(id_)
        silent = (ref.needs_posts or where.path.endswith(".md")) and not _TOKEN.fullmatch(id_)
        holder, of = self._holder(where)
        if near:
            advice = f"Did you mean `{near}`?"
        elif ref.needs_posts:
            advice = "The folder declares posts in governance.yaml, so this has to be one of them (never a person)."
        else:
            advice = f"Write the id of {with_article(wanted)} that exists, or add the one that is missing."
        if silent:
            message = f"`{key}`{of} names {with_article(wanted)}, and there is none with that id."
        else:
            message = f"`{key}`{of} names {_the(wanted)} `{id_}`, and there is none with that id."
        return finding("QAF202", where, message, help=advice, subject=holder, excerpt=not silent)

    def _holder(self, where: Where) -> tuple[str, str]:
        """The id of the entry that a place lies in, and ` of measure `x``; both "" where it lies in none."""
        if not self._holders:
            for known in self.register.by_id.values():
                self._holders.setdefault((known.where.path, known.where.loc[:-1]), known)
        for loc in (where.loc[:2], ()):
            entry = self._holders.get((where.path, loc))
            if entry is not None and entry.kind != "organisation":
                return entry.id, f" of {kind_words(entry.kind)} `{entry.id}`"
        return "", ""

    def _ids(self, kinds: tuple[str, ...]) -> Words:
        if kinds not in self._ids_of:
            self._ids_of[kinds] = Words(known.id for known in self.register.by_id.values() if known.kind in kinds)
        return self._ids_of[kinds]


def references_of(document: Document, register: Register) -> list[Reference]:
    """The references of a file that do not lead, so far, to something of a kind they may name."""
    found: list[Reference] = []
    if document.kind is not None and document.kind.model and isinstance(document.data, dict):
        _in_mapping(document.data, reference_tree(model_of(document.kind)), (), register.by_id, found)
    return found


def _in_mapping(
    data: dict[str, object], tree: RefTree, loc: Loc, known: dict[str, Entry], found: list[Reference]
) -> None:
    for key, value in data.items():
        branch = tree.get(key)
        if branch is None:
            continue
        if isinstance(value, list):
            for index, item in enumerate(value):
                _in_value(item, branch, (*loc, key, index), known, found)
        else:
            _in_value(value, branch, (*loc, key), known, found)


def _in_value(value: object, branch: Ref | RefTree, loc: Loc, known: dict[str, Entry], found: list[Reference]) -> None:
    if isinstance(value, str):
        if value and isinstance(branch, Ref):
            entry = known.get(value)
            if (entry is None or entry.kind not in branch.kinds) and value.strip():
                found.append((branch, value, loc))
    elif isinstance(value, dict) and isinstance(branch, dict):
        _in_mapping(value, branch, loc, known, found)


def _value_at(data: object, loc: Loc) -> object:
    value: Any = data
    for part in loc:
        try:
            value = value[part]
        except (KeyError, IndexError, TypeError):
            return None
    return value


def _ids_below(value: object) -> Iterator[str]:
    """A text itself, or every `id` inside a list or mapping."""
    if isinstance(value, str):
        yield value
        return
    left = [value]
    while left:
        current = left.pop()
        if isinstance(current, dict):
            if isinstance(current.get("id"), str):
                yield current["id"]
            left.extend(current.values())
        elif isinstance(current, list):
            left.extend(current)


def _the(word: str) -> str:
    return word if word.startswith("the ") else f"the {word}"
