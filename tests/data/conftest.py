from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from qaf.data.ingest import IngestRequest, IngestResult, ingest
from qaf.model.area import Area
from qaf.model.framework import Framework
from qaf.model.recipe import Recipe
from qaf.model.settings import Settings
from qaf.workspace.store import Store, read_store

AS_AT = datetime.date(2026, 3, 31)

SETTINGS = {
    "schema": "1",
    "organisation": {"id": "northmoor", "name": "Northmoor", "kind": "organisation"},
    "breakdowns": [
        {"id": "team", "parts": "all", "categories": [{"id": "north", "name": "North team"}, {"id": "south"}]},
        {"id": "age", "categories": [{"id": "under-5"}, {"id": "5-to-17"}]},
    ],
    "comparators": [
        {"id": "england", "name": "England"},
        {"id": "neighbours", "name": "Neighbours", "method": "mean", "members": [{"code": "E08000001"}]},
    ],
    "scales": [{"id": "ofsted", "good_from": "good", "grades": [{"id": "poor"}, {"id": "fair"}, {"id": "good"}]}],
}

MEASURES = (
    {"id": "referrals", "unit": "count", "counts": "events", "breakdowns": ["team"]},
    {"id": "repeat-referrals", "unit": "percent", "counts": "events", "of": "referrals", "breakdowns": ["team"]},
    {"id": "children", "unit": "count"},
    {"id": "looked-after", "unit": "rate", "of": "children"},
    {"id": "felt-safer", "unit": "percent", "base": "children interviewed at closure"},
    {"id": "caseload", "unit": "mean", "counts": "staff"},
    {"id": "vacancies", "unit": "percent", "counts": "staff", "base": "posts"},
    {"id": "costs", "unit": "ratio", "counts": "things"},
    {"id": "less-worry", "unit": "change"},
    {"id": "audit-grades", "unit": "shares", "scale": "ofsted", "counts": "cases"},
    {"id": "own-grade", "unit": "grade", "scale": "ofsted"},
    {"id": "wellbeing", "unit": "before_after", "scale": "ofsted", "follow_up": ["closure", "6m"]},
)


def build_framework(*recipes: dict, measures=MEASURES, **settings) -> Framework:
    """A framework with one area, `front-door`, that holds the measures."""
    kept = tuple({"kind": "quantity", "text": "A measure", **measure} for measure in measures)
    area = Area.model_validate({"id": "front-door", "name": "Front door", "group": "practice", "measures": kept})
    read = [Recipe.model_validate(recipe) for recipe in recipes]
    return Framework(
        settings=Settings.model_validate({**SETTINGS, **settings}),
        areas={"front-door": area},
        recipes={recipe.id: recipe for recipe in read},
    )


@dataclass
class Bench:
    """A folder of figures, and a way to take files in."""

    folder: Path
    framework: Framework = field(default_factory=build_framework)

    def take(self, text: str | bytes, *, name: str = "figures.csv", recipe: dict | None = None, **more) -> IngestResult:
        content = text if isinstance(text, bytes) else text.encode()
        model = Recipe.model_validate(recipe) if recipe else None
        raw = repr(recipe).encode() if recipe else b""
        path = f"imports/{model.id}.yaml" if model else ""
        return ingest(IngestRequest(self.framework, self.folder, name, content, AS_AT, model, raw, path, **more))

    def rows(self, *rows: str, header: str = "measure,period,value", **more) -> IngestResult:
        """Take in a tidy file of these rows."""
        return self.take("\n".join([header, *rows]) + "\n", **more)

    def store(self) -> Store:
        return read_store(self.folder)

    def contents(self) -> list[tuple[str, ...]]:
        """What is stored: measure, period, series, numerator, denominator, value."""
        return [(f.key.measure, str(f.key.period), f.key.series, *f.content()[:3]) for f in self.store().figures]

    def bytes_on_disk(self) -> dict[str, bytes]:
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file()
        }


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path / "data")


@pytest.fixture
def framework_of():
    """Builds a framework from recipes, measures and settings given as plain data."""
    return build_framework


def said(result: IngestResult) -> str:
    """Everything that a result says, for a look at its words."""
    return "\n".join(f"{item.level} {item.code} {item.message} {item.help}" for item in result.findings)


@pytest.fixture
def words():
    """Everything that a result says, as one text."""
    return said
