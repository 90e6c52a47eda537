"""Places that stand side by side in an unknown file, a column each: `Glenmoor`, `Kinlaw`, `Scotland`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from qaf.data.draft_columns import Column
from qaf.data.draft_measures import MeasureDraft
from qaf.data.draft_places import PlacesDraft
from qaf.data.draft_words import place_key
from qaf.data.presets import SIGN
from qaf.model.settings import Settings


def series_beside(figures: Sequence[Column], refs: Mapping[int, str], settings: Settings) -> dict[int, str]:
    """For each column whose heading is no more than a place of the framework (and a period): its series.

    Empty where no other column of figures stands beside it. `refs`: how a recipe names each column, with `{period}`
    where the period stands.
    """
    organisation = settings.organisation
    known = {place_key(name): "own" for name in (organisation.name, organisation.id.replace("-", " "))}
    for comparator in settings.comparators:
        if comparator.method == "published":
            names = [(comparator.id, comparator.name), (comparator.id, comparator.id.replace("-", " "))]
        else:
            pairs = [(each.code, each.name or "") for each in comparator.members]
            names = [(f"{comparator.id}/{code}", text) for code, name in pairs for text in (code, name)]
        for series, name in names:
            if name:
                known.setdefault(place_key(name), series)
    found = {}
    for column in figures:
        series = known.get(place_key(refs[column.index].replace(SIGN, " ").strip()), "")
        if series:
            found[column.index] = series
    return found if len(figures) > 1 else {}


@dataclass(frozen=True, slots=True)
class Beside:
    """Places side by side: the series of each column, the columns that measures are looked for in, and what is told.

    `places`: what a draft says of rows then, which are nobody's. `own`: what our own organisation is called.
    """

    series: dict[int, str]
    figures: list[Column]
    places: PlacesDraft
    own: str

    def for_each(self, measures: Sequence[MeasureDraft], refs: Mapping[int, str]) -> list[MeasureDraft]:
        """Each measure that was found, once for the column of each place."""
        columns: dict[str, str] = {}
        for index, series in self.series.items():
            columns.setdefault(series, refs[index])
        first = _first(self.series)
        ask = (f"no heading is {self.own}. Add an entry with the column of its figures and `series: own`",)
        found = []
        for each in measures:
            checks = each.checks if first == "own" else (*ask, *each.checks)
            found.append(replace(each, series=first, checks=checks))
            for series, ref in columns.items():
                if series != first:
                    words = f"`{ref}` is a heading"
                    found.append(replace(each, parts={"value": ref}, evidence=words, checks=(), series=series))
        return found


def places_beside(
    figures: Sequence[Column], refs: Mapping[int, str], places: PlacesDraft, settings: Settings
) -> Beside | None:
    """The places of the headings; None where the rows have our own, or no heading is a place of the framework."""
    series = series_beside(figures, refs, settings) if places.own is None else {}
    if not series:
        return None
    ours = [column for column in figures if series.get(column.index) == _first(series)]
    missing = tuple(each for each in places.missing if each not in series.values())
    return Beside(series, ours, PlacesDraft(missing=missing), settings.organisation.name)


def _first(series: Mapping[int, str]) -> str:
    """The series whose columns measures are looked for in: our own, or where no heading is ours the first one."""
    return "own" if "own" in series.values() else next(iter(series.values()), "")
