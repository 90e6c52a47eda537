"""QAF308: area seen through one family of sources only.

Every source sees part of the truth. An area that is known through one family only (case records, say) should be looked
at from another side too: by asking the children and parents, or the staff. A source counts where the area declares it,
where `sources.yaml` gives it to the area, or where one of the area's measures names it.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.coverage import FAMILIES
from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts
from qaf.rules.sense.source_lines import explain_sources

CODE = "QAF308"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
sources:
  - id: staff-survey
    family: frontline_staff
    method: survey
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
        if len(item.families) == 1:
            message = f"{area.name} is seen through {FAMILIES[item.families[0]]} only."
            advice = "Add a source of another family, to the area or to sources.yaml."
            yield finding(CODE, facts.place(area.id), message, help=advice, subject=area.id, area=area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which sources were counted, and where they were found."""
    return explain_sources(facts, about)
