"""What recipes and ambitions name: keys that fit together, categories, grades and comparators that there are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from qaf.ground.findings import Finding, Loc, Where, finding
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.recipe import NOT_RATED, Condition, Recipe
from qaf.workspace.references import Broken

_WHOLE = "whole"
"""What a `lookup` says of a spelling that means all categories together."""


def check_recipes(framework: Framework, broken: Broken) -> Iterator[Finding]:
    """Findings about recipes whose keys contradict each other, or name what there is not."""
    for recipe in framework.recipes.values():
        at = Where(framework.where(recipe.id).path)
        for loc, message, advice in _keys(recipe):
            yield finding("QAF110", Where(at.path, loc), message, help=advice, subject=recipe.id)
        yield from _categories(recipe, at, framework, broken)
        yield from _grades(recipe, at, framework, broken)


def check_ambitions(measure: Measure, entry: Where, framework: Framework, broken: Broken) -> Iterator[Finding]:
    """Findings about ambitions of a measure that name a comparator or a grade that there is not."""
    known = [other.id for other in framework.entries.values() if other.kind == "comparator"]
    grades = _grades_of(measure, framework)
    for index, ambition in enumerate(measure.ambitions):
        named = ambition.no_worse_than
        if named and named.partition("/")[0] not in known and not broken.may_hold(named, ("comparator",)):
            message = f"An ambition of measure `{measure.id}` is no worse than `{named}`, which is no comparator."
            yield _unknown(entry.at("ambitions", index, "no_worse_than"), message, named, known, measure.id)
        if ambition.grade and grades and ambition.grade not in grades:
            message = (
                f"An ambition of measure `{measure.id}` is grade `{ambition.grade}`, which its scale does not have."
            )
            yield _unknown(entry.at("ambitions", index, "grade"), message, ambition.grade, grades, measure.id)


def _unknown(where: Where, message: str, word: str, known: Sequence[str], subject: str) -> Finding:
    one_of = f"It is one of {quoted(known, limit=12)}." if known else "Declare it in qaf.yaml, or take this away."
    return finding("QAF202", where, message, help=did_you_mean(word, known) or one_of, subject=subject)


def _keys(recipe: Recipe) -> Iterator[tuple[Loc, str, str]]:
    period = recipe.period
    given = [key for key in ("column", "constant", "from_file_name") if period and getattr(period, key)]
    if len(given) > 1:
        message = f"`period` of recipe `{recipe.id}` says {quoted(given, 'and')}, and a period stands in one place."
        yield ("period", given[1]), message, "Keep the one that is meant."
    if "measures" in recipe.model_fields_set and not recipe.measures:
        message = f"`measures` of recipe `{recipe.id}` is an empty list, so nothing would be taken from the file."
        yield ("measures",), message, "Say of each measure which columns hold it."
    for loc, condition in _conditions(recipe):
        if condition.is_ is None and condition.in_ is None and condition.not_ is None:
            message = f"A condition of recipe `{recipe.id}` names a column, and says neither `is`, `in` nor `not`."
            yield loc, message, "Add one of them, such as `is: North`."


def _conditions(recipe: Recipe) -> Iterator[tuple[Loc, Condition]]:
    groups: list[tuple[Loc, tuple[Condition, ...]]] = [(("where",), recipe.where)]
    groups += [(("series", index, "where"), rule.where) for index, rule in enumerate(recipe.series)]
    groups += [(("measures", index, "where"), rule.where) for index, rule in enumerate(recipe.measures)]
    groups += [(("count_rows", index, "where"), rule.where) for index, rule in enumerate(recipe.count_rows)]
    groups += [(("totals", "where"), recipe.totals.where)] if recipe.totals else []
    for loc, conditions in groups:
        for index, condition in enumerate(conditions):
            yield (*loc, index), condition


def _categories(recipe: Recipe, at: Where, framework: Framework, broken: Broken) -> Iterator[Finding]:
    rule = recipe.breakdown
    breakdown = framework.breakdowns.get(rule.id) if rule else None
    if rule is None or breakdown is None:
        return
    known = [category.id for category in breakdown.categories]
    for spelling, category in rule.lookup.items():
        if category not in (*known, _WHOLE) and not broken.may_hold(category, ("breakdown",)):
            message = f"A spelling in `lookup` stands for `{category}`, which is no category of `{rule.id}`."
            yield _unknown(at.at("breakdown", "lookup", spelling), message, category, known, recipe.id)


def _grades(recipe: Recipe, at: Where, framework: Framework, broken: Broken) -> Iterator[Finding]:
    rule = recipe.before_and_after
    measure = framework.measures.get(rule.measure or "") if rule else None
    known = _grades_of(measure, framework) if measure else []
    for spelling, grade in rule.grades.items() if rule and known else ():
        if not (grade in known or NOT_RATED.fullmatch(grade)) and not broken.may_hold(grade, ("scale",)):
            message = f"A spelling in `grades` stands for `{grade}`, which is no grade of the measure's scale."
            yield _unknown(at.at("before_and_after", "grades", spelling), message, grade, known, recipe.id)


def _grades_of(measure: Measure, framework: Framework) -> list[str]:
    scale = framework.scales.get(measure.scale or "")
    return [grade.id for grade in scale.grades] if scale else []
