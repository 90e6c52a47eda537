"""Where the keys and values of a YAML file stand. Built only when somebody has something to say about a place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from qaf.ground.findings import Loc, Span
from qaf.workspace.yaml_events import (
    MAX_DEPTH,
    NOTHING,
    Anchored,
    Anchors,
    Refusal,
    end_of,
    events_of,
    start_of,
    too_deep,
)
from qaf.workspace.yaml_text import Lines, Problem, readable, without_mark


class Twice(NamedTuple):
    """A key that was given before in the same mapping: its text, its place, and the line of the first."""

    key: str
    start: int
    end: int
    first_line: int


_Extent = tuple[int, int]


@dataclass(slots=True)
class _Place:
    """A list, a mapping or an alias: where it begins and ends, and what lies in it.

    `inside` is shared between the entry that is written out and the aliases that stand for it.
    """

    start: int
    end: int
    is_flow: bool
    inside: list[_Place | _Extent] | dict[str, tuple[_Extent, _Place | _Extent]]


class Marks:
    """The places of one file."""

    def __init__(self, lines: Lines, root: _Place | _Extent | None) -> None:
        self._lines = lines
        self._root = root

    def span(self, loc: Loc, part: Literal["key", "value"] = "value") -> Span:
        """The span of a key or of the first line of a value.

        `loc` holds the keys and list indices that lead there. Where they lead nowhere (a key that is missing, or that
        a merge brings in) it is the nearest place above: its key where it has one, else its first line. A file that
        cannot be read gives its very beginning.
        """
        if self._root is None:
            return Span()
        place: _Place | _Extent = self._root
        key: _Extent | None = None
        for step in loc:
            inside = place.inside if isinstance(place, _Place) else ()
            if isinstance(inside, dict) and isinstance(step, str) and step in inside:
                key, place = inside[step]
            elif isinstance(inside, list) and isinstance(step, int) and 0 <= step < len(inside):
                key, place = None, inside[step]
            else:
                part = "key"
                break
        start, end = _extent(place)
        if key is not None and (part == "key" or start == end):
            return self._lines.span(*key)
        if start == end and self._lines.text.endswith("-", 0, start):
            return self._lines.span(start - 1, start)
        return self._value_span(place)

    def _value_span(self, place: _Place | _Extent) -> Span:
        """The first line of a value; of a mapping or list without brackets it is its first key or entry."""
        start, end = _extent(place)
        whole = self._lines.span(start, end)
        if not isinstance(place, _Place) or place.is_flow or not place.inside:
            return whole
        if isinstance(place.inside, dict):
            key, _ = next(iter(place.inside.values()))
            return self._lines.span(start, key[1])
        first = self._value_span(place.inside[0])
        return Span(whole.line, whole.column, whole.line, first.end_column) if first.line == whole.line else whole


def _extent(place: _Place | _Extent) -> _Extent:
    return (place.start, place.end) if isinstance(place, _Place) else place


def read_marks(content: bytes) -> Marks:
    """The places of the keys and values of one file. Never raises; for a file that cannot be read, see `Marks.span`."""
    text = readable(content)
    if isinstance(text, Problem):
        return Marks(Lines(""), None)
    lines = Lines(text)
    try:
        return Marks(lines, _Surveyor(without_mark(content)).document())
    except (YAMLError, Refusal):
        return Marks(lines, None)


def given_twice(content: bytes) -> list[Twice]:
    """The keys that a file gives more than once in one mapping.

    `content` is a file that can be read, without a byte order mark.
    """
    surveyor = _Surveyor(content)
    surveyor.document()
    lines = Lines(content.decode())
    return [Twice(key, *again, lines.position(first[0])[0]) for key, first, again in surveyor.twice]


class _Surveyor:
    """Builds the places of one file from its events, by the same rules as the reader builds its data."""

    def __init__(self, content: bytes) -> None:
        self._anchors: Anchors = {}
        self._next: Callable[[], Any] = events_of(content, self._anchors)
        self.twice: list[tuple[str, _Extent, _Extent]] = []

    def document(self) -> _Place | _Extent | None:
        """The place of the root, all others below it; None where there is no document, or more than one."""
        self._next()
        if type(self._next()) is not DocumentStartEvent:
            return None
        root = self._place(self._next(), 0)
        self._next()
        return None if type(self._next()) is DocumentStartEvent else root

    def _place(self, event: Any, depth: int) -> _Place | _Extent:
        if type(event) is Anchored:
            event.value = place = self._place(event.event, depth)
            return place
        if type(event) is AliasEvent:
            target = self._anchors[event.anchor or ""].value
            if isinstance(target, _Place):
                return _Place(start_of(event), end_of(event), True, target.inside)
        elif isinstance(event, CollectionStartEvent):
            if depth >= MAX_DEPTH:
                raise too_deep(event)
            if isinstance(event, MappingStartEvent):
                return self._mapping(event, depth + 1)
            return self._list(event, depth + 1)
        return event.start_mark.index, event.end_mark.index

    def _list(self, start: CollectionStartEvent, depth: int) -> _Place:
        items: list[_Place | _Extent] = []
        while type(event := self._next()) is not SequenceEndEvent:
            items.append(self._place(event, depth))
        return _Place(start_of(start), end_of(event), bool(start.flow_style), items)

    def _mapping(self, start: CollectionStartEvent, depth: int) -> _Place:
        """The places of a mapping; of a key given twice the first counts."""
        entries: dict[str, tuple[_Extent, _Place | _Extent]] = {}
        while type(event := self._next()) is not MappingEndEvent:
            key = event.value if type(event) is ScalarEvent else None
            is_missing = key in NOTHING and not event.style
            extent = _extent(self._place(event, depth))
            value = self._place(self._next(), depth)
            if key is None or is_missing:
                continue
            if key in entries:
                self.twice.append((key, entries[key][0], extent))
            else:
                entries[key] = (extent, value)
        return _Place(start_of(start), end_of(event), bool(start.flow_style), entries)
