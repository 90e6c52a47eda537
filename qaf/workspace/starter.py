"""Starters: which few areas and measures of the catalogue a sector begins with, which bodies, which activities.

A starter is a YAML file of `templates/starters/`, one a sector and one for partnerships. It holds `areas` (catalogue
ids to adopt, with priority and the measures that are key), and the lists that go into `governance.yaml`,
`timetable.yaml`, `sources.yaml` and `qaf.yaml`. In these, `YEAR1` to `YEAR3` become years, `PRIORITY1` to `PRIORITY3`
the areas that come first, and `AREAS` all areas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from qaf.ground.errors import QafError
from qaf.model.period import Period, PeriodError, latest_whole_reporting_year
from qaf.workspace.shipped import shipped_folder
from qaf.workspace.yaml_reader import read_yaml
from qaf.workspace.yaml_write import Data

SECTORS = ("council", "health", "police", "education")
"""Sectors that have a starter of their own."""

_MONTHS_LEFT = 6


@dataclass(frozen=True, slots=True)
class StarterArea:
    """An area to adopt, the entries to adopt with it, and what the folder says of it itself.

    The good statements that a measure shows come with it; `good` names others. `evidence` is how many of the
    catalogue's entries of evidence, the first ones, say what somebody found. `own` are measures of the starter itself,
    where the guidance names none. `told_by` and `shows` name sources of the starter and good statements for measures,
    by the measure's id in the catalogue.
    """

    area: str
    good: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    evidence: int = 0
    own: tuple[Mapping[str, Data], ...] = ()
    told_by: Mapping[str, list[str]] = field(default_factory=dict)
    shows: Mapping[str, list[str]] = field(default_factory=dict)
    priority: str = ""


@dataclass(frozen=True, slots=True)
class Starter:
    """What a new folder begins with. `lists` are the lists of its files, by key; `year_starts` is a month or ""."""

    areas: tuple[StarterArea, ...] = ()
    lists: Mapping[str, list[Data]] = field(default_factory=dict)
    year_starts: str = ""

    def listed(self, key: str) -> list[Data]:
        """One of the lists; empty where it has none."""
        return list(self.lists.get(key, ()))


def starter_of(sector: str, kind: str, as_at: date) -> Starter:
    """What an organisation of a sector, or a partnership, begins with; its years as they are on a day.

    A partnership has the bodies, sources and activities of one, and the areas of the sector where it names one.
    """
    own = _read(sector) if sector else {}
    data = own if kind != "partnership" else {**_read("partnership"), **({"areas": own["areas"]} if own else {})}
    areas = tuple(_area(entry) for entry in data.get("areas", ()))
    year_starts = str(data.get("year_starts", ""))
    words = _words(areas, three_years(as_at, year_starts or "april"))
    lists = {key: _filled(value, words) for key, value in data.items() if isinstance(value, list) and key != "areas"}
    return Starter(areas, lists, year_starts)


def three_years(as_at: date, year_starts: str) -> tuple[Period, Period, Period]:
    """The year of the day and the two after it; where less than half of that year is left, the three that follow.

    Raises `QafError` where there are no such years.
    """
    try:
        first = latest_whole_reporting_year(as_at, year_starts).next()
        left = (first.end.year - as_at.year) * 12 + first.end.month - as_at.month
        if left < _MONTHS_LEFT:
            first = first.next()
        return first, first.next(), first.next().next()
    except PeriodError as error:
        raise QafError("The day given with --as-at is too far away to plan three years from it.") from error


def _read(name: str) -> dict[str, Any]:
    path = shipped_folder("templates") / "starters" / f"{name}.yaml"
    try:
        data = read_yaml(path.read_bytes()).data
    except OSError as error:
        raise QafError(f"The starter `{name}` that belongs to qaf is missing.", help="Install qaf again.") from error
    return data if isinstance(data, dict) else {}


def _area(entry: dict[str, Any]) -> StarterArea:
    return StarterArea(
        area=str(entry["adopt"]),
        good=tuple(entry.get("good", ())),
        measures=tuple(entry.get("measures", ())),
        questions=tuple(entry.get("questions", ())),
        key=tuple(entry.get("key", ())),
        evidence=int(entry.get("evidence", 0)),
        own=tuple(entry.get("own", ())),
        told_by=entry.get("told_by", {}),
        shows=entry.get("shows", {}),
        priority=str(entry.get("priority", "")),
    )


def _words(areas: Sequence[StarterArea], years: Sequence[Period]) -> dict[str, list[str]]:
    """What the words in capitals of a starter stand for."""
    words = {"AREAS": [area.area for area in areas]}
    words |= {f"PRIORITY{area.priority}": [area.area] for area in areas if area.priority}
    return words | {f"YEAR{number}": [str(year)] for number, year in enumerate(years, 1)}


def _filled(value: Any, words: Mapping[str, list[str]]) -> Any:
    """The value with the words in capitals replaced: `YEAR1 Q3` becomes `2026/27 Q3`."""
    if isinstance(value, dict):
        return {key: _filled(item, words) for key, item in value.items()}
    if isinstance(value, list):
        return [one for item in value for one in _items(item, words)]
    return value


def _items(item: Any, words: Mapping[str, list[str]]) -> list[Any]:
    if not isinstance(item, str):
        return [_filled(item, words)]
    first, _, part = item.partition(" ")
    if item in words:
        return words[item]
    return [f"{words[first][0].removesuffix(' academic')} {part}"] if first in words else [item]
