"""The partnership's picture over its members: who covers what, what is shared, of concern, and not heard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from qaf.analysis.behind_rounded import settled_difference
from qaf.analysis.checklist import CHECKLIST
from qaf.analysis.crosswalk import SharedArea, shared_areas
from qaf.analysis.member_challenges import Put, put_to_members
from qaf.analysis.member_facts import MemberAction, MemberFacts, MemberMeasure, MemberStory
from qaf.analysis.points import Point
from qaf.analysis.pooled import PooledMeasure, pooled_measures
from qaf.model.framework import Framework
from qaf.model.period import Period

SeenState = Literal["read", "supplies", "refused", "not_sent"]
FEWEST_SHARED = 2

CRITERIA: Mapping[str, str] = {
    "worse": "a member's outcome measure grew worse by its test",
    "concern": "a concern was raised about it in a meeting of the partnership",
    "unmeasured": "a member that chose it measures no outcome of it",
    "stale": "no member that chose it has a fresh outcome figure",
}
"""What makes an area one of concern, as it is printed. Areas are ordered by how many of them hold, then by name."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One member as it was found. `why`, `help`: why its bundle was refused, and what to do.

    `supplies`: an agency without a framework that gives figures only, with the measures that it should supply, and
    of them those that have no figure. `late`: what it sent does not reach the period of the overview.
    """

    id: str
    name: str
    state: SeenState
    why: str = ""
    help: str = ""
    edition: str = ""
    period: Period | None = None
    as_at: date | None = None
    late: bool = False
    older_schema: bool = False
    supplies: tuple[str, ...] = ()
    without_figures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AreaOfConcern:
    """A shared area, and which of `CRITERIA` hold."""

    area: SharedArea
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NeedsOthers:
    """An action of one member that needs others, and which of them have an action in the same area with it."""

    member: str
    action: MemberAction
    needs: tuple[str, ...]
    answered: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What one member's measure says about another."""

    by: str
    about: str
    measure: MemberMeasure
    point: Point | None
    profile: str


@dataclass(frozen=True, slots=True)
class Views:
    """All views of one measure; pairs by their places: those `tested`, and of them those that the test told `apart`."""

    about: str
    views: tuple[View, ...]
    tested: tuple[tuple[int, int], ...]
    apart: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The picture. `not_covered`: areas of the partnership that no member has; `not_in_any`: those of the catalogue."""

    seen: tuple[Seen, ...]
    members: tuple[MemberFacts, ...]
    areas: tuple[SharedArea, ...]
    pooled: tuple[PooledMeasure, ...]
    not_covered: tuple[str, ...]
    not_in_any: tuple[str, ...]
    shared: tuple[SharedArea, ...]
    concerns: tuple[AreaOfConcern, ...]
    needs: tuple[NeedsOthers, ...]
    views: tuple[Views, ...]
    stories: tuple[tuple[str, MemberStory], ...]
    challenges: tuple[Put, ...] = ()

    def open_to(self, member: str) -> tuple[str, ...]:
        """Keys of the checklist that a member's framework does not answer with yes, in their order."""
        held = next(one.checklist for one in self.members if one.id == member)
        return tuple(key for key in CHECKLIST if key in held and not held[key].met)


def overview(
    own: Framework, members: Sequence[MemberFacts], seen: Sequence[Seen], catalogue: Framework, as_at: date
) -> Overview:
    """The picture over all members that could be read, in the order of `qaf.yaml`."""
    areas = shared_areas(own, members)
    covered = {area.based_on or area.id for member in members for area in member.areas}
    return Overview(
        tuple(seen),
        tuple(members),
        areas,
        pooled_measures(members),
        tuple(own.areas[id_].name for row in areas if not row.by_member for id_ in row.own),
        tuple(area.name for area in catalogue.areas.values() if area.within is None and area.id not in covered),
        tuple(row for row in areas if len(row.chosen_by) >= FEWEST_SHARED),
        _concerns(own, areas),
        tuple(_needs(members, areas)),
        tuple(_views(members)),
        tuple((member.id, story) for member in members for story in member.stories),
        put_to_members(own, as_at),
    )


def _concerns(own: Framework, areas: Sequence[SharedArea]) -> tuple[AreaOfConcern, ...]:
    raised = {concern.area for concern in own.concerns.values() if concern.area}
    found = [AreaOfConcern(row, held) for row in areas if (held := tuple(_criteria(row, raised)))]
    return tuple(sorted(found, key=lambda one: (-len(one.criteria), one.area.name.lower())))


def _criteria(row: SharedArea, raised: set[str]) -> Iterator[str]:
    chosen = [area for areas in row.by_member.values() for area in areas if area.priority is not None]
    if any("worse" in area.states for areas in row.by_member.values() for area in areas):
        yield "worse"
    if raised & {*row.own}:
        yield "concern"
    if any(not area.outcomes for area in chosen):
        yield "unmeasured"
    if chosen and not any(area.fresh for area in chosen):
        yield "stale"


def _needs(members: Sequence[MemberFacts], areas: Sequence[SharedArea]) -> Iterator[NeedsOthers]:
    """Actions that name another member; it answers where it has an action, not stopped, in the same shared area."""
    row_of = {(id_, area.id): row for row in areas for id_, held in row.by_member.items() for area in held}
    by_id = {member.id: member for member in members}
    for member in members:
        for action in member.actions:
            needs = tuple(id_ for id_ in action.with_members if id_ != member.id)
            if not needs or action.status in ("done", "stopped"):
                continue
            row = row_of.get((member.id, action.area))
            answered = tuple(id_ for id_ in needs if id_ in by_id and row and _answers(by_id[id_], row, member.id))
            yield NeedsOthers(member.id, action, needs, answered)


def _answers(other: MemberFacts, row: SharedArea, asking: str) -> bool:
    theirs = {area.id for area in row.by_member.get(other.id, ())}
    return any(
        action.area in theirs and action.status != "stopped" and asking in action.with_members
        for action in other.actions
    )


def _views(members: Sequence[MemberFacts]) -> Iterator[Views]:
    """What members measure about each other, by the measure."""
    held: dict[str, list[View]] = {}
    for member in members:
        for one in member.measures:
            if one.model.about_partner:
                shown = [point for point in one.points if point.value.given]
                latest = shown[-1] if shown else None
                view = View(member.id, one.model.about_partner, one, latest, member.profile)
                held.setdefault(one.model.based_on or one.model.id, []).append(view)
    for about, views in held.items():
        tested = dict(_tested(views))
        yield Views(about, tuple(views), tuple(tested), tuple(pair for pair, apart in tested.items() if apart))


def _tested(views: Sequence[View]) -> Iterator[tuple[tuple[int, int], bool]]:
    """Each pair of views that can be laid beside each other, with whether the test tells them apart.

    That is so of two views of one partner, and of what two members say of each other, in one period and by one
    definition; where one shows rounded counts, only what holds whatever they were is told.
    """
    for at, one in enumerate(views):
        for other_at, other in enumerate(views[at + 1 :], at + 1):
            mutual = (one.about, one.by) == (other.by, other.about)
            alike = one.measure.definition == other.measure.definition and _period(one) == _period(other)
            if not alike or not (mutual or one.about == other.about):
                continue
            tested = settled_difference(one.measure.model, one.point, other.point, (one.profile, other.profile))
            if tested is not None:
                yield (at, other_at), tested.apart


def _period(view: View) -> Period | None:
    return view.point.period if view.point else None
