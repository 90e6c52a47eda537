"""QAF303: area without quantity measure.

Quantity matters least of the three, yet outcomes and quality are read against it: a percentage needs to be of
something, and a board needs to know how large the work is.

A parent area counts the measures of all areas below it; an area below is judged on its own file. A measure counts
whatever its `status`. Add one to the area with `kind: quantity`.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts
from qaf.rules.sense.measure_kinds import explain_kind, find_areas_without

CODE = "QAF303"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
measures:
  - id: felt-heard
    kind: quality
    text: Sessions at which the worker felt heard
    unit: percent
    base: sessions asked about
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
    return find_areas_without(facts, CODE, "quantity")


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which measures were counted, and which were not because of their kind."""
    return explain_kind(facts, about, "quantity")
