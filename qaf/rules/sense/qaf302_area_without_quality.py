"""QAF302: area without quality measure.

A quality measure says how well the work was done: whether assessments were sound, whether parents felt heard. Without
one, a board sees how much was done and cannot tell whether it was worth doing that way.

A parent area counts the measures of all areas below it; an area below is judged on its own file. A measure counts
whatever its `status`. Add one to the area with `kind: quality`.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts
from qaf.rules.sense.measure_kinds import explain_kind, find_areas_without

CODE = "QAF302"
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
  - id: felt-heard
    kind: quality
    text: Sessions at which the worker felt heard
    unit: percent
    base: sessions asked about
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each area without a measure of this kind."""
    return find_areas_without(facts, CODE, "quality")


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which measures were counted, and which were not because of their kind."""
    return explain_kind(facts, about, "quality")
