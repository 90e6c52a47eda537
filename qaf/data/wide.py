"""Tables with periods in their headings: one column a period, `2010`, `2011`, `2012`...

A recipe writes `{period}` where the period stands in the heading. Every column that fits gives figures for the period
that its heading says, and all headings together decide what each of them means, as the cells of a column do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from qaf.data.cell_shapes import without_note
from qaf.data.column_names import tidy_name
from qaf.data.faults import Faults
from qaf.data.period_in_name import period_in_name
from qaf.data.presets import ROLES, SIGN, is_wide
from qaf.data.sheet import Sheet
from qaf.data.years_meant import OTHER_YEARS, help_for_years
from qaf.ground.findings import Where, finding
from qaf.ground.text import column_letter
from qaf.model.framework import Framework
from qaf.model.period import Period, PeriodError
from qaf.model.recipe import MeasureColumns, PeriodSource, Recipe

_BEGINS_LIKE_A_PERIOD = re.compile(
    r"[0-9]|(?:q|qtr|quarter|h|half|fy|year|years|financial|fiscal|academic|school|calendar|reporting|tax|rolling|week|autumn|spring|summer|as"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sept?|oct|nov|dec|january|february|march|april|june|july|august|september"
    r"|october|november|december|first|second|third|fourth|the year|12 months|twelve months)(?![a-z])",
    re.I,
)


class Wide(NamedTuple):
    """A recipe without `{period}`: an entry for each measure and period. `origins`: which entry each was made of."""

    recipe: Recipe
    origins: tuple[int, ...]


def fitting_names(sheet: Sheet, recipe: Recipe) -> frozenset[str]:
    """The names of the columns in whose headings the recipe looks for periods."""
    names = {name for each in recipe.measures for role in ROLES if (name := getattr(each, role)) and SIGN in name}
    taken = label_columns(sheet, recipe)
    return frozenset(sheet.names[column] for name in names for column in _fitting(sheet, name, taken))


def lengthened(sheet: Sheet, recipe: Recipe, framework: Framework, faults: Faults) -> Wide | None:
    """The recipe with an entry for each measure and period of the headings.

    None where a heading cannot be read, or none fits (which are then faults).
    """
    if not is_wide(recipe):
        return Wide(recipe, tuple(range(len(recipe.measures))))
    taken = label_columns(sheet, recipe)
    found = [_columns_by_text(sheet, measure, taken, faults) for measure in recipe.measures]
    texts = {text: next(iter(columns.values())) for each in found for text, columns in each.items()}
    periods = _periods(sheet, recipe, framework, texts, faults)
    if periods is None or any(SIGN in _names(each) and not found[at] for at, each in enumerate(recipe.measures)):
        return None
    entries: list[MeasureColumns] = []
    origins: list[int] = []
    for at, (measure, by_text) in enumerate(zip(recipe.measures, found, strict=True)):
        if SIGN not in _names(measure):
            entries.append(measure)
            origins.append(at)
        for text, columns in by_text.items():
            _say_missing(sheet, measure, columns, faults)
            entries.append(_entry(measure, columns, periods[text]))
            origins.append(at)
    return Wide(recipe.model_copy(update={"measures": tuple(entries)}), tuple(origins))


def _names(measure: MeasureColumns) -> str:
    return "\n".join(getattr(measure, role) or "" for role in ROLES)


def _entry(measure: MeasureColumns, columns: Mapping[str, int], period: str) -> MeasureColumns:
    changes: dict[str, str | None] = {"period": period}
    for role in ROLES:
        if SIGN in (getattr(measure, role) or ""):
            changes[role] = f"[{column_letter(columns[role])}]" if role in columns else None
    return measure.model_copy(update=changes)


def label_columns(sheet: Sheet, recipe: Recipe) -> frozenset[int]:
    """The columns that the recipe reads as labels of rows: places, categories, parts of a period."""
    conditions = [*recipe.where, *(each for rule in recipe.series for each in rule.where)]
    conditions += [each for measure in recipe.measures for each in measure.where]
    names = [each.column for each in conditions]
    names += [each.column for each in (recipe.places, recipe.breakdown) if each is not None and each.column]
    names += [name for name in (recipe.period.column, recipe.period.with_) if name] if recipe.period else []
    return frozenset(column for name in names for column in sheet.find(name))


def _fitting(sheet: Sheet, pattern: str, taken: frozenset[int]) -> dict[int, str]:
    """The columns whose headings fit, and what stands there for the period."""
    before, _, after = tidy_name(pattern).partition(SIGN)
    fits = re.compile(f"{re.escape(before)}(.+){re.escape(after)}", re.I)
    matches = {column: fits.fullmatch(name) for column, name in enumerate(sheet.names) if column not in taken}
    found = {column: without_note(match[1].strip()) for column, match in matches.items() if match}
    return {column: text for column, text in found.items() if _BEGINS_LIKE_A_PERIOD.match(text)}


def _columns_by_text(
    sheet: Sheet, measure: MeasureColumns, taken: frozenset[int], faults: Faults
) -> dict[str, dict[str, int]]:
    """For each text that stands for a period, the columns of the measure's parts."""
    found: dict[str, dict[str, int]] = {}
    for role in ROLES:
        name = getattr(measure, role)
        if not name or SIGN not in name:
            continue
        fitting = _fitting(sheet, name, taken)
        if not fitting:
            words = f"No column of the file fits `{name}`, where the recipe looks for the {role} of "
            help_ = "Write the heading as the file has it, with {period} where the period stands. Headings of several "
            help_ += "rows are joined from the top down where `read: {header_rows}` counts them."
            faults.header("QAF502", f"{words}`{measure.measure}`.", help=help_)
        for column, text in fitting.items():
            columns = found.setdefault(text.casefold(), {})
            if role in columns:
                words = f"{sheet.column(columns[role])} and {sheet.column(column)} have the same heading"
                help_ = "Write more of the heading into the recipe, so that one column fits for each period."
                faults.header("QAF502", f"{words[:1].upper()}{words[1:]}, which `{name}` fits.", help=help_)
            columns.setdefault(role, column)
    return found


def _periods(
    sheet: Sheet, recipe: Recipe, framework: Framework, texts: Mapping[str, int], faults: Faults
) -> dict[str, str] | None:
    """What each text means: a period's spelling, or the text itself where a second column has a part of it."""
    from qaf.model.period_words import parse_column

    source = recipe.period
    if source is not None and source.with_ is not None:
        return {text: text for text in texts}
    kind, format_ = (source.kind, source.format) if source else (None, None)
    year, starts = _year(sheet, source, framework), framework.settings.year_starts
    periods = (
        parse_column(list(texts), starts, kind=kind, format=format_)
        if year is None
        else parse_column(list(texts), starts, identifiers=[year] * len(texts))
    )
    if kind is None and year is None:
        _say_other_years(sheet, recipe, texts, faults)
    for (_, column), period in zip(texts.items(), periods, strict=True):
        if not isinstance(period, Period):
            words = f"The heading of {sheet.column(column)} gives no period. {period}"
            help_ = "Say in the recipe, under `period`, of which `kind` it is or in which `format` it is written. A "
            help_ += "column that is no period's is left out by writing more of the headings around {period}."
            faults.header("QAF511", words, help=help_, column=column)
    if any(not isinstance(period, Period) for period in periods):
        return None
    return {text: str(period) for text, period in zip(texts, periods, strict=True)}


def _say_other_years(sheet: Sheet, recipe: Recipe, texts: Mapping[str, int], faults: Faults) -> None:
    """An error where lone years would be taken for calendar years although the headings around them say otherwise."""
    for name in dict.fromkeys(name for each in recipe.measures for name in _names(each).split("\n") if SIGN in name):
        if help_ := help_for_years(name.replace(SIGN, " "), list(texts)):
            faults.header("QAF511", f"`{name}` {OTHER_YEARS}", help=help_, column=next(iter(texts.values())))
            return


def _year(sheet: Sheet, source: PeriodSource | None, framework: Framework) -> str | None:
    """The year of headings such as `Apr` and `Q1`, where the recipe or the file's name gives one; None where not."""
    if source is None or source.from_file_name is None:
        return source.constant if source else None
    try:
        starts = framework.settings.year_starts
        return str(period_in_name(sheet.path, source.from_file_name, starts, source.kind, source.format))
    except PeriodError:
        return None  # said where the periods of the rows are read


def _say_missing(sheet: Sheet, measure: MeasureColumns, columns: Mapping[str, int], faults: Faults) -> None:
    wanted = [role for role in ROLES if SIGN in (getattr(measure, role) or "")]
    missing = [role for role in wanted if role not in columns]
    if not missing or not columns:
        return
    column = next(iter(columns.values()))
    name = getattr(measure, missing[0])
    words = f"For the period of {sheet.column(column)} no column fits `{name}`, so the {missing[0]} of "
    help_ = "Ask for the whole table, or look whether the heading of that period is written otherwise."
    span = sheet.span(-1, column)
    text = f"{words}`{measure.measure}` is not given."
    faults.add(finding("QAF526", Where(sheet.path), text, help=help_, excerpt=False, span=span))
