"""Recipes that have not run for longer than the figures they bring are collected."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from qaf.model.framework import Framework
from qaf.model.measure import Measure
from qaf.model.recipe import Recipe
from qaf.workspace.store import Store

_MONTHS: Mapping[str, int] = {
    "continuous": 1,
    "monthly": 1,
    "quarterly": 3,
    "six_monthly": 6,
    "annual": 12,
    "two_yearly": 24,
    "three_yearly": 36,
}
"""How often figures are collected. What is collected on an event or once is never due again."""


@dataclass(frozen=True, slots=True)
class RecipeRun:
    """When a recipe last brought figures, and by when it was to bring the next.

    `last` is None where it never ran. `due` is None where nothing says how often its measures are collected; `because`
    is the measure that makes it due first.
    """

    recipe: str
    last: date | None
    due: date | None = None
    because: str = ""

    def is_late(self, as_at: date) -> bool:
        """Whether the recipe should have run by a day."""
        return self.due is not None and self.due < as_at


def recipe_runs(framework: Framework, store: Store) -> list[RecipeRun]:
    """Every recipe of the folder by id, with its last run by the ledger's dates.

    The next run is due when the frequency of one of its measures and the measure's `ready_after` have passed since.
    """
    last: dict[str, date] = {}
    for entry in store.ledger:
        if entry.recipe:
            last[entry.recipe] = max(entry.on, last.get(entry.recipe, entry.on))
    return [_run(recipe, framework, store, last.get(recipe.id)) for _, recipe in sorted(framework.recipes.items())]


def _run(recipe: Recipe, framework: Framework, store: Store, last: date | None) -> RecipeRun:
    if last is None:
        return RecipeRun(recipe.id, None)
    times = [
        (due, measure.id)
        for measure in _measures(recipe, framework, store)
        if measure.status == "collecting" and (due := _due(measure, last)) is not None
    ]
    due, because = min(times, default=(None, ""))
    return RecipeRun(recipe.id, last, due, because)


def _measures(recipe: Recipe, framework: Framework, store: Store) -> Iterator[Measure]:
    """The measures of a recipe: those it names; of a tidy one those that it has brought."""
    ids = [*(each.measure for each in recipe.measures), *(each.measure for each in recipe.count_rows)]
    if not ids:
        imports = {entry.import_id for entry in store.ledger if entry.recipe == recipe.id}
        ids = sorted({figure.key.measure for figure in store.figures if figure.import_id in imports})
    return (framework.measures[id_] for id_ in dict.fromkeys(ids) if id_ in framework.measures)


def _due(measure: Measure, last: date) -> date | None:
    months = _MONTHS.get(measure.frequency or "")
    return _after(_months_later(last, months), measure.ready_after or "") if months else None


def _after(day: date, length: str) -> date:
    """The day a length of time such as `6w` or `10m` later."""
    if not length:
        return day
    number, unit = int(length[:-1]), length[-1]
    if unit in "my":
        return _months_later(day, number * (12 if unit == "y" else 1))
    return day + timedelta(days=number * (7 if unit == "w" else 1))


def _months_later(day: date, months: int) -> date:
    """The same day some months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
