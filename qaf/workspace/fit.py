"""Keys that are right one by one and have to fit together: units and bases, scales, levels, reports, the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaf.ground.codes import CODES, at_least, can_change
from qaf.ground.findings import Finding, Where, finding
from qaf.ground.near_miss import did_you_mean, nearest
from qaf.ground.text import quoted
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.workspace.references import Broken

RATES_SAY_PER = 2
"""The first schema in which a rate says per how many it is; in the one before it was per 10,000 where it did not."""

_SCALED = ("shares", "grade", "before_after")


def check_fit(framework: Framework, broken: Broken) -> Iterator[Finding]:
    """Findings about keys of one entry, or of one file, that contradict each other."""
    for measure in framework.measures.values():
        where = framework.where(measure.id)
        entry = Where(where.path, where.loc[:-1])
        yield from _measure(measure, entry, framework)
        if measure.ambitions:
            from qaf.workspace.fit_recipe import check_ambitions

            yield from check_ambitions(measure, entry, framework, broken)
    if framework.recipes:
        from qaf.workspace.fit_recipe import check_recipes

        yield from check_recipes(framework, broken)
    if framework.meeting_records or framework.assessment_records or framework.curves:
        from qaf.workspace.fit_records import check_records

        yield from check_records(framework, broken)
    yield from _actions(framework)
    yield from _scales(framework)
    yield from _levels(framework)
    yield from _governance(framework, broken)
    yield from _accepted(framework, broken)


def _measure(measure: Measure, entry: Where, framework: Framework) -> Iterator[Finding]:
    def say(code: str, message: str, advice: str, *keys: str) -> Finding:
        area = framework.area_of(measure.id)
        return finding(code, entry.at(*keys), message, help=advice, subject=measure.id, area=area)

    named = f"Measure `{measure.id}`"
    word = "percentage" if measure.unit == "percent" else measure.unit
    if measure.unit in ("percent", "rate") and not measure.of and not measure.base:
        advice = "Add `of:` with the id of the count it is of (a whole group), or `base:` in words (a sample)."
        yield say("QAF111", f"{named} is a {word} of nothing: it has neither `of` nor `base`.", advice, "unit")
    elif measure.unit == "percent" and measure.covers == "whole_group" and not measure.of:
        advice = "Add `of:` with the id of the count that it is of, or say `covers: sample`."
        yield say("QAF112", f"{named} covers a whole group, and `of` does not say which.", advice, "covers")
    if measure.unit in _SCALED and not measure.scale:
        advice = "Add `scale:` with the id of a scale that qaf.yaml declares."
        yield say("QAF110", f"{named} has unit `{measure.unit}`, which needs a `scale`.", advice, "unit")
    if measure.unit == "rate" and not measure.per and framework.settings.schema_ >= RATES_SAY_PER:
        advice = f"Add `per:`, such as `per: {measure.multiplier}`."
        yield say("QAF116", f"{named} is a rate and does not say per how many.", advice, "unit")
    if measure.per and measure.unit != "rate":
        advice = "Take `per` away, or make it `unit: rate`."
        yield say("QAF110", f"{named} has `per`, which only a rate has.", advice, "per")
    if measure.protect == "none" and not measure.protect_why:
        advice = "Add `protect_why:` with the reason why small numbers of it can give nobody away."
        yield say("QAF110", f"{named} has `protect: none` and does not say why.", advice, "protect")
    if measure.ambitions and framework.settings.organisation.kind == "catalogue":
        advice = "Ambitions are local and dated. Take them out of the catalogue."
        yield say("QAF115", f"{named} has ambitions; the guidance sets no targets.", advice, "ambitions")


def _actions(framework: Framework) -> Iterator[Finding]:
    """Actions that end before they begin."""
    for action in framework.actions:
        if action.start and action.due and action.due < action.start:
            message = f"Action `{action.id}` is due on {action.due}, before it starts ({action.start})."
            where = framework.where(action.id)
            entry = Where(where.path, where.loc[:-1])
            advice = "Correct the one that is wrong."
            yield finding("QAF120", entry.at("due"), message, help=advice, subject=action.id)


def _scales(framework: Framework) -> Iterator[Finding]:
    for scale in framework.settings.scales:
        where = framework.where(scale.id)
        entry = Where(where.path, where.loc[:-1])
        grades = [grade.id for grade in scale.grades]
        if scale.good_from and scale.good_from not in grades:
            advice = did_you_mean(scale.good_from, grades) or f"It is one of {quoted(grades, limit=12)}."
            message = f"`good_from` of scale `{scale.id}` is `{scale.good_from}`, which is none of its grades."
            yield finding("QAF202", entry.at("good_from"), message, help=advice, subject=scale.id)
        for at in _repeated(grades):
            message = f"Grade `{grades[at]}` stands twice in scale `{scale.id}`."
            advice = "Take one of the two out, or give it another id."
            yield finding("QAF113", entry.at("grades", at, "id"), message, help=advice, subject=scale.id)


def _levels(framework: Framework) -> Iterator[Finding]:
    for code, level in framework.settings.levels.items():
        where = Where("qaf.yaml", ("levels", code), "key")
        if code not in CODES:
            advice = did_you_mean(code, CODES) or "`qaf rules` lists all codes."
            yield finding("QAF902", where, f"`levels` names `{code}`, which is no code of qaf.", help=advice)
        elif not can_change(code) and not at_least(level, CODES[code].level):
            message = f"`levels` names `{code}` ({CODES[code].title.lower()}), whose level cannot be lowered."
            yield finding("QAF902", where, message, help="The levels of codes 0xx, 1xx and 55x can only be raised.")


def _repeated(words: Iterable[str]) -> list[int]:
    seen: set[str] = set()
    found = []
    for index, word in enumerate(words):
        if word in seen:
            found.append(index)
        seen.add(word)
    return found


def _governance(framework: Framework, broken: Broken) -> Iterator[Finding]:
    details = ["whole", *(entry.id for entry in framework.entries.values() if entry.kind == "breakdown")]
    for report in framework.governance.reports:
        detail = report.detail
        if detail and detail not in details and not broken.may_hold(detail, ("breakdown",)):
            where = framework.where(report.id)
            message = f"`detail` of report `{report.id}` is neither `whole` nor a breakdown of qaf.yaml."
            advice = did_you_mean(detail, details) or f"It is one of {quoted(details, limit=12)}."
            yield finding(
                "QAF202", Where(where.path, (*where.loc[:-1], "detail")), message, help=advice, subject=report.id
            )


def _accepted(framework: Framework, broken: Broken) -> Iterator[Finding]:
    for gap, where in framework.accepted_gaps:
        if gap.about not in framework.entries and not broken.may_hold(gap.about, ("area", "measure", "good")):
            near = nearest(gap.about, framework.entries)
            advice = f"Did you mean `{near}`?" if near else "`qaf gaps --format json` shows the id of each gap."
            message = f"The accepted gap {gap.code} is about `{gap.about}`, and there is nothing with that id."
            yield finding("QAF202", where.at("about"), message, help=advice, subject=gap.about)
