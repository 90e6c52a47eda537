"""The nodes of a YAML file with the places at which they are really written: what edits of its text go by.

A parser says that a list or mapping ends where the next thing begins. Here it ends where its last word ends, so that
comments and blank lines after it are left to whoever edits.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from yaml.events import (
    AliasEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
)

from qaf.workspace.yaml_events import MAX_DEPTH, NOTHING, Anchored, Anchors, end_of, events_of, start_of, too_deep

LINE_BREAK = re.compile("\r\n|[\r\n\x85\u2028\u2029]")
"""A line break as YAML 1.1 knows them."""
_BLANK_LINE = re.compile("(?:\r\n|\r(?!\n)|[\n\x85\u2028\u2029])[ \t]*[\r\n\x85\u2028\u2029]")
_TO_DASH = re.compile("(?:[ \t\r\n\x85\u2028\u2029]|#[^\r\n\x85\u2028\u2029]*+|[&!][^ \t\r\n\x85\u2028\u2029]*+)*+-")


@dataclass(slots=True)
class Node:
    """A text, list, mapping or alias. `start` is where it begins, its anchor and tag included; `end` is exclusive.

    `style` of a text is the sign it begins with (`'`, `"`, `|`, `>`, or "" for plain); of a list or mapping it is
    "flow" or "block". `entries` holds the keys and values of a mapping in the order of the file.
    """

    kind: Literal["text", "list", "mapping", "alias"]
    start: int
    end: int
    style: str = ""
    anchor: str = ""
    value: str = ""
    items: list[Node] = field(default_factory=list)
    entries: list[tuple[Node, Node]] = field(default_factory=list)

    @property
    def is_flow(self) -> bool:
        """Whether it is a list or mapping in brackets."""
        return self.style == "flow"

    @property
    def is_block_text(self) -> bool:
        """Whether it is a text on lines of its own, after `|` or `>`."""
        return self.kind == "text" and self.style in ("|", ">")

    @property
    def is_nothing(self) -> bool:
        """Whether it means "not given"."""
        return self.kind == "text" and not self.style and self.value in NOTHING

    def get(self, key: str) -> tuple[Node, Node] | None:
        """The entry of a mapping with this key; None where there is none."""
        found = (entry for entry in self.entries if entry[0].kind == "text" and entry[0].value == key)
        return next(found, None)

    def inner(self) -> Iterator[Node]:
        """What lies directly in it, keys included."""
        yield from self.items
        for key, value in self.entries:
            yield key
            yield value

    def last(self) -> Node:
        """The node within it that is written last; itself where nothing lies in it."""
        node = self
        while not node.is_flow and (inner := list(node.inner())):
            node = inner[-1]
        return node


def nodes_of(content: bytes) -> Node | None:
    """The root of the one document in `content` (UTF-8, without a byte order mark); None where there is none.

    Raises `yaml.YAMLError` or `yaml_events.Refusal` where the content cannot be read.
    """
    return _Builder(content).document()


class YamlText:
    """The text of a file with its nodes. Lines are those of YAML, which also ends them at three rare characters."""

    def __init__(self, content: bytes) -> None:
        """Raises `yaml.YAMLError` or `yaml_events.Refusal` where the content cannot be read."""
        self.text = content.decode()
        self.root = nodes_of(content)
        self._starts = [0, *(found.end() for found in LINE_BREAK.finditer(self.text))]

    def column(self, index: int) -> int:
        """How many characters stand before a place on its line."""
        return index - self._starts[bisect_right(self._starts, index) - 1]

    def line(self, index: int) -> int:
        """The number of the line, 1-based, on which a place lies."""
        return bisect_right(self._starts, index)

    def line_start(self, index: int) -> int:
        """Where the line begins on which a place lies."""
        return self._starts[bisect_right(self._starts, index) - 1]

    def next_line(self, index: int) -> int:
        """Where the line begins that follows the line of a place; the end of the text where there is none."""
        at = bisect_right(self._starts, index)
        return self._starts[at] if at < len(self._starts) else len(self.text)

    def dash(self, node: Node, index: int) -> int:
        """Where the dash of an entry of a list without brackets stands."""
        found = _TO_DASH.match(self.text, node.items[index - 1].end if index else node.start)
        return found.end() - 1 if found else node.start

    def written_end(self, node: Node) -> int:
        """Where the last word of a node ends; the blank lines that a text after `|` or `>` takes in are left out."""
        last = node.last()
        if not last.is_block_text:
            return node.end
        return last.start + len(self.text[last.start : last.end].rstrip(" \t\r\n\x85\u2028\u2029"))

    def has_blank_line(self, before: Node, index: int) -> bool:
        """Whether a blank line stands between a node and a place further on."""
        return _BLANK_LINE.search(self.text, self.written_end(before), index) is not None

    def aliased(self) -> set[str]:
        """The names of the anchors that an alias of the file points to."""
        found: set[str] = set()
        left = [self.root] if self.root else []
        while left:
            node = left.pop()
            left.extend(node.inner())
            if node.kind == "alias":
                found.add(node.value)
        return found


def plain_data(root: Node | None) -> object:
    """All that a file says: as the reader gives it, and with it empty keys (None) and keys that start with `x-`.

    Aliases are followed; `<<` is a key like any other.
    """
    return _plain(root, {}) if root else None


def _plain(node: Node, known: dict[str, object]) -> object:
    data: object
    if node.kind == "alias":
        return known.get(node.value)
    if node.kind == "text":
        data = None if node.is_nothing else node.value
    elif node.kind == "list":
        data = [_plain(item, known) for item in node.items]
    else:
        data = {key.value: _plain(value, known) for key, value in _with_known_keys(node, known)}
    if node.anchor:
        known[node.anchor] = data
    return data


def _with_known_keys(node: Node, known: dict[str, object]) -> Iterator[tuple[Node, Node]]:
    for key, value in node.entries:
        _plain(key, known)
        yield key, value


class _Builder:
    """Builds the nodes of one file from its events; recursion never goes beyond `MAX_DEPTH`."""

    def __init__(self, content: bytes) -> None:
        anchors: Anchors = {}
        self._text = content.decode()
        self._next: Callable[[], Any] = events_of(content, anchors)

    def document(self) -> Node | None:
        self._next()
        if type(self._next()) is not DocumentStartEvent:
            return None
        return self._node(self._next(), 0)

    def _node(self, event: Any, depth: int) -> Node:
        if type(event) is Anchored:
            event = event.event
        start, end, anchor = start_of(event), end_of(event), event.anchor or ""
        if type(event) is AliasEvent:
            return Node("alias", start, end, value=anchor)
        if type(event) is ScalarEvent:
            return Node("text", start, end, event.style or "", anchor, event.value)
        if depth >= MAX_DEPTH:
            raise too_deep(event)
        style = "flow" if event.flow_style else "block"
        if isinstance(event, MappingStartEvent):
            return self._mapping(Node("mapping", start, end, style, anchor), depth + 1)
        return self._list(event, Node("list", start, end, style, anchor), depth + 1)

    def _list(self, start: CollectionStartEvent, node: Node, depth: int) -> Node:
        while type(event := self._next()) is not SequenceEndEvent:
            node.items.append(self._node(event, depth))
        node.end = end_of(event) if node.is_flow or not node.items else node.items[-1].end
        return node

    def _mapping(self, node: Node, depth: int) -> Node:
        while type(event := self._next()) is not MappingEndEvent:
            key = self._node(event, depth)
            node.entries.append((key, self._node(self._next(), depth)))
        node.end = end_of(event)
        if node.entries and (not node.is_flow or self._text[node.end - 1] != "}"):
            key, value = node.entries[-1]
            node.end = max(key.end, value.end)
        return node
