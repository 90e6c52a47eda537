"""The rows of a collection sheet: one for each figure that somebody may give, with its key filled in."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from qaf.data.case_columns import POINTS, RATERS
from qaf.data.case_figures import SUSTAINED_AT
from qaf.model.figure import FigureKey
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import Period
from qaf.model.settings import Category

Place = tuple[str, str]
"""A breakdown and a category; both "" for the whole."""

RESULTS_IN_A_FORM = ("improved", "same", "worse", "not_rated")


def places_of(measure: Measure, framework: Framework) -> list[Place]:
    """The whole, and every category of every breakdown that the measure has."""
    places = [("", "")]
    for id_ in measure.breakdowns:
        breakdown = framework.breakdowns.get(id_)
        places += [(id_, category.id) for category in (breakdown.categories if breakdown else ())]
    return places


def rows_for(
    measure: Measure, framework: Framework, places: Sequence[Place], period_for: Callable[[str], Period]
) -> Iterator[FigureKey]:
    """The keys of a measure's rows, in the order in which somebody fills them in.

    `period_for`: the period to ask for at a point of follow-up ("" for figures without one). Categories that there
    were none of in the period are left out.
    """
    points = measure.follow_up or POINTS[1:2] if measure.unit == "before_after" else ("",)
    for point in points:
        period = period_for(point if point in POINTS[3:] else "")
        for breakdown, category in places:
            if category and not _there_was(framework, breakdown, category, period):
                continue
            for grade, rater in _parts(measure, framework, point):
                yield FigureKey(measure.id, period, "own", breakdown, category, grade, point, rater)


def open_columns(measure: Measure) -> tuple[str, ...]:
    """The columns that are filled in for a measure, the note aside."""
    if measure.unit in ("count", "grade"):
        return ("value",)
    if measure.unit in ("shares", "before_after"):
        return ("numerator", "denominator")
    return ("numerator", "denominator", "value")


def grades_of(measure: Measure, framework: Framework) -> list[str]:
    """The ids of the grades of the measure's scale, worst first."""
    scale = framework.scales.get(measure.scale or "")
    return [grade.id for grade in scale.grades] if scale else []


def _parts(measure: Measure, framework: Framework, point: str) -> Iterator[tuple[str, str]]:
    """(grade, rater) of the rows that one figure consists of."""
    if measure.unit == "shares":
        yield from ((grade, "") for grade in grades_of(measure, framework))
    elif measure.unit == "before_after":
        results = (*RESULTS_IN_A_FORM, "sustained") if point in SUSTAINED_AT else RESULTS_IN_A_FORM
        yield from ((grade, rater) for rater in RATERS for grade in results)
    else:
        yield "", ""


def _there_was(framework: Framework, breakdown: str, category: str, period: Period) -> bool:
    found = next((each for each in framework.breakdowns[breakdown].categories if each.id == category), None)
    return found is not None and _overlaps(found, period)


def _overlaps(category: Category, period: Period) -> bool:
    begins = category.from_.start if category.from_ else period.start
    ends = category.until.end if category.until else period.end
    return begins <= period.end and period.start <= ends
