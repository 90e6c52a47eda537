"""QAF301: area without outcome measure.

Counting what was done cannot say whether a child is safer. An outcome measure says what changed in the lives of
children and families, and it is the kind of information that matters most.

A parent area counts the measures of all areas below it; an area below is judged on its own file. A measure counts
whatever its `status`, and not before it is written (QAF319). Add one to the area with `kind: outcome`.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts
from qaf.rules.sense.measure_kinds import explain_kind, find_areas_without

CODE = "QAF301"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: sessions-held
    kind: quantity
    text: Supervision sessions held
    unit: count
  - id: plans-improved
    kind: outcome
    text: Children whose plan improved after it was discussed in supervision
    unit: percent
    base: plans discussed
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each area without a measure of this kind."""
    return find_areas_without(facts, CODE, "outcome")


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which measures were counted, and which were not because of their kind."""
    return explain_kind(facts, about, "outcome")
