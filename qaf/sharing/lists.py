"""What a bundle holds for readers without qaf: the areas and the measures as tables, and a page that explains it."""

from __future__ import annotations

from collections.abc import Sequence

from qaf.formats.workbook_file import like_a_formula
from qaf.model.framework import Framework
from qaf.model.protected import ABSENCES
from qaf.sharing.manifest import Manifest
from qaf.workspace.csv_text import csv_bytes

AREA_COLUMNS = ("area", "name", "group", "within", "priority", "based_on")
MEASURE_COLUMNS = (
    "measure", "area", "kind", "text", "unit", "counts", "of", "base", "covers", "window", "better", "frequency",
    "shows", "based_on",
)  # fmt: skip


def areas_bytes(framework: Framework) -> bytes:
    """The content areas as CSV, in the order of their ids."""
    areas = sorted(framework.areas.values(), key=lambda area: area.id)
    rows = ((area.id, area.name, area.group, area.within, area.priority, area.based_on) for area in areas)
    return csv_bytes(AREA_COLUMNS, map(_cells, rows))


def measures_bytes(framework: Framework) -> bytes:
    """The measures as CSV, in the order of their ids."""
    rows = (
        (
            measure.id, framework.area_of(measure.id), measure.kind, measure.text, measure.unit, measure.counts,
            measure.of, measure.base, measure.covers, measure.window, measure.better, measure.frequency,
            " ".join(measure.shows), measure.based_on,
        )
        for _, measure in sorted(framework.measures.items())
    )  # fmt: skip
    return csv_bytes(MEASURE_COLUMNS, map(_cells, rows))


def readme_bytes(manifest: Manifest) -> bytes:
    """What the bundle is and how to read it, as Markdown."""
    lines = [
        f"# {_escaped(manifest.name)}: what is shared with the partnership",
        "",
        *([f"**{_escaped(manifest.marking)}**", ""] if manifest.marking else []),
        f"Framework and figures up to {manifest.period}, as they stood on {manifest.as_at.isoformat()}.",
        "",
        "- `figures.csv`: the figures as they may be shown, one row a figure. Numbers are protected: "
        f"{_PROFILES[manifest.profile]}",
        "- `coarser.csv`: which figures are shown for a longer period or a coarser breakdown only.",
        "- `areas.csv`, `measures.csv`: what the figures are about.",
        "- `framework/`: the framework itself as YAML, and stories whose tellers agreed to this use.",
        "- `datapackage.json`: the manifest (a Frictionless Data Package) with the length and sha256 of every file.",
        "",
        "A letter stands where there is no number:",
        "",
        *(f"- `{symbol}`: {words}" for symbol, words in ABSENCES.items()),
        "",
        "An empty cell means that nothing was given. A text that a spreadsheet would run as a formula has an "
        "apostrophe before it.",
        "",
    ]
    return "\n".join(lines).encode("utf-8")


_PROFILES = {
    "dfe": "counts of people from 1 to 5, and what would give them away, are withheld.",
    "nhs": "counts of people from 1 to 7, and what would give them away, are withheld; others are rounded to 5.",
    "strict": "counts of people under 10, and what would give them away, are withheld.",
}


def _escaped(text: str) -> str:
    """A text that anybody may have written, with what Markdown or a browser would act on disarmed."""
    return "".join(f"\\{character}" if character in "\\`*_[]<>#|~&" else character for character in text)


def _cells(row: Sequence[object]) -> list[str]:
    return [_cell("" if value is None else str(value)) for value in row]


def _cell(text: str) -> str:
    """The text on one line; one that a spreadsheet would run as a formula begins with an apostrophe."""
    line = " ".join(text.split())
    return f"'{line}" if like_a_formula(line) else line
