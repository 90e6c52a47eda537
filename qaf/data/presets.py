"""The presets of recipes: each is a recipe with defaults and nothing more. What a recipe says itself always wins."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qaf.model.recipe import PeriodSource, Recipe, SymbolWord


@dataclass(frozen=True, slots=True)
class Preset:
    """What a recipe says where it is silent.

    `period` and `with_`: the columns of the period. `columns`: numerator, denominator and value of a measure that
    names none of the three. `symbols`: what texts mean. `wholes`: spellings of a breakdown's column that mean all
    categories together. `ends_at`: with what the first row below the table starts. `published`: whose rows they are.
    `many_places`: a file of this layout holds many places, so the recipe must say which rows are whose.
    """

    period: str | None = None
    with_: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    symbols: Mapping[str, SymbolWord] = field(default_factory=dict)
    wholes: tuple[str, ...] = ()
    ends_at: tuple[str, ...] = ()
    published: bool = False
    many_places: bool = False


NONE = Preset()
PRESETS: Mapping[str, Preset] = {
    "tidy": NONE,
    "dfe": Preset(
        period="time_period",
        with_="time_identifier",
        wholes=("Total", "total", "TOTAL"),
        published=True,
        many_places=True,
    ),
    "fingertips": Preset(
        period="Time period",
        columns={"numerator": "Count", "denominator": "Denominator", "value": "Value"},
        symbols={"-": "x"},
        published=True,
        many_places=True,
    ),
    "sheet": Preset(
        symbols={".": "z"},
        ends_at=("Source:", "Sources:", "Note:", "Notes:", "Notes", "Footnotes", "1."),
    ),
}
"""The one table of defaults."""

ROLES = ("numerator", "denominator", "value")


def preset_of(recipe: Recipe) -> Preset:
    """The defaults of a recipe; without a preset there are none."""
    return PRESETS[recipe.preset] if recipe.preset else NONE


def filled(recipe: Recipe) -> Recipe:
    """The recipe with the defaults of its preset written out."""
    preset = preset_of(recipe)
    if preset is NONE:
        return recipe
    changes: dict[str, object] = {
        "symbols": {**preset.symbols, **recipe.symbols},
        "published": preset.published if recipe.published is None else recipe.published,
    }
    if preset.period and not says_period(recipe):
        changes["period"] = _period(preset, recipe.period or PeriodSource())
    if preset.columns:
        changes["measures"] = tuple(
            measure if any(getattr(measure, role) for role in ROLES) else measure.model_copy(update=preset.columns)
            for measure in recipe.measures
        )
    if recipe.breakdown is not None:
        lookup = {**dict.fromkeys(preset.wholes, "whole"), **recipe.breakdown.lookup}
        changes["breakdown"] = recipe.breakdown.model_copy(update={"lookup": lookup})
    return recipe.model_copy(update=changes)


def _period(preset: Preset, said: PeriodSource) -> PeriodSource:
    with_ = preset.with_ if said.with_ is None else said.with_
    return said.model_copy(update={"column": preset.period, "with_": with_})


def says_period(recipe: Recipe) -> bool:
    """Whether the recipe itself says where the period stands."""
    period = recipe.period
    somewhere = period is not None and any((period.column, period.constant, period.from_file_name))
    return somewhere or is_wide(recipe) or (bool(recipe.measures) and all(each.period for each in recipe.measures))


SIGN = "{period}"
"""Stands for the period in a column's heading, and in a file's name."""


def is_wide(recipe: Recipe) -> bool:
    """Whether periods stand in the headings: some measure's column is named with `{period}`."""
    return any(SIGN in (getattr(each, role) or "") for each in recipe.measures for role in ROLES)
