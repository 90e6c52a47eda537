"""Which entries were only given another id: what they say is what another entry said that is there no more."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qaf.analysis.changes import Item

Key = tuple[str, str]
"""Type and id."""

_NEVER = ("story", "accepted-gap", "settings", "governance", "meeting", "self-assessment", "idea")
_IN_AREAS = ("good", "source", "measure", "question")
_SAME_ENOUGH = 0.5


def renamed(before: Mapping[Key, Item], after: Mapping[Key, Item]) -> dict[str, str]:
    """New ids by old ones: of entries of the same type with the same words, where no other has them on either side.

    An area that was called something else too is known by what it holds: half of its entries or more.
    """
    gone = {key: item for key, item in before.items() if key not in after}
    come = {key: item for key, item in after.items() if key not in before}
    found: dict[str, str] = {}
    areas = [{key: item for key, item in side.items() if key[0] == "area"} for side in (gone, come)]
    _pair(areas[0], areas[1], found, lambda item: (_words(item), item.keys.get("within")))
    _pair(areas[0], areas[1], found, _words)
    rest = [{key: item for key, item in side.items() if key[0] not in ("area", *_NEVER)} for side in (gone, come)]
    _pair(rest[0], rest[1], found, _said)
    _by_content(areas[0], areas[1], found, _held(before, found), _held(after, {}))
    _pair(rest[0], rest[1], found, lambda item: (*_said(item), found.get(item.area, item.area)))
    return found


def _pair(
    gone: Mapping[Key, Item], come: Mapping[Key, Item], found: dict[str, str], same: Callable[[Item], Hashable]
) -> None:
    """Add the pairs that `same` makes equal, and nothing else on either side."""
    taken = set(found.values())
    before = _single([item for item in gone.values() if item.id not in found], same)
    after = _single([item for item in come.values() if item.id not in taken], same)
    for words, item in before.items():
        if words in after:
            found[item.id] = after[words].id


def _by_content(
    gone: Mapping[Key, Item],
    come: Mapping[Key, Item],
    found: dict[str, str],
    held: Mapping[str, set[Key]],
    holds: Mapping[str, set[Key]],
) -> None:
    """Add the areas that hold half of what another held, or more, and of two such the one that holds most of it."""
    for _, id_ in gone:
        left = [] if id_ in found else [one for _, one in come if one not in found.values()]
        shared = {one: _overlap(held.get(id_, set()), holds.get(one, set())) for one in left}
        best = max(sorted(shared), key=lambda one: shared[one], default="")
        if best and shared[best] >= _SAME_ENOUGH:
            found[id_] = best


def _overlap(one: set[Key], other: set[Key]) -> float:
    return len(one & other) / max(len(one), len(other)) if one and other else 0.0


def _held(items: Mapping[Key, Item], renames: Mapping[str, str]) -> dict[str, set[Key]]:
    """What stands in each area, by its id, under the newer ids."""
    found: dict[str, set[Key]] = {}
    for key, item in items.items():
        if key[0] in _IN_AREAS:
            found.setdefault(item.area, set()).add((key[0], renames.get(key[1], key[1])))
    return found


def _single(items: list[Item], same: Callable[[Item], Hashable]) -> dict[Hashable, Item]:
    groups: dict[Hashable, list[Item]] = {}
    for item in items:
        groups.setdefault(same(item), []).append(item)
    return {words: group[0] for words, group in groups.items() if len(group) == 1}


def _words(item: Item) -> str:
    return " ".join(item.title.casefold().split())


def _said(item: Item) -> tuple[Hashable, ...]:
    return item.type, _words(item), str(item.keys.get("kind")), str(item.keys.get("method"))
