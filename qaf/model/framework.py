"""The framework: every entry of a folder in one frozen index by id, with links both ways."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from qaf.ground.findings import Where

if TYPE_CHECKING:
    from qaf.model.accepted_gap import AcceptedGap
    from qaf.model.action import Action
    from qaf.model.area import Area, Good, Question
    from qaf.model.curve import Curve
    from qaf.model.fields import Model
    from qaf.model.governance import Governance
    from qaf.model.idea import Idea
    from qaf.model.known import KnownFigure
    from qaf.model.links import Links
    from qaf.model.mapping import Mapping as CrossWalk
    from qaf.model.measure import Measure
    from qaf.model.meeting import Concern, Meeting
    from qaf.model.period import Period
    from qaf.model.recipe import Recipe
    from qaf.model.self_assessment import SelfAssessment
    from qaf.model.settings import Breakdown, Comparator, Scale, Settings
    from qaf.model.source import Source
    from qaf.model.story import Story
    from qaf.model.timetable import Timetable
    from qaf.model.written import Stub


class _Absent:
    """A file that the folder does not have: the same keys, all empty, without importing its model."""

    activities = bodies = posts = reports = forward_plan = self_tests = ()


_NO_TIMETABLE = cast("Timetable", _Absent())
_NO_GOVERNANCE = cast("Governance", _Absent())


class Entry(NamedTuple):
    """One thing with an id, and where it stands. It counts as known even where its shape is wrong."""

    id: str
    kind: str
    where: Where
    area: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text: `body` as typed, beginning on line `line` of the file."""

    path: str
    body: str
    line: int = 1


@dataclass(frozen=True, slots=True)
class Analysis:
    """The story behind an area's figures for a period."""

    area: str
    period: Period
    prose: Prose


@dataclass(frozen=True, slots=True)
class StorySheet:
    """A story with its front matter."""

    story: Story
    prose: Prose


@dataclass(frozen=True)
class Framework:
    """A whole folder. Entries keep the order of the files; areas are sorted by path.

    `unsure` holds ids of areas of which a part could not be read, so that nothing can be said to be missing there;
    `unread` names the kinds of file (of `model.layout`) of which one could not be read. `known`: by the name of a
    published edition, the figures that it is known to give back. `stubs` is what `model.written` has taken out.
    """

    settings: Settings
    areas: Mapping[str, Area] = field(default_factory=dict)
    shared_sources: Mapping[str, Source] = field(default_factory=dict)
    timetable: Timetable = _NO_TIMETABLE
    governance: Governance = _NO_GOVERNANCE
    actions: tuple[Action, ...] = ()
    meeting_records: tuple[tuple[Meeting, Where], ...] = ()
    ideas: tuple[Idea, ...] = ()
    assessment_records: tuple[tuple[SelfAssessment, Where], ...] = ()
    curves: Mapping[str, Curve] = field(default_factory=dict)
    mappings: Mapping[str, CrossWalk] = field(default_factory=dict)
    accepted_gaps: tuple[tuple[AcceptedGap, Where], ...] = ()
    recipes: Mapping[str, Recipe] = field(default_factory=dict)
    stories: tuple[StorySheet, ...] = ()
    analyses: tuple[Analysis, ...] = ()
    known: Mapping[str, tuple[KnownFigure, ...]] = field(default_factory=dict)
    entries: Mapping[str, Entry] = field(default_factory=dict)
    unsure: frozenset[str] = frozenset()
    unread: frozenset[str] = frozenset()
    stubs: tuple[Stub, ...] = ()

    # one index by id --------------------------------------------------------------------------------------------

    def where(self, id_: str) -> Where:
        """Where the entry with this id stands; `qaf.yaml` for an organisation that stands in for one not understood."""
        if id_ == self.settings.organisation.id and id_ not in self.entries:
            return Where("qaf.yaml")
        return self.entries[id_].where

    def title(self, id_: str) -> str:
        """What to call an entry in a sentence: its name or text, else its id."""
        item = self.items.get(id_)
        if item is None and any(stub.id == id_ for stub in self.stubs):
            return f"{id_} (still to be written)"
        return str(getattr(item, "name", None) or getattr(item, "text", None) or id_)

    @cached_property
    def items(self) -> Mapping[str, Model]:
        """Every entry that could be read, by id; of two with the same id the first."""
        found: dict[str, Any] = {}
        settings, governance = self.settings, self.governance
        groups: tuple[Iterable[Any], ...] = (
            *((area, *area.good, *area.measures, *area.sources, *area.questions) for area in self.areas.values()),
            *(settings.breakdowns, settings.comparators, settings.members, settings.scales),
            *(governance.bodies, governance.posts, governance.reports),
            *(self.shared_sources.values(), self.timetable.activities, self.actions, self.recipes.values()),
            [sheet.story for sheet in self.stories],
            *(self.ideas, self.curves.values(), self.mappings.values(), self.concerns.values()),
        )
        for group in groups:
            for item in group:
                found.setdefault(item.id, item)
        return found

    @cached_property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure by id."""
        return _first(m for area in self.areas.values() for m in area.measures)

    @cached_property
    def goods(self) -> Mapping[str, Good]:
        """Every good statement by id."""
        return _first(g for area in self.areas.values() for g in area.good)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by id."""
        return _first(q for area in self.areas.values() for q in area.questions)

    @cached_property
    def sources(self) -> Mapping[str, Source]:
        """Every source by id, those of `sources.yaml` and those of areas."""
        own = _first(s for area in self.areas.values() for s in area.sources)
        return {**own, **self.shared_sources}

    @cached_property
    def breakdowns(self) -> Mapping[str, Breakdown]:
        """Every breakdown by id."""
        return {b.id: b for b in self.settings.breakdowns}

    @cached_property
    def comparators(self) -> Mapping[str, Comparator]:
        """Every comparator by id."""
        return {c.id: c for c in self.settings.comparators}

    @cached_property
    def scales(self) -> Mapping[str, Scale]:
        """Every scale by id."""
        return {s.id: s for s in self.settings.scales}

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """Every meeting; `meeting_records` has where each stands."""
        return tuple(meeting for meeting, _ in self.meeting_records)

    @property
    def self_assessments(self) -> tuple[SelfAssessment, ...]:
        """Every self-assessment; `assessment_records` has where each stands."""
        return tuple(assessment for assessment, _ in self.assessment_records)

    @cached_property
    def concerns(self) -> Mapping[str, Concern]:
        """Every concern of a meeting that has an id, by id."""
        found: dict[str, Concern] = {}
        for meeting in self.meetings:
            for concern in meeting.concerns:
                if concern.id:
                    found.setdefault(concern.id, concern)
        return found

    # links ------------------------------------------------------------------------------------------------------

    @cached_property
    def links(self) -> Links:
        """Every link, both ways."""
        from qaf.model.links import links_of

        return links_of(self)

    def area_of(self, id_: str) -> str:
        """The id of the area that an entry stands in; "" where it stands in none."""
        entry = self.entries.get(id_)
        return entry.area if entry else ""

    @cached_property
    def children(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the areas directly within each area."""
        found: dict[str, list[str]] = {}
        for area in self.areas.values():
            if area.within:
                found.setdefault(area.within, []).append(area.id)
        return {parent: tuple(ids) for parent, ids in found.items()}

    def below(self, area_id: str) -> Iterator[Area]:
        """The area and every area below it, the area first; a circle is walked once."""
        seen: set[str] = set()
        queue = [area_id]
        while queue:
            current = queue.pop(0)
            if current in seen:
                continue
            seen.add(current)
            if current in self.areas:
                yield self.areas[current]
            queue.extend(self.children.get(current, ()))

    def above(self, area_id: str) -> Iterator[Area]:
        """The area and every area above it, the area first; a circle is walked once."""
        seen: set[str] = set()
        current: str | None = area_id
        while current and current in self.areas and current not in seen:
            seen.add(current)
            yield self.areas[current]
            current = self.areas[current].within

    @cached_property
    def shown_by(self) -> Mapping[str, tuple[Measure, ...]]:
        """Measures that show each good statement."""
        found: dict[str, list[Measure]] = {}
        for measure in self.measures.values():
            for good in measure.shows:
                found.setdefault(good, []).append(measure)
        return {good: tuple(measures) for good, measures in found.items()}

    def sources_of(self, area: Area) -> list[Source]:
        """Sources an area's own file can count on: its own, shared ones that name it, and those its measures name."""
        found = {source.id: source for source in area.sources}
        found |= {source.id: source for source in self._shared_with.get(area.id, ())}
        for measure in area.measures:
            for id_ in measure.sources:
                if id_ not in found and id_ in self.sources:
                    found[id_] = self.sources[id_]
        return list(found.values())

    @cached_property
    def _shared_with(self) -> Mapping[str, list[Source]]:
        shared: dict[str, list[Source]] = {}
        for source in self.shared_sources.values():
            for area in getattr(source, "areas", ()):
                shared.setdefault(area, []).append(source)
        return shared

    def priorities(self) -> list[Area]:
        """Areas that have a priority, first first."""
        chosen = [area for area in self.areas.values() if area.priority is not None]
        return sorted(chosen, key=lambda area: (area.priority or 0, area.id))

    def sheet_of(self, area_id: str) -> str:
        """The nearest area above (or the area itself) that has a sheet; "" where none has."""
        return next((area.id for area in self.above(area_id) if area.priority is not None), "")


_Item = TypeVar("_Item", bound="Measure | Good | Question | Source")


def _first(items: Iterable[_Item]) -> dict[str, _Item]:
    """The items by id; of two with the same id the first, as everywhere."""
    found: dict[str, _Item] = {}
    for item in items:
        found.setdefault(item.id, item)
    return found
