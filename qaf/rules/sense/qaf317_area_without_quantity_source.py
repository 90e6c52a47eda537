"""QAF317: area without quantity source.

Quantity matters least of the three. Still, somebody has to be able to say how much there was, or outcomes and quality
cannot be told to be of many or of few.

A source says in `kinds:` which kinds of information it is for. An area is judged where all of its sources say so: one
that leaves it open may tell this too. A parent area counts the sources of all areas below it; an area below is judged
on its own sources. An area without any source is another gap (QAF313).
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts
from qaf.rules.sense.source_kinds import explain_source_kinds, find_areas_without_source

CODE = "QAF317"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
sources:
  - id: staff-survey
    family: frontline_staff
    method: survey
    kinds: [quality]
  - id: reading-of-plans
    family: case_records
    method: case_audit
    kinds: [outcome]
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
    kinds: [quality]
  - id: reading-of-plans
    family: case_records
    method: case_audit
    kinds: [outcome]
  - id: supervision-records
    family: organisational_information
    method: management_information
    kinds: [quantity]
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each area without a source of this kind."""
    return find_areas_without_source(facts, CODE, "quantity")


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What each source is for, and which were counted."""
    return explain_source_kinds(facts, about, "quantity")
