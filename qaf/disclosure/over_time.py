"""The sums over time: quarters and the year, what ends with the year, and what is counted since its start.

Quarters make a year where they count different things (`in_period`, not `distinct`); a figure since the start of the
year, less the one before it, is a part.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import pairwise

from qaf.disclosure.relations import BASE, ROLES, Snapshot, tie_base
from qaf.disclosure.rows import room_of
from qaf.disclosure.unknowns import NOBODY, Name, Unknown
from qaf.model.figure import FigureKey
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import Period, month_number

ENDS_WITH_THE_YEAR = frozenset({"at_end", "year_to_date", "rolling_12m"})
"""Windows whose figure of a year is that of its last part."""


@dataclass
class Table:
    """The keys of a snapshot, by what they have in common: all but the period, and all but the category."""

    snapshot: Snapshot
    by_node: dict[tuple[str, ...], dict[Period, FigureKey]] = field(default_factory=dict)
    by_group: dict[tuple[object, ...], dict[tuple[str, str], FigureKey]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for key in self.snapshot.places:
            self.add(key)

    def add(self, key: FigureKey) -> None:
        """Put one key in."""
        self.by_node.setdefault((key.measure, *key[2:]), {})[key.period] = key
        group = (key.measure, key.period, key.series, key.grade, key.point, key.rater)
        self.by_group.setdefault(group, {})[key.breakdown, key.category] = key


NOTHING_BESIDE: Mapping[str, Set[Period]] = {}


def adds_up_over_time(measure: Measure) -> bool:
    """Whether a measure's counts and numerators of quarters make those of the year."""
    return measure.window == "in_period" and not measure.distinct


def base_adds_up_over_time(framework: Framework, measure: Measure) -> bool:
    """Whether its denominators do: as the count does that they are; a population stays what it is."""
    if not adds_up_over_time(measure):
        return False
    base = framework.measures.get(measure.of or "")
    if base is not None and not measure.is_sample:
        return base.unit == "count" and adds_up_over_time(base)
    return measure.unit != "rate"


def made_of(period: Period, others: Iterable[Period]) -> list[Period]:
    """Those of the other periods that make up a period, of the longest kind that does; none where none does."""
    inside: dict[int, list[Period]] = {}
    for other in others:
        if 0 < other.months < period.months and period.contains(other):
            inside.setdefault(other.months, []).append(other)
    by_kind: list[list[Period]] = []
    for found in inside.values():
        kinds = {other.kind for other in found}
        by_kind += [sorted(other for other in found if other.kind is kind) for kind in kinds]
    whole = [found for found in by_kind if _follow_on(period, found)]
    return max(whole, key=lambda found: (found[0].months, found[0].kind.value), default=[])


def _follow_on(period: Period, parts: Sequence[Period]) -> bool:
    """Whether the parts fill the period without a gap: terms of unequal length come in with runs of their own."""
    return sum(part.months for part in parts) == period.months and all(a.end < b.start for a, b in pairwise(parts))


def longer_periods(snapshot: Snapshot, table: Table, beside: Mapping[str, Set[Period]] = NOTHING_BESIDE) -> None:
    """Where a longer period stands beside shorter ones anywhere in linked measures: its number at every place.

    A number that nobody prints can still tie two that are: the year of a team, and the quarters of the whole.
    `beside`: by measure, the periods of the same measure in what others show.
    """
    longer = _longer(snapshot, table, beside)
    if not longer:
        return
    for node, keys in list(table.by_node.items()):
        measure = snapshot.framework.measures[node[0]]
        if not adds_up_over_time(measure):
            continue
        for period in sorted(longer.get(node[0], ())):
            parts = made_of(period, keys)
            if not parts:
                continue
            key = keys.get(period) or next(iter(keys.values()))._replace(period=period)
            if period not in keys:
                _imply(snapshot, key, [keys[part] for part in parts], measure)
                table.add(key)
            _of_parts(snapshot, key, [keys[part] for part in parts], measure)


def _longer(snapshot: Snapshot, table: Table, beside: Mapping[str, Set[Period]]) -> dict[str, set[Period]]:
    """For each measure the periods that hold shorter ones, of it or of a measure that is linked to it."""
    periods: dict[str, set[Period]] = {}
    for node, keys in table.by_node.items():
        periods.setdefault(node[0], set(beside.get(node[0], ()))).update(keys)
    found: dict[str, set[Period]] = {}
    for id_, known in periods.items():
        if len({period.months for period in known}) > 1:
            found[id_] = {p for p in known if any(0 < q.months < p.months and p.contains(q) for q in known)}
    groups = _linked(snapshot.framework)
    shared: dict[str, set[Period]] = {}
    for id_, known in found.items():
        shared.setdefault(groups.get(id_, id_), set()).update(known)
    return {id_: shared[groups.get(id_, id_)] for id_ in periods if groups.get(id_, id_) in shared}


def _linked(framework: Framework) -> dict[str, str]:
    """For each measure one that stands for all that it is linked to by `of` and `parts`."""
    leader = {id_: id_ for id_ in framework.measures}

    def root(id_: str) -> str:
        while leader[id_] != id_:
            id_ = leader[id_]
        return id_

    for measure in framework.measures.values():
        for other in (measure.of, *measure.parts):
            if other in leader:
                leader[root(measure.id)] = root(other or "")
    return {id_: root(id_) for id_ in leader}


def _imply(snapshot: Snapshot, key: FigureKey, parts: Sequence[FigureKey], measure: Measure) -> None:
    """The numbers of a longer period that no figure states."""
    imports = "+".join(sorted({snapshot.imports.get(part, "") for part in parts}))
    for role in ROLES:
        if role == BASE and not base_adds_up_over_time(snapshot.framework, measure):
            continue
        places = [place for part in parts if (place := snapshot.place(part, role)) is not None]
        if len(places) == len(parts):
            true = snapshot.system.true_sum((place, 1.0) for place in places)
            whole = all(snapshot.system.unknowns[place].whole for place in places)
            snapshot.put(key, role, Unknown(Name(role, key, imports), true=true, whole=whole))
    if key in snapshot.places:
        tie_base(snapshot, key)


def _of_parts(snapshot: Snapshot, key: FigureKey, parts: Sequence[FigureKey], measure: Measure) -> None:
    for role in ROLES:
        whole = snapshot.place(key, role)
        if whole is None or (role == BASE and not base_adds_up_over_time(snapshot.framework, measure)):
            continue
        places = [place for part in parts if (place := snapshot.place(part, role)) is not None]
        missing = len(places) < len(parts)
        snapshot.adds_up(whole, places, (measure.id, "periods", str(key.period)), missing=missing)


def same_end(snapshot: Snapshot, keys: dict[Period, FigureKey]) -> None:
    """A figure at the end of March is that of the year that ends in March."""
    first = next(iter(keys.values()))
    if len(keys) < 2 or snapshot.framework.measures[first.measure].window not in ENDS_WITH_THE_YEAR:
        return
    by_end: dict[object, FigureKey] = {}
    for period in sorted(keys):
        other = by_end.setdefault(period.end, keys[period])
        for role in ROLES:
            places = snapshot.place(other, role), snapshot.place(keys[period], role)
            if places[0] is not None and places[1] is not None and not snapshot.system.tie(places[0], places[1]):
                snapshot.doubts.append((first.measure, "periods", str(period)))


def differences(snapshot: Snapshot, keys: dict[Period, FigureKey]) -> None:
    """Since the start of the year: each less the one before is what happened in between, which nobody prints."""
    starts = month_number(snapshot.framework.settings.year_starts)
    runs: dict[tuple[int, str], list[Period]] = {}
    for period in sorted(keys):
        year = period.end.year - (period.end.month < starts)
        runs.setdefault((year, period.kind.value), []).append(period)
    for periods in runs.values():
        for before, after in pairwise(periods):
            for role in ROLES:
                _difference(snapshot, keys[before], keys[after], role)


def _difference(snapshot: Snapshot, before: FigureKey, after: FigureKey, role: str) -> None:
    earlier, later = snapshot.place(before, role), snapshot.place(after, role)
    if earlier is None or later is None or earlier == later:
        return
    about = (after.measure, "year to date", str(after.period))
    low, high = snapshot.system.true_sum([(later, 1.0), (earlier, -1.0)])
    room = NOBODY
    row = snapshot.rows.get(after)
    if row is not None and low == high and 1 <= low <= snapshot.rules.threshold:
        room = room_of(row, snapshot.rules)
    if not snapshot.at_most(earlier, later, about, room=room):
        snapshot.doubts.append(about)
