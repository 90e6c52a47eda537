"""What a recipe with `before_and_after` may ask for: the keys that it needs, and those that it has no use for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qaf.data.case_columns import START, constant_rater, group_column, is_wide, point_called
from qaf.data.case_ends import KINDS_OF_A_STRETCH
from qaf.data.case_words import is_grade, range_faults
from qaf.data.cells import plain
from qaf.ground.findings import Loc
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.period import Period, PeriodError
from qaf.model.recipe import BeforeAndAfter, Recipe
from qaf.model.settings import Breakdown

_NO_USE = ("measures", "series", "places", "count_rows", "bands", "totals", "jump", "symbols", "sentinels", "published")
_AT: Loc = ("before_and_after",)
_NEEDED = {
    "case": ("which column tells the cases apart", "Add `case: COLUMN`. What stands in it is never kept."),
    "measure": ("which measure the ratings are of", "Add `measure: ID`."),
    "rater": ("who rated", "Add `rater: COLUMN`, or `rater: professional` (child, parent) where all are theirs."),
    "rating": ("where the ratings stand", "Add `rating: COLUMN`, beside `point: COLUMN`; or a column for each point."),
}

Fault = tuple[Loc, str, str, str]
"""Where in the recipe, what is wrong, what to do, and the code."""


def case_faults(recipe: Recipe, framework: Framework) -> Iterator[Fault]:
    """What keeps a recipe with `before_and_after` from being followed."""
    rule = recipe.before_and_after
    if rule is None:
        return
    for key in _NO_USE:
        if getattr(recipe, key):
            words = f"Single cases are counted by `before_and_after`, so `{key}` has no use."
            yield (key,), words, "Take it away.", "QAF517"
    if recipe.preset in ("tidy", "dfe", "fingertips"):
        words = f"The preset `{recipe.preset}` is for files of totals, and `before_and_after` reads single cases."
        yield ("preset",), words, "Take one of the two away.", "QAF517"
    for key, (words, advice) in _NEEDED.items():
        if not getattr(rule, key):
            yield _AT, f"`before_and_after` does not say {words}.", advice, "QAF517"
    yield from _points(rule)
    yield from _period(recipe)
    for spelling, words in range_faults(rule.grades):
        yield (*_AT, "grades", spelling), words, "Each number belongs to one grade.", "QAF517"
    measure = framework.measures.get(rule.measure or "")
    if rule.measure and measure is None:
        advice = did_you_mean(rule.measure, framework.measures) or "Name a measure of an area file."
        yield (*_AT, "measure"), f"The framework has no measure `{rule.measure}`.", advice, "QAF503"
    if measure is not None:
        yield from _measure(recipe, rule, measure, framework)


def _points(rule: BeforeAndAfter) -> Iterator[Fault]:
    columns = rule.rating or ()
    if not is_wide(rule):
        return
    if len(columns) == 1:
        words = "`before_and_after` does not say at which point a rating was made."
        advice = "Add `point: COLUMN`; or, where each point has a column of its own, name them all under `rating`."
        yield _AT, words, advice, "QAF517"
        return
    called = {name: point_called(name, rule.points) for name in columns}
    for name, point in called.items():
        if not point:
            words = f"Column `{name}` holds ratings, and its name says at no point that qaf knows."
            advice = "Say it under `points`, such as `points: {Score at the end: closure}`."
            yield (*_AT, "rating"), words, advice, "QAF517"
    counted = Counter(point for point in called.values() if point)
    for point, count in counted.items():
        if count > 1:
            words = f"Several columns of ratings are for point `{point}`."
            yield (*_AT, "rating"), words, "Each point has one column.", "QAF517"
    if columns and all(called.values()) and START not in counted:
        words = "None of the columns of ratings is for the start, with which every later rating is compared."
        yield (*_AT, "rating"), words, "Say which it is under `points`, such as `points: {Score 1: start}`.", "QAF517"


def _period(recipe: Recipe) -> Iterator[Fault]:
    period = recipe.period
    if period is not None and period.from_file_name is not None:
        words = "Of single cases the period cannot be read from the file's name."
        advice = "Write `constant` with the period, or name the column that says when the involvement ended."
        yield ("period", "from_file_name"), words, advice, "QAF517"
        return
    if period is None or (period.column is None and period.constant is None):
        at: Loc = ("period",) if period else ()
        words = "The recipe does not say where it stands when the involvement in a case ended."
        advice = "Add `period: {column: NAME}`, or `period: {constant: 2024/25}` for a file of one period."
        yield at, words, advice, "QAF517"
        return
    if period.constant is not None:
        for key in ("column", "with_", "kind", "format"):
            if getattr(period, key) is not None:
                name = key.rstrip("_")
                words = f"`constant` gives the period of every case, so `{name}` has no use."
                yield ("period", name), words, "Take one of them away.", "QAF517"
        try:
            if Period.canonical(period.constant).months == 0:
                yield ("period", "constant"), *_SINGLE_DAY
        except PeriodError as error:
            yield ("period", "constant"), str(error), "Write it as everywhere in the folder.", "QAF517"
    elif period.kind is not None and period.kind not in KINDS_OF_A_STRETCH:
        yield ("period", "kind"), *_SINGLE_DAY


_SINGLE_DAY = (
    "Cases are counted by the period in which they ended, and not by the day: a day has a handful of people.",
    f"Write one of {quoted(KINDS_OF_A_STRETCH)}; a day in the file is put into the period in which it lies.",
    "QAF517",
)


def _measure(recipe: Recipe, rule: BeforeAndAfter, measure: Measure, framework: Framework) -> Iterator[Fault]:
    scale = framework.scales.get(measure.scale or "")
    if measure.unit != "before_after" or scale is None:
        words = f"`{measure.id}` has unit `{measure.unit}`, and `before_and_after` counts for a measure of unit "
        words += "`before_after` with a `scale`."
        yield (*_AT, "measure"), words, "Name another measure, or change this one.", "QAF517"
        return
    known = [grade.id for grade in scale.grades]
    for spelling, meant in rule.grades.items():
        if is_grade(meant) and meant not in known:
            words = f"`{spelling}` stands for `{meant}`, which is no grade of scale `{scale.id}`."
            advice = did_you_mean(meant, known) or f"Write {quoted(known, limit=12)}, or `not_rated/a-reason`."
            yield (*_AT, "grades", spelling), words, advice, "QAF517"
    column = group_column(recipe)
    if rule.group and recipe.breakdown and recipe.breakdown.column != rule.group:
        words = "`group` and `breakdown` name two columns, and a case is counted in one group."
        yield (*_AT, "group"), words, "Take one of them away.", "QAF517"
    elif column and group_breakdown(recipe, measure, framework) is None:
        words = f"The recipe does not say of which breakdown column `{column}` holds the categories."
        advice = f"Add `breakdown: {{id: BREAKDOWN, column: {column}}}` with one of the breakdowns of `{measure.id}`."
        yield (*_AT, "group"), words, advice, "QAF517"
    if column and constant_rater(rule) != rule.rater and column == rule.rater:
        yield (*_AT, "group"), "`group` and `rater` name the same column.", "Take one of them away.", "QAF517"


def group_breakdown(recipe: Recipe, measure: Measure, framework: Framework) -> Breakdown | None:
    """The breakdown whose categories the group's column holds.

    What `breakdown` says; else that of the measure's breakdowns which is called as the column is; else its only one.
    """
    if recipe.breakdown is not None:
        return framework.breakdowns.get(recipe.breakdown.id) if recipe.breakdown.id in measure.breakdowns else None
    known = [framework.breakdowns[id_] for id_ in measure.breakdowns if id_ in framework.breakdowns]
    name = plain(group_column(recipe)).casefold()
    named = [each for each in known if name in (each.id, each.id.replace("-", " "), each.title.casefold())]
    found = named or known
    return found[0] if len(found) == 1 else None
