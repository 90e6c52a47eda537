"""QAF311: area without the voice of frontline staff.

People who do the work know where it is thin long before the figures show it. An area counts as hearing them where one
of its sources is of family `frontline_staff`.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.coverage import FAMILIES
from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts
from qaf.rules.sense.source_lines import explain_sources

CODE = "QAF311"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
sources:
  - id: family-interviews
    family: children_parents_carers
    method: interview
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
  - id: family-interviews
    family: children_parents_carers
    method: interview
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such area."""
    for item in facts.areas_with_sources:
        area = item.area
        if not item.from_family("frontline_staff"):
            message = f"{area.name} has no source that hears {FAMILIES['frontline_staff']}."
            advice = "Add a source with `family: frontline_staff`."
            yield finding(CODE, facts.place(area.id), message, help=advice, subject=area.id, area=area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which sources were counted, and where they were found."""
    return explain_sources(facts, about)
