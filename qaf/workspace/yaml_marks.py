"""Where the keys and values of a YAML file stand. Built only when somebody has something to say about a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
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
    NextEvent,
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


@dataclass(slots=True)
class _Place:
    """A value and its place in the text; `keys` and `children` are shared with the aliases that stand for it."""

    start: int
    end: int
    is_flow: bool = True
    is_list: bool = False
    keys: dict[str | int, tuple[int, int]] = field(default_factory=dict)
    children: dict[str | int, _Place] = field(default_factory=dict)


class Marks:
    """The places of one file."""

    def __init__(self, lines: Lines, root: _Place | None) -> None:
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
        place, key = self._root, None
        for step in loc:
            child = place.children.get(step)
            if child is None:
                part = "key"
                break
            place, key = child, place.keys.get(step)
        if key is not None and (part == "key" or place.start == place.end):
            return self._lines.span(*key)
        return self._value_span(place)

    def _value_span(self, place: _Place) -> Span:
        if place.is_flow:
            return self._lines.span(place.start, place.end)
        for step, child in place.children.items():
            first = place.keys.get(step, (child.start, child.end))
            if not place.is_list:
                return self._lines.span(place.start, first[1])
            span = self._value_span(child)
            here = self._lines.span(place.start, place.end)
            if span.line == here.line:
                return Span(here.line, here.column, here.line, span.end_column)
            return here
        return self._lines.span(place.start, place.end)


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
    return [Twice(key, *again, lines.position(first)[0]) for key, first, again in surveyor.twice]


class _Surveyor:
    """Builds the places of one file from its events, by the same rules as the reader builds its data."""

    def __init__(self, content: bytes) -> None:
        self._anchors: Anchors = {}
        self._next: NextEvent = events_of(content, self._anchors, checked=True)
        self.twice: list[tuple[str, int, tuple[int, int]]] = []

    def document(self) -> _Place | None:
        """The place of the root, all others below it; None where there is no document."""
        self._next()
        if type(self._next()) is not DocumentStartEvent:
            return None
        return self._place(self._next(), 0)

    def _place(self, event: Event | Anchored, depth: int) -> _Place:
        if isinstance(event, Anchored):
            place = self._place(event.event, depth)
            event.value = place
            return place
        place = _Place(start_of(event), end_of(event))
        if isinstance(event, AliasEvent):
            target = self._anchors[event.anchor or ""].value
            if isinstance(target, _Place):
                place.is_list, place.keys, place.children = target.is_list, target.keys, target.children
        elif isinstance(event, CollectionStartEvent):
            if depth >= MAX_DEPTH:
                raise too_deep(event)
            place.is_flow = bool(event.flow_style)
            place.is_list = not isinstance(event, MappingStartEvent)
            place.end = self._items(place, depth + 1) if place.is_list else self._entries(place, depth + 1)
        return place

    def _items(self, place: _Place, depth: int) -> int:
        """Fill in the places of a list; returns where it ends."""
        number = 0
        while not isinstance(event := self._next(), SequenceEndEvent):
            place.children[number] = self._place(event, depth)
            number += 1
        return end_of(event)

    def _entries(self, place: _Place, depth: int) -> int:
        """Fill in the places of a mapping; returns where it ends. Of a key given twice the first counts."""
        while not isinstance(event := self._next(), MappingEndEvent):
            if not isinstance(event, ScalarEvent):
                self._place(event, depth)
                self._place(self._next(), depth)
                continue
            key, found = event.value, (start_of(event), end_of(event))
            child = self._place(self._next(), depth)
            if not event.style and key in NOTHING:
                continue
            if key in place.keys:
                self.twice.append((key, place.keys[key][0], found))
                continue
            place.keys[key] = found
            place.children[key] = child
        return end_of(event)
