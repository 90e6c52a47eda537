"""One entry of the catalogue as it is written into a folder: its own words, and references that lead somewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

from qaf.model.area import Area, Good, Question
from qaf.model.fields import Model, Ref, RefTree, reference_tree
from qaf.model.measure import Measure
from qaf.model.source import SharedSource, Source
from qaf.workspace.adopt_gather import Gathered
from qaf.workspace.adopt_sides import ADOPTABLE, LISTS, cleaned
from qaf.workspace.yaml_write import Data

AREA_KEYS = tuple(Area.model_fields)
"""The keys of an area in their order."""
MODELS: dict[str, type[Model]] = {
    "area": Area, "good": Good, "source": Source, "measure": Measure, "question": Question,
}  # fmt: skip
_LOCAL = frozenset({"id", "based_on", "priority", "owner", "ambitions"})
"""Keys that a folder decides itself, or that are written anew."""
_BRINGS = {
    ("of", "measure"): "base",
    ("shows", "good"): "good",
    ("about", "good"): "good",
    ("sources", "source"): "sources",
}
_NEED_A_BASE = ("percent", "rate")


class LeftOut(NamedTuple):
    """A reference that was not copied: key `key` of the folder's entry `owner` named `target` of the catalogue.

    `brings` is the word for --with that brings the target along, "" where none does; `adoptable` says whether it can
    be adopted by its id; `in_words` that the entry's `base` says in words what `of` would name.
    """

    owner: str
    key: str
    target: str
    brings: str
    adoptable: bool
    in_words: bool = False


@dataclass(frozen=True, slots=True)
class References:
    """Finds what the references of the catalogue's entries are in the folder."""

    work: Gathered

    def find(self, id_: str, kinds: tuple[str, ...]) -> str:
        """The id in the folder of what the catalogue calls `id_`; "" where it has nothing of the kind."""
        work = self.work
        if id_ in work.new and work.catalogue.kind(id_) in kinds:
            return work.new[id_].id
        made = [one for kind in kinds for one in work.folder.based_on(id_, kind)]
        if made:
            return made[0]
        return id_ if work.folder.kind(id_) in kinds else ""

    def find_base(self, id_: str) -> str:
        """As `find`, for what a percentage is of: that has to be a count."""
        found = self.find(id_, ("measure",))
        if found and self.work.folder.kind(found) == "measure" and id_ not in self.work.new:
            return found if self.work.folder.raw(found).get("unit") == "count" else ""
        return found


def adopted_entry(work: Gathered, id_: str) -> tuple[dict[str, Data], list[LeftOut]]:
    """The keys of a new entry of the folder, and the references that were left out of it."""
    kind, spot = work.catalogue.kind(id_), work.new[id_]
    raw = work.catalogue.raw(id_)
    is_shared = kind == "source" and not spot.area
    tree = reference_tree(SharedSource if is_shared else MODELS[kind])
    left_out: list[LeftOut] = []
    passed_over = {*_LOCAL, *(LISTS.values() if kind == "area" else ()), *(() if is_shared else ("areas",))}

    def resolve(ref: Ref, key: str, target: str) -> str:
        found = _resolved(work, ref, key, target)
        if not found:
            left_out.append(left_out_reference(work, spot.id, key, target))
        return found

    entry: dict[str, Data] = {} if kind == "area" else {"id": spot.id}
    for key, value in raw.items():
        kept = None if key in passed_over else _with_references(cleaned(value), tree.get(key), key, resolve)
        if kept is not None:
            entry[key] = kept
        elif key == "of" and raw.get("unit") in _NEED_A_BASE and "base" not in raw:
            entry["base"] = work.catalogue.words(str(value))
    if "of" in raw and "of" not in entry and entry.get("covers") == "whole_group":
        del entry["covers"]
    entry["based_on"] = id_
    return entry, [item._replace(in_words=item.key == "of" and "base" in entry) for item in left_out]


def left_out_reference(work: Gathered, owner: str, key: str, target: str) -> LeftOut:
    """What to say of a reference that leads nowhere in the folder."""
    kind = work.catalogue.kind(target)
    return LeftOut(owner, key, target, _BRINGS.get((key, kind), ""), kind in ADOPTABLE)


def missing_links(work: Gathered, id_: str) -> tuple[list[tuple[str, str]], list[LeftOut]]:
    """For an entry that the folder has: references of the catalogue's that it lacks, by key.

    First those that lead somewhere and that --with asks for, as key and id; then those that lead nowhere.
    """
    own = work.present[id_]
    mine, theirs = work.folder.raw(own), work.catalogue.raw(id_)
    links: list[tuple[str, str]] = []
    left_out: list[LeftOut] = []
    for key in ("of", "shows", "sources", "about"):
        value = theirs.get(key)
        for target in value if isinstance(value, list) else [value]:
            brings = _BRINGS.get((key, work.catalogue.kind(target))) if isinstance(target, str) else None
            if not isinstance(target, str) or brings is None:
                continue
            found = _resolved(work, Ref((work.catalogue.kind(target),)), key, target)
            if not found:
                left_out.append(left_out_reference(work, own, key, target))
            elif brings in work.brings and not _names(mine.get(key), found, key):
                links.append((key, found))
    return links, left_out


def _names(value: object, id_: str, key: str) -> bool:
    """Whether a key of the folder's entry names this id, or, where it holds one only, any other."""
    return id_ in value if isinstance(value, list) else key == "of" and value is not None


def _resolved(work: Gathered, ref: Ref, key: str, target: str) -> str:
    references = References(work)
    return references.find_base(target) if key == "of" else references.find(target, ref.kinds)


def _with_references(
    value: Data | None, branch: Ref | RefTree | None, key: str, resolve: Callable[[Ref, str, str], str]
) -> Any:
    """A value with the folder's ids in the place of the catalogue's; None where nothing is left of it."""
    if branch is None or value is None:
        return value
    if isinstance(value, str):
        return (resolve(branch, key, value) or None) if isinstance(branch, Ref) else value
    if isinstance(value, dict):
        if isinstance(branch, Ref):
            return value
        kept = {name: _with_references(item, branch.get(name), name, resolve) for name, item in value.items()}
        return {name: item for name, item in kept.items() if item is not None} or None
    items = [_with_references(item, branch, key, resolve) for item in value]
    return [item for item in items if item is not None] or None
