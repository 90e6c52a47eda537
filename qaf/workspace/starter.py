"""Starters: which few areas and measures of the catalogue a sector begins with, which bodies, which activities.

A starter is a YAML file of `templates/starters/`, one a sector and one for partnerships. It holds `areas` (catalogue
ids to adopt, with priority, owner and the measures that are key), and the lists that go into `governance.yaml`,
`timetable.yaml`, `sources.yaml` and `qaf.yaml` as they are; `YEAR1`, `YEAR2` and `YEAR3` in them become years.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from qaf.ground.errors import QafError
from qaf.model.period import Period, latest_whole_reporting_year
from qaf.workspace.shipped import shipped_folder
from qaf.workspace.yaml_reader import read_yaml
from qaf.workspace.yaml_write import Data

SECTORS = ("council", "health", "police", "education")
"""Sectors that have a starter of their own."""

_MONTHS_LEFT = 6


@dataclass(frozen=True, slots=True)
class StarterArea:
    """An area to adopt, the entries to adopt with it, and what the folder says of it itself."""

    area: str
    entries: tuple[str, ...]
    key: tuple[str, ...]
    priority: str = ""
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Starter:
    """What a new folder begins with. `lists` are the lists of its files, by key; `year_starts` is a month or ""."""

    areas: tuple[StarterArea, ...] = ()
    lists: Mapping[str, list[Data]] | None = None
    year_starts: str = ""

    def listed(self, key: str) -> list[Data]:
        """One of the lists; empty where it has none."""
        return list((self.lists or {}).get(key, ()))


def starter_of(sector: str, kind: str, as_at: date) -> Starter:
    """What an organisation of a sector, or a partnership, begins with; its years as they are on a day.

    A partnership has the bodies and activities of one, and the areas of the sector where it names one.
    """
    own = _read(sector) if sector else {}
    data = {**_read("partnership"), **({"areas": own["areas"]} if own else {})} if kind == "partnership" else own
    year_starts = str(data.get("year_starts", ""))
    years = three_years(as_at, year_starts or "april")
    lists = {key: _with_years(value, years) for key, value in data.items() if isinstance(value, list) and key != "areas"}
    return Starter(tuple(_area(entry) for entry in data.get("areas", ())), lists, year_starts)


def three_years(as_at: date, year_starts: str) -> tuple[Period, Period, Period]:
    """The year of the day and the two after it; where less than half of that year is left, the three that follow."""
    first = latest_whole_reporting_year(as_at, year_starts).next()
    left = (first.end.year - as_at.year) * 12 + first.end.month - as_at.month
    if left < _MONTHS_LEFT:
        first = first.next()
    return first, first.next(), first.next().next()


def _read(name: str) -> dict[str, Any]:
    path = shipped_folder("templates") / "starters" / f"{name}.yaml"
    try:
        data = read_yaml(path.read_bytes()).data
    except OSError as error:
        raise QafError(f"The starter `{name}` that belongs to qaf is missing.", help="Install qaf again.") from error
    return data if isinstance(data, dict) else {}


def _area(entry: dict[str, Any]) -> StarterArea:
    entries = [id_ for key in ("good", "sources", "measures", "questions") for id_ in entry.get(key, ())]
    return StarterArea(
        str(entry["adopt"]), tuple(entries), tuple(entry.get("key", ())), entry.get("priority", ""), entry.get("owner", "")
    )


def _with_years(value: Any, years: tuple[Period, ...]) -> Any:
    """The value with the years filled in: `YEAR1 Q3` becomes `2026/27 Q3`, a bare `YEAR1` the year as it is spelt."""
    if isinstance(value, dict):
        return {key: _with_years(item, years) for key, item in value.items()}
    if isinstance(value, list):
        return [_with_years(item, years) for item in value]
    for number, year in enumerate(years, 1):
        if value == f"YEAR{number}":
            return str(year)
        if isinstance(value, str):
            value = value.replace(f"YEAR{number}", str(year).removesuffix(" academic"))
    return value
