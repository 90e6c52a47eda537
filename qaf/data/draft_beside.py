"""Places that stand side by side in an unknown file, a column each: `Glenmoor`, `Kinlaw`, `Scotland`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from qaf.data.draft_columns import Column
from qaf.data.draft_measures import Figures, MeasureDraft
from qaf.data.draft_words import place_key
from qaf.data.presets import SIGN
from qaf.model.settings import Settings


def series_beside(figures: Sequence[Column], refs: Mapping[int, str], settings: Settings) -> dict[int, str]:
    """For each column whose heading is no more than a place of the framework (and a period): its series.

    Empty unless one of them is our own and another column of figures stands beside it. `refs`: how a recipe names each
    column, with `{period}` where the period stands.
    """
    organisation = settings.organisation
    known = {place_key(name): "own" for name in (organisation.name, organisation.id.replace("-", " "))}
    for comparator in settings.comparators:
        if comparator.method == "published":
            names = [(comparator.id, comparator.name), (comparator.id, comparator.id.replace("-", " "))]
        else:
            members = comparator.members
            names = [
                (f"{comparator.id}/{each.code}", text) for each in members for text in (each.code, each.name or "")
            ]
        for series, name in names:
            if name:
                known.setdefault(place_key(name), series)
    found = {}
    for column in figures:
        series = known.get(place_key(refs[column.index].replace(SIGN, " ").strip()), "")
        if series:
            found[column.index] = series
    return found if "own" in found.values() and len(figures) > 1 else {}


def bare_sources(sources: Sequence[Figures]) -> list[Figures]:
    """Sources whose columns are called after a place: no sum of places is looked for."""
    return [replace(source, peers=()) for source in sources]


def for_each_place(
    measures: Sequence[MeasureDraft], beside: Mapping[int, str], refs: Mapping[int, str]
) -> list[MeasureDraft]:
    """Each measure that was found for our own column, once for the column of each place."""
    columns: dict[str, str] = {}
    for index, series in beside.items():
        columns.setdefault(series, refs[index])
    found = []
    for each in measures:
        found.append(replace(each, series="own"))
        for series, ref in columns.items():
            if series != "own":
                words = f"`{ref}` is a heading"
                found.append(replace(each, parts={"value": ref}, evidence=words, checks=(), series=series))
    return found
