"""The same measure across members: which definitions match, and what their figures come to together.

Figures are pooled by numerators and denominators over the members that show both, and never averaged.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from qaf.analysis.behind_rounded import ends, settled_standing
from qaf.analysis.member_facts import MemberFacts, MemberMeasure
from qaf.analysis.points import Point
from qaf.analysis.tested import rounds, sample_reason
from qaf.disclosure.printed import factor_of, printed, quotient
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.model.protected import NOT_GIVEN, Shown
from qaf.statistics.funnel import Standing, pooled

POOLED_UNITS = ("count", "percent", "rate", "mean")
FEWEST_FOR_FUNNEL = 3
_DATES = "dates"

Standings = Mapping[str, Standing | None]
"""Where members lie in a funnel, by id."""

State = Literal["shown", "withheld", "no_counts", "no_figure", "differs"]


@dataclass(frozen=True, slots=True)
class Part:
    """What one member brings to a pooled measure.

    `state`: its figure is in the pool; withheld; shown without the counts behind it; not there; or its definition
    `differs` in the keys of `differing`. `standing`: where it lies in the funnel, None where there is none.
    """

    member: str
    measure: MemberMeasure
    state: State
    point: Point | None = None
    differing: tuple[str, ...] = ()
    standing: Standing | None = None


@dataclass(frozen=True, slots=True)
class PooledMeasure:
    """One measure across members, at the latest period that most of them show.

    `value` is in the measure's unit, nothing where fewer than two members are in the pool or the unit is never pooled.
    """

    about: str
    model: Measure
    parts: tuple[Part, ...]
    period: Period | None = None
    numerator: Shown = NOT_GIVEN
    denominator: Shown = NOT_GIVEN
    value: Shown = NOT_GIVEN
    has_funnel: bool = False
    rounded: bool = False

    @property
    def in_pool(self) -> tuple[Part, ...]:
        """The members whose figures are in it."""
        return tuple(part for part in self.parts if part.state == "shown")


def pooled_measures(members: Sequence[MemberFacts]) -> tuple[PooledMeasure, ...]:
    """Every measure that more than one member has, in the order in which it is first met.

    Measures are the same where both come from one entry of the catalogue, or bear the same id. What members say of a
    partner is about that partner, and never added up.
    """
    groups: dict[str, list[tuple[MemberFacts, MemberMeasure]]] = {}
    for member in members:
        for measure in member.measures:
            if measure.model.about_partner:
                continue
            groups.setdefault(measure.model.based_on or measure.model.id, []).append((member, measure))
    return tuple(_pool(about, held) for about, held in groups.items() if len({member.id for member, _ in held}) > 1)


def _pool(about: str, held: Sequence[tuple[MemberFacts, MemberMeasure]]) -> PooledMeasure:
    """Members are held against the definition that most of them use; the first of equals."""
    common = max(held, key=lambda one: sum(_differing(one[1], other) == () for _, other in held))[1]
    alike = [(member, one) for member, one in held if not _differing(common, one)]
    period = _period(alike)
    parts = [_part(member, one, _differing(common, one), period) for member, one in held]
    in_pool = [part for part in parts if part.state == "shown"]
    plain = PooledMeasure(about, common.model, tuple(parts), period)
    if period is None or len(in_pool) < 2 or common.model.unit not in POOLED_UNITS:
        return plain
    profiles = {member.id: member.profile for member, _ in held}
    rounded = any(rounds(common.model, profiles[part.member]) for part in in_pool)
    return _summed(plain, in_pool, profiles, rounded)


def _differing(one: MemberMeasure, other: MemberMeasure) -> tuple[str, ...]:
    """The keys in which two definitions differ; `dates` where their figures are for periods of other kinds."""
    keys = [key for key, value in one.definition.items() if other.definition.get(key) != value]
    kinds = [{point.period.kind for point in measure.points} for measure in (one, other)]
    if all(kinds) and not kinds[0] & kinds[1]:
        keys.append(_DATES)
    return tuple(keys)


def _period(alike: Sequence[tuple[MemberFacts, MemberMeasure]]) -> Period | None:
    """The latest period of those that most members show."""
    shown: dict[Period, int] = {}
    for _, one in alike:
        for point in one.points:
            if _state(one.model, point) == "shown":
                shown[point.period] = shown.get(point.period, 0) + 1
    most = max(shown.values(), default=0)
    return max((period for period, count in shown.items() if count == most), default=None)


def _part(member: MemberFacts, one: MemberMeasure, differing: tuple[str, ...], period: Period | None) -> Part:
    point = next((point for point in one.points if point.period == period and not point.missing), None)
    if differing:
        return Part(member.id, one, "differs", point, differing)
    return Part(member.id, one, _state(one.model, point), point)


def _state(measure: Measure, point: Point | None) -> State:
    if point is None or point.missing:
        return "no_figure"
    needed = (point.value,) if measure.unit == "count" else (point.numerator, point.denominator)
    if point.withheld or any(cell.symbol == "c" for cell in needed):
        return "withheld"
    if all(cell.given for cell in needed):
        return "shown"
    return "no_counts" if point.value.given else "no_figure"


def _summed(plain: PooledMeasure, in_pool: Sequence[Part], profiles: Mapping[str, str], rounded: bool) -> PooledMeasure:
    measure = plain.model
    points = [part.point for part in in_pool if part.point is not None]
    if measure.unit == "count":
        total = sum((Decimal(point.value.text) for point in points), Decimal(0))
        return _made(plain, None, False, rounded, printed(total, measure.places), NOT_GIVEN, NOT_GIVEN)
    top = sum((Decimal(point.numerator.text) for point in points), Decimal(0))
    bottom = sum((Decimal(point.denominator.text) for point in points), Decimal(0))
    value = quotient(top, bottom, Decimal(factor_of(measure)), measure.places)
    standings = _standings(measure, in_pool, profiles)
    return _made(plain, standings, standings is not None, rounded, value, printed(top, 0), printed(bottom, 0))


def _standings(measure: Measure, in_pool: Sequence[Part], profiles: Mapping[str, str]) -> Standings | None:
    """Where each member lies in the funnel around the pooled figure; None for means, samples that are not random, and
    fewer than three. A member whose place depends on what was rounded away has none."""
    if len(in_pool) < FEWEST_FOR_FUNNEL or measure.unit not in ("percent", "rate") or sample_reason(measure):
        return None
    points = [(part.member, part.point) for part in in_pool if part.point]
    counts = {id_: ends(measure, profiles[id_], point.numerator) for id_, point in points}
    totals = {id_: ends(measure, profiles[id_], point.denominator) for id_, point in points}
    if not all(low for low, _ in totals.values()):
        return None
    highest = 1.0 if measure.unit == "percent" else math.inf
    least, most = (
        min(highest, pooled([one[end] for one in counts.values()], [one[1 - end] for one in totals.values()]))
        for end in (0, 1)
    )
    centre = (least, most)
    return {id_: settled_standing(measure, counts[id_], totals[id_], centre) for id_ in counts}


def _made(
    plain: PooledMeasure, standings: Standings | None, has_funnel: bool, rounded: bool, value: Shown,
    numerator: Shown, denominator: Shown,
) -> PooledMeasure:  # fmt: skip
    parts = tuple(
        Part(part.member, part.measure, part.state, part.point, part.differing, (standings or {}).get(part.member))
        for part in plain.parts
    )
    return PooledMeasure(
        plain.about, plain.model, parts, plain.period, numerator, denominator, value, has_funnel, rounded
    )
