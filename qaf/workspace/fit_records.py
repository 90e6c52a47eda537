"""What is recorded over time has to fit together: days in their order, judgements and the statements they judge."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qaf.ground.findings import Finding, Related, Where, finding
from qaf.ground.near_miss import did_you_mean
from qaf.ground.stub_text import is_stub_text
from qaf.ground.text import quoted, shortened
from qaf.model.curve import Curve
from qaf.model.framework import Framework
from qaf.model.meeting import Meeting
from qaf.model.period import Period
from qaf.model.self_assessment import USUAL_GRADES, Judgement, SelfAssessment
from qaf.workspace.references import Broken


def check_records(framework: Framework, broken: Broken) -> Iterator[Finding]:
    """Findings about meetings, self-assessments and curves that contradict themselves or what they are about."""
    for meeting, where in framework.meeting_records:
        yield from _meeting(meeting, where)
    yield from _told_twice(framework.meeting_records, "body", "Two meetings of `{body}` stand under one day, {on}.")
    for assessment, where in framework.assessment_records:
        yield from _assessment(assessment, where, framework, broken)
    again = "Two self-assessments of area `{area}` by the same post stand under one day, {on}."
    yield from _told_twice(framework.assessment_records, "area", again)
    for curve in framework.curves.values():
        yield from _curve(curve, Where(framework.where(curve.id).path))


def _told_twice(records: Sequence[tuple[Meeting | SelfAssessment, Where]], key: str, text: str) -> Iterator[Finding]:
    """Each record of a list that goes by the same name as one before it."""
    first: dict[str, Where] = {}
    for record, where in records:
        before = first.setdefault(record.name, where)
        if before is not where:
            message = text.format(on=record.on, **{key: getattr(record, key)})
            related = (Related(before, "the first stands here"),)
            advice = "Put the two together, or correct the day of one."
            yield finding("QAF216", where.at("on"), message, help=advice, subject=record.name, related=related)


def out_of_order(where: Where, message: str, subject: str = "") -> Finding:
    """The finding about a day or period that comes before what it has to follow."""
    return finding("QAF120", where, message, help="Correct the one that is wrong.", subject=subject)


def _meeting(meeting: Meeting, entry: Where) -> Iterator[Finding]:
    on = meeting.on
    for index, concern in enumerate(meeting.concerns):
        if concern.since and concern.since.start > on:
            message = f"The concern was put on record on {on}, and `since` says that it began later: {concern.since}."
            yield out_of_order(entry.at("concerns", index, "since"), message, concern.id or "")
    for index, assurance in enumerate(meeting.assurance):
        if assurance.revisit and assurance.revisit.end <= on:
            message = f"The meeting was on {on}, and what it wants to look at again has `revisit: {assurance.revisit}`."
            yield out_of_order(entry.at("assurance", index, "revisit"), message)
    for index, agreed in enumerate(meeting.agreed):
        if agreed.due and agreed.due < on:
            message = f"What was agreed on {on} is `due` before that: {agreed.due}."
            yield out_of_order(entry.at("agreed", index, "due"), message)


def _curve(curve: Curve, entry: Where) -> Iterator[Finding]:
    first, last = _baseline(curve)
    if first and last and (last.end, last.start) < (first.end, first.start):
        message = f"The baseline of curve `{curve.id}` ends ({last}) before it begins ({first})."
        yield out_of_order(entry.at("baseline", "to"), message, curve.id)
    elif first and last and first.kind != last.kind:
        message = f"The baseline of curve `{curve.id}` begins with {first} and ends with {last}, of another kind."
        advice = "Name two periods of the kind that the measure has figures for."
        yield finding("QAF121", entry.at("baseline", "to"), message, help=advice, subject=curve.id)
    forecast = curve.forecast
    if forecast and forecast.method == "given" and not forecast.values:
        message = f"The forecast of curve `{curve.id}` is given, and `values` does not say it."
        advice = "Add `values:` with a period and a value in each entry, or choose `straight_line` or `level`."
        yield finding("QAF121", entry.at("forecast", "method"), message, help=advice, subject=curve.id)
    elif forecast and forecast.values and forecast.method != "given":
        message = f"The forecast of curve `{curve.id}` has `values`, and they count only with `method: given`."
        advice = "Say `method: given`, or take the values away."
        yield finding("QAF121", entry.at("forecast", "values"), message, help=advice, subject=curve.id)
    for index, value in enumerate(forecast.values if forecast else ()):
        if last and value.period.end <= last.end:
            message = f"The forecast is for {value.period}, which is no later than the baseline's end ({last})."
            yield out_of_order(entry.at("forecast", "values", index, "period"), message, curve.id)
    for index, review in enumerate(curve.reviews):
        if review.on and curve.began and review.on < curve.began:
            message = f"Curve `{curve.id}` was looked at again on {review.on}, and it began on {curve.began}."
            yield out_of_order(entry.at("reviews", index, "on"), message, curve.id)


def _baseline(curve: Curve) -> tuple[Period | None, Period | None]:
    return (curve.baseline.from_, curve.baseline.to) if curve.baseline else (None, None)


def _assessment(assessment: SelfAssessment, entry: Where, framework: Framework, broken: Broken) -> Iterator[Finding]:
    grades = _grades(assessment, framework, broken)
    seen: set[str] = set()
    for index, judgement in enumerate(assessment.judgements):
        where = entry.at("judgements", index)
        yield from _statement(assessment, judgement, where, framework)
        if judgement.good in seen:
            message = f"`{judgement.good}` is judged twice in one self-assessment of area `{assessment.area}`."
            advice = "Keep one judgement; somebody else's view goes into `moderated`."
            yield finding("QAF215", where.at("good"), message, help=advice, subject=judgement.good or "")
        seen |= {judgement.good} if judgement.good else set()
        for key, grade in (("is", judgement.is_), ("moderated", judgement.moderated)):
            if grade and grades and grade not in grades and not is_stub_text(grade):
                advice = did_you_mean(grade, grades) or f"It is one of {quoted(grades, limit=12)}."
                scale = f"grade of scale `{assessment.scale}`" if assessment.scale else "grade of a judgement"
                message = f"`{key}` is `{shortened(grade, 40)}`, which is no {scale}."
                yield finding("QAF214", where.at(key), message, help=advice, subject=judgement.good or "")


def _grades(assessment: SelfAssessment, framework: Framework, broken: Broken) -> tuple[str, ...]:
    """The words that a judgement can be; none where its scale is not known."""
    if not assessment.scale:
        return USUAL_GRADES
    scale = framework.scales.get(assessment.scale)
    if scale is None or broken.may_hold("", ("scale",)):
        return ()
    return tuple(grade.id for grade in scale.grades)


def _statement(
    assessment: SelfAssessment, judgement: Judgement, where: Where, framework: Framework
) -> Iterator[Finding]:
    good, area = judgement.good, assessment.area
    home = framework.area_of(good or "")
    if not good or good not in framework.goods or area not in framework.areas or not home:
        return
    near = {one.id for one in (*framework.below(area), *framework.above(area))}
    if home not in near:
        own = [one.id for each in framework.below(area) for one in each.good]
        message = f"The self-assessment is of area `{area}`, and `{good}` is a statement of area `{home}`."
        advice = f"Statements of `{area}` are {quoted(own, 'and', limit=8)}." if own else "Judge it in its own area."
        yield finding("QAF213", where.at("good"), message, help=advice, subject=good, area=area)
