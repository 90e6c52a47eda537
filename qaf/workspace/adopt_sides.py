"""The two sides of an adoption, catalogue and folder: entries with their data as typed, and what stands for what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from qaf.ground.findings import Loc, Where
from qaf.ground.text import shortened
from qaf.model.fields import ID_LENGTH, RESERVED_IDS
from qaf.workspace.documents import Document
from qaf.workspace.load import Loaded
from qaf.workspace.yaml_reader import read_yaml
from qaf.workspace.yaml_write import Data

LISTS = {"good": "good", "source": "sources", "measure": "measures", "question": "questions"}
"""The key of an area under which the entries of each type stand."""
ADOPTABLE = ("area", *LISTS)
"""The types of entry that can be adopted."""

_TELLING = ("name", "text", "family", "method")
"""Keys by which two entries with one id are told apart."""


class Side:
    """One loaded folder, entry by entry."""

    def __init__(self, loaded: Loaded) -> None:
        self.loaded = loaded
        self.entries = loaded.framework.entries
        self._data: dict[str, object] = {}
        self._based_on: dict[tuple[str, str], list[str]] = {}
        for entry in self.entries.values():
            for origin in self.named(entry.id, "based_on") if entry.kind in ADOPTABLE else ():
                self._based_on.setdefault((origin, entry.kind), []).append(entry.id)

    def kind(self, id_: str) -> str:
        """The kind of an entry; "" where there is none with this id."""
        entry = self.entries.get(id_)
        return entry.kind if entry else ""

    def area(self, id_: str) -> str:
        """The area that an entry stands in; "" for one of no area."""
        entry = self.entries.get(id_)
        return entry.area if entry else ""

    def place(self, id_: str) -> Where:
        """Where the mapping of an entry stands."""
        where = self.entries[id_].where
        return Where(where.path, where.loc[:-1])

    def raw(self, id_: str) -> dict[str, Any]:
        """The keys of an entry as they were typed."""
        where = self.place(id_)
        if where.path not in self._data:
            self._data[where.path] = read_yaml(self.loaded.documents.source(where.path) or b"").data
        value = _at(self._data[where.path], where.loc)
        return value if isinstance(value, dict) else {}

    def named(self, id_: str, key: str) -> list[str]:
        """The texts that a key of an entry holds: none, one, or those of a list."""
        item = self.loaded.framework.items.get(id_)
        value = getattr(item, key, None) if item else self.raw(id_).get(key)
        values = value if isinstance(value, list | tuple) else [value]
        return [one for one in values if isinstance(one, str)]

    def words(self, id_: str) -> str:
        """What an entry says: its name or text."""
        return next(iter([*self.named(id_, "name"), *self.named(id_, "text")]), id_).strip()

    def title(self, id_: str) -> str:
        """What an entry says, in a few words."""
        return shortened(self.words(id_), 70)

    def of_type(self, area: str, kind: str) -> list[str]:
        """The ids of an area's entries of a type, in the order of its file."""
        return [entry.id for entry in self.entries.values() if entry.kind == kind and entry.area == area]

    def based_on(self, origin: str, kind: str) -> list[str]:
        """The ids of the entries of a kind that were made from an entry of the catalogue."""
        return self._based_on.get((origin, kind), [])

    def broken(self) -> Iterator[Document]:
        """Files of areas and sources that could not be read."""
        for document in self.loaded.documents.by_path.values():
            if document.broken and document.kind and document.kind.name in ("area", "sources"):
                yield document

    def taken(self) -> set[str]:
        """Every id that a new entry cannot have."""
        return {*self.entries, *RESERVED_IDS}


def stands_for(folder: Side, catalogue: Side, id_: str) -> str:
    """The folder's entry that is the catalogue's: made from it, or the same in id, kind and words. "" where none is."""
    kind = catalogue.kind(id_)
    made = folder.based_on(id_, kind)
    if made:
        return made[0]
    if folder.kind(id_) != kind:
        return ""
    is_same = all(_plainly(folder, id_, key) == _plainly(catalogue, id_, key) for key in _TELLING)
    return id_ if is_same else ""


def _plainly(side: Side, id_: str, key: str) -> list[str]:
    return [" ".join(text.split()) for text in side.named(id_, key)]


def free_id(wanted: str, taken: Iterable[str]) -> str:
    """The id itself, or with the first of -2, -3 ... with which it is free."""
    number, found = 1, wanted
    while found in taken:
        number += 1
        ending = f"-{number}"
        found = wanted[: ID_LENGTH - len(ending)].rstrip("-") + ending
    return found


def file_name(document: Document) -> str:
    """The name of a file without its folder and ending, which is an area's id."""
    return document.path.rsplit("/", 1)[-1].rsplit(".", 1)[0]


def speaks_of(document: Document, id_: str) -> bool:
    """Whether the text of a file holds a word that could be this id."""
    text = document.content.decode("utf-8", "replace")
    return re.search(rf"(?<![a-z0-9-]){re.escape(id_)}(?![a-z0-9-])", text) is not None


def cleaned(value: Any) -> Data | None:
    """Data without empty list entries; None for nothing."""
    if isinstance(value, dict):
        return {key: item for key, given in value.items() if (item := cleaned(given)) is not None}
    if isinstance(value, list):
        return [item for given in value if (item := cleaned(given)) is not None]
    return value if isinstance(value, str) else None


def _at(data: object, loc: Loc) -> object:
    value: Any = data
    for step in loc:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            return None
    return value
