"""From rows to a `System`: a number for each cell, the numbers that are one and the same, and the sums within a figure.

Numerator and rest make the denominator; a whole group's denominator is the count that it is of; the grades of a figure
share one denominator and add up to it; improved, same and worse are those rated at both points. Sums across figures
are in `sums`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qaf.disclosure.primary import Profile
from qaf.disclosure.printed import PARTS_OF_A_BASE
from qaf.disclosure.reading import base_key
from qaf.disclosure.rows import Row, Rows, Told, base_told, count_of, part_of, room_of
from qaf.disclosure.unknowns import NOBODY, Equation, Name, System, Unknown
from qaf.model.figure import FigureKey
from qaf.model.framework import Framework

COUNT, PART, BASE = "count", "numerator", "denominator"
ROLES = (COUNT, PART, BASE)

About = tuple[str, str, str]
"""What a sum is about, for a finding: the measure, what adds up, and the period."""

RESULTS = ("improved", "same", "worse")
_LEAST_DOUBT = 1e-6
"""By how much a sum of numbers that are not whole may miss because computers round."""


@dataclass
class Snapshot:
    """What a reader meets at one time: the folder now, or the edition `name`. `places`: where numbers of a key stand.

    `doubts`: sums that do not add up, and were left out. `truth`: the system of the folder itself, where this one is
    made of printed texts only; it decides which sums hold, and tells the reader nothing.
    """

    framework: Framework
    rules: Profile
    rows: Rows
    system: System
    name: str = ""
    truth: System | None = None
    places: dict[FigureKey, dict[str, int]] = field(default_factory=dict)
    imports: dict[FigureKey, str] = field(default_factory=dict)
    doubts: list[About] = field(default_factory=list)
    _said: set[tuple[tuple[int, float], ...]] = field(default_factory=set)

    def place(self, key: FigureKey, role: str) -> int | None:
        """Where a number stands; None where there is none."""
        index = self.places.get(key, {}).get(role)
        return None if index is None else self.system.place(index)

    def put(self, key: FigureKey, role: str, unknown: Unknown) -> int:
        """Put a number in under a key and a role; returns its place."""
        index = self.system.add(unknown)
        self.places.setdefault(key, {})[role] = index
        self.imports.setdefault(key, unknown.name.import_id)
        return index

    def adds_up(
        self,
        whole: int,
        parts: Sequence[int],
        about: About,
        *,
        exact: bool = True,
        missing: bool = False,
        room: float = NOBODY,
    ) -> None:
        """Say that `parts` make up `whole`: all of it (`exact`), or with a rest that nobody prints.

        `missing`: a part has no number; where the others fall short the rest is its, and is guarded with `room` where
        it is small (what an edition left out was guarded when it was made). Where they cannot add up the sum is left
        out and doubted.
        """
        terms = [(whole, 1.0), *((part, -1.0) for part in parts)]
        low, high = self.system.true_sum(terms)
        fits = low <= _LEAST_DOUBT and high >= -_LEAST_DOUBT
        if exact and fits and not (missing and self.name and high - low > _LEAST_DOUBT):
            self._equate(terms, whole, about)
        elif high >= -_LEAST_DOUBT and (missing or not exact):
            small = exact and low == high and low <= self.rules.threshold and not self.name
            self._equate([*terms, (self._rest(whole, about, room if small else NOBODY), -1.0)], whole, about)
        else:
            self.doubts.append(about)

    def at_most(self, part: int, whole: int, about: About, *, room: float = NOBODY, of_base: bool = False) -> bool:
        """Say that one is a part of the other, with a rest that nobody prints; False where it cannot be."""
        terms = [(whole, 1.0), (part, -1.0)]
        if self.system.true_sum(terms)[1] < 0:
            return False
        self._equate([*terms, (self._rest(part, about, room), -1.0)], whole, about, of_base=of_base)
        return True

    def _equate(self, terms: Iterable[tuple[int, float]], whole: int, about: About, *, of_base: bool = False) -> None:
        placed = tuple((self.system.place(index), sign) for index, sign in terms)
        said = tuple(sorted(placed))
        if said not in self._said:
            self._said.add(said)
            self.system.equations.append(Equation(placed, self.system.place(whole), about, of_base))

    def _rest(self, of: int, about: About, room: float) -> int:
        """A rest of its own for each sum of each edition: what is left in one is not what is left in another."""
        name = self.system.unknowns[self.system.place(of)].name
        role = f"rest of {name.role} in {' '.join(about)} {len(self._said)} of {self.name}"
        row = self.rows.get(name.key)
        replaced = row is not None and not row.printed
        return self.system.add(Unknown(Name(role, name.key, name.import_id), room=room, replaced=replaced))


def relate(snapshot: Snapshot) -> None:
    """Put the numbers of all rows in, say which are the same, and what adds up within a figure."""
    for row in snapshot.rows.values():
        _numbers(snapshot, row)
    for row in snapshot.rows.values():
        tie_base(snapshot, row.key, row)
    _shared_bases(snapshot)


def within_figures(snapshot: Snapshot) -> None:
    """The sums that hold within one figure, for every key that has numbers."""
    groups: dict[FigureKey, dict[str, FigureKey]] = {}
    for key in snapshot.places:
        measure = snapshot.framework.measures[key.measure]
        if measure.unit in PARTS_OF_A_BASE:
            _of_base(snapshot, key)
        if measure.unit in ("shares", "before_after"):
            groups.setdefault(key._replace(grade=""), {})[key.grade] = key
    for key, grades in groups.items():
        if snapshot.framework.measures[key.measure].unit == "shares":
            _shares(snapshot, key, grades)
        else:
            _pairs(snapshot, key, grades, groups.get(key._replace(point="closure"), {}))


# numbers -----------------------------------------------------------------------------------------------------------


def _numbers(snapshot: Snapshot, row: Row) -> None:
    rules = snapshot.rules
    if row.measure.unit == "count":
        _put(snapshot, row, COUNT, count_of(row, rules), row.small.value)
        return
    part, base = part_of(row, rules), base_told(row, rules)
    at_base = _put(snapshot, row, BASE, base, row.small.denominator)
    at_part = _put(snapshot, row, PART, part, row.small.numerator or (row.small.value and not row.figure.numerator))
    if part is not None and part.through and at_part is not None:
        key = base_key(row.key, row.measure)
        if at_base is None and key is not None:
            at_base = snapshot.places.get(key, {}).get(COUNT)
        snapshot.system.unknowns[at_part].through = at_base
    if base is not None and base.through and at_base is not None:
        snapshot.system.unknowns[at_base].through = at_part


def _put(snapshot: Snapshot, row: Row, role: str, told: Told | None, small: bool) -> int | None:
    if told is None:
        return None
    exact = told.true[0] == told.true[1]
    unknown = Unknown(
        Name(role, row.key, row.figure.import_id),
        true=told.true,
        least=_least(snapshot.rules, row, role, told),
        room=room_of(row, snapshot.rules),
        whole=(not exact or told.true[0] == int(told.true[0])) and not (role == PART and row.measure.unit == "mean"),
        weight=int(row.printed),
        replaced=not row.printed,
    )
    if row.fixed or not row.printed:
        unknown.movable = False if row.fixed else None
        if row.fixed and told.shown is not None:
            unknown.true = unknown.known = unknown.shown = told.shown
            unknown.shown_by = frozenset({snapshot.name})
        if snapshot.truth is not None and (found := snapshot.truth.find(unknown.name)) is not None:
            unknown.true = snapshot.truth.unknowns[found].true
    else:
        unknown.movable = True if row.protected else None
        unknown.shown = told.shown
    unknown.hidden = row.printed and (told.shown is None or small) and row.guards
    return snapshot.put(row.key, role, unknown)


def _least(rules: Profile, row: Row, role: str, told: Told) -> float:
    """The least that a hidden number can be for a reader: 1 where zeros are shown.

    Of numbers that something coarser stands for any may be none. In an edition a numerator may have been hidden for
    its small base, or both sides for the sake of each: zero as well.
    """
    if rules.zeros or not row.printed:
        return 0.0
    may_be_none = row.fixed and role == PART and (row.figure.denominator == "c" or row.measure.protects == "both_sides")
    return 0.0 if may_be_none else 1.0


# the same number ---------------------------------------------------------------------------------------------------


def tie_base(snapshot: Snapshot, key: FigureKey, row: Row | None = None) -> None:
    """The denominator of a whole group is the count that it is of, whether or not that stands anywhere itself."""
    measure = snapshot.framework.measures[key.measure]
    index = snapshot.places.get(key, {}).get(BASE)
    wanted = base_key(key, measure)
    of = snapshot.framework.measures.get(measure.of or "")
    if wanted is None or of is None or of.unit != "count" or measure.is_sample or measure.unit == "before_after":
        return
    count = snapshot.places.get(wanted, {}).get(COUNT)
    if index is None:
        if count is not None and row is not None and row.base is not None and row.cells.denominator is None:
            snapshot.places.setdefault(key, {})[BASE] = count
        return
    if count is None:
        import_id = row.figure.import_id if row else snapshot.imports.get(key, "")
        count = snapshot.put(wanted, COUNT, Unknown(Name(COUNT, wanted, f"of {import_id}"), weight=0))
    if not snapshot.system.tie(index, count):
        snapshot.doubts.append((key.measure, measure.of or "", str(key.period)))


def _shared_bases(snapshot: Snapshot) -> None:
    """The grades of one figure are of the same denominator; so are improved, same and worse."""
    first: dict[FigureKey, int] = {}
    for key, roles in snapshot.places.items():
        measure = snapshot.framework.measures[key.measure]
        if measure.unit not in ("shares", "before_after") or BASE not in roles:
            continue
        group = key._replace(grade=_base_group(key.grade) if measure.unit == "before_after" else "")
        if not snapshot.system.tie(first.setdefault(group, roles[BASE]), roles[BASE]):
            snapshot.doubts.append((key.measure, "grades", str(key.period)))


def _base_group(grade: str) -> str:
    plain = grade.partition("/")[0]
    return "rated" if plain in RESULTS else plain


# sums within a figure ----------------------------------------------------------------------------------------------


def _of_base(snapshot: Snapshot, key: FigureKey) -> None:
    part, base = snapshot.place(key, PART), snapshot.place(key, BASE)
    measure, row = snapshot.framework.measures[key.measure], snapshot.rows.get(key)
    if part is None or base is None or part == base:
        return
    room = NOBODY
    if row is not None and measure.protects == "both_sides" and row.protected:
        rest = snapshot.system.true_sum([(base, 1.0), (part, -1.0)])
        if rest[1] >= 1 and rest[0] <= snapshot.rules.threshold and row.small.numerator:
            room = room_of(row, snapshot.rules)
    snapshot.at_most(part, base, (key.measure, "base", str(key.period)), room=room, of_base=True)


def _shares(snapshot: Snapshot, key: FigureKey, grades: dict[str, FigureKey]) -> None:
    """Every grade's numerator; together the denominator, unless a grade has no row."""
    scale = snapshot.framework.scales.get(snapshot.framework.measures[key.measure].scale or "")
    wanted = {grade.id for grade in scale.grades} if scale else set()
    bases = [place for k in grades.values() if (place := snapshot.place(k, BASE)) is not None]
    parts = [place for k in grades.values() if (place := snapshot.place(k, PART)) is not None]
    if bases and parts and len(set(bases)) == 1:
        missing = not wanted <= set(grades) or len(parts) < len(grades)
        snapshot.adds_up(bases[0], parts, (key.measure, "grades", str(key.period)), missing=missing)


def _pairs(snapshot: Snapshot, key: FigureKey, grades: dict[str, FigureKey], at_closure: dict[str, FigureKey]) -> None:
    """Improved, same and worse are the cases rated twice; with those not rated again they are the cases due."""
    about = (key.measure, "grades", str(key.period))

    def find(grade: str, role: str) -> int | None:
        return snapshot.place(grades[grade], role) if grade in grades else None

    results = [place for grade in RESULTS if (place := find(grade, PART)) is not None]
    rated = next((place for grade in RESULTS if (place := find(grade, BASE)) is not None), None)
    if rated is not None and results:
        snapshot.adds_up(rated, results, about, missing=len(results) < len(RESULTS))
    lost, due = find("not_rated", PART), find("not_rated", BASE)
    reasons = [grade for grade in grades if grade.startswith("not_rated/")]
    of_reasons = [place for grade in reasons if (place := find(grade, PART)) is not None]
    if lost is not None and of_reasons:
        snapshot.adds_up(lost, of_reasons, about, missing=True)
    if None not in (rated, lost, due) and rated is not None and lost is not None and due is not None:
        low, high = snapshot.system.true_sum([(due, 1.0), (rated, -1.0), (lost, -1.0)])
        if low <= 0 <= high:
            snapshot.adds_up(due, [rated, lost], about)
    followed = find("sustained", BASE)
    improved = snapshot.place(at_closure["improved"], PART) if "improved" in at_closure else None
    if followed is not None and improved is not None and followed != improved:
        snapshot.at_most(followed, improved, about)
