"""QAF315: area without outcome source.

Outcomes are hard to find out. Before a measure can say whether anyone is better off, somebody has to know who could
tell: the children and parents, those who work with them, or the files read for what changed.

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

CODE = "QAF315"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
sources:
  - id: supervision-records
    family: organisational_information
    method: management_information
    kinds: [quantity]
  - id: staff-survey
    family: frontline_staff
    method: survey
    kinds: [quality]
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
sources:
  - id: supervision-records
    family: organisational_information
    method: management_information
    kinds: [quantity]
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


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each area without a source of this kind."""
    return find_areas_without_source(facts, CODE, "outcome")


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What each source is for, and which were counted."""
    return explain_source_kinds(facts, about, "outcome")
