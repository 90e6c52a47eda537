"""Coarser before hidden: what may stand in the place of a slot, and what does.

The unit is a slot: one breakdown of one measure in one period. In its place stand the next longer period (quarters
become years), where there is none the next coarser breakdown (teams become localities), and where there is none of
that either the whole alone. Whether they do is decided in `average`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from qaf.disclosure.longer import coarser_figure, longer_figure, longer_periods, parts_for
from qaf.disclosure.over_time import ENDS_WITH_THE_YEAR, base_adds_up_over_time
from qaf.disclosure.primary import Profile
from qaf.disclosure.printed import PARTS_OF_A_BASE
from qaf.disclosure.reading import KEPT_BACK, Counts, counts_of
from qaf.disclosure.relations import BASE, COUNT, PART
from qaf.disclosure.rows import Row, rows_of
from qaf.disclosure.sums import exists
from qaf.model.figure import Figure, FigureKey
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.model.protected import Coarsened


class Place(NamedTuple):
    """One breakdown of one series of a measure."""

    measure: str
    series: str
    breakdown: str


REST = "rest"
"""The role of what a numerator leaves of its denominator."""

Roles = tuple[str, ...]
Slot = tuple[Place, Period]
Node = tuple[str, str, str, str]
"""What tells the figures of a slot apart: category, grade, point, rater."""


def slot_of(key: FigureKey) -> Slot:
    """The slot that a figure of a breakdown stands in."""
    return Place(key.measure, key.series, key.breakdown), key.period


class Large(NamedTuple):
    """A coarser figure and the finer ones that it stands for.

    `rows` add up to it. `sums`: keys that each make it up, the first of which a reader may have before them. `cells`:
    how many figures it stands for; of so many of them somebody holds the number back (`kept_back`). `roles`: which of
    its numbers tell how large theirs are.
    """

    rows: tuple[Row, ...]
    sums: tuple[tuple[FigureKey, ...], ...]
    cells: int
    kept_back: int
    roles: Roles


class Step(NamedTuple):
    """What would stand in the place of a slot: for a longer period, a coarser breakdown, or else the whole alone.

    `rows`: figures of a coarser breakdown, those that are not stored among them.
    """

    slot: Slot
    to_period: Period | None
    to_breakdown: str
    large: tuple[Large, ...]
    rows: tuple[Row, ...] = ()


@dataclass
class Coarser:
    """Which slots stand for which others. `rows` are those of the store; `current` those to protect and to show."""

    framework: Framework
    rules: Profile
    rows: dict[FigureKey, Row]
    shown_as: dict[Place, dict[Period, Period | None]] = field(default_factory=dict)
    current: dict[FigureKey, Row] = field(default_factory=dict)
    _slots: dict[Place, dict[Period, dict[Node, Row]]] = field(default_factory=dict)
    _to_breakdown: dict[Place, set[Period]] = field(default_factory=dict)
    _counts: Counts = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.rows.values():
            self._enter(row)
        self._counts = counts_of(self.framework, [row.figure for row in self.rows.values()])
        self.current = dict(self.rows)

    def slots(self) -> list[Slot]:
        """The slots that are shown, of longer periods too."""
        return [
            (place, period)
            for place in list(self._slots)
            for period in sorted({to for to in self._shown(place).values() if to is not None})
        ]

    def step(self, slot: Slot) -> Step | None:
        """What could stand in the place of a slot; None where there is nothing, or where it is out already."""
        place, period = slot
        measure = self.framework.measures.get(place.measure)
        stored = self._slots[place]
        origins = sorted(at for at, shown in self._shown(place).items() if shown == period)
        rows = [row for at in origins for row in stored[at].values()]
        if measure is None or not rows or any(row.fixed or not row.protected for row in rows):
            return None
        return self._longer(slot, origins, measure) or self._wider(slot, origins) or self._only_the_whole(slot, origins)

    def take(self, step: Step) -> None:
        """Let it stand there."""
        place, period = step.slot
        if step.to_period is not None:
            parts = parts_for(self.framework, place.measure, step.to_period, self._slots[place])
            self.shown_as.setdefault(place, {}).update(dict.fromkeys(parts, step.to_period))
            return
        origins = [at for at, shown in self._shown(place).items() if shown == period]
        if step.to_breakdown:
            for row in step.rows:
                self._enter(row)
            self._to_breakdown.setdefault(place, set()).update(origins)
        self.shown_as.setdefault(place, {}).update(dict.fromkeys(origins, None))

    def rebuild(self) -> None:
        """Work `current` out anew after slots were replaced."""
        figures: list[Figure] = []
        current = {key: row for key, row in self.rows.items() if not key.breakdown}
        for place, slots in self._slots.items():
            shown = self._shown(place)
            for period, nodes in slots.items():
                for row in nodes.values():
                    current[row.key] = (
                        row if shown[period] == period else row.unprinted(alone=self._is_alone(place, period))
                    )
            for target in sorted({to for at, to in shown.items() if to is not None and to != at} - slots.keys()):
                figures += self._longer_figures(place, target)
        self.current = {**current, **rows_of(self.framework, figures, self.rules, counts=self._counts)}

    def facts(self) -> tuple[Coarsened, ...]:
        """What was replaced by what, for pages to say."""
        found: dict[tuple[Place, Period | None, str], list[Period]] = {}
        for place, shown in self.shown_as.items():
            for period, to in shown.items():
                if to != period:
                    found.setdefault((place, to, self._instead(place, period, to)), []).append(period)
        items = [Coarsened(*place, tuple(sorted(at)), to, wider) for (place, to, wider), at in found.items()]
        return tuple(sorted(items, key=lambda item: (item.measure, item.series, item.breakdown, item.periods)))

    def _instead(self, place: Place, period: Period, to: Period | None) -> str:
        if to is None and period in self._to_breakdown.get(place, ()):
            return self.framework.breakdowns[place.breakdown].within or ""
        return ""

    def _is_alone(self, place: Place, period: Period) -> bool:
        """Whether nothing but the whole stands in the place of a slot."""
        return self._shown(place)[period] is None and period not in self._to_breakdown.get(place, ())

    def _enter(self, row: Row) -> None:
        key = row.key
        if key.breakdown:
            place, period = slot_of(key)
            self._slots.setdefault(place, {}).setdefault(period, {})[_node(key)] = row

    def _shown(self, place: Place) -> dict[Period, Period | None]:
        """What each stored period of a place is shown as; None where a coarser breakdown is."""
        known = self.shown_as.get(place, {})
        return {period: known.get(period, period) for period in self._slots[place]}

    # longer periods -------------------------------------------------------------------------------------------------

    def _longer(self, slot: Slot, origins: Sequence[Period], measure: Measure) -> Step | None:
        """The next longer period, where figures grow with it: not of what is counted at its end."""
        place, period = slot
        stored = self._slots[place]
        if measure.window in ("at_end", "rolling_12m"):
            return None
        for longer in longer_periods(period, self.framework.settings.year_starts):
            parts = parts_for(self.framework, place.measure, longer, stored)
            shown = self._shown(place)
            if not set(origins) <= set(parts) or any(shown[part] is None for part in parts):
                continue
            if any(row.fixed for part in parts for row in stored[part].values()):
                continue
            rows = self._longer_rows(place, longer, parts)
            if any(_has_number(row) for row in rows.values()):
                slots = {shown[part] for part in parts}
                large = (self._over_time(place, parts, len(slots), node, row, measure) for node, row in rows.items())
                return Step(slot, longer, "", tuple(large))
        return None

    def _longer_rows(self, place: Place, longer: Period, parts: Sequence[Period]) -> Mapping[Node, Row]:
        """The figures of a longer period, as stored or else worked out."""
        stored = self._slots[place]
        if longer in stored:
            return stored[longer]
        figures = self._longer_figures(place, longer)
        return {
            _node(key): row for key, row in rows_of(self.framework, figures, self.rules, counts=self._counts).items()
        }

    def _over_time(
        self, place: Place, parts: Sequence[Period], slots: int, node: Node, row: Row, measure: Measure
    ) -> Large:
        stored = self._slots[place]
        inside = {part: stored[part][node] for part in parts if node in stored[part]}
        counted = sum(map(_counts, inside.values()))
        cells = -(-counted * slots // len(parts))
        kept_back = sum(map(_kept_back, inside.values()))
        last = parts[-1] if measure.window in ENDS_WITH_THE_YEAR else None
        keys = tuple(one.key for part, one in inside.items() if last in (None, part))
        return Large((row,), ((row.key,), keys), cells, kept_back, _roles(self.framework, measure, over_time=True))

    def _longer_figures(self, place: Place, period: Period) -> list[Figure]:
        """The figures of a longer period; none where one of them cannot be made."""
        stored = self._slots[place]
        parts = parts_for(self.framework, place.measure, period, stored)
        found = []
        for node in sorted({node for part in parts for node in stored[part]}):
            rows = {part: stored[part][node] for part in parts if node in stored[part]}
            figure = longer_figure(self.framework, rows, parts, period, self._counts)
            if figure is None:
                return []
            found.append(figure)
        return found

    # coarser breakdowns ---------------------------------------------------------------------------------------------

    def _wider(self, slot: Slot, origins: Sequence[Period]) -> Step | None:
        """The next coarser breakdown in the place of this one: as it was stored, else added up."""
        place, _ = slot
        breakdown = self.framework.breakdowns.get(place.breakdown)
        if breakdown is None or not breakdown.within:
            return None
        wider = place._replace(breakdown=breakdown.within)
        rows: dict[Period, Mapping[Node, Row]] = {}
        for period in origins:
            rows[period] = self._slots.get(wider, {}).get(period) or self._wider_rows(place, wider, period)
            if not rows[period]:
                return None
        above = {category.id: category.within or "" for category in breakdown.categories}
        large = self._in_place_of(slot, rows, above, added_up=rows.keys().isdisjoint(self._slots.get(wider, {})))
        return Step(
            slot, None, breakdown.within, large, tuple(row for nodes in rows.values() for row in nodes.values())
        )

    def _wider_rows(self, place: Place, wider: Place, period: Period) -> Mapping[Node, Row]:
        figures = self._wider_figures(place, wider, period)
        return {_node(key): row for key, row in rows_of(self.framework, figures, self.rules).items()}

    def _in_place_of(
        self, slot: Slot, rows: Mapping[Period, Mapping[Node, Row]], above: Mapping[str, str], *, added_up: bool = False
    ) -> tuple[Large, ...]:
        """Coarser figures by period in the place of a slot; `above`: by category the one that it is a part of.

        `added_up`: they are the sums of the finer ones, and not stored themselves.

        Where the slot is of a longer period, they are added up as its own figures were.
        """
        place, shown = slot
        measure = self.framework.measures[place.measure]
        derived = shown not in rows
        periods = [max(rows)] if derived and measure.window in ENDS_WITH_THE_YEAR else sorted(rows)
        periods = periods if derived else [shown]
        finer: dict[Node, dict[Node, list[Row]]] = {}
        for period in rows if derived else [shown]:
            for node, row in self._slots[place][period].items():
                finer.setdefault((above.get(node[0], ""), *node[1:]), {}).setdefault(node, []).append(row)
        found = []
        for node, parts in finer.items():
            larger = tuple(rows[period][node] for period in periods if node in rows[period])
            counted = [inside for inside in parts.values() if any(map(_counts, inside))]
            if larger and counted:
                kept_back = sum(any(map(_kept_back, inside)) for inside in counted)
                keys = tuple(row.key for row in larger)
                fine = tuple(row.key for inside in parts.values() for row in inside if row.key.period in periods)
                roles = _roles(self.framework, measure, over_time=len(periods) > 1)
                sums = ((larger[0].key._replace(period=shown),), keys, *([fine] if added_up else []))
                found.append(Large(larger, sums, len(counted), kept_back, roles))
        return tuple(found)

    def _wider_figures(self, place: Place, wider: Place, period: Period) -> list[Figure]:
        breakdown = self.framework.breakdowns[place.breakdown]
        if breakdown.parts != "all":
            return []
        children: dict[str, set[str]] = {}
        for category in breakdown.categories:
            if exists(category, period):
                children.setdefault(category.within or "", set()).add(category.id)
        stored = self._slots[place][period]
        found = []
        for parent, ids in sorted(children.items()):
            for rest in sorted({node[1:] for node in stored}):
                rows = [stored[id_, *rest] for id_ in sorted(ids) if (id_, *rest) in stored]
                key = rows[0].key._replace(breakdown=wider.breakdown, category=parent) if rows else None
                if not parent or key is None or len(rows) < len(ids):
                    return []
                figure = coarser_figure(rows, key)
                if figure is None:
                    return []
                found.append(figure)
        return found

    def _only_the_whole(self, slot: Slot, origins: Sequence[Period]) -> Step | None:
        """The whole alone, where it is there."""
        place, _ = slot
        rows: dict[Period, Mapping[Node, Row]] = {}
        for period in origins:
            nodes = {("", *node[1:]) for node in self._slots[place][period]}
            keys = {node: FigureKey(place.measure, period, place.series, "", *node) for node in nodes}
            rows[period] = {node: self.rows[key] for node, key in sorted(keys.items()) if key in self.rows}
            if not rows[period]:
                return None
        return Step(slot, None, "", self._in_place_of(slot, rows, {}))


def _node(key: FigureKey) -> Node:
    return (key.category, key.grade, key.point, key.rater)


def _counts(row: Row) -> bool:
    """Whether a figure is one that could be shown or hidden: it has a number, or somebody holds it back."""
    return _has_number(row) or _kept_back(row)


def _has_number(row: Row) -> bool:
    return any(cell is not None for cell in row.cells)


def _kept_back(row: Row) -> bool:
    return not KEPT_BACK.isdisjoint((row.figure.numerator, row.figure.denominator, row.figure.value))


def _roles(framework: Framework, measure: Measure, *, over_time: bool) -> Roles:
    """Which numbers of a coarser figure are the sums of those that it stands for."""
    if measure.unit == "count":
        return (COUNT,)
    both = (PART, BASE, REST) if measure.protects == "both_sides" and measure.unit in PARTS_OF_A_BASE else (PART, BASE)
    same = measure.window in ENDS_WITH_THE_YEAR or base_adds_up_over_time(framework, measure)
    return both if same or not over_time else (PART,)
