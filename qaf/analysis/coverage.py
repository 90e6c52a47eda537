"""What each content area is known by: measures by kind, sources, families. A parent has what all below it have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from qaf.model.area import Area
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.source import Source

KINDS = ("outcome", "quality", "quantity")
"""Kinds of measure, the most important first."""

FAMILIES: Mapping[str, str] = MappingProxyType(
    {
        "children_parents_carers": "children, parents and carers",
        "frontline_staff": "frontline staff",
        "case_records": "case records",
        "organisational_information": "organisational information",
        "external": "external sources",
    }
)
"""The families of sources, in words."""


@dataclass(frozen=True, slots=True)
class AreaCoverage:
    """What one area can count on. `counted` are the areas looked at: itself and all below it."""

    area: Area
    counted: tuple[Area, ...]
    measures: tuple[Measure, ...]
    sources: tuple[Source, ...]

    def of_kind(self, kind: str) -> tuple[Measure, ...]:
        """Its measures of one kind."""
        return tuple(measure for measure in self.measures if measure.kind == kind)

    @property
    def families(self) -> tuple[str, ...]:
        """Families its sources belong to, in the order of `FAMILIES`."""
        found = {source.family for source in self.sources}
        return tuple(family for family in FAMILIES if family in found)

    def from_family(self, family: str) -> tuple[Source, ...]:
        """Its sources of one family."""
        return tuple(source for source in self.sources if source.family == family)


def coverage(framework: Framework) -> dict[str, AreaCoverage]:
    """Coverage of every area, by id, in the order of the framework."""
    return {area.id: _of(framework, area) for area in framework.areas.values()}


def _of(framework: Framework, area: Area) -> AreaCoverage:
    counted = tuple(framework.below(area.id)) if area.id in framework.children else (area,)
    sources = {source.id: source for one in counted for source in framework.sources_of(one)}
    measures = tuple(measure for one in counted for measure in one.measures)
    return AreaCoverage(area, counted, measures, tuple(sources.values()))
