"""How a YAML file is written: its indentation, its quotes, its blank lines, so that what is added looks the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qaf.workspace.yaml_nodes import Node, YamlText
from qaf.workspace.yaml_write import Style


def style_of(source: YamlText) -> Style:
    """The style of a file; where the file shows nothing of a kind, the usual: two spaces, double quotes."""
    root = source.root
    if root is None:
        return Style()
    steps: Counter[int] = Counter()
    dashes: Counter[int] = Counter()
    gaps: Counter[int] = Counter()
    quotes: Counter[str] = Counter()
    word_lists: Counter[bool] = Counter()
    spaced: Counter[bool] = Counter()
    for node in _all(root):
        if node.kind == "text" and node.style in ("'", '"'):
            quotes[node.style] += 1
        elif node.kind == "list" and node.items and all(item.kind == "text" for item in node.items):
            word_lists[node.is_flow] += 1
        if node.kind == "mapping" and not node.is_flow:
            steps.update(_steps(source, node, "mapping"))
            dashes.update(_steps(source, node, "list"))
        elif node.kind == "list" and not node.is_flow:
            gaps.update(_gaps(source, node))
            spaced.update(_spaced(source, node))
    step = _usual(steps, max(2, _usual(dashes, 2)))
    return Style(
        step=step,
        dash=_usual(dashes, step),
        gap=_usual(gaps, 2),
        quote=max('"', "'", key=lambda quote: (quotes[quote], quote == '"')),
        flow_lists=word_lists[True] >= word_lists[False],
        json=_is_json(root),
        spaced_keys=_has_spaced_keys(source, root),
        spaced_entries=spaced[True] > spaced[False],
    )


def entries_are_spaced(source: YamlText, node: Node, style: Style) -> bool:
    """Whether blank lines stand between the entries of a list; as elsewhere in the file where it has only one."""
    found = list(_spaced(source, node))
    return found[-1] if found else style.spaced_entries


def _all(root: Node) -> Iterator[Node]:
    left = [root]
    while left:
        node = left.pop()
        yield node
        left.extend(node.inner())


def _usual(found: Counter[int], otherwise: int) -> int:
    """The most frequent number; of two, the smaller."""
    return min(found, key=lambda number: (-found[number], number)) if found else otherwise


def _steps(source: YamlText, node: Node, kind: str) -> Iterator[int]:
    """How far values of a kind stand to the right of the keys of a mapping."""
    column = source.column(node.entries[0][0].start)
    for _, value in node.entries:
        if value.kind != kind or value.is_flow:
            continue
        if kind == "list":
            yield source.column(source.dash(value, 0)) - column
        else:
            yield source.column(value.entries[0][0].start) - column


def _gaps(source: YamlText, node: Node) -> Iterator[int]:
    for index, item in enumerate(node.items):
        dash = source.dash(node, index)
        if item.kind == "mapping" and not item.is_flow and source.line(dash) == source.line(item.entries[0][0].start):
            yield source.column(item.entries[0][0].start) - source.column(dash)


def _spaced(source: YamlText, node: Node) -> Iterator[bool]:
    """For each entry but the first, where it is a mapping: whether a blank line stands before it."""
    for index, item in enumerate(node.items[1:], 1):
        if item.kind == "mapping":
            yield source.has_blank_line(node.items[index - 1], source.dash(node, index))


def _has_spaced_keys(source: YamlText, root: Node) -> bool:
    """Whether blank lines stand before the keys that hold lists of entries with ids; usual where there are none."""
    found: Counter[bool] = Counter()
    for index, (key, value) in enumerate(root.entries):
        if index and value.kind == "list" and any(item.get("id") for item in value.items):
            found[source.has_blank_line(root.entries[index - 1][1], key.start)] += 1
    return found[True] >= found[False]


def _is_json(root: Node) -> bool:
    keys = [key for key, _ in root.entries]
    return root.is_flow and bool(keys) and all(key.style == '"' for key in keys)
