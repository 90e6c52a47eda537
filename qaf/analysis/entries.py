"""The entries of areas as one list: areas, good statements, sources, measures, questions, each in a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qaf.model.area import Area
from qaf.model.framework import Framework
from qaf.model.source import Source

ENTRY_TYPES = ("area", "good", "source", "measure", "question")
"""Types of entry, in the order in which an area lists them."""


@dataclass(frozen=True, slots=True)
class AreaEntry:
    """One entry. `kinds` is empty where the type has none; `area` is its content area's id, "" for a shared source.

    `families` are those of a source itself, of the sources that a measure names, and those that informed a statement.
    """

    id: str
    type: str
    kinds: tuple[str, ...]
    area: str
    text: str
    families: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The kind in words: `outcome`; several of a source are joined with commas; "" where the type has none."""
        return ", ".join(self.kinds)


def area_entries(framework: Framework) -> list[AreaEntry]:
    """Every entry, area by area in the order of the framework; sources that serve several areas come last."""
    found = [entry for area in framework.areas.values() for entry in _of_area(framework, area)]
    return [*found, *(_source(source, "") for source in framework.shared_sources.values())]


def picked(
    framework: Framework,
    entries: Iterable[AreaEntry],
    *,
    area: str = "",
    kind: str = "",
    type_: str = "",
    family: str = "",
) -> list[AreaEntry]:
    """The entries that fit: of an area and all below it, of a kind, of a type, of a family of sources.

    A family is a source's; together with `type_` measure or good those count that rest on a source of it.
    """
    inside = {one.id for one in framework.below(area)} if area else set()
    serving = _serving(framework, inside) if area else set()
    type_ = type_ or ("source" if family else "")
    return [
        entry
        for entry in entries
        if (not area or entry.area in inside or entry.id in serving)
        and (not kind or kind in entry.kinds)
        and (not type_ or entry.type == type_)
        and (not family or family in entry.families)
    ]


def _serving(framework: Framework, areas: set[str]) -> set[str]:
    """Ids of shared sources that name one of the areas."""
    return {s.id for s in framework.shared_sources.values() if areas.intersection(getattr(s, "areas", ()))}


def _of_area(framework: Framework, area: Area) -> Iterator[AreaEntry]:
    yield AreaEntry(area.id, "area", (), area.id, area.name)
    for good in area.good:
        yield AreaEntry(good.id, "good", (good.kind,), area.id, good.text, good.informed_by)
    for source in area.sources:
        yield _source(source, area.id)
    for measure in area.measures:
        named = (framework.sources[id_].family for id_ in measure.sources if id_ in framework.sources)
        yield AreaEntry(measure.id, "measure", (measure.kind,), area.id, measure.text, tuple(dict.fromkeys(named)))
    for question in area.questions:
        yield AreaEntry(question.id, "question", (), area.id, question.text)


def _source(source: Source, area: str) -> AreaEntry:
    text = source.text or source.method.replace("_", " ").capitalize()
    return AreaEntry(source.id, "source", source.kinds, area, text, (source.family,))
