"""QAF316: area without quality source.

Counts come from systems. How well something was done is known to those it was done for, to those who did it, and to
whoever reads the files with care. An area needs one of them at least.

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

CODE = "QAF316"
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
  - id: supervision-records
    family: organisational_information
    method: management_information
    kinds: [quantity]
  - id: reading-of-plans
    family: case_records
    method: case_audit
    kinds: [outcome]
  - id: staff-survey
    family: frontline_staff
    method: survey
    kinds: [quality]
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each area without a source of this kind."""
    return find_areas_without_source(facts, CODE, "quality")


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What each source is for, and which were counted."""
    return explain_source_kinds(facts, about, "quality")
