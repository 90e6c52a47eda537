"""How balanced a framework is: outcome, quality and quantity, whose voice is heard, and how it is heard.

Only measures and sources are counted. No figure of any measure goes into it, but whether it has fresh ones.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from qaf.analysis.coverage import FAMILIES, KINDS, AreaCoverage, coverage
from qaf.analysis.freshness import freshness
from qaf.analysis.series import lines
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.protected import ProtectedFigures
from qaf.model.source import Source

STAGES = ("all", "collecting", "fresh")
"""Which measures are counted: all of the framework, those being collected, those that have fresh figures."""


@dataclass(frozen=True, slots=True)
class Shares:
    """How many measures there are of each kind."""

    outcome: int = 0
    quality: int = 0
    quantity: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.outcome + self.quality + self.quantity

    def of(self, kind: str) -> int:
        """How many of a kind."""
        return int(getattr(self, kind))

    def share(self, kind: str) -> int | None:
        """The share of a kind in whole per cent, halves rounded up; None where there is no measure at all."""
        return (200 * self.of(kind) + self.total) // (2 * self.total) if self.total else None


@dataclass(frozen=True, slots=True)
class Balance:
    """The balance of an area with all below it, or (`id` "") of the whole framework.

    `stages`: shares by stage; without "fresh" where stored figures are damaged. `families`: how many sources each
    family has. `drawn`: of samples, how many measures by how their sample is drawn.
    """

    id: str
    name: str
    stages: Mapping[str, Shares]
    families: Mapping[str, int]
    routine: int
    exercise: int
    routine_not_said: int
    whole_group: int
    drawn: Mapping[str, int]

    @property
    def sample(self) -> int:
        """How many measures are of a sample."""
        return sum(self.drawn.values())

    @property
    def heard(self) -> tuple[str, ...]:
        """The families with a source, in the order of `FAMILIES`."""
        return tuple(family for family in FAMILIES if self.families[family])


@dataclass(frozen=True, slots=True)
class ServingSource:
    """One source that serves several areas, whose ids are given in order."""

    id: str
    method: str
    family: str
    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MethodUse:
    """A method: its sources, and the ids of the areas that they serve."""

    method: str
    sources: tuple[str, ...]
    areas: tuple[str, ...]


def shares(measures: Iterable[Measure]) -> Shares:
    """How many measures there are of each kind."""
    kinds: list[str] = [measure.kind for measure in measures]
    return Shares(*(kinds.count(kind) for kind in KINDS))


def fresh_measures(framework: Framework, figures: ProtectedFigures, as_at: date) -> frozenset[str]:
    """Ids of the measures that have own figures, of which nothing says on the day that newer ones are overdue."""
    found = set()
    for measure in framework.measures.values():
        fresh = freshness(lines(framework, figures, measure), as_at)
        if fresh is not None and not fresh.late:
            found.add(measure.id)
    return frozenset(found)


def balances(framework: Framework, fresh: Collection[str] | None, area: str = "") -> list[Balance]:
    """The balance of the whole and then of each area, priority areas first, each followed by those below it.

    With `area`, of that one (which has to exist) and those below it. `fresh`: ids of the measures with fresh figures;
    None where that cannot be told.
    """
    covered = coverage(framework)
    order: dict[str, None] = {}
    starts = [framework.areas[area]] if area else [*framework.priorities(), *framework.areas.values()]
    for start in starts:
        for one in framework.below(start.id):
            order.setdefault(one.id)
    made = [_of_area(covered[id_], fresh) for id_ in order]
    if area:
        return made
    whole = _balance("", "The whole framework", framework.measures.values(), framework.sources.values(), fresh)
    return [whole, *made]


def _of_area(covered: AreaCoverage, fresh: Collection[str] | None) -> Balance:
    return _balance(covered.area.id, covered.area.name, covered.measures, covered.sources, fresh)


def _balance(
    id_: str, name: str, measures: Iterable[Measure], sources: Iterable[Source], fresh: Collection[str] | None
) -> Balance:
    measures, sources = list(measures), list(sources)
    stages = {"all": shares(measures), "collecting": shares(m for m in measures if m.status == "collecting")}
    if fresh is not None:
        stages["fresh"] = shares(m for m in measures if m.id in fresh)
    samples = [measure.drawn or "chosen" for measure in measures if measure.is_sample]
    return Balance(
        id=id_,
        name=name,
        stages=stages,
        families={family: _count(sources, lambda s, f=family: s.family == f) for family in FAMILIES},
        routine=_count(sources, lambda source: source.routine is True),
        exercise=_count(sources, lambda source: source.routine is False),
        routine_not_said=_count(sources, lambda source: source.routine is None),
        whole_group=len(measures) - len(samples),
        drawn={how: samples.count(how) for how in ("random", "chosen", "volunteers") if how in samples},
    )


def _count(sources: Iterable[Source], test: Callable[..., bool]) -> int:
    return sum(1 for source in sources if test(source))


# one method, several areas -----------------------------------------------------------------------------------------


def serving_sources(framework: Framework, area: str = "") -> list[ServingSource]:
    """Sources that serve several areas, the most areas first; with `area`, those of which it or one below it is one."""
    found = []
    for id_, areas in _served(framework).items():
        if len(areas) > 1 and (not area or _inside(framework, area).intersection(areas)):
            source = framework.sources[id_]
            found.append(ServingSource(id_, source.method, source.family, areas))
    return sorted(found, key=lambda one: (-len(one.areas), one.id))


def method_uses(framework: Framework, area: str = "") -> list[MethodUse]:
    """Each method with its sources and the areas they serve, the most areas first."""
    inside = _inside(framework, area) if area else set(framework.areas)
    uses: dict[str, tuple[list[str], dict[str, None]]] = {}
    for id_, areas in _served(framework).items():
        here = [one for one in areas if one in inside]
        if here:
            sources, all_areas = uses.setdefault(framework.sources[id_].method, ([], {}))
            sources.append(id_)
            all_areas.update(dict.fromkeys(here))
    made = [MethodUse(method, tuple(sources), tuple(areas)) for method, (sources, areas) in uses.items()]
    return sorted(made, key=lambda use: (-len(use.areas), use.method))


def _inside(framework: Framework, area: str) -> set[str]:
    return {one.id for one in framework.below(area)}


def _served(framework: Framework) -> dict[str, tuple[str, ...]]:
    """The areas that each source serves, in the order of the framework."""
    found: dict[str, list[str]] = {}
    for area in framework.areas.values():
        for source in framework.sources_of(area):
            found.setdefault(source.id, []).append(area.id)
    return {id_: tuple(areas) for id_, areas in found.items()}


# over time ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ShareAt:
    """The shares among all measures on a day; `shares` is None where `note` says why they cannot be told.

    `revision` is the short hash of the commit, "" for the folder as it is now.
    """

    day: date
    revision: str = ""
    shares: Shares | None = None
    note: str = ""


def quarter_ends(since: date, until: date, first_month: int) -> list[date]:
    """The last days of the quarters of a year that begins in `first_month`, from `since` to `until`, both included."""
    found: list[date] = []
    index = since.year * 12 + since.month - 1
    while True:
        index += 1
        end = date(index // 12, index % 12 + 1, 1) - timedelta(days=1)
        if end > until:
            return found
        if (index % 12 + 1 - first_month) % 3 == 0:
            found.append(end)
