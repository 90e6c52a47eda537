"""Edits of lists and mappings on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qaf.workspace.rewrite_places import (
    Change,
    NotEditableError,
    Page,
    after,
    below_text,
    comment_follows,
    keeps_blank_lines,
    line_end_near,
    next_line,
    past_comments,
    put_lines,
)
from qaf.workspace.yaml_nodes import Node
from qaf.workspace.yaml_style import entries_are_spaced
from qaf.workspace.yaml_write import WIDTH, Data, ends_in_line_break, entry_lines, item_lines, value_lines

_QUESTION_MARK = re.compile(r"\?[ \t]*$")
_BLOCK_SIGNS = ("|", ">")


def into_block_list(page: Page, node: Node, item: Data, column: int) -> list[Change]:
    """The changes that put an item at the end of a list that belongs to a key at `column`."""
    dash = page.source.dash(node, len(node.items) - 1)
    last = node.items[-1]
    is_beside = page.source.line(dash) == page.source.line(last.start) and last.start > dash + 1
    gap = last.start - dash if is_beside else page.style.gap
    lines = item_lines(item, page.source.column(dash), gap, page.style)
    at = after(page, node, column)
    spaced = isinstance(item, Mapping) and entries_are_spaced(page.source, node, page.style)
    spaced = spaced and not (keeps_blank_lines(page, node) and at == node.end)
    return [put_lines(page, at, lines, ends_in_line_break(item), spaced)]


def into_block_mapping(page: Page, node: Node, key: str, value: Data, order: Sequence[str]) -> list[Change]:
    """The changes that put a key where `order` wants it; at the end where `order` does not say."""
    column = key_column(page, node)
    lines = entry_lines({key: value}, column, page.style)
    index = _follows([one.value for one, _ in node.entries], key, order)
    if index < 0:
        first = node.entries[0][0].start
        line_end = line_end_near(page, first)
        words = line_end.join([lines[0][column:], *lines[1:]])
        return [Change(first, first, words + line_end + " " * column)]
    is_root = node is page.source.root
    before = node.entries[index][1]
    at_the_end = is_root and index == len(node.entries) - 1
    at = after(page, before, -1 if at_the_end else column)
    spaced = is_root and page.style.spaced_keys and _holds_entries(value)
    spaced = spaced and not (keeps_blank_lines(page, before) and at == before.end)
    return [put_lines(page, at, lines, ends_in_line_break(value), spaced)]


def into_empty(page: Page, value: Data, key: str) -> list[Change]:
    """The changes that put a key into a file with nothing in it but comments and blank lines."""
    lines = entry_lines({key: value}, 0, page.style)
    return [put_lines(page, len(page.text), lines, ends_in_line_break(value), spaced=bool(page.text.strip()))]


def give_value(page: Page, entry: tuple[Node, Node], value: Data, column: int) -> list[Change]:
    """The changes that give a value to a key without one (`why:`, `why: ~`) or with an empty list (`why: []`)."""
    key, old = entry
    colon = _colon(page, key)
    given = page.text[colon + 1 : old.end]
    same_line = page.source.line(colon) == page.source.line(old.end)
    start = colon + 1 if same_line and not given[: old.start - colon - 1].strip(" \t") else old.start
    end = max(start, old.end)
    below = next_line(page, end)
    room = WIDTH - page.source.column(colon) - 2
    first, *rest = value_lines(value, column, page.style, room)
    if first.startswith(_BLOCK_SIGNS) and comment_follows(page, below, column):
        first, *rest = value_lines(value, column, page.style, room, fold=False)
    changes = [Change(start, end, f" {first}" if first else "")]
    if not rest:
        return changes
    at = below if first else past_comments(page, below, column)
    return [*changes, put_lines(page, at, rest, ends_in_line_break(value))]


def replace_text(page: Page, node: Node, text: str, column: int) -> list[Change]:
    """The changes that put another text in the place of one; `column` is that of the key or dash it belongs to."""
    room = WIDTH - page.source.column(node.start)
    if node.is_block_text:
        return [_replace_block(page, node, text, column, room)]
    below = next_line(page, node.end)
    fold = not comment_follows(page, below, column)
    first, *rest = value_lines(text, column, page.style, room, fold=fold)
    changes = [Change(node.start, node.end, first)]
    return [*changes, put_lines(page, below, rest, ends_in_line_break(text))] if rest else changes


def key_column(page: Page, node: Node) -> int:
    """The column at which the keys of a mapping stand."""
    first = node.entries[0][0]
    if _QUESTION_MARK.search(page.text, page.source.line_start(first.start), first.start):
        raise NotEditableError(f"the key on {page.line(first)} is written with a question mark before it")
    return page.source.column(first.start)


def _replace_block(page: Page, node: Node, text: str, column: int, room: int) -> Change:
    if "#" in page.text[node.start : page.source.next_line(node.start)]:
        raise NotEditableError(f"a comment stands on {page.line(node)} that would be lost")
    end = node.end if node.end == len(page.text) else below_text(page, node)
    line_end = line_end_near(page, end)
    fold = not comment_follows(page, end, column)
    words = line_end.join(value_lines(text, column, page.style, room, fold=fold))
    is_open = not page.text.endswith(("\r", "\n"), 0, end)
    return Change(node.start, end, words if is_open and not ends_in_line_break(text) else words + line_end)


def _colon(page: Page, key: Node) -> int:
    """Where the colon stands that follows a key."""
    text = page.text
    colon = text.find(":", key.end)
    if colon < 0 or text[key.end : colon].strip(" \t"):
        raise NotEditableError(f"`{key.value}` on {page.line(key)} has no colon on its own line")
    if _QUESTION_MARK.search(text, page.source.line_start(key.start), key.start):
        raise NotEditableError(f"the key on {page.line(key)} is written with a question mark before it")
    return colon


def _holds_entries(value: Data) -> bool:
    return not isinstance(value, str | Mapping) and any(isinstance(item, Mapping) for item in value)


def _follows(keys: list[str], key: str, order: Sequence[str]) -> int:
    """The index of the key that a new one follows; -1 where it comes first."""
    if key not in order:
        return len(keys) - 1
    rank = order.index(key)
    ranked = [(order.index(one), index) for index, one in enumerate(keys) if one in order]
    lower = [item for item in ranked if item[0] < rank]
    higher = [item for item in ranked if item[0] > rank]
    if lower:
        return max(lower)[1]
    return min(higher)[1] - 1 if higher else len(keys) - 1
