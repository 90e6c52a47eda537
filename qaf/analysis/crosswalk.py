"""Which areas of a partnership's members are the same: by the catalogue, by mappings, and by their ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qaf.analysis.member_facts import MemberArea, MemberFacts
from qaf.model.area import Area
from qaf.model.framework import Framework

Node = tuple[str, str]
"""Whose area it is ("" = the partnership's own, "*" = the catalogue's) and its id."""

_OWN, _CATALOGUE = "", "*"


@dataclass(frozen=True, slots=True)
class SharedArea:
    """One row of the crossover: what it is called, and each member's areas that belong to it, by the member's id.

    `own`: the ids of the partnership's own areas in it.
    """

    name: str
    own: tuple[str, ...]
    by_member: Mapping[str, tuple[MemberArea, ...]]

    @property
    def chosen_by(self) -> tuple[str, ...]:
        """The members that gave it a priority."""
        return tuple(id_ for id_, areas in self.by_member.items() if any(area.priority is not None for area in areas))

    @property
    def priority(self) -> int | None:
        """The highest priority that any member gave it."""
        given = [a.priority for areas in self.by_member.values() for a in areas if a.priority is not None]
        return min(given, default=None)


def shared_areas(own: Framework, members: Sequence[MemberFacts]) -> tuple[SharedArea, ...]:
    """The crossover, the areas that most members have first, then by name.

    Two areas are the same where both come from one entry of the catalogue, where a mapping says so, or where they bear
    the same id. In the partnership's mappings `theirs` names a member's area as `member/area`; in a member's, `theirs`
    is the partnership's area.
    """
    groups = _Groups()
    areas: dict[Node, MemberArea] = {}
    for member in members:
        for area in member.areas:
            node = (member.id, area.id)
            areas[node] = area
            groups.join(node, (_CATALOGUE, area.based_on or area.id))
            for theirs in area.maps_to & own.areas.keys():
                groups.join(node, (_OWN, theirs))
    for area_ in own.areas.values():
        groups.join((_OWN, area_.id), (_CATALOGUE, area_.based_on or area_.id))
    for ours, node in _own_mappings(own):
        if node in areas:
            groups.join((_OWN, ours), node)
    order = [member.id for member in members]
    made = [_row(own, members, order, nodes, areas) for nodes in groups.found()]
    return tuple(sorted(made, key=lambda row: (-len(row.by_member), row.name.lower())))


def _own_mappings(own: Framework) -> Iterable[tuple[str, Node]]:
    for mapping in own.mappings.values():
        for line in mapping.maps:
            member, slash, area = (line.theirs or "").partition("/")
            if line.ours in own.areas and slash:
                yield line.ours or "", (member.strip(), area.strip())


def _row(
    own: Framework, members: Sequence[MemberFacts], order: Sequence[str], nodes: Sequence[Node],
    areas: Mapping[Node, MemberArea],
) -> SharedArea:  # fmt: skip
    mine: list[Area] = [own.areas[id_] for whose, id_ in nodes if whose == _OWN and id_ in own.areas]
    by_member = {
        member: found
        for member in order
        if (found := tuple(areas[node] for node in nodes if node[0] == member and node in areas))
    }
    names = [area.name for area in mine] or [area.name for found in by_member.values() for area in found]
    return SharedArea(names[0], tuple(area.id for area in mine), by_member)


class _Groups:
    """Sets of nodes that grow together."""

    def __init__(self) -> None:
        self._parent: dict[Node, Node] = {}

    def join(self, one: Node, other: Node) -> None:
        """Put two nodes, and all that belongs to either, into one set."""
        self._parent[self._top(one)] = self._top(other)

    def found(self) -> list[list[Node]]:
        """The sets, each with its nodes in order; the catalogue's entries are left out."""
        groups: dict[Node, list[Node]] = {}
        for node in sorted(self._parent):
            if node[0] != _CATALOGUE:
                groups.setdefault(self._top(node), []).append(node)
        return list(groups.values())

    def _top(self, node: Node) -> Node:
        self._parent.setdefault(node, node)
        while self._parent[node] != node:
            self._parent[node] = self._parent[self._parent[node]]
            node = self._parent[node]
        return node
