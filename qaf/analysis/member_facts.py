"""What a partnership keeps of one member when its framework and figures have been put down again."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from qaf.analysis.balance import fresh_measures
from qaf.analysis.checklist import Answer, checklist
from qaf.analysis.coverage import AreaCoverage, coverage
from qaf.analysis.points import Point
from qaf.analysis.series import lines
from qaf.analysis.standing import Standing, State, standing
from qaf.analysis.trends import facts
from qaf.model.framework import Framework, StorySheet
from qaf.model.measure import Measure
from qaf.model.protected import ProtectedFigures

_FIRST_HEADING = re.compile(r"\A\s*#\s+(.+?)\s*#*\s*(?:\n|\Z)")
_MARKUP = re.compile(r"^[ \t]*(?:#+|>|[-*+])[ \t]+|[*_`]", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class MemberMeasure:
    """A measure of a member, its own figures for the whole by period, and what the tests say of them.

    `definition`: what has to be the same before figures of two members may be added up, by the key's name.
    """

    model: Measure
    area: str
    definition: Mapping[str, str]
    points: tuple[Point, ...]
    standing: Standing
    fresh: bool


@dataclass(frozen=True, slots=True)
class MemberArea:
    """A content area of a member. `maps_to`: what it says its area goes with, as it stands in its mappings.

    `outcomes`: how many outcome measures are collected; `fresh`: whether one of them has a fresh figure;
    `states`: where each of them stands.
    """

    id: str
    name: str
    within: str
    priority: int | None
    based_on: str
    maps_to: frozenset[str]
    outcomes: int
    fresh: bool
    families: tuple[str, ...]
    states: tuple[State, ...]


@dataclass(frozen=True, slots=True)
class MemberAction:
    """An action of a member: what it is, who else it needs, and how it stands."""

    id: str
    text: str
    area: str
    status: str
    due: date | None
    with_members: tuple[str, ...]
    depends_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MemberStory:
    """A story whose teller agreed that the partnership hears it: its title, and its words without markup.

    `words` is empty where the text has placeholders for figures: they are the member's, and are not filled in here.
    """

    id: str
    voice: str
    area: str
    title: str
    words: str


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """One member's framework in short. `good`: how many statements of good, and how many cite why."""

    id: str
    name: str
    profile: str
    areas: tuple[MemberArea, ...]
    measures: tuple[MemberMeasure, ...]
    actions: tuple[MemberAction, ...]
    stories: tuple[MemberStory, ...]
    checklist: Mapping[str, Answer] = field(default_factory=dict)


def member_facts(id_: str, framework: Framework, figures: ProtectedFigures, as_at: date) -> MemberFacts:
    """The facts of a member on a day, from its framework (without what is still to be written) and its figures."""
    fresh = fresh_measures(framework, figures, as_at)
    measures = tuple(
        _measure(framework, figures, measure, as_at, measure.id in fresh) for measure in framework.measures.values()
    )
    by_id = {one.model.id: one for one in measures}
    covered = coverage(framework)
    mapped = _mapped(framework)
    areas = tuple(_area(one, mapped.get(one.area.id, frozenset()), by_id) for one in covered.values())
    settings = framework.settings
    return MemberFacts(
        id_,
        settings.organisation.name,
        figures.profile,
        areas,
        measures,
        tuple(
            MemberAction(a.id, a.text, a.area or "", a.status, a.due, a.with_, a.depends_on) for a in framework.actions
        ),
        tuple(_story(sheet) for sheet in framework.stories if sheet.story.may_be_printed("partnership", as_at)),
        _checklist(framework, covered, areas),
    )


def _story(sheet: StorySheet) -> MemberStory:
    story, text = sheet.story, sheet.prose.body
    heading = _FIRST_HEADING.match(text)
    title = heading[1] if heading and "{" not in heading[1] else story.id.replace("-", " ").capitalize()
    told = text[heading.end() :] if heading else text
    words = "" if "{" in told else " ".join(_MARKUP.sub("", told).split())
    return MemberStory(story.id, story.voice, story.area, title, words)


def _measure(
    framework: Framework, figures: ProtectedFigures, measure: Measure, as_at: date, fresh: bool
) -> MemberMeasure:
    series = lines(framework, figures, measure)
    found = facts(framework, series, figures.profile, as_at)
    points = series.main.points if series.main else ()
    area = framework.area_of(measure.id)
    return MemberMeasure(measure, area, _definition(framework, measure), points, standing(found), fresh)


def _definition(framework: Framework, measure: Measure) -> Mapping[str, str]:
    """What the number is, key by key, in words that can be laid beside another member's."""
    group = framework.measures.get(measure.of or "")
    base = (group.based_on or group.id) if group else " ".join((measure.base or "").lower().split())
    return {
        "kind": measure.kind,
        "unit": measure.unit,
        "per": str(measure.multiplier) if measure.unit == "rate" else "",
        "counts": measure.counts,
        "base": base,
        "covers": "sample" if measure.is_sample else "whole_group",
        "drawn": (measure.drawn or "chosen") if measure.is_sample else "",
        "window": measure.window,
        "distinct": str(measure.distinct).lower(),
        "follow_up": " ".join(measure.follow_up),
        "better": measure.better or "",
    }


def _mapped(framework: Framework) -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for mapping in framework.mappings.values():
        for line in mapping.maps:
            if line.ours and line.theirs:
                found.setdefault(line.ours, set()).add(line.theirs)
    return {id_: frozenset(theirs) for id_, theirs in found.items()}


def _area(covered: AreaCoverage, maps_to: frozenset[str], measures: Mapping[str, MemberMeasure]) -> MemberArea:
    area = covered.area
    outcomes = [measures[m.id] for m in covered.of_kind("outcome") if m.status == "collecting" and m.id in measures]
    return MemberArea(
        area.id,
        area.name,
        area.within or "",
        area.priority,
        area.based_on or "",
        maps_to,
        len(outcomes),
        any(one.fresh for one in outcomes),
        covered.families,
        tuple(one.standing.state for one in outcomes),
    )


def _checklist(
    framework: Framework, covered: Mapping[str, AreaCoverage], areas: Sequence[MemberArea]
) -> Mapping[str, Answer]:
    chosen = [covered[area.id] for area in areas if area.priority is not None]
    fresh, outcomes = {area.id: area.fresh for area in areas}, {area.id: area.outcomes for area in areas}
    return checklist(framework, chosen, fresh, outcomes)
