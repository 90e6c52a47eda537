"""What a recipe may say about its periods: one place where they stand, and what goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qaf.data.presets import ROLES, SIGN, is_wide, preset_of, says_period
from qaf.ground.findings import Loc
from qaf.model.period import Period, PeriodError
from qaf.model.recipe import MeasureColumns, PeriodSource, Recipe

Fault = tuple[Loc, str, str]
"""The key, what is wrong with it, and what to do."""


def period_faults(recipe: Recipe) -> Iterator[Fault]:
    """What keeps the periods of a recipe from being read."""
    period = recipe.period or PeriodSource()
    places = {key: value for key in _PLACES if (value := getattr(period, key)) is not None}
    if not says_period(recipe) and not preset_of(recipe).period:
        advice = (
            "Add `period: {column: NAME}`, or `period: {constant: 2024/25}`. Where it stands in the headings, write "
        )
        advice += "{period} for it in the names of the columns."
        yield ("period",) if recipe.period else (), "The recipe does not say where the period stands.", advice
    fixed = next((key for key in ("constant", "from_file_name") if key in places), "")
    for key in places if fixed else ():
        if key != fixed:
            words = f"`{fixed}` gives the period of every row, so `{key}` has no use."
            yield ("period", key), words, "Take one of them away."
    if period.with_ is not None and not places and not is_wide(recipe):
        yield ("period", "with"), "`with` names a second column, and `column` does not name the first.", "Add `column`."
    if period.constant is not None:
        yield from _constant(period)
    if period.from_file_name is not None:
        yield from _in_file_name(period)
    for index, measure in enumerate(recipe.measures):
        yield from _of_measure(recipe, measure, ("measures", index), places)


_PLACES = ("column", "constant", "from_file_name")


def _constant(period: PeriodSource) -> Iterator[Fault]:
    for key, value in {"with": period.with_, "kind": period.kind, "format": period.format}.items():
        if value is not None:
            words = f"`constant` gives the period of every row, so `{key}` has no use."
            yield ("period", key), words, "Take one of them away."
    yield from _canonical(period.constant or "", ("period", "constant"))


def _canonical(text: str, loc: Loc) -> Iterator[Fault]:
    try:
        Period.canonical(text)
    except PeriodError as error:
        yield loc, str(error), "Write it as everywhere in the folder."


def _in_file_name(period: PeriodSource) -> Iterator[Fault]:
    pattern = period.from_file_name or ""
    if pattern.count(SIGN) != 1 or re.search(r"[?\[\]/\\]", pattern):
        words = "`from_file_name` must be a file's name with {period} once in it, and * where any text may stand."
        yield ("period", "from_file_name"), words, "Such as `SFR34_Missing{period}.csv` or `*_{period}_*`."
    if period.with_ is not None:
        yield (
            ("period", "with"),
            "`from_file_name` gives the period of every row, so `with` has no use.",
            "Take it away.",
        )


def _of_measure(recipe: Recipe, measure: MeasureColumns, loc: Loc, places: dict[str, str]) -> Iterator[Fault]:
    names = [name for role in ROLES if (name := getattr(measure, role))]
    wide = [name for name in names if SIGN in name]
    if any(name.count(SIGN) > 1 for name in wide):
        yield loc, "A column's name can have {period} in it once.", "Leave the others out."
    if wide and "column" in places:
        words = f"The headings give the period of measure `{measure.measure}`, and so does `column`."
        yield loc, words, "Take one of them away."
    if measure.period is not None and wide:
        yield (*loc, "period"), "The headings give the period, so `period` has no use here.", "Take one of them away."
    elif measure.period is not None:
        yield from _canonical(measure.period, (*loc, "period"))
        if recipe.period is not None and recipe.period.with_ is not None and not places:
            words = "`with` goes with the periods of headings, and this measure gives its period itself."
            yield (*loc, "period"), words, "Take one of them away."
    elif is_wide(recipe) and not wide and not places:
        words = f"Nothing says which period the columns of measure `{measure.measure}` are about."
        yield loc, words, "Write {period} for the period in their names, or add `period` to this measure."
