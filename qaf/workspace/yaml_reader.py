"""One YAML file as plain data: mappings, lists and the text that was typed.

No plain text is taken for a number, a date or a truth value: the model decides what it is. Positions are not kept;
whoever needs one reads the file again with `read_marks`. This is where `qaf validate` spends most of its time, so the
two methods that build mappings and lists do nothing that an ordinary entry does not need.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from sys import intern
from typing import Any, cast

from yaml import YAMLError
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from qaf.ground.text import shortened
from qaf.workspace.yaml_events import (
    MAX_DEPTH,
    NOTHING,
    Anchored,
    Anchors,
    NextEvent,
    Refusal,
    end_of,
    events_of,
    refusal,
    start_of,
    too_deep,
)
from qaf.workspace.yaml_marks import Marks, given_twice, read_marks
from qaf.workspace.yaml_problems import problem_of
from qaf.workspace.yaml_text import Lines, Problem, readable, without_mark

__all__ = ["Marks", "Problem", "Reading", "read_marks", "read_yaml"]

_MERGE = object()
"""The key under which the value of `<<` waits until its mapping is complete."""
_UNUSUAL_KEYS = NOTHING | {"<<"}
_MOST_PROBLEMS = 50


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file holds. `data` is None where it could not be read, and then there is at least one problem.

    `empty`: keys that were left out because they have no value, each with the mapping of `data` that it stood in.
    """

    data: object | None
    problems: list[Problem] = field(default_factory=list)
    empty: list[tuple[dict[object, object], str]] = field(default_factory=list)


def read_yaml(content: bytes) -> Reading:
    """The data of one file: `dict`, `list`, `str` and, in lists, None for "not given"; and what is wrong with it.

    Keys without a value and keys that start with `x-` are left out. Where a key is given twice the first is kept.
    Never raises for anything that a file can hold.
    """
    text = readable(content)
    if isinstance(text, Problem):
        return Reading(None, [text])
    builder = _Builder()
    content = without_mark(content)
    try:
        data = builder.document(events_of(content, builder.anchors))
    except (YAMLError, Refusal) as error:
        return Reading(None, [problem_of(error, text)])
    if data is None:
        message = "The file is empty: it holds nothing but blank lines, comments or `null`."
        return Reading(None, [Problem("QAF005", message, "Write its entries, or delete the file.")])
    if builder.has_duplicates:
        builder.odd += _duplicates(content)
    return Reading(data, _problems(builder.odd, text) if builder.odd else [], builder.empty)


@dataclass(slots=True)
class _Odd:
    """A problem that does not stop the reading, with its place in the text."""

    code: str
    message: str
    advice: str
    start: int
    end: int


class _Builder:
    """Builds the data of one file from its events.

    Methods recurse, one call for a list or mapping within another, and never beyond `MAX_DEPTH`.
    """

    def __init__(self) -> None:
        self.anchors: Anchors = {}
        self.odd: list[_Odd] = []
        self.has_duplicates = False
        self.empty: list[tuple[dict[object, object], str]] = []
        self._dropped: list[tuple[dict[object, object], object]] = []
        self._merge_keys: list[Event] = []
        self._next: NextEvent

    def document(self, next_event: NextEvent) -> object | None:
        """The data of the only document of a stream; None where there is nothing in it."""
        self._next = next_event
        next_event()
        if type(next_event()) is not DocumentStartEvent:
            return None
        data = self._value(next_event(), 0)
        next_event()
        event = next_event()
        if type(event) is DocumentStartEvent:
            raise refusal(
                "QAF014",
                event,
                "A second YAML document starts here (after a line `---`), and a framework file holds one.",
                "Delete the line `---`, or move what follows to a file of its own.",
            )
        for mapping, key in self._dropped:
            if mapping.pop(key, key) is None and isinstance(key, str) and not key.startswith("x-"):
                self.empty.append((mapping, key))
        return data

    def _mapping(self, start: Event, depth: int) -> dict[object, object]:
        if depth > MAX_DEPTH:
            raise too_deep(start)
        next_event: Callable[[], Any] = self._next
        mapping: dict[object, object] = {}
        while True:
            event = next_event()
            if type(event) is ScalarEvent:
                key: Any = intern(event.value)
                if key in mapping or key in _UNUSUAL_KEYS or key > "x":
                    key = self._unusual_key(event, mapping)
            elif type(event) is MappingEndEvent:
                break
            else:
                key = self._structured_key(event, mapping, depth)
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                value = mapping[key] = event.value
                if value in NOTHING and not event.style:
                    mapping[key] = None
                    self._dropped.append((mapping, key))
            elif kind is SequenceStartEvent:
                mapping[key] = self._list(event, depth + 1)
            elif kind is MappingStartEvent:
                mapping[key] = self._mapping(event, depth + 1)
            else:
                mapping[key] = self._value(event, depth)
                if mapping[key] is None:
                    self._dropped.append((mapping, key))
        if _MERGE in mapping:
            self._merge(mapping)
        return mapping

    def _list(self, start: Event, depth: int) -> list[object]:
        if depth > MAX_DEPTH:
            raise too_deep(start)
        next_event: Callable[[], Any] = self._next
        items: list[object] = []
        while True:
            event = next_event()
            kind = type(event)
            if kind is ScalarEvent:
                value = event.value
                items.append(None if value in NOTHING and not event.style else value)
            elif kind is MappingStartEvent:
                items.append(self._mapping(event, depth + 1))
            elif kind is SequenceEndEvent:
                return items
            else:
                items.append(self._value(event, depth))

    def _value(self, event: Event | Anchored, depth: int) -> object | None:
        """What an event begins, of whatever kind, inside `depth` lists and mappings."""
        if isinstance(event, Anchored):
            event.value = self._value(event.event, depth)
            return event.value
        if isinstance(event, ScalarEvent):
            return None if event.value in NOTHING and not event.style else event.value
        if isinstance(event, AliasEvent):
            return self.anchors[event.anchor or ""].value
        if isinstance(event, MappingStartEvent):
            return self._mapping(event, depth + 1)
        return self._list(event, depth + 1)

    def _unusual_key(self, event: ScalarEvent, mapping: dict[object, object]) -> object:
        """The key to keep the value of `event` under; one that is dropped at the end where it must not be seen."""
        key: object = event.value
        if not event.style and event.value == "<<":
            key = _MERGE
        elif not event.style and event.value in NOTHING:
            self._complain(
                "QAF008", event, "A key is missing here, or it is `null`.", "Write the key before the colon."
            )
            return self._spare_key(mapping)
        if key in mapping:
            self.has_duplicates = True
            return self._spare_key(mapping)
        if key is _MERGE:
            self._merge_keys.append(event)
        if key is _MERGE or event.value.startswith("x-"):
            self._dropped.append((mapping, key))
        return key

    def _structured_key(self, event: Event | Anchored, mapping: dict[object, object], depth: int) -> object:
        kept = event.event if isinstance(event, Anchored) else event
        word = "an alias" if isinstance(kept, AliasEvent) else "a group of keys"
        word = "a list" if isinstance(kept, SequenceStartEvent) else word
        advice = "Write the key as text before the colon; text that starts with `{`, `[` or `*` needs quotes."
        self._complain("QAF008", kept, f"A key must be text, and this one is {word}.", advice)
        self._value(event, depth)
        return self._spare_key(mapping)

    def _spare_key(self, mapping: dict[object, object]) -> object:
        key = object()
        self._dropped.append((mapping, key))
        return key

    def _merge(self, mapping: dict[object, object]) -> None:
        """Put what `<<` brings in below the keys that the mapping gives itself; of several, the first counts."""
        merge_key = self._merge_keys.pop()
        value = mapping[_MERGE]
        sources = value if isinstance(value, list) else [value]
        if not all(isinstance(source, dict) for source in sources):
            advice = "After `<<:` stands the alias of another entry, such as `*usual`, or a list of aliases."
            self._complain(
                "QAF008", merge_key, "The key `<<` brings in other entries, and here it leads to none.", advice
            )
            return
        for source in sources:
            for key, item in cast(dict[object, object], source).items():
                if item is not None and isinstance(key, str) and not key.startswith("x-"):
                    mapping.setdefault(key, item)

    def _complain(self, code: str, event: Event, message: str, advice: str) -> None:
        self.odd.append(_Odd(code, message, advice, start_of(event), end_of(event)))


def _duplicates(content: bytes) -> list[_Odd]:
    advice = "Keep one of the two; until then the first is used."
    return [
        _Odd(
            "QAF003",
            f"`{shortened(twice.key, 40)}` is given twice in this entry; the first is on line {twice.first_line}.",
            advice,
            twice.start,
            twice.end,
        )
        for twice in given_twice(content)
    ]


def _problems(found: list[_Odd], text: str) -> list[Problem]:
    """The problems in the order of the file, not more than somebody would read."""
    lines = Lines(text)
    found.sort(key=lambda odd: (odd.start, odd.code))
    left = len(found) - _MOST_PROBLEMS
    return [
        Problem(
            odd.code,
            odd.message,
            odd.advice,
            f"There are {left:,} more like these in the file." if left > 0 and number == _MOST_PROBLEMS else "",
            lines.span(odd.start, odd.end),
        )
        for number, odd in enumerate(found[:_MOST_PROBLEMS], 1)
    ]
