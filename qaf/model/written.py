"""The framework without what is still to be written: whoever counts, judges or prints looks at this one.

A key that an entry cannot do without (what it is called or says, of whom a percentage is) makes the whole entry
unwritten as long as it holds stub text; any other key that holds it counts as not given. An area whose name is still to
be written goes by its id as long as it says anything, or an area that does lies within it; else it is not there either.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, TypeVar

from qaf.ground.findings import Loc, Span, Where
from qaf.ground.stub_text import is_stub_text

if TYPE_CHECKING:
    from qaf.model.accepted_gap import AcceptedGap
    from qaf.model.area import Area
    from qaf.model.fields import Model
    from qaf.model.framework import Framework, StorySheet
    from qaf.model.governance import Governance
    from qaf.model.meeting import Meeting
    from qaf.model.self_assessment import SelfAssessment
    from qaf.model.timetable import Timetable

_ESSENTIAL = ("name", "text", "base", "form", "team", "story", "by")
_CONTENT = ("received", "asked", "challenges", "concerns", "assurance", "agreed", "stories_heard", "judgements")
"""Keys of a record of which at least one has to say something."""
_HEADING = re.compile(r"\A\s*#[^\n]*(?:\n|\Z)")

Locate = Callable[[Where], Span]


@dataclass(frozen=True, slots=True)
class Stub:
    """One key that holds stub text: of which entry (an accepted gap goes by its code and id), and where.

    `left_out` says that the entry is not there as long as the key is not written. `span` is None where nobody was
    asked for lines and columns.
    """

    id: str
    kind: str
    key: str
    where: Where
    area: str = ""
    left_out: bool = True
    span: Span | None = None


def written(framework: Framework, locate: Locate | None = None) -> Framework:
    """The framework without stubs, and with all of them in `stubs`; itself where it has none.

    `entries` still holds every id, so that each is known. `locate` gives lines and columns of a place.
    """
    sieve = _Sieve(framework, locate)
    areas = sieve.areas(framework)
    found: dict[str, Any] = {
        "areas": areas,
        "shared_sources": {source.id: source for source in sieve.entries("source", framework.shared_sources.values())},
        "timetable": sieve.timetable(framework.timetable),
        "governance": sieve.governance(framework.governance),
        "actions": sieve.entries("action", framework.actions),
        "ideas": sieve.entries("idea", framework.ideas),
        "curves": {curve.id: curve for curve in sieve.entries("curve", framework.curves.values())},
        "mappings": {mapping.id: mapping for mapping in sieve.entries("mapping", framework.mappings.values())},
        "meeting_records": tuple(sieve.records("meeting", framework.meeting_records)),
        "assessment_records": tuple(sieve.records("self-assessment", framework.assessment_records)),
        "accepted_gaps": tuple(sieve.accepted(framework.accepted_gaps)),
        "stories": tuple(sieve.stories(framework.stories)),
    }
    return replace(framework, **found, stubs=tuple(sieve.stubs)) if sieve.stubs else framework


_Entry = TypeVar("_Entry", bound="Model")
_Record = TypeVar("_Record", "Meeting", "SelfAssessment")


def begun(item: _Entry) -> _Entry:
    """An entry without what is still to be written in it, for whoever asks for this one by its id."""
    changes: dict[str, Any] = {}
    for loc in _stub_places(item):
        changes |= _without(item, loc)
    return item.model_copy(update=changes) if changes else item


class _Sieve:
    """Takes stubs out of models one by one, and keeps a record of each."""

    def __init__(self, framework: Framework, locate: Locate | None) -> None:
        self.known = framework.entries
        self.locate = locate
        self.stubs: list[Stub] = []

    def entries(self, kind: str, items: Iterable[_Entry]) -> tuple[_Entry, ...]:
        """The entries of a list that are written."""
        return tuple(kept for item in items if (kept := self._entry(kind, item)) is not None)

    def areas(self, framework: Framework) -> dict[str, Area]:
        """The areas that say something, with the entries that are written."""
        areas = {id_: self.area(area) for id_, area in framework.areas.items()}
        nameless = {stub.id for stub in self.stubs if (stub.kind, stub.key) == ("area", "name")}
        saying = (id_ for id_, area in areas.items() if id_ not in nameless or id_ in framework.unsure or _says(area))
        kept = {one.id for id_ in saying for one in framework.above(id_)}
        self.stubs = [
            replace(stub, left_out=True) if stub.kind == "area" and stub.id not in kept else stub for stub in self.stubs
        ]
        return {id_: area for id_, area in areas.items() if id_ in kept}

    def area(self, area: Area) -> Area:
        """An area with the entries that are written."""
        changes: dict[str, Any] = {}
        for key, kind in (("good", "good"), ("sources", "source"), ("measures", "measure"), ("questions", "question")):
            old = getattr(area, key)
            new = self.entries(kind, old)
            if len(new) != len(old) or any(one is not other for one, other in zip(new, old, strict=True)):
                changes[key] = new
        known = self.known.get(area.id)
        place = Where(known.where.path if known else "")
        for loc in _stub_places(area, skip=("good", "sources", "measures", "questions")):
            self._keep(area.id, "area", place.at(*loc), area.id, left_out=False)
            changes |= {"name": area.id} if loc == ("name",) else _without(area, loc)
        return area.model_copy(update=changes) if changes else area

    def timetable(self, timetable: Timetable) -> Timetable:
        """The timetable with the activities that are written."""
        return _changed(timetable, activities=self.entries("activity", timetable.activities))

    def governance(self, governance: Governance) -> Governance:
        """Governance with the bodies, posts and reports that are written."""
        return _changed(
            governance,
            bodies=self.entries("body", governance.bodies),
            posts=self.entries("post", governance.posts),
            reports=self.entries("report", governance.reports),
        )

    def accepted(self, gaps: Iterable[tuple[AcceptedGap, Where]]) -> Iterator[tuple[AcceptedGap, Where]]:
        """The accepted gaps that somebody has given reason and name for."""
        for gap, where in gaps:
            places = list(_stub_places(gap))
            for loc in places:
                self._keep(f"{gap.code} {gap.about}", "accepted-gap", where.at(*loc), "", left_out=True)
            if not places:
                yield gap, where

    def records(self, kind: str, records: Iterable[tuple[_Record, Where]]) -> Iterator[tuple[_Record, Where]]:
        """The records that say something, without what is still to be written in them."""
        for record, where in records:
            places = list(_stub_places(record))
            changes: dict[str, Any] = {}
            for loc in places:
                changes |= _without(record, loc)
            kept = record.model_copy(update=changes) if changes else record
            essential = any(loc[0] in _ESSENTIAL for loc in places)
            left_out = essential or (bool(places) and not any(getattr(kept, key, ()) for key in _CONTENT))
            for loc in places:
                self._keep(record.name, kind, where.at(*loc), getattr(record, "area", ""), left_out=left_out)
            if not left_out:
                yield kept, where

    def stories(self, sheets: Iterable[StorySheet]) -> Iterator[StorySheet]:
        """The stories that have been told."""
        for sheet in sheets:
            story, place = sheet.story, Where(sheet.prose.path)
            places = [place.at(*loc) for loc in _stub_places(story)]
            for where in places:
                self._keep(story.id, "story", where, story.area, left_out=True)
            told = _HEADING.sub("", sheet.prose.body)
            if is_stub_text(told):
                before = len(sheet.prose.body[: sheet.prose.body.find(told.lstrip())].splitlines())
                line = sheet.prose.line + before
                end = len(told.strip().splitlines()[0]) + 1
                self.stubs.append(Stub(story.id, "story", "the text", place, story.area, span=Span(line, 1, line, end)))
            elif not places:
                yield sheet

    def _entry(self, kind: str, item: _Entry) -> _Entry | None:
        places = list(_stub_places(item))
        if not places:
            return item
        id_: str = getattr(item, "id", "")
        known = self.known.get(id_)
        place = Where(known.where.path, known.where.loc[:-1]) if known else Where("")
        area = getattr(item, "area", None) or (known.area if known else "")
        essential = kind != "post" and any(loc[0] in _ESSENTIAL for loc in places)
        changes: dict[str, Any] = {}
        for loc in places:
            self._keep(id_, kind, place.at(*loc), area, left_out=essential and loc[0] in _ESSENTIAL)
            changes |= _without(item, loc)
        return None if essential else item.model_copy(update=changes)

    def _keep(self, id_: str, kind: str, where: Where, area: str, *, left_out: bool) -> None:
        key = next(str(part) for part in reversed(where.loc) if isinstance(part, str))
        self.stubs.append(Stub(id_, kind, key, where, area, left_out, self.locate(where) if self.locate else None))


def _says(area: Area) -> bool:
    """Whether an area says more than where it stands and who answers for it."""
    return bool(area.why or area.evidence or area.good or area.sources or area.measures or area.questions)


def _stub_places(model: object, skip: tuple[str, ...] = ()) -> Iterator[Loc]:
    """The keys below a model that hold stub text."""
    for key, value in vars(model).items():
        if value is None or key in skip:
            continue
        name = key.removesuffix("_")
        if isinstance(value, str):
            if is_stub_text(value):
                yield (name,)
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                yield from ((name, index, *loc) for loc in _in_item(item))
        elif hasattr(value, "model_fields_set"):
            yield from ((name, *loc) for loc in _stub_places(value))


def _in_item(item: object) -> Iterator[Loc]:
    if isinstance(item, str):
        if is_stub_text(item):
            yield ()
    elif hasattr(item, "model_fields_set"):
        yield from _stub_places(item)


def _without(model: Model, loc: Loc) -> dict[str, Any]:
    """What a model has to have instead, so that the key `loc` leads to is not given: a list loses all its stubs."""
    key = str(loc[0])
    key = key if key in type(model).model_fields else f"{key}_"
    value = getattr(model, key)
    if isinstance(value, tuple):
        return {key: tuple(item for item in value if not list(_in_item(item)))}
    return {key: None}


_Holder = TypeVar("_Holder", "Timetable", "Governance")


def _changed(holder: _Holder, **lists: tuple[Any, ...]) -> _Holder:
    """The holder itself where its lists are the same, else a copy with the others."""
    if all(getattr(holder, key) == new for key, new in lists.items()):
        return holder
    return holder.model_copy(update=lists)
