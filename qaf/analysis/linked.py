"""One entry of an area and everything it is linked to, both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from qaf.analysis.entries import AreaEntry, area_entries
from qaf.model.area import Area, Evidence
from qaf.model.framework import Framework

_TOLD = (
    "group", "why", "unit", "counts", "counted_in", "base", "covers", "drawn", "asked", "better", "family", "method",
    "routine", "informed_by", "frequency", "window", "note", "ref", "link", "cite", "based_on",
)  # fmt: skip
"""Keys of an entry that say something of it and lead nowhere else, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link from the entry shown: `relation` is a key (`of`, `shows`, ...) or such a key read backwards."""

    relation: str
    entry: AreaEntry


@dataclass(frozen=True, slots=True)
class Linked:
    """An entry, what its own keys say (`told`: key and value as texts), its evidence, and its links in order."""

    entry: AreaEntry
    told: tuple[tuple[str, str], ...]
    evidence: tuple[Evidence, ...]
    links: tuple[Link, ...]


def linked(framework: Framework, id_: str) -> Linked | None:
    """The entry with this id and what it is linked to; None where no area, nor `sources.yaml`, has such an entry."""
    by_id = {entry.id: entry for entry in area_entries(framework)}
    if id_ not in by_id:
        return None
    entry = by_id[id_]
    item = framework.items[id_]
    links = tuple(
        dict.fromkeys(
            Link(relation, by_id[target])
            for relation, target in _targets(framework, entry)
            if target in by_id and target != id_
        )
    )
    return Linked(entry, tuple(_told(item)), tuple(getattr(item, "evidence", ())), links)


def _told(item: Any) -> Iterator[tuple[str, str]]:
    for key in _TOLD:
        value = getattr(item, key, None)
        if key in item.model_fields_set and value not in (None, (), ""):
            yield key, _as_text(value)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _targets(framework: Framework, entry: AreaEntry) -> Iterator[tuple[str, str]]:
    """Each relation of the entry with the id it leads to, forwards and backwards."""
    if entry.type == "area":
        yield from _of_area(framework, framework.areas[entry.id])
    else:
        yield "area", entry.area
    item = framework.items[entry.id]
    for relation in ("of", "parts", "shows", "sources", "about", "areas"):
        if not isinstance(item, Area):
            yield from ((relation, target) for target in _ids(getattr(item, relation, None)))
    yield from _backwards(framework, entry.id)


def _ids(value: object) -> Iterable[str]:
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()


def _of_area(framework: Framework, area: Area) -> Iterator[tuple[str, str]]:
    if area.within:
        yield "within", area.within
    yield from (("holds", id_) for id_ in framework.children.get(area.id, ()))
    yield from (("interacts_with", id_) for id_ in area.interacts_with)
    for relation, entries in (
        ("good", area.good), ("sources", area.sources), ("measures", area.measures), ("questions", area.questions)
    ):  # fmt: skip
        yield from ((relation, item.id) for item in entries)


def _backwards(framework: Framework, id_: str) -> Iterator[tuple[str, str]]:
    for area in framework.areas.values():
        if id_ in area.interacts_with:
            yield "interacts_with", area.id
    for measure in framework.measures.values():
        for relation, backwards in (
            ("of", "base_of"),
            ("parts", "part_of"),
            ("shows", "shown_by"),
            ("sources", "tells"),
        ):
            if id_ in _ids(getattr(measure, relation)):
                yield backwards, measure.id
    for question in framework.questions.values():
        if id_ in question.about:
            yield "asked_about_by", question.id
    for source in framework.shared_sources.values():
        if id_ in getattr(source, "areas", ()):
            yield "sources", source.id
