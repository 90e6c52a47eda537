"""Edits of lists and mappings in brackets."""

from __future__ import annotations

import re

from qaf.workspace.rewrite_places import Change, NotEditableError, Page, line_end_near, rest_of_line
from qaf.workspace.yaml_nodes import Node
from qaf.workspace.yaml_write import Data, flow_text

_TO_COMMA = re.compile("(?:[ \t\r\n\x85\u2028\u2029]|#[^\r\n\x85\u2028\u2029]*+)*+,")


def into_flow_list(page: Page, node: Node, item: Data) -> list[Change]:
    """The changes that put an item at the end of `[...]`."""
    last = node.items[-1] if node.items else None
    return _at_the_end(page, node, "[", (last.start, last.end) if last else None, flow_text(item, page.style))


def into_flow_mapping(page: Page, node: Node, key: str, value: Data) -> list[Change]:
    """The changes that put a key at the end of `{...}`."""
    if not page.text.endswith("}", 0, node.end):
        raise NotEditableError(f"the entry on {page.line(node)} is a key and a value in a list, without braces")
    pair = flow_text({key: value}, page.style)[1:-1]
    if not node.entries:
        return _at_the_end(page, node, "{", None, pair)
    last_key, last_value = node.entries[-1]
    return _at_the_end(page, node, "{", (last_key.start, max(last_key.end, last_value.end)), pair)


def _at_the_end(page: Page, node: Node, bracket: str, last: tuple[int, int] | None, words: str) -> list[Change]:
    """Something put in after the last item (its start and end); on a line of its own where that has one."""
    text = page.text
    if last is None:
        at = text.index(bracket, node.start) + 1
        return [Change(at, at, words)]
    start, end = last
    line_start = page.source.line_start(start)
    indent = text[line_start:start]
    own_line = line_start > node.start and not indent.strip(" \t")
    comma = _TO_COMMA.match(text, end)
    if not own_line:
        return [Change(comma.end(), comma.end(), f" {words}")] if comma else [Change(end, end, f", {words}")]
    new_line = line_end_near(page, start) + indent
    at = comma.end() if comma else end
    rest, is_last = rest_of_line(page, at)
    below = rest if is_last else at
    if comma:
        return [Change(below, below, f"{new_line}{words},")]
    if "#" in text[at:below]:
        return [Change(at, at, ","), Change(below, below, new_line + words)]
    return [Change(at, at, f",{new_line}{words}")]
