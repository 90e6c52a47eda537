"""Self-assessments beside the figures: who judged each good statement how, over time, and what the tests say of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Literal

from qaf.analysis.series import lines
from qaf.analysis.trends import MeasureFacts, facts
from qaf.model.framework import Framework
from qaf.model.protected import ProtectedFigures
from qaf.model.self_assessment import USUAL_GRADES
from qaf.statistics.polarity import meaning

if TYPE_CHECKING:
    from qaf.model.area import Good
    from qaf.model.measure import Measure
    from qaf.model.self_assessment import Judgement, SelfAssessment

Says = Literal["better", "worse", "both_ways", "no_difference", "no_test"]
Apart = Literal["", "figures_worse", "figures_better"]
_GOOD_FROM = "mostly"


@dataclass(frozen=True, slots=True)
class Bearing:
    """What the tests of one measure say: better or worse than before, than a comparator or an ambition."""

    measure: Measure
    says: Says


@dataclass(frozen=True, slots=True)
class Sitting:
    """One judgement in its self-assessment. `title`: the grade that counts; `own`: as it was judged at first.

    `rank` is its place on the scale, 0 the lowest. `apart`: whether the figures say otherwise.
    """

    sitting: SelfAssessment
    judgement: Judgement
    title: str
    own: str
    rank: int
    is_good: bool
    apart: Apart = ""

    @property
    def moderated_otherwise(self) -> bool:
        """Whether somebody else came to another grade."""
        return bool(self.judgement.moderated) and self.title != self.own


@dataclass(frozen=True, slots=True)
class Judged:
    """A good statement that somebody has judged: every judgement in order of time, and what the figures say."""

    good: Good
    sittings: tuple[Sitting, ...]
    bearings: tuple[Bearing, ...]

    @property
    def latest(self) -> tuple[Sitting, ...]:
        """The latest judgement of each tier."""
        found = {one.sitting.tier: one for one in self.sittings}
        return tuple(found.values())


def judged(
    framework: Framework,
    figures: ProtectedFigures,
    as_at: date,
    until: date | None = None,
    only: Collection[str] | None = None,
) -> list[Judged]:
    """Every good statement that was judged up to a day, in the order of the framework. Protected figures only.

    `until`: figures of later periods are left out. `only`: the ids of the statements that are looked at.
    """
    found = []
    for good in framework.goods.values():
        if only is not None and good.id not in only:
            continue
        sittings = list(_sittings(framework, good.id, as_at))
        if sittings:
            shown_by = framework.shown_by.get(good.id, ())
            bearings = tuple(bearing(framework, figures, measure, as_at, until) for measure in shown_by)
            last = {one.sitting.tier: one for one in sittings}
            marked = (_with_figures(one, bearings) if last[one.sitting.tier] is one else one for one in sittings)
            found.append(Judged(good, tuple(marked), bearings))
    return found


def _sittings(framework: Framework, good: str, as_at: date) -> Iterable[Sitting]:
    sittings = sorted((one for one in framework.self_assessments if one.on <= as_at), key=lambda one: one.on)
    for sitting in sittings:
        titles, good_from = _grades(framework, sitting)
        for judgement in sitting.judgements:
            counts = judgement.moderated or judgement.is_
            if judgement.good != good or counts not in titles:
                continue
            order = list(titles)
            rank = order.index(counts)
            is_good = good_from in order and rank >= order.index(good_from)
            own = titles.get(judgement.is_ or "", "")
            yield Sitting(sitting, judgement, titles[counts], own, rank, is_good)


def _grades(framework: Framework, sitting: SelfAssessment) -> tuple[dict[str, str], str]:
    """The titles of the grades by id, worst first, and the first that counts as good."""
    scale = framework.scales.get(sitting.scale or "")
    if scale is None:
        return {grade: grade.replace("_", " ") for grade in USUAL_GRADES}, _GOOD_FROM
    return {grade.id: grade.title for grade in scale.grades}, scale.good_from or ""


def _with_figures(one: Sitting, bearings: Iterable[Bearing]) -> Sitting:
    says = {bearing.says for bearing in bearings}
    apart: Apart = ""
    if "both_ways" not in says:
        if one.is_good and "worse" in says and "better" not in says:
            apart = "figures_worse"
        elif one.rank == 0 and not one.is_good and "better" in says and "worse" not in says:
            apart = "figures_better"
    return Sitting(one.sitting, one.judgement, one.title, one.own, one.rank, one.is_good, apart)


def bearing(
    framework: Framework, figures: ProtectedFigures, measure: Measure, as_at: date, until: date | None = None
) -> Bearing:
    """What the tests say of a measure on a day."""
    series = lines(framework, figures, measure, until=until)
    found = set(_verdicts(facts(framework, series, figures.profile, as_at)))
    if {"better", "worse"} <= found:
        return Bearing(measure, "both_ways")
    order: tuple[Says, ...] = ("better", "worse", "no_difference")
    return Bearing(measure, next((says for says in order if says in found), "no_test"))


def _verdicts(held: MeasureFacts) -> Iterable[Says]:
    better = held.series.measure.better or "neither"
    for line in held.lines:
        signals = [change.difference.signal for change in line.changes if change.difference]
        signals += [line.over_time.signal] if line.over_time.tested else []
        yield from (_meant(signal, better) for signal in signals)
    for comparison in held.comparisons:
        if comparison.judged in ("better", "worse"):
            yield comparison.judged
        elif comparison.judged is not None:
            yield "no_difference"
    for state in held.ambitions:
        yield "better" if state.state == "met" else "worse" if state.state == "short" else "no_test"


def _meant(signal: str, better: str) -> Says:
    if signal == "none":
        return "no_difference"
    return _MEANS[meaning(signal, better)]


_MEANS: dict[str, Says] = {"improvement": "better", "concern": "worse", "neutral": "no_difference"}
