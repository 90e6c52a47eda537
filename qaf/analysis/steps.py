"""The eight steps by which the guidance of 2011 builds a framework, judged from the folder: facts, no sentences.

A step is not begun where nothing of it is there, done where nothing is lacking, and begun otherwise. What somebody has
accepted as a gap (`accepted-gaps.yaml`, until its day) is not lacking.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from qaf.analysis.coverage import FAMILIES, KINDS, AreaCoverage
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.written import Stub


@dataclass(frozen=True, slots=True)
class Point:
    """One fact of a step: `what` names it, `count` says of how many it is true, out of `of` (0: out of nothing).

    `about` are the ids it is about, `code` is the gap that says the same, `accepted` how many are accepted as gaps.
    """

    what: str
    count: int
    of: int = 0
    about: tuple[str, ...] = ()
    code: str = ""
    accepted: int = 0


@dataclass(frozen=True, slots=True)
class Stock:
    """What is collected now of one kind: how many measures, how many with figures, how many from each family."""

    kind: str
    measures: int
    with_figures: int
    families: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One of the eight steps: what there is, what is lacking, and what is worth a thought (and stops nothing)."""

    number: int
    begun: bool
    has: tuple[Point, ...]
    lacks: tuple[Point, ...]
    asides: tuple[Point, ...] = ()
    stock: tuple[Stock, ...] = ()

    @property
    def status(self) -> str:
        """`done`, `begun` or `not begun`."""
        if not self.begun:
            return "not begun"
        return "begun" if self.lacks else "done"


@dataclass(frozen=True)
class View:
    """What the steps are judged from.

    `with_figures` are ids of measures; `borrowed` are ids of areas whose reason, and of good statements whose text is
    word for word the catalogue's.
    """

    framework: Framework
    coverage: dict[str, AreaCoverage]
    with_figures: frozenset[str]
    borrowed: frozenset[str]
    as_at: date

    @cached_property
    def collected(self) -> tuple[Measure, ...]:
        """The measures that are collected: they say so, or have figures. A change is worked out and never collected."""
        return tuple(
            measure
            for measure in self.framework.measures.values()
            if measure.unit != "change" and (measure.status == "collecting" or measure.id in self.with_figures)
        )

    @cached_property
    def planned(self) -> tuple[Measure, ...]:
        """The measures that are planned or proposed, and have no figures."""
        measures = self.framework.measures.values()
        return tuple(m for m in measures if m.status != "collecting" and m.id not in self.with_figures)

    @cached_property
    def areas(self) -> tuple[AreaCoverage, ...]:
        """The areas that could be read whole; of the others nothing can be said to be lacking."""
        unsure = self.framework.unsure
        return tuple(c for c in self.coverage.values() if not unsure.intersection(area.id for area in c.counted))

    @cached_property
    def accepted(self) -> frozenset[tuple[str, str]]:
        """Code and id of each gap that is accepted on the day."""
        return frozenset((gap.code, gap.about) for gap, _ in self.framework.accepted_gaps if self.as_at <= gap.until)

    def lack(self, what: str, ids: Iterable[str], of: int = 0, code: str = "") -> list[Point]:
        """A point about the ids that nobody accepted; none where there are none."""
        every = tuple(dict.fromkeys(ids))
        left = tuple(id_ for id_ in every if (code, id_) not in self.accepted)
        return [Point(what, len(left), of, left, code, len(every) - len(left))] if left else []


STUB_STEPS = {
    "area": 1, "good": 2, "measure": 4, "source": 5, "story": 5, "activity": 7, "question": 8, "body": 8, "post": 8,
    "report": 8, "action": 8, "accepted-gap": 8, "meeting": 8, "idea": 8, "self-assessment": 8, "curve": 8,
    "mapping": 8,
}  # fmt: skip
"""The step that an entry of each kind belongs to as long as it is still to be written."""


def stubs_of(framework: Framework, step: int) -> list[Stub]:
    """What is still to be written in a step: the first key of each entry."""
    found = {(stub.kind, stub.id): stub for stub in reversed(framework.stubs) if STUB_STEPS[stub.kind] == step}
    return list(reversed(found.values()))


def with_stubs(framework: Framework, step: Step) -> Step:
    """The step with what is still to be written: it is not done, and stubs alone do not begin it."""
    stubs = stubs_of(framework, step.number)
    if not stubs:
        return step
    point = Point("still_to_write", len(stubs), about=tuple(dict.fromkeys(stub.id for stub in stubs)))
    return replace(step, lacks=(point, *step.lacks))


def first_steps(view: View) -> list[Step]:
    """Steps 1 to 5: what to look at, what good is, what is collected, what is needed, how it is found out."""
    collected = _collected(view)
    return [_areas(view), _good(view), collected, _needed(view, taken_stock=collected.begun), _captured(view)]


def _areas(view: View) -> Step:
    areas = view.framework.areas.values()
    has = [Point("areas", len(areas))]
    has += [Point(f"areas_{group}", sum(a.group == group for a in areas), len(areas)) for group in _GROUPS]
    whole = [item.area for item in view.areas]
    lacks = [
        *view.lack("areas_without_why", (a.id for a in whole if not a.why), len(areas), "QAF304"),
        *view.lack("areas_with_borrowed_why", (a.id for a in whole if a.id in view.borrowed), len(areas)),
        *view.lack("areas_without_evidence", (a.id for a in whole if not a.evidence), len(areas), "QAF305"),
    ]
    unseen = tuple(group for group in _GROUPS if not any(a.group == group for a in areas))
    asides = [Point("groups_without_area", len(unseen), about=unseen)] if unseen and areas else []
    return Step(1, bool(areas), _told(has), tuple(lacks), tuple(asides))


_GROUPS = ("practice", "organisational", "wider")


def _good(view: View) -> Step:
    goods = view.framework.goods.values()
    bare = [c.area.id for c in view.areas if not _statements(c)]
    lacks = view.lack("areas_without_good", bare, len(view.areas))
    lacks += view.lack("areas_with_borrowed_good", _with_borrowed_good(view), len(view.areas))
    for kind in ("outcome", "quality"):
        lacking = (c.area.id for c in view.areas if _statements(c) and not _statements(c, kind))
        lacks += view.lack(f"areas_without_good_{kind}", lacking, len(view.areas))
    has = [Point(f"good_{kind}", sum(good.kind == kind for good in goods)) for kind in ("outcome", "quality")]
    alone = tuple(good.id for good in goods if not _PEOPLE.intersection(good.informed_by))
    asides = [Point("good_informed_by_nobody", len(alone), len(goods), alone)] if alone else []
    return Step(2, bool(goods), _told(has), tuple(lacks), tuple(asides))


_PEOPLE = frozenset({"children_parents_carers", "frontline_staff"})


def _with_borrowed_good(view: View) -> Iterable[str]:
    """Areas of which nobody here has said what good looks like: each of their statements is the catalogue's."""
    for item in view.areas:
        goods = {good.id for area in item.counted for good in area.good}
        if goods and goods <= view.borrowed:
            yield item.area.id


def _statements(item: AreaCoverage, kind: str = "") -> int:
    """How many good statements an area and those below it have."""
    return sum(1 for area in item.counted for good in area.good if not kind or good.kind == kind)


def _collected(view: View) -> Step:
    collected = view.collected
    silent = (c.area.id for c in view.areas if not c.measures)
    unheard = tuple(f for f in FAMILIES if not any(f in _families(view, m) for m in collected))
    voices = tuple(family for family in unheard if family in _PEOPLE)
    others = tuple(family for family in unheard if family not in _PEOPLE)
    absent = tuple(kind for kind in KINDS if not any(m.kind == kind for m in collected))
    late = (measure.id for measure in collected if measure.status != "collecting")
    lacks = [
        *([Point("outcomes_not_collected", 1)] if "outcome" in absent else []),
        *_named("kinds_not_collected", [kind for kind in absent if kind != "outcome"]),
        *_named("voices_not_heard", voices),
        *view.lack("figures_and_planned", late, len(collected)),
        *view.lack("areas_without_measure", silent, len(view.areas)),
        *view.lack("collected_without_source", _unsourced(collected), len(collected), "QAF307"),
    ]
    empty = tuple(m.id for m in collected if m.id not in view.with_figures)
    asides = [
        *_named("families_not_heard", others if collected else ()),
        *([Point("collected_without_figures", len(empty), len(collected), empty)] if empty else []),
    ]
    stock = tuple(_stock(view, kind, [m for m in collected if m.kind == kind]) for kind in KINDS)
    has = [Point("collected", len(collected), len(view.framework.measures))]
    return Step(3, bool(collected), _told(has), tuple(lacks), tuple(asides), stock if collected else ())


def _named(what: str, words: Iterable[str]) -> list[Point]:
    """A point about kinds or families; none where there are none."""
    found = tuple(words)
    return [Point(what, len(found), about=found)] if found else []


def _stock(view: View, kind: str, measures: list[Measure]) -> Stock:
    families = tuple(sum(family in _families(view, m) for m in measures) for family in FAMILIES)
    return Stock(kind, len(measures), sum(m.id in view.with_figures for m in measures), families)


def _families(view: View, measure: Measure) -> set[str]:
    sources = view.framework.sources
    return {sources[id_].family for id_ in measure.sources if id_ in sources}


def _unsourced(measures: Iterable[Measure]) -> Iterable[str]:
    return (measure.id for measure in measures if not measure.sources)


def _needed(view: View, *, taken_stock: bool) -> Step:
    framework = view.framework
    shown = [id_ for id_ in framework.goods if _is_shown(view, id_)]
    whole = {area.area.id for area in view.areas}
    unshown = (id_ for id_ in framework.goods if id_ not in shown and framework.area_of(id_) in whole)
    count = len(view.areas)
    lacks = [] if taken_stock else [Point("stock_not_taken", 1)]
    lacks += view.lack("good_not_shown", unshown, len(framework.goods), "QAF306")
    for kind, code in (("outcome", "QAF301"), ("quality", "QAF302")):
        bare = (c.area.id for c in view.areas if not c.of_kind(kind))
        lacks += view.lack(f"areas_without_{kind}", bare, count, code)
    for family, code in (("children_parents_carers", "QAF310"), ("frontline_staff", "QAF311")):
        deaf = [] if "sources" in framework.unread else [c.area.id for c in view.areas if not c.from_family(family)]
        lacks += view.lack(f"areas_without_{family}", deaf, count, code)
    has = [
        Point("planned", len(view.planned)),
        Point("good_shown", len(shown), len(framework.goods)),
    ]
    return Step(4, bool(view.planned or shown), _told(has), tuple(lacks))


def _is_shown(view: View, good: str) -> bool:
    """Whether a measure of the statement's own area, or of one below it, shows it."""
    framework = view.framework
    home = framework.area_of(good)
    return any(
        home in {area.id for area in framework.above(framework.area_of(measure.id))}
        for measure in framework.shown_by.get(good, ())
    )


def _captured(view: View) -> Step:
    framework = view.framework
    sources = framework.sources.values()
    routine = [source for source in sources if source.routine]
    several = tuple(source.id for source in sources if len(_served(view, source.id)) > 1)
    undecided = [source.id for source in sources if source.routine is None]
    waiting = view.planned
    bare = [] if "sources" in framework.unread else [c.area.id for c in view.areas if not c.sources]
    lacks = [
        *view.lack("areas_without_source", bare, len(view.areas), "QAF313"),
        *view.lack("planned_without_source", _unsourced(waiting), len(waiting), "QAF307"),
        *view.lack("routine_or_exercise", undecided, len(sources)),
    ]
    has = [
        Point("sources_routine", len(routine), len(sources)),
        Point("sources_exercise", sum(source.routine is False for source in sources), len(sources)),
        Point("sources_of_several_areas", len(several), len(sources), several),
    ]
    only = tuple(family for family in sorted(_PEOPLE) if not any(source.family == family for source in routine))
    asides = [Point("not_in_daily_work", len(only), about=only)] if only and sources else []
    if len(framework.areas) > 1 and sources and not several:
        asides.append(Point("no_source_of_several_areas", 1))
    return Step(5, bool(sources), _told(has), tuple(lacks), tuple(asides))


def _served(view: View, source: str) -> set[str]:
    """The areas that a source serves: those it names, its own, and those whose measures name it."""
    framework = view.framework
    item = framework.shared_sources.get(source)
    found = {*getattr(item, "areas", ()), framework.area_of(source)} - {""}
    return found | {framework.area_of(m.id) for m in framework.measures.values() if source in m.sources}


def _told(points: Iterable[Point]) -> tuple[Point, ...]:
    """What there is, less what there is nothing of."""
    return tuple(point for point in points if point.count)
