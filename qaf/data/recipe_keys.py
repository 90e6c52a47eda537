"""What a recipe may ask for: keys that fit together, and keys that this qaf does not follow yet.

A key that is not followed is refused with a sentence. None is ever passed over in silence: figures that were read by
half a recipe are wrong figures.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.data.case_keys import case_faults
from qaf.data.identifiers import Kind, kind_called
from qaf.data.member_series import every_member_of, members_fault
from qaf.data.presets import ROLES, preset_of
from qaf.data.recipe_categories import category_faults
from qaf.data.recipe_period_keys import period_faults
from qaf.data.series import series_fault
from qaf.ground.findings import Finding, Loc, Where, finding
from qaf.ground.near_miss import did_you_mean
from qaf.ground.text import quoted
from qaf.model.framework import Framework
from qaf.model.recipe import Condition, MeasureColumns, Recipe

_TIDY_ADVICE = "Take it away, or take `preset: tidy` away and say how each part is read."
_TIDY_KEYS = ("period", "series", "places", "breakdown", "measures", "count_rows", "totals")
_UNITS_OF_ROWS = ("shares", "before_after")


def recipe_faults(recipe: Recipe, framework: Framework, path: str) -> list[Finding]:
    """What keeps a recipe from being followed; findings at its keys, without a span."""

    def say(loc: Loc, words: str, advice: str, code: str = "QAF517") -> Finding:
        return finding(code, Where(path, loc), words, help=advice, subject=recipe.id)

    found: list[Finding] = []
    if recipe.before_and_after is not None:
        found += [say(loc, words, advice, code) for loc, words, advice, code in case_faults(recipe, framework)]
    else:
        found += [say(loc, words, advice) for loc, words, advice in _missing_or_extra(recipe)]
    found += [say(loc, words, advice, code) for loc, words, advice, code in _unknown_ids(recipe, framework)]
    found += [say(loc, words, advice, code) for loc, words, advice, code in category_faults(recipe, framework)]
    for loc, condition in _conditions(recipe):
        if condition.is_ is None and condition.in_ is None and condition.not_ is None:
            words = f"The condition on column `{condition.column}` says neither `is`, `in` nor `not`."
            found.append(say(loc, words, "Add one of them, such as `is: Trafford`."))
    for index, allowed in enumerate(recipe.allow):
        if allowed.kind is not None and kind_called(allowed.kind) is None:
            advice = did_you_mean(allowed.kind, Kind) or f"It is one of {quoted(Kind)}."
            words = f"`{allowed.kind}` is no kind of identifier that can be allowed."
            found.append(say(("allow", index, "kind"), words, advice))
    return found


def _missing_or_extra(recipe: Recipe) -> Iterator[tuple[Loc, str, str]]:
    if recipe.preset == "tidy":
        for key in _TIDY_KEYS:
            if getattr(recipe, key):
                words = f"`preset: tidy` finds everything by the names of a tidy file's columns, so `{key}` has no use."
                yield (key,), words, _TIDY_ADVICE
        return
    if not recipe.measures and not recipe.count_rows:
        yield (), "The recipe says of no measure which columns hold it.", "Add `measures:`, or `count_rows:`."
    preset = preset_of(recipe)
    if preset.many_places and not recipe.series:
        layout = "the DfE's layout" if recipe.preset == "dfe" else f"the layout of {recipe.preset}"
        words = f"The recipe does not say which rows are your own: a file in {layout} holds many places."
        yield (), words, "Add `series:` with a `where` for `own`, and one for each comparator."
    yield from period_faults(recipe)
    yield from _total_keys(recipe)
    compared = {condition.column for _, condition in _conditions(recipe)}
    members = [index for index, rule in enumerate(recipe.series) if every_member_of(rule.series)]
    for index in members if recipe.places is None else ():
        words = f"`{recipe.series[index].series}` means every member, and no column says which member a row is of."
        yield ("series", index), words, "Add `places: {column: NAME}`, the column that holds the members' codes."
    if recipe.places is not None and not members and recipe.places.column not in compared:
        words = f"`places` reads column `{recipe.places.column}`, and no `where` compares that column."
        yield ("places",), words, "Add a condition on it under `series`, or take `places` away."
    for index, measure in enumerate(recipe.measures):
        loc: Loc = ("measures", index)
        if not preset.columns and not any(getattr(measure, role) for role in ROLES):
            words = f"The recipe names no column for measure `{measure.measure}`."
            yield loc, words, "Add `numerator`, `denominator` or `value` with the name of a column."
        if measure.series and recipe.series:
            words = "`series` of the recipe says whose rows they are, so `series` of a measure has no use."
            yield (*loc, "series"), words, "Take one of them away: a figure is of one series."
        yield from _scale_keys(measure, loc, bool(preset.columns) and not any(getattr(measure, role) for role in ROLES))


def _total_keys(recipe: Recipe) -> Iterator[tuple[Loc, str, str]]:
    if recipe.jump is not None and recipe.jump <= 0:
        advice = "Write 25 to be told of figures that differ by more than a quarter from the period before."
        yield ("jump",), "`jump` is a percentage above 0.", advice
    if recipe.totals is None:
        return
    if not recipe.totals.where:
        yield ("totals",), "`totals` says of no row that it is a total.", "Add `where` with a condition."
    elif recipe.breakdown is None and not recipe.count_rows:
        words = "`totals` names rows that must not be added to others, and this recipe adds none."
        yield ("totals",), words, "Take it away, or add the `breakdown` whose total they are."


def _scale_keys(measure: MeasureColumns, loc: Loc, default_value: bool) -> Iterator[tuple[Loc, str, str]]:
    if measure.scale is None:
        return
    if measure.value is None and not default_value:
        words = "`scale` multiplies the value, and no column of a value is named."
        yield (*loc, "scale"), words, "Add `value`, or take `scale` away."
    elif measure.scale <= 0:
        advice = "Write 100 where the file gives shares of 1 for a percentage."
        yield (*loc, "scale"), "`scale` must be above 0.", advice


def _unknown_ids(recipe: Recipe, framework: Framework) -> Iterator[tuple[Loc, str, str, str]]:
    for index, columns in enumerate(recipe.measures):
        measure = framework.measures.get(columns.measure)
        loc: Loc = ("measures", index, "measure")
        if measure is None:
            advice = did_you_mean(columns.measure, framework.measures) or "Name a measure of an area file."
            yield loc, f"The framework has no measure `{columns.measure}`.", advice, "QAF503"
        elif measure.unit in _UNITS_OF_ROWS:
            words = f"`{measure.id}` has unit `{measure.unit}`, one row a grade, which a recipe cannot read yet."
            yield loc, words, "Bring its figures as a tidy file.", "QAF517"
    for index, count in enumerate(recipe.count_rows):
        measure = framework.measures.get(count.measure)
        at: Loc = ("count_rows", index, "measure")
        if measure is None:
            advice = did_you_mean(count.measure, framework.measures) or "Name a measure of an area file."
            yield at, f"The framework has no measure `{count.measure}`.", advice, "QAF503"
        elif measure.unit != "count":
            words = f"`{measure.id}` has unit `{measure.unit}`, and counting rows gives a count."
            yield at, words, "Count rows for a measure with `unit: count`.", "QAF517"
    for index, columns in enumerate(recipe.measures):
        words, advice = series_fault(columns.series, framework) if columns.series else ("", "")
        if words:
            yield ("measures", index, "series"), f"`{columns.series}`: {words}", advice, "QAF513"
    for index, rule in enumerate(recipe.series):
        words, advice = series_fault(every_member_of(rule.series) or rule.series, framework)
        if every := every_member_of(rule.series):
            comparator = framework.comparators.get(every)
            words, advice = members_fault(comparator, rule.series) if comparator else (words, advice)
        if words:
            yield ("series", index, "series"), f"`{rule.series}`: {words}", advice, "QAF513"
    if recipe.breakdown is not None and recipe.breakdown.id not in framework.breakdowns:
        advice = did_you_mean(recipe.breakdown.id, framework.breakdowns) or "Declare it in qaf.yaml under `breakdowns`."
        yield ("breakdown", "id"), f"qaf.yaml declares no breakdown `{recipe.breakdown.id}`.", advice, "QAF504"


def _conditions(recipe: Recipe) -> Iterator[tuple[Loc, Condition]]:
    yield from (((("where", at)), condition) for at, condition in enumerate(recipe.where))
    if recipe.totals is not None:
        yield from ((("totals", "where", at), each) for at, each in enumerate(recipe.totals.where))
    for index, count in enumerate(recipe.count_rows):
        yield from ((("count_rows", index, "where", at), each) for at, each in enumerate(count.where))
    for index, rule in enumerate(recipe.series):
        yield from ((("series", index, "where", at), each) for at, each in enumerate(rule.where))
    for index, measure in enumerate(recipe.measures):
        yield from ((("measures", index, "where", at), each) for at, each in enumerate(measure.where))
