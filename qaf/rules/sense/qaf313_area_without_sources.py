"""QAF313: area without sources.

An area for which no source is named cannot be known at all. Sources stand in the area's file, or in `sources.yaml`
where they serve several areas.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts
from qaf.rules.sense.source_lines import explain_sources

CODE = "QAF313"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
sources:
  - id: staff-survey
    family: frontline_staff
    method: survey
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such area."""
    for item in facts.areas_with_sources:
        area = item.area
        if not item.sources:
            message = f"{area.name} names no source of information."
            advice = "Add `sources:` to the area, or its id to a source in sources.yaml."
            yield finding(CODE, facts.place(area.id), message, help=advice, subject=area.id, area=area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which sources were counted, and where they were found."""
    return explain_sources(facts, about)
