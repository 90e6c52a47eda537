"""Edits of a user's YAML as text: something is put in at the right place, and every other byte stays as it is.

Nothing is dumped and loaded again: comments, order, blank lines, quotes, indentation, line ends and byte order mark
survive. After each edit the file is read again; where it does not say exactly what it said before and the change, the
edit is refused. A refusal is a `RefusedError` whose text is a whole sentence, and nothing has happened then.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from yaml import YAMLError

from qaf.ground.errors import RefusedError
from qaf.ground.findings import Loc
from qaf.workspace.rewrite_block import (
    give_value,
    into_block_list,
    into_block_mapping,
    into_empty,
    key_column,
    replace_text,
)
from qaf.workspace.rewrite_flow import into_flow_list, into_flow_mapping
from qaf.workspace.rewrite_places import Change, NotEditableError, Page, apply_changes
from qaf.workspace.yaml_events import Refusal
from qaf.workspace.yaml_nodes import Node, YamlText, plain_data
from qaf.workspace.yaml_reader import read_yaml
from qaf.workspace.yaml_style import style_of
from qaf.workspace.yaml_text import without_mark
from qaf.workspace.yaml_write import Data, flow_text


def append_item(content: bytes, loc: Loc, item: Data, *, order: Sequence[str] = (), name: str = "The file") -> bytes:
    """The content with an item (a text or an entry) at the end of the list at `loc`.

    `loc` holds the keys and list indices that lead there. A list that is missing is made, where `order`, the keys of
    the mapping in their usual order, wants it; an empty key or an empty list is filled. `name` names the file in
    sentences. Raises `RefusedError`.
    """

    def change(page: Page) -> list[Change]:
        parent, key = _parent(page, loc)
        entry = parent.get(key) if parent else None
        if parent is None or entry is None:
            return _new_key(page, parent, key, [item], order)
        _check_editable(page, entry[1], f"`{key}`")
        return _append(page, parent, entry, item)

    return _edit(content, name, change, loc, lambda old: [*(old if isinstance(old, list) else ()), _plain(item)])


def insert_key(
    content: bytes, loc: Loc, key: str, value: Data, *, order: Sequence[str] = (), name: str = "The file"
) -> bytes:
    """The content with a new key in the mapping at `loc` (`()` is the whole file), or with a value for an empty one.

    It stands where `order` wants it, else at the end of the mapping. Raises `RefusedError`, also where the key is
    given already.
    """
    where = (*loc, key)

    def change(page: Page) -> list[Change]:
        parent, _ = _parent(page, where)
        entry = parent.get(key) if parent else None
        if parent is None or entry is None:
            return _new_key(page, parent, key, value, order)
        _check_editable(page, entry[1], f"`{key}`")
        if not entry[1].is_nothing:
            raise NotEditableError(f"`{key}` is given already on {page.line(entry[0])}")
        return _give(page, parent, entry, value)

    return _edit(content, name, change, where, lambda _: _plain(value))


def set_text(content: bytes, loc: Loc, text: str, *, order: Sequence[str] = (), name: str = "The file") -> bytes:
    """The content with another text at `loc`; a key that is missing is made, where `order` wants it.

    Quotes are kept as they are. Raises `RefusedError`, also where a list or mapping stands at `loc`.
    """

    def change(page: Page) -> list[Change]:
        *above, step = loc
        if isinstance(step, str):
            parent, key = _parent(page, loc)
            entry = parent.get(key) if parent else None
            if parent is None or entry is None:
                return _new_key(page, parent, key, text, order)
            if entry[1].is_nothing and not entry[1].anchor:
                return _give(page, parent, entry, text)
        node = _find(page, loc)
        holder = _find(page, tuple(above))
        if node.kind != "text":
            raise NotEditableError(f"a {node.kind} stands on {page.line(node)}, and no text")
        if node.anchor or page.text.startswith("!", node.start):
            raise NotEditableError(f"the text on {page.line(node)} has an anchor or a tag")
        return _set(_with_quotes_of(page, node), holder, node, text)

    return _edit(content, name, change, loc, lambda _: text)


def _append(page: Page, parent: Node, entry: tuple[Node, Node], item: Data) -> list[Change]:
    key, node = entry
    if node.is_nothing:
        return _give(page, parent, entry, [item])
    if node.kind != "list":
        raise NotEditableError(f"`{key.value}` on {page.line(key)} holds no list")
    if not node.is_flow:
        return into_block_list(page, node, item, key_column(page, parent))
    if not parent.is_flow and isinstance(item, Mapping) and page.text[node.start : node.end].replace(" ", "") == "[]":
        return give_value(page, entry, [item], key_column(page, parent))
    return into_flow_list(page, node, item)


def _new_key(page: Page, parent: Node | None, key: str, value: Data, order: Sequence[str]) -> list[Change]:
    if parent is None:
        return into_empty(page, value, key)
    if parent.is_flow:
        return into_flow_mapping(page, parent, key, value)
    return into_block_mapping(page, parent, key, value, order)


def _give(page: Page, parent: Node, entry: tuple[Node, Node], value: Data) -> list[Change]:
    """The changes that fill a key without a value."""
    if not parent.is_flow:
        return give_value(page, entry, value, key_column(page, parent))
    key, old = entry
    words = flow_text(value, page.style)
    if old.start < old.end:
        return [Change(old.start, old.end, words)]
    if page.text[key.end : old.end].strip() != ":":
        raise NotEditableError(f"`{key.value}` on {page.line(key)} stands in braces without a colon")
    at = page.text.index(":", key.end) + 1
    return [Change(at, at, f" {words}")]


def _set(page: Page, holder: Node, node: Node, text: str) -> list[Change]:
    if holder.is_flow:
        return [Change(node.start, node.end, flow_text(text, page.style))]
    if holder.kind == "mapping":
        return replace_text(page, node, text, key_column(page, holder))
    return replace_text(page, node, text, page.source.column(page.source.dash(holder, 0)))


def _with_quotes_of(page: Page, node: Node) -> Page:
    """The page with the quotes of a text as its style."""
    if node.style not in ("'", '"'):
        return page
    return Page(page.source, replace(page.style, quote=node.style, always_quotes=True))


def _parent(page: Page, loc: Loc) -> tuple[Node | None, str]:
    """The mapping that holds, or is to hold, the last key of `loc`, and that key; None for a file without content."""
    *above, key = loc
    if not isinstance(key, str):
        raise TypeError("the last step has to be a key")
    root = page.source.root
    if not above and (root is None or (root.is_nothing and root.start == root.end)):
        return None, key
    parent = _find(page, tuple(above))
    if parent.kind != "mapping":
        raise NotEditableError(f"no keys stand on {page.line(parent)}, so `{key}` has no place there")
    return parent, key


def _find(page: Page, loc: Loc) -> Node:
    """The node at `loc`; every node on the way must be one that can be edited."""
    node = page.source.root
    for depth, step in enumerate((None, *loc)):
        if node is None:
            break
        if step is not None:
            node = _step(node, step)
        if node is not None:
            _check_editable(page, node, f"`{loc[depth - 1]}`" if depth else "the file")
    if node is None:
        raise NotEditableError("the place to change is not written out in it")
    return node


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(step, int):
        return node.items[step] if node.kind == "list" and 0 <= step < len(node.items) else None
    found = node.get(step)
    return found[1] if found else None


def _check_editable(page: Page, node: Node, words: str) -> None:
    """Refuse to change what stands in the file at more than one place."""
    if node.kind == "alias":
        raise NotEditableError(
            f"{words} is only an alias there (`*{node.value}` on {page.line(node)}), "
            "and a change would also change what it stands for"
        )
    if node.anchor and node.anchor in page.source.aliased():
        raise NotEditableError(
            f"an alias (`*{node.anchor}`) elsewhere in the file stands for {words} on {page.line(node)}, "
            "and a change would also change what stands there"
        )
    if node.anchor and node.is_nothing:
        raise NotEditableError(f"{words} on {page.line(node)} has an anchor and no value")


def _edit(
    content: bytes, name: str, change: Callable[[Page], list[Change]], loc: Loc, new_value: Callable[[object], object]
) -> bytes:
    """The content after a change, if it then says what it said before and the new value at `loc`."""
    body = without_mark(content)
    mark = content[: len(content) - len(body)]
    old = _readable(content, name)
    source = YamlText(body)
    try:
        changes = change(Page(source, style_of(source)))
    except NotEditableError as error:
        raise RefusedError(f"{name} was left as it is: {error}.", help=error.advice) from None
    new = mark + apply_changes(source.text, changes).encode("utf-8", "surrogatepass")
    if not _says(new, _with(old, loc, new_value), _with(plain_data(source.root), loc, new_value)):
        raise RefusedError(
            f"{name} was left as it is: it is written in a way that cannot be changed here by qaf without changing "
            "something else as well.",
            help="Make the change by hand.",
        )
    return new


def _readable(content: bytes, name: str) -> object:
    """The data of a file without any fault; that of a file with nothing in it is empty."""
    reading = read_yaml(content)
    problem = reading.problems[0] if reading.problems else None
    if problem is not None and problem.code != "QAF005":
        line = f" on line {problem.span.line}" if problem.span.line else ""
        raise RefusedError(f"{name} was left as it is, for it has a fault{line}: {problem.message}", help=problem.help)
    return reading.data if reading.data is not None else {}


def _says(content: bytes, expected: object, expected_with_all: object) -> bool:
    """Whether a file can be read and says what is expected, also in the keys that the reader passes over."""
    reading = read_yaml(content)
    if reading.problems or reading.data != expected:
        return False
    try:
        return plain_data(YamlText(without_mark(content)).root) == expected_with_all
    except (YAMLError, Refusal):
        return False


def _with(data: object, loc: Loc, new_value: Callable[[object], object]) -> object:
    """The data with a new value at `loc`; only what lies on the way is copied, so that aliases stay as they were."""
    if not loc:
        return new_value(data)
    step, *rest = loc
    if isinstance(data, list) and isinstance(step, int) and 0 <= step < len(data):
        return [*data[:step], _with(data[step], tuple(rest), new_value), *data[step + 1 :]]
    known = data if isinstance(data, dict) else {}
    return {**known, step: _with(known.get(step), tuple(rest), new_value)}


def _plain(value: Data) -> object:
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value]
