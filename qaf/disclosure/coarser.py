"""Coarser before hidden: where too many cells of a breakdown would go, a longer period or a coarser breakdown is shown.

The unit is a slot: one breakdown of one measure in one period. Where more than a third of its figures would be hidden,
the next longer period takes its place (quarters become years), and where there is none the next coarser breakdown
(teams become localities). Where there is nothing coarser, and half of them would be hidden, or the whole with some of
them, only the whole is shown.

That something was replaced tells a reader that small numbers were there. What was replaced is therefore guarded as what
is withheld, and the whole that is left is withheld itself where it would come too close.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import NamedTuple

from qaf.disclosure.longer import coarser_figure, longer_figure, longer_periods, parts_for
from qaf.disclosure.primary import Profile
from qaf.disclosure.reading import Counts, counts_of
from qaf.disclosure.rows import Row, rows_of
from qaf.disclosure.sums import exists
from qaf.model.figure import Figure, FigureKey
from qaf.model.framework import Framework
from qaf.model.period import Period
from qaf.model.protected import Coarsened


class Place(NamedTuple):
    """One breakdown of one series of a measure."""

    measure: str
    series: str
    breakdown: str


Slot = tuple[Place, Period]
Node = tuple[str, str, str, str]
"""What tells the figures of a slot apart: category, grade, point, rater."""


def slot_of(key: FigureKey) -> Slot:
    """The slot that a figure of a breakdown stands in."""
    return Place(key.measure, key.series, key.breakdown), key.period


def too_many(shown: Mapping[FigureKey, bool]) -> list[tuple[Slot, bool]]:
    """The slots that lose too many figures, and whether they may be left to the whole; `shown`: whether each figure is.

    Too many is more than a third, or one where the whole would be hidden with it. To the whole are left those that
    lose half, and those whose whole would be hidden too: which of so few were chosen would tell how large they are.
    """
    counts: dict[Slot, list[int]] = {}
    with_the_whole: set[Slot] = set()
    for key, is_shown in shown.items():
        if key.breakdown:
            slot = slot_of(key)
            count = counts.setdefault(slot, [0, 0])
            count[is_shown] += 1
            if not is_shown and not shown.get(key._replace(breakdown="", category=""), True):
                with_the_whole.add(slot)
    return [
        (slot, 2 * hidden >= hidden + seen or slot in with_the_whole)
        for slot, (hidden, seen) in counts.items()
        if 3 * hidden > hidden + seen or slot in with_the_whole
    ]


@dataclass
class Coarser:
    """Which slots stand for which others. `rows` are those of the store; `current` those to protect and to show.

    `fired`: slots that lost too much, some of them of longer periods that stood for others themselves.
    """

    framework: Framework
    rules: Profile
    rows: dict[FigureKey, Row]
    shown_as: dict[Place, dict[Period, Period | None]] = field(default_factory=dict)
    current: dict[FigureKey, Row] = field(default_factory=dict)
    fired: set[Slot] = field(default_factory=set)
    _slots: dict[Place, dict[Period, dict[Node, Row]]] = field(default_factory=dict)
    _to_breakdown: dict[Place, set[Period]] = field(default_factory=dict)
    _counts: Counts = field(default_factory=dict)

    def __post_init__(self) -> None:
        for row in self.rows.values():
            self._enter(row)
        self._counts = counts_of(self.framework, [row.figure for row in self.rows.values()])
        self.current = dict(self.rows)

    def replace(self, slot: Slot, *, to_whole: bool) -> bool:
        """Show something coarser in the place of a slot; False where there is nothing coarser.

        `to_whole`: where nothing else is, the whole will do.
        """
        place, period = slot
        stored = self._slots[place]
        origins = [at for at, shown in self._shown(place).items() if shown == period]
        if not origins or any(row.fixed for at in origins for row in stored[at].values()):
            return False
        replaced = self._longer(place, period, origins) or self._wider(place, origins)
        if not replaced and to_whole:
            replaced = self._only_the_whole(place, origins)
        if replaced:
            self.fired.add(slot)
        return replaced

    def periods_of(self, place: Place) -> Set[Period]:
        """The periods of a place that have figures of their own."""
        return self._slots[place].keys()

    def slot(self, place: Place, period: Period) -> Mapping[Node, Row]:
        """The figures of a slot as they were before anything coarser stood for them."""
        return self._slots[place][period]

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
            node = (key.category, key.grade, key.point, key.rater)
            self._slots.setdefault(place, {}).setdefault(period, {})[node] = row

    def _shown(self, place: Place) -> dict[Period, Period | None]:
        """What each stored period of a place is shown as; None where a coarser breakdown is."""
        known = self.shown_as.get(place, {})
        return {period: known.get(period, period) for period in self._slots[place]}

    # longer periods -------------------------------------------------------------------------------------------------

    def _longer(self, place: Place, period: Period, origins: Sequence[Period]) -> bool:
        if place.measure not in self.framework.measures:
            return False
        stored = self._slots[place]
        for longer in longer_periods(period, self.framework.settings.year_starts):
            parts = parts_for(self.framework, place.measure, longer, stored)
            shown = self._shown(place)
            if not set(origins) <= set(parts) or any(shown[part] is None for part in parts):
                continue
            if any(row.fixed for part in parts for row in stored[part].values()):
                continue
            if longer not in stored and not any(_has_number(figure) for figure in self._longer_figures(place, longer)):
                continue
            self.shown_as.setdefault(place, {}).update(dict.fromkeys(parts, longer))
            return True
        return False

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

    def _wider(self, place: Place, origins: Iterable[Period]) -> bool:
        """The next coarser breakdown in the place of this one: as it was stored, else added up."""
        breakdown = self.framework.breakdowns.get(place.breakdown)
        if breakdown is None or not breakdown.within:
            return False
        wider = place._replace(breakdown=breakdown.within)
        periods = list(origins)
        for period in periods:
            if period not in self._slots.get(wider, {}):
                figures = self._wider_figures(place, wider, period)
                if not figures:
                    return False
                for row in rows_of(self.framework, figures, self.rules).values():
                    self._enter(row)
        self.shown_as.setdefault(place, {}).update(dict.fromkeys(periods, None))
        self._to_breakdown.setdefault(place, set()).update(periods)
        return True

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

    def _only_the_whole(self, place: Place, origins: Iterable[Period]) -> bool:
        """The whole alone, where it is there."""
        periods = list(origins)
        for period in periods:
            rest = {node[1:] for node in self._slots[place][period]}
            keys = [FigureKey(place.measure, period, place.series, "", "", *node) for node in rest]
            if not any(key in self.rows for key in keys):
                return False
        self.shown_as.setdefault(place, {}).update(dict.fromkeys(periods, None))
        return True


def _has_number(figure: Figure) -> bool:
    return any(cell[:1].isdigit() for cell in (figure.numerator, figure.value))
