"""What hangs together: what feeds an entry, what it feeds, and so on, as two trees.

A link has a direction of its own: a source feeds a measure, a measure a good statement, that an area, and an area is
heard of by bodies. Which way each key leads stands in one table; keys that lead neither way (areas that interact) are
not followed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qaf.model.framework import Framework
from qaf.model.links import Link, Links, Thing
from qaf.model.period import Period
from qaf.model.protected import ProtectedFigures

DEEPEST = 3
"""How many links away from the entry a trace goes."""

FEEDS_WHAT_IT_NAMES = frozenset({
    "shows", "areas", "area", "within", "to", "body", "part_of", "led_to", "leads_to", "action", "plan",
    "area.questions", "activity.sources", "activity.measures", "activity.areas", "recipe.measure", "story.about",
    "story.area",
})  # fmt: skip
FED_BY_WHAT_IT_NAMES = frozenset({
    "sources", "of", "parts", "about", "follows", "good", "measures", "questions", "aims_at", "received", "concerns",
    "stories_heard", "measure", "ours", "supplied_by", "with", "members", "breakdowns", "breakdown", "scale", "owner",
    "lead", "by", "moderated_by", "depends_on", "arises_from", "team", "planned meeting.areas", "meeting.to",
    "self-assessment.area", "concern.area", "action.area", "about_partner", "set_by",
    "recipe.id",
})  # fmt: skip
"""By key, or by kind and key where a kind's own differs: whether a link runs with the information or against it."""

_AREA_FORMS = ("book", "quarterly", "monthly", "team", "summary")
_FORMS = {"area": _AREA_FORMS, "story": ("stories", "book"), "question": ("questions",)}
"""Forms of report in which an area that has a sheet, a story and a question are printed."""
_BESIDE = frozenset({"post", "member", "breakdown", "scale", "organisation", "comparator"})
"""Kinds that are named right beside the entry alone, and not followed any further: everything hangs on them."""
_ENDS = _BESIDE | {"body"}


@dataclass(frozen=True, slots=True)
class FiguresPresent:
    """For which periods there are figures of a series: the first and the last of one kind of period."""

    series: str
    first: Period
    last: Period


@dataclass(frozen=True, slots=True)
class Traced:
    """A thing in a tree, and the key that leads to it: `names` says that it is the one above that names this one.

    `figures` is None for what has no figures of its own; `again` marks what is followed elsewhere in the tree.
    """

    thing: Thing
    relation: str
    names: bool
    figures: tuple[FiguresPresent, ...] | None = None
    below: tuple[Traced, ...] = ()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Trace:
    """An entry with what feeds it and what it feeds."""

    thing: Thing
    figures: tuple[FiguresPresent, ...] | None
    fed_by: tuple[Traced, ...]
    feeds: tuple[Traced, ...]


def trace(framework: Framework, figures: ProtectedFigures, id_: str, depth: int = DEEPEST) -> Trace:
    """What hangs together with an entry. Raises `KeyError` where nothing has that id or name."""
    thing = framework.links.things[id_]
    return Trace(
        thing,
        _figures(thing, figures),
        _Tree(framework, figures, upwards=True).below(id_, depth),
        _Tree(framework, figures, upwards=False).below(id_, depth),
    )


def _figures(thing: Thing, figures: ProtectedFigures) -> tuple[FiguresPresent, ...] | None:
    return tuple(figures_present(figures, thing.id)) if thing.kind == "measure" else None


def figures_present(figures: ProtectedFigures, measure: str) -> Iterator[FiguresPresent]:
    """For which periods a measure has figures, the organisation's own first; not a number among them."""
    found: dict[tuple[bool, str, str], list[Period]] = {}
    for figure in figures.of(measure, series=None, breakdown=None):
        series = figure.series.partition("/")[0]
        found.setdefault((series != "own", series, str(figure.period.kind)), []).append(figure.period)
    for (_, series, _), periods in sorted(found.items(), key=lambda item: item[0]):
        yield FiguresPresent(series, min(periods), max(periods))


class _Tree:
    """One of the two trees; each thing is followed once, where it is nearest to the root."""

    def __init__(self, framework: Framework, figures: ProtectedFigures, *, upwards: bool) -> None:
        self.framework = framework
        self.figures = figures
        self.links: Links = framework.links
        self.upwards = upwards
        self.level: dict[str, int] = {}

    def below(self, root: str, depth: int) -> tuple[Traced, ...]:
        """The branches of the root."""
        self._measure_levels(root, depth)
        followed = {root}
        return tuple(self._branch(link, names, 1, depth, followed) for link, names in self._next(root))

    def _measure_levels(self, root: str, depth: int) -> None:
        self.level = {root: 0}
        queue = [root]
        while queue:
            current = queue.pop(0)
            if self.level[current] >= depth:
                continue
            for link, names in self._onwards(current, self.level[current]):
                other = link.target if names else link.source
                if other not in self.level:
                    self.level[other] = self.level[current] + 1
                    queue.append(other)

    def _branch(self, link: Link, names: bool, level: int, depth: int, followed: set[str]) -> Traced:
        thing = self.links.things[link.target if names else link.source]
        again = thing.id in followed or self.level.get(thing.id, level) < level
        below: tuple[Traced, ...] = ()
        if not again:
            followed.add(thing.id)
            if level < depth:
                onwards = self._onwards(thing.id, level)
                below = tuple(self._branch(each, way, level + 1, depth, followed) for each, way in onwards)
        has_more = again and bool(self._onwards(thing.id, level))
        return Traced(thing, link.relation, names, _figures(thing, self.figures), below, has_more)

    def _onwards(self, id_: str, level: int) -> list[tuple[Link, bool]]:
        """The links one step on from a thing at a level; away from the root, none to what only stands beside."""
        found = self._next(id_) if level == 0 or self.links.things[id_].kind not in _ENDS else []
        if level == 0:
            return found
        kinds = ((link, names, self.links.things[link.target if names else link.source].kind) for link, names in found)
        return [(link, names) for link, names, kind in kinds if kind not in _BESIDE]

    def _next(self, id_: str) -> list[tuple[Link, bool]]:
        """The links one step on, each other thing once; true where `id_` is the one that names it."""
        found: dict[str, tuple[Link, bool]] = {}
        for link in self.links.of(id_):
            if self._runs(link) is not None and self._runs(link) != self.upwards:
                found.setdefault(link.target, (link, True))
        for link in (*self.links.back(id_), *self._printed_in(id_)):
            if self._runs(link) is self.upwards:
                found.setdefault(link.source, (link, False))
        for link in self._prints(id_):
            found.setdefault(link.target, (link, True))
        return list(found.values())

    def _runs(self, link: Link) -> bool | None:
        """True where what names feeds what it names, False the other way round, None where it is neither."""
        kind = self.links.things[link.source].kind
        for key in (f"{kind}.{link.relation}", link.relation):
            if key in FEEDS_WHAT_IT_NAMES:
                return True
            if key in FED_BY_WHAT_IT_NAMES:
                return False
        return None

    def _printed_in(self, id_: str) -> Iterator[Link]:
        """Reports in whose form a thing is printed, as if each named it; nothing upwards."""
        if self.upwards:
            return
        kind = self.links.things[id_].kind
        area = self.framework.areas.get(id_)
        if kind not in _FORMS or (kind == "area" and (area is None or area.priority is None)):
            return
        for report in self.framework.governance.reports:
            if report.form in _FORMS[kind]:
                yield Link(report.id, "received", id_)

    def _prints(self, id_: str) -> Iterator[Link]:
        """What a report prints by its form, as if it named each: areas with a sheet, questions; upwards alone.

        Stories are left out: whether one is printed hangs on its consent and the day.
        """
        if not self.upwards:
            return
        form = next((report.form for report in self.framework.governance.reports if report.id == id_), "")
        if form in _FORMS["area"]:
            yield from (Link(id_, "received", area.id) for area in self.framework.priorities())
        if form in _FORMS["question"]:
            yield from (Link(id_, "received", question) for question in self.framework.questions)
