"""What decisions tell of numbers that are not shown, put into the system as what a reader knows of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from qaf.disclosure.average import Decision, Side
from qaf.disclosure.coarser import REST
from qaf.disclosure.relations import BASE, PART, Snapshot
from qaf.disclosure.unknowns import Equation, Interval, Name, Unknown, overlap

Terms = tuple[tuple[int, float], ...]


def tell(snapshot: Snapshot, sides: Iterable[Side]) -> None:
    """Say of each number, or of the sum that nobody prints, between which ends the reader knows it to lie."""
    system = snapshot.system
    for side in sides:
        terms = _terms(snapshot, side)
        if len(terms) == 1:
            unknown = system.unknowns[terms[0][0]]
            unknown.known = overlap(unknown.known, side.ends)
        elif terms:
            key = side.sums[0][0]
            name = Name(f"{side.role} beside {side.ends}", key, " ".join(str(index) for index, _ in terms))
            whole = all(system.unknowns[index].whole for index, _ in terms)
            unknown = Unknown(name, true=system.true_sum(terms), known=side.ends, whole=whole)
            index = system.add(unknown)
            about = (key.measure, "periods", str(key.period))
            system.equations.append(Equation(((index, 1.0), *((at, -sign) for at, sign in terms)), index, about))


def still_to_tell(snapshot: Snapshot, hidden: Set[int], decisions: Iterable[Decision]) -> Iterator[Side]:
    """The sides that must be told beside what is shown, so that every decision comes out as it did.

    Those witnesses count first of whom a reader knows enough already, then the largest, who are bound least.
    """
    for decision in decisions:
        ways = []
        for witness in decision.witnesses:
            open_ = [[side for side in way if not _is_known(snapshot, hidden, side)] for way in witness.ways]
            ways.append((witness, min(open_, key=len)))
        need = decision.need
        for witness, sides in sorted(ways, key=lambda way: (len(way[1]), -way[0].size)):
            if need <= 0:
                break
            need -= witness.cells
            yield from sides


def _is_known(snapshot: Snapshot, hidden: Set[int], side: Side) -> bool:
    """Whether what is shown, or was told already, says as much."""
    low = high = 0.0
    for index, sign in _terms(snapshot, side):
        least, most = _reach(snapshot, hidden, index)
        low += least if sign > 0 else -most
        high += most if sign > 0 else -least
    return side.ends[0] <= low and high <= side.ends[1]


def _reach(snapshot: Snapshot, hidden: Set[int], index: int) -> Interval:
    unknown = snapshot.system.unknowns[index]
    return unknown.unseen() if index in hidden else unknown.seen()


def _terms(snapshot: Snapshot, side: Side) -> Terms:
    """The numbers that make it up, each with its sign; none where the system holds none."""
    roles = ((BASE, 1.0), (PART, -1.0)) if side.role == REST else ((side.role, 1.0),)
    for keys in side.sums:
        found = [(snapshot.place(key, role), sign) for key in keys for role, sign in roles]
        terms: dict[int, float] = {}
        for index, sign in found:
            if index is not None:
                terms[index] = terms.get(index, 0.0) + sign
        if keys and all(index is not None for index, _ in found):
            return tuple(terms.items())
    return ()
