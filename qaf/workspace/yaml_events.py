"""The events of a YAML parser, bounded: what the reader and the marks are both built from.

Events are used, never PyYAML's composer: that one recurses in C, and a file of 200,000 brackets ends the process.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol, cast

from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from yaml.parser import Parser
from yaml.reader import Reader
from yaml.scanner import Scanner, ScannerError

from qaf.ground.text import shortened
from qaf.workspace.yaml_text import has_control_character

MAX_DEPTH = 60
"""How many lists and mappings may lie within each other, aliases followed."""
MAX_NODES = 500_000
"""How many texts, lists and mappings a file may hold."""
MAX_TEXT = 1024 * 1024
"""How many characters one text may have."""
MAX_EXPANDED = 200_000
"""How many texts, lists and mappings the aliases of a file may stand for together."""

NOTHING = frozenset(["", "~", "null", "Null", "NULL"])
"""What means "not given" when it stands without quotes."""

_MAX_TAG_LINES = 50
_SMALL = 100_000
_LONGEST_SPAN = 80
_TAG_LINE = re.compile(rb"^%TAG", re.MULTILINE)
_MARKS = re.compile(
    rb"[&*!\\](?:(?<=[&*])(?<![0-9A-Za-z][&*])[0-9A-Za-z_-]|(?<=!)(?<![0-9A-Za-z]!)|(?<=\\)[0abefvxuU])"
)
"""An anchor, an alias, a tag or the code of a control character, or what might be one: none follows upon a letter."""
_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS = frozenset(["!", _CORE + "str"])
_TAGS: dict[type[NodeEvent], frozenset[str]] = {
    ScalarEvent: frozenset(["!", *(_CORE + name for name in ("str", "null", "int", "float", "bool"))]),
    MappingStartEvent: frozenset(["!", _CORE + "map"]),
    SequenceStartEvent: frozenset(["!", _CORE + "seq"]),
}
_QUOTES = "If it is meant as text, put the whole text in quotes."


class Refusal(Exception):  # noqa: N818
    """The file is read no further. `start` and `end` are indices into its text."""

    def __init__(self, code: str, message: str, advice: str, start: int, end: int) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.advice = advice
        self.start = start
        self.end = end


def refusal(code: str, event: Event, message: str, advice: str = "") -> Refusal:
    """A refusal at the place of an event."""
    start = start_of(event)
    return Refusal(code, message, advice, start, min(max(end_of(event), start + 1), start + _LONGEST_SPAN))


def too_deep(event: Event) -> Refusal:
    """The refusal of a list or mapping that lies within more than `MAX_DEPTH` others."""
    message = f"Lists and groups of keys lie within each other more than {MAX_DEPTH} levels deep here."
    return refusal("QAF006", event, message, "Look for brackets that are not closed, or for a line of many dashes.")


def start_of(event: Event) -> int:
    """Where in the text an event begins."""
    return event.start_mark.index if event.start_mark else 0


def end_of(event: Event) -> int:
    """Where in the text an event ends, exclusive."""
    return event.end_mark.index if event.end_mark else 0


@dataclass(slots=True)
class Anchored:
    """A node with an anchor: what aliases stand for. `value` is set by whoever builds something of the node.

    `size` counts the nodes in it, `height` how many lists and mappings lie within each other there; aliases in it
    are counted as if they were written out.
    """

    event: ScalarEvent | CollectionStartEvent
    depth: int
    begun_at: int
    value: object = None
    size: int = 1
    height: int = 0
    is_open: bool = True


Anchors = dict[str, Anchored]
NextEvent = Callable[[], Event | Anchored]


class PurePythonParser(Reader, Scanner, Parser):
    """PyYAML's own parser, for Python installations without the C library; it takes what the C one takes."""

    def __init__(self, content: bytes) -> None:
        Reader.__init__(self, content)
        Scanner.__init__(self)
        Parser.__init__(self)

    def get_event(self) -> Event | None:
        """The next event; None at the end. Raises `ScannerError` also for escapes of characters that do not exist."""
        try:
            event: Event | None = super().get_event()  # type: ignore[no-untyped-call]
        except (ValueError, OverflowError) as error:
            raise self._impossible_escape() from error
        if type(event) is ScalarEvent and event.style == '"' and any("\ud800" <= c <= "\udfff" for c in event.value):
            raise self._impossible_escape()
        return event

    def _impossible_escape(self) -> ScannerError:
        return ScannerError(None, None, "found invalid Unicode character escape code", self.get_mark())


class _EventParser(Protocol):
    def get_event(self) -> Event | None: ...


def _parser() -> Callable[[bytes], _EventParser]:
    try:
        from yaml._yaml import CParser
    except ImportError:
        return PurePythonParser
    return CParser


new_parser: Callable[[bytes], _EventParser] = _parser()
"""The parser in use: that of the C library where PyYAML was built with it."""


def events_of(content: bytes, anchors: Anchors) -> NextEvent:
    """A function that gives one event after the other, to be called no further than the end of the stream.

    `content` is UTF-8 without a byte order mark. Nodes with an anchor come as `Anchored` and stand in `anchors`, and
    every alias leads to one of them that is closed. Small files without anchors, aliases, tags and escapes need no
    checks and come straight from the parser.

    Raises `yaml.YAMLError` where the text is no YAML and `Refusal` where it is too much or not allowed.
    """
    if b"%" in content and b"%TAG" in content:
        _check_tag_lines(content)
    get_event = new_parser(content).get_event
    if len(content) > _SMALL or _has_marks(content):
        return _checked(get_event, anchors).__next__
    return cast(NextEvent, get_event)


def _has_marks(content: bytes) -> bool:
    """Whether there may be an anchor, an alias, a tag, or the code of a control character in a file."""
    if b"&" in content or b"*" in content or b"!" in content or b"\\" in content:
        return _MARKS.search(content) is not None
    return False


def _check_tag_lines(content: bytes) -> None:
    """Refuse a file with many %TAG lines: the C library compares each with all the others."""
    lines = list(_TAG_LINE.finditer(content))
    if len(lines) > _MAX_TAG_LINES:
        start = len(content[: lines[0].start()].decode())
        message = "The file declares tags, which qaf does not use."
        raise Refusal("QAF013", message, "Delete the lines.", start, start + 4)


def _checked(get_event: Callable[[], Event | None], anchors: Anchors) -> Iterator[Event | Anchored]:
    nodes = expanded = depth = 0
    within: list[Anchored] = []
    while (event := get_event()) is not None:
        kind = type(event)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            depth -= 1
            if within and within[-1].depth == depth:
                _close(within, nodes + expanded)
            yield event
            continue
        nodes += 1
        if nodes > MAX_NODES:
            raise refusal("QAF006", event, f"The file holds more than {MAX_NODES:,} entries.", "Split the file.")
        if isinstance(event, ScalarEvent):
            if event.tag is not None:
                _check_tag(event)
            if event.anchor is not None:
                _open(event, anchors, depth, nodes + expanded - 1)
            if event.style == '"' or len(event.value) > MAX_TEXT:
                _check_text(event)
            yield event
        elif isinstance(event, CollectionStartEvent):
            if event.tag is not None:
                _check_tag(event)
            anchored = _open(event, anchors, depth, nodes + expanded - 1) if event.anchor is not None else None
            depth += 1
            if anchored is not None:
                within.append(anchored)
            _reach(within, depth)
            yield event if anchored is None else anchored
        else:
            if isinstance(event, AliasEvent):
                target = _target(event, anchors)
                expanded += target.size - 1
                if expanded > MAX_EXPANDED or depth + target.height > MAX_DEPTH:
                    raise _bomb(event)
                _reach(within, depth + target.height)
            yield event


def _open(event: ScalarEvent | CollectionStartEvent, anchors: Anchors, depth: int, begun_at: int) -> Anchored:
    assert event.anchor is not None
    anchored = Anchored(event, depth, begun_at)
    anchors[event.anchor] = anchored
    if isinstance(event, ScalarEvent):
        anchored.value = None if event.value in NOTHING and not event.style else event.value
        anchored.is_open = False
    return anchored


def _close(within: list[Anchored], counted: int) -> None:
    done = within.pop()
    done.size = counted - done.begun_at
    done.is_open = False
    _reach(within, done.depth + done.height)


def _reach(within: list[Anchored], depth: int) -> None:
    if within and depth - within[-1].depth > within[-1].height:
        within[-1].height = depth - within[-1].depth


def _target(event: AliasEvent, anchors: Anchors) -> Anchored:
    name = shortened(event.anchor or "", 40)
    target = anchors.get(event.anchor or "")
    if target is None:
        message = f"`*{name}` points to an entry marked `&{name}` further up, and there is none."
        raise refusal("QAF002", event, message, _QUOTES)
    if target.is_open:
        raise refusal(
            "QAF007",
            event,
            f"`*{name}` stands inside the entry that it points to, so the entry would never end.",
            "Write the entry out, or let it point to another one.",
        )
    return target


def _bomb(event: AliasEvent) -> Refusal:
    return refusal(
        "QAF007",
        event,
        f"The aliases of this file (words that start with `*`) stand for more than {MAX_EXPANDED:,} entries, "
        f"or for more than {MAX_DEPTH} levels.",
        "Write the entries out instead.",
    )


def _check_tag(event: ScalarEvent | CollectionStartEvent) -> None:
    tag = str(event.tag)
    if tag not in _TAGS[type(event)]:
        name = "!!" + tag.removeprefix(_CORE) if tag.startswith(_CORE) else tag
        raise refusal(
            "QAF013",
            event,
            f"`{shortened(name, 40)}` is a tag, and qaf does not use tags here: every text is taken as it was typed.",
            f"Delete the tag. {_QUOTES}",
        )
    if isinstance(event, ScalarEvent) and tag in _TEXT_TAGS:
        event.style = event.style or "'"


def _check_text(event: ScalarEvent) -> None:
    if len(event.value) > MAX_TEXT:
        raise refusal("QAF006", event, f"One text has more than {MAX_TEXT:,} characters.", "Shorten it.")
    if event.style == '"' and has_control_character(event.value):
        raise refusal(
            "QAF002",
            event,
            "This text holds a backslash code for a control character, which cannot be part of a text.",
            "Delete the code, or put the text in single quotes: there a backslash is just a backslash.",
        )
