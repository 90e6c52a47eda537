"""The sums across figures that the framework declares: categories and the whole, periods and longer ones, parts.

A breakdown of all parts makes the whole, one of some parts leaves a rest, of overlapping ones each is a part of it; a
category within another is a part of that. Measures can be parts of another. Sums over time are in `over_time`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from qaf.disclosure.over_time import NOTHING_BESIDE, Table, differences, longer_periods, same_end
from qaf.disclosure.relations import COUNT, PART, ROLES, Snapshot
from qaf.disclosure.rows import room_of
from qaf.disclosure.unknowns import NOBODY
from qaf.model.figure import FigureKey
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.model.settings import Breakdown, Category


def across_figures(snapshot: Snapshot, beside: Mapping[str, Set[Period]] = NOTHING_BESIDE) -> None:
    """Put the sums in, and the numbers of longer periods that follow from those of shorter ones.

    `beside`: see `longer_periods`.
    """
    table = Table(snapshot)
    longer_periods(snapshot, table, beside)
    for keys in table.by_node.values():
        same_end(snapshot, keys)
        if snapshot.framework.measures[next(iter(keys.values())).measure].window == "year_to_date":
            differences(snapshot, keys)
    for categories in table.by_group.values():
        _breakdowns(snapshot, categories)
    for key in list(snapshot.places):
        measure = snapshot.framework.measures[key.measure]
        if measure.parts:
            _parts(snapshot, key, measure)


# categories --------------------------------------------------------------------------------------------------------


def _breakdowns(snapshot: Snapshot, categories: dict[tuple[str, str], FigureKey]) -> None:
    held: dict[str, dict[str, FigureKey]] = {}
    for (id_, category), key in categories.items():
        if id_:
            held.setdefault(id_, {})[category] = key
    whole = categories.get(("", ""))
    for name, keys in held.items():
        breakdown = snapshot.framework.breakdowns.get(name)
        if breakdown is None:
            continue
        coarser = held.get(breakdown.within or "", {})
        period = next(iter(keys.values())).period
        there = [category for category in breakdown.categories if category.id in keys or exists(category, period)]
        for role in ROLES:
            orphans = _within(snapshot, breakdown, there, keys, coarser, role)
            if whole is not None and (orphans or not coarser or not _covers(snapshot.framework, breakdown)):
                wanted = {category.id for category in there}
                _make(snapshot, whole, keys, breakdown, role, wanted)


def exists(category: Category, period: Period) -> bool:
    """Whether a category is there in a period, at least for a part of it, as far as `qaf.yaml` says."""
    begins, ends = category.from_, category.until
    return (begins is None or begins.start <= period.end) and (ends is None or ends.end >= period.start)


def _covers(framework: Framework, breakdown: Breakdown) -> bool:
    """Whether the coarser breakdown makes the whole, so that this one need not be held against it as well."""
    coarser = framework.breakdowns.get(breakdown.within or "")
    return coarser is not None and coarser.parts == "all" and breakdown.parts == "all"


def _within(
    snapshot: Snapshot,
    breakdown: Breakdown,
    there: Sequence[Category],
    keys: dict[str, FigureKey],
    coarser: dict[str, FigureKey],
    role: str,
) -> bool:
    """The sums within each coarser category; whether a category lies in none that has a number.

    `there`: the categories that are there in the period.
    """
    children: dict[str, set[str]] = {}
    for category in there:
        children.setdefault(category.within or "", set()).add(category.id)
    known = set().union(*children.values()) if children else set()
    orphans = bool(children.get("", set()) & keys.keys()) or bool(keys.keys() - known)
    for parent, ids in children.items():
        inside = {id_: keys[id_] for id_ in ids if id_ in keys}
        if not parent or not inside:
            continue
        above = coarser.get(parent)
        if above is None or snapshot.place(above, role) is None:
            orphans = True
        else:
            _make(snapshot, above, {id_: inside[id_] for id_ in sorted(inside)}, breakdown, role, ids)
    return orphans


def _make(
    snapshot: Snapshot, whole: FigureKey, keys: dict[str, FigureKey], breakdown: Breakdown, role: str, wanted: set[str]
) -> None:
    """Categories and what they make up, as the breakdown says."""
    at = snapshot.place(whole, role)
    places = [place for key in keys.values() if (place := snapshot.place(key, role)) is not None]
    if at is None or not places:
        return
    about = (whole.measure, breakdown.id, str(whole.period))
    if breakdown.parts == "overlapping":
        for place in places:
            if place != at and not snapshot.at_most(place, at, about):
                snapshot.doubts.append(about)
        return
    missing = not wanted <= keys.keys() or len(places) < len(keys)
    row = snapshot.rows.get(next(iter(keys.values())))
    room = room_of(row, snapshot.rules) if row is not None else NOBODY
    snapshot.adds_up(at, places, about, exact=breakdown.parts == "all", missing=missing, room=room)


# measures ----------------------------------------------------------------------------------------------------------


def _parts(snapshot: Snapshot, key: FigureKey, measure: Measure) -> None:
    """Measures that add up to this one: counts always; of others what does in fact."""
    about = (measure.id, "parts", str(key.period))
    others = [key._replace(measure=part) for part in measure.parts]
    for role in (COUNT, PART) if measure.unit == "count" else ROLES:
        whole = snapshot.place(key, role)
        places = [place for other in others if (place := snapshot.place(other, role)) is not None]
        if whole is None or not places or whole in places:
            continue
        if role == COUNT:
            row = snapshot.rows.get(others[0])
            room = room_of(row, snapshot.rules) if row is not None else NOBODY
            snapshot.adds_up(whole, places, about, missing=len(places) < len(others), room=room)
        elif len(places) == len(others):
            low, high = snapshot.system.true_sum([(whole, 1.0), *((place, -1.0) for place in places)])
            if low <= 0 <= high:
                snapshot.adds_up(whole, places, about)
