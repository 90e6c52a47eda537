"""Which questions a board should ask of an area, chosen by named rules from what its figures and its plan show.

A rule looks at the facts and says what it is about; `report.questions_words` has the words, and says why each question
was chosen. Where the area has a question of its own about the same thing, that one is asked: those who wrote it know
the place. No rule counts points, and the order of `RULES` is the order in which a board would want to know.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from qaf.analysis.standing import KNOWN, Standing, standing
from qaf.analysis.trends import MeasureFacts
from qaf.model.area import Area, Question
from qaf.model.framework import Framework
from qaf.model.measure import Measure

MOST, FEWEST = 5, 3
"""How many questions a sheet asks at most, and how many it has at least."""

APART = 5
"""From how many percentage points on two who rate the same children are said to see it differently. No test is made:
they rate the same children, so the two figures do not vary by themselves."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was chosen: the rule, the ids it is about, and the area's own question where one fits.

    `detail`: the id of a breakdown or a family of sources, where the rule is about one.
    """

    rule: str
    about: tuple[str, ...] = ()
    detail: str = ""
    own: Question | None = None


@dataclass(frozen=True)
class Scene:
    """What the rules look at: the areas that share a sheet, and for each measure its facts and where it stands."""

    framework: Framework
    areas: Sequence[Area]
    as_at: date
    facts: Mapping[str, MeasureFacts]
    stands: Mapping[str, Standing]
    story_written: bool

    def measures(self, *kinds: str) -> list[Measure]:
        """The measures of these kinds, those for the sheet first."""
        found = [m for area in self.areas for m in area.measures if m.kind in kinds]
        return sorted(found, key=lambda measure: not measure.key)

    def in_state(self, states: Iterable[str], *kinds: str) -> list[Measure]:
        """The measures of these kinds that stand so."""
        wanted = frozenset(states)
        return [measure for measure in self.measures(*kinds) if self.stands[measure.id].state in wanted]

    @property
    def outcome_known(self) -> bool:
        """Whether any outcome measure has a figure that can be shown."""
        return any(self.stands[m.id].state not in ("none", "withheld") for m in self.measures("outcome"))


Rule = Callable[[Scene], Iterator[Asked]]


def choose(
    framework: Framework,
    areas: Sequence[Area],
    facts: Callable[[Measure], MeasureFacts],
    as_at: date,
    *,
    story_written: bool = True,
) -> tuple[Asked, ...]:
    """Three to five questions for the areas that share a sheet, each from a different rule.

    `story_written`: whether somebody has written down other explanations for the period. Own questions of the areas
    that no rule took come after those that were chosen, as far as there is room.
    """
    held = {m.id: facts(m) for area in areas for m in area.measures}
    scene = Scene(framework, areas, as_at, held, {id_: standing(one) for id_, one in held.items()}, story_written)
    free = [question for area in areas for question in area.questions]
    chosen: list[Asked] = []
    times: dict[str, int] = {}
    for name, rule in RULES.items():
        if len(chosen) == MOST or (name in LAST and len(chosen) + len(free) >= FEWEST):
            break
        for one in rule(scene):
            if any(times.get(id_, 0) > 1 for id_ in one.about):
                continue
            own = next((question for question in free if set(question.about) & set(one.about)), None)
            if own is not None:
                free.remove(own)
            chosen.append(Asked(name, one.about, one.detail, own))
            for id_ in one.about:
                times[id_] = times.get(id_, 0) + 1
            break
    chosen += [Asked("own", tuple(question.about), "", question) for question in free[: MOST - len(chosen)]]
    return tuple(chosen)


# the rules, as they are asked --------------------------------------------------------------------------------------


def quality_up_outcome_unknown(scene: Scene) -> Iterator[Asked]:
    """The work is done better and nobody knows whether children are better off."""
    if not scene.outcome_known:
        yield from (Asked("", (measure.id,)) for measure in scene.in_state(["better"], "quality"))


def outcome_unknown(scene: Scene) -> Iterator[Asked]:
    """No outcome figure can be shown."""
    if not scene.outcome_known:
        outcomes = tuple(m.id for m in scene.measures("outcome"))[:1]
        yield Asked("", outcomes or tuple(g.id for area in scene.areas for g in area.good if g.kind == "outcome")[:1])


def outcome_worse(scene: Scene) -> Iterator[Asked]:
    """A test says that an outcome got worse."""
    yield from (Asked("", (measure.id,)) for measure in scene.in_state(["worse", "mixed"], "outcome"))


def raters_differ(scene: Scene) -> Iterator[Asked]:
    """Those who rate the same children see it differently."""
    for measure in scene.measures("outcome", "quality"):
        lines = scene.facts[measure.id].lines
        numbers = [one.latest.value.number for one in lines if one.latest and one.latest.value.given]
        shown = [float(number) for number in numbers if number is not None]
        if len(shown) > 1 and max(shown) - min(shown) >= APART:
            yield Asked("", (measure.id,))


def gap_between_places(scene: Scene) -> Iterator[Asked]:
    """Teams or places differ by more than chance explains."""
    for measure in scene.measures("outcome", "quality", "quantity"):
        for one in scene.facts[measure.id].variations:
            if one.outside or (one.pair is not None and one.pair.apart):
                yield Asked("", (measure.id,), one.breakdown)


def quality_up_outcome_still(scene: Scene) -> Iterator[Asked]:
    """The work is done better and no outcome has moved."""
    moved = scene.in_state(["better", "worse", "mixed", "changed"], "outcome")
    if scene.outcome_known and not moved:
        yield from (Asked("", (measure.id,)) for measure in scene.in_state(["better"], "quality"))


def work_worse(scene: Scene) -> Iterator[Asked]:
    """A test says that the work is done less well, or that there is more of what should be less."""
    yield from (Asked("", (measure.id,)) for measure in scene.in_state(["worse", "mixed"], "quality", "quantity"))


def usual_variation(scene: Scene) -> Iterator[Asked]:
    """The latest figure moved, and the chart says that it does so all the time: common cause."""
    for measure in scene.measures("outcome", "quality"):
        for one in scene.facts[measure.id].lines[:1]:
            control = one.over_time.control
            moved = any(not c.a_year and c.difference and c.difference.direction != "none" for c in one.changes)
            if one.over_time.tested and control is not None and control.rule is None and moved:
                yield Asked("", (measure.id,))


def quantity_moved_alone(scene: Scene) -> Iterator[Asked]:
    """How much is done has changed, and no outcome has."""
    if scene.in_state(["better", "worse", "mixed", "changed"], "outcome"):
        return
    yield from (Asked("", (measure.id,)) for measure in scene.in_state(["changed", "better"], "quantity"))


def outcome_better(scene: Scene) -> Iterator[Asked]:
    """A test says that an outcome got better."""
    yield from (Asked("", (measure.id,)) for measure in scene.in_state(["better"], "outcome"))


def voice_missing(scene: Scene) -> Iterator[Asked]:
    """The area is not seen through children and parents, or through frontline staff."""
    seen = {
        source.family
        for area in scene.areas
        for below in scene.framework.below(area.id)
        for source in scene.framework.sources_of(below)
    }
    for family in ("children_parents_carers", "frontline_staff"):
        if family not in seen:
            yield Asked("", (), family)


def good_unshown(scene: Scene) -> Iterator[Asked]:
    """Somebody said what good would look like for children, and no measure shows it."""
    for area in scene.areas:
        for good in area.good:
            if good.kind == "outcome" and not scene.framework.shown_by.get(good.id):
                yield Asked("", (good.id,))


def action_overdue(scene: Scene) -> Iterator[Asked]:
    """An action is past its day."""
    ids = {area.id for area in scene.areas}
    for action in scene.framework.actions:
        here = action.area or next(filter(None, map(scene.framework.area_of, action.aims_at)), "")
        if here in ids and action.status in ("planned", "under_way") and action.due and action.due < scene.as_at:
            yield Asked("", (action.id,))


def no_test(scene: Scene) -> Iterator[Asked]:
    """There are outcome figures, and none of them can be told from chance."""
    outcomes = [m for m in scene.measures("outcome") if scene.stands[m.id].state not in ("none", "withheld")]
    if outcomes and not any(scene.stands[m.id].state in KNOWN for m in outcomes):
        yield Asked("", (outcomes[0].id,))


def figures_late(scene: Scene) -> Iterator[Asked]:
    """Newer figures were due and have not come."""
    for measure in scene.measures("outcome", "quality", "quantity"):
        fresh = scene.facts[measure.id].freshness
        if fresh is not None and fresh.late:
            yield Asked("", (measure.id,))


def one_story_only(scene: Scene) -> Iterator[Asked]:
    """Nobody has written down what else could explain the figures."""
    if not scene.story_written and any(one.series.has_figures for one in scene.facts.values()):
        yield Asked("")


def what_is_not_seen(scene: Scene) -> Iterator[Asked]:
    """Asked of any area where nothing else has been found to ask."""
    yield Asked("")


def first_step(scene: Scene) -> Iterator[Asked]:
    """Asked of an area that has no figures yet."""
    if not any(one.series.has_figures for one in scene.facts.values()):
        yield Asked("")


def whose_day(scene: Scene) -> Iterator[Asked]:
    """Asked of any area where too little else has been found to ask."""
    yield Asked("")


RULES: Mapping[str, Rule] = MappingProxyType(
    {
        rule.__name__: rule
        for rule in (
            quality_up_outcome_unknown, outcome_unknown, outcome_worse, raters_differ, gap_between_places,
            quality_up_outcome_still, work_worse, voice_missing, action_overdue, no_test, usual_variation,
            quantity_moved_alone, outcome_better, good_unshown, figures_late, one_story_only,
            first_step, what_is_not_seen, whose_day,
        )
    }
)  # fmt: skip
"""The rules by name, in the order in which they are asked; each gives one question at most."""

LAST = frozenset({"first_step", "what_is_not_seen", "whose_day"})
"""Rules that hold for any area, and are asked only where too few others hold."""
