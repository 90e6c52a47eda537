"""A partnership's figures beside what its members show: a total less what members show can give a hidden count back.

A reader of every member's bundle and of the partnership's pages lays them side by side. Each member's figures go into
the system as an edition does: they are out, and nothing of them can be taken back. A number of the partnership is then
the sum of the members' numbers of the same measure, period and category, as far as that can be; where such a sum would
give back what a member withholds, the partnership's own number is what goes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qaf.disclosure.editions import shown_figures
from qaf.disclosure.over_time import ENDS_WITH_THE_YEAR
from qaf.disclosure.primary import PROFILES, Profile
from qaf.disclosure.relations import ROLES, Snapshot
from qaf.model.figure import Figure, FigureKey
from qaf.model.framework import Framework
from qaf.model.period import Period
from qaf.model.protected import ProtectedFigures

ABOUT = "members"
_SERIES = "of member "
"""How the series of a member's figure begins; no series of a folder can, since it holds blanks."""
_ROUNDING = 1e-6
_ANY_PERIOD = Period.canonical("2000")


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """What a member shows of the measures that the partnership has too, and of those that hang on them.

    `same`: the member's measures by the partnership's own. The key of a figure says in its series whose it is.
    """

    id: str
    profile: Profile
    framework: Framework
    figures: tuple[Figure, ...]
    same: Mapping[str, Sequence[str]]

    def key(self, own: FigureKey, measure: str) -> FigureKey:
        """The key under which the member's number stands that is a part of the partnership's own."""
        return own._replace(measure=measure, series=_SERIES + self.id)


def member_figures(id_: str, own: Framework, theirs: Framework, shown: ProtectedFigures) -> MemberFigures | None:
    """What has to be held beside the partnership's figures; None where the member has none of its measures.

    Measures are the same where both come from one entry of the catalogue, or bear the same id.
    """
    same = {
        measure.id: tuple(
            other.id
            for other in theirs.measures.values()
            if {other.id, other.based_on} & ({measure.id, measure.based_on} - {None})
        )
        for measure in own.measures.values()
    }
    wanted = _with_kin(theirs, {id_ for ids in same.values() for id_ in ids})
    figures = [figure for measure in sorted(wanted) for figure in shown.of(measure, breakdown=None)]
    if not figures:
        return None
    theirs_now = tuple(
        replace(figure, key=figure.key._replace(series=_SERIES + id_), import_id=id_)
        for figure in shown_figures(figures)
    )
    kept = {own_id: ids for own_id, ids in same.items() if ids}
    return MemberFigures(id_, PROFILES[shown.profile], theirs, theirs_now, kept)


def is_members(key: FigureKey) -> bool:
    """Whether a key is that of a member's figure."""
    return key.series.startswith(_SERIES)


def member_of(key: FigureKey) -> str:
    """Whose figure it is, by the member's id."""
    return key.series.removeprefix(_SERIES)


def periods_beside(
    ours: Sequence[Snapshot], members: Mapping[str, Snapshot], said: Sequence[MemberFigures]
) -> dict[int, dict[str, set[Period]]]:
    """For each snapshot (by `id`), by measure: the periods in which the other side shows the same measure.

    A partnership that counts by year and a member that counts by quarter are tied by the year of that member.
    """
    periods = {id(snapshot): _periods(snapshot) for snapshot in (*ours, *members.values())}
    found: dict[int, dict[str, set[Period]]] = {at: {} for at in periods}
    for member in said:
        theirs = id(members[member.id])
        for own, measures in member.same.items():
            for measure in measures:
                for snapshot in ours:
                    found[id(snapshot)].setdefault(own, set()).update(periods[theirs].get(measure, ()))
                    found[theirs].setdefault(measure, set()).update(periods[id(snapshot)].get(own, ()))
    return found


def _periods(snapshot: Snapshot) -> dict[str, set[Period]]:
    found: dict[str, set[Period]] = {}
    for key in snapshot.places:
        found.setdefault(key.measure, set()).add(key.period)
    return found


def tie_members(ours: Sequence[Snapshot], members: Mapping[str, Snapshot], said: Sequence[MemberFigures]) -> None:
    """Say that the partnership's numbers, now and in its editions, are the sums of the members' wherever that fits."""
    sides = [_Side(member, members[member.id]) for member in said]
    for snapshot in ours:
        for key in list(snapshot.places):
            if key.series == "own":
                _tie(snapshot, key, sides)


@dataclass
class _Side:
    """A member, and where its numbers stand. `by_end`: of what is counted at the end of a period, the keys by that."""

    member: MemberFigures
    snapshot: Snapshot
    by_end: dict[tuple[object, ...], FigureKey] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key in self.snapshot.places:
            if self.snapshot.framework.measures[key.measure].window in ENDS_WITH_THE_YEAR:
                self.by_end.setdefault(_end_of(key), key)

    def place(self, own: FigureKey, role: str) -> int | None:
        """Where the member's part of the partnership's number stands; None where it shows none."""
        for measure in self.member.same.get(own.measure, ()):
            key = self.member.key(own, measure)
            if key not in self.snapshot.places:
                key = self.by_end.get(_end_of(key), key)
            place = self.snapshot.place(key, role)
            if place is not None:
                return place
        return None


def _end_of(key: FigureKey) -> tuple[object, ...]:
    return (key._replace(period=_ANY_PERIOD), key.period.end)


def _tie(snapshot: Snapshot, key: FigureKey, sides: Sequence[_Side]) -> None:
    about = (key.measure, ABOUT, str(key.period))
    for role in ROLES:
        whole = snapshot.place(key, role)
        if whole is None:
            continue
        for parts in (
            [place for side in sides if (place := side.place(key, role)) is not None],
            [place for place in _as_category(sides, key, role) if place is not None],
        ):
            low, high = snapshot.system.true_sum([(whole, 1.0), *((part, -1.0) for part in parts)])
            if parts and low <= _ROUNDING and high >= -_ROUNDING:
                snapshot.adds_up(whole, parts, about)


def _as_category(sides: Sequence[_Side], key: FigureKey, role: str) -> Iterator[int | None]:
    """The whole of the member that the partnership's category is named after."""
    for side in sides:
        if key.breakdown and key.category == side.member.id:
            yield side.place(key._replace(breakdown="", category=""), role)


def _with_kin(framework: Framework, measures: set[str]) -> set[str]:
    """The measures, with those that they are of, that are their parts, and the other way round."""
    found = set(measures)
    while True:
        more = set(found)
        for measure in framework.measures.values():
            kin = {id_ for id_ in (measure.of, *measure.parts) if id_}
            if measure.id in found:
                more |= {id_ for id_ in kin if id_ in framework.measures}
            elif kin & found:
                more.add(measure.id)
        if more == found:
            return found
        found = more
