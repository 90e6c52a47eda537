"""QAF306: good statement that no measure shows.

A statement of what good looks like is an ambition until something shows how near it is. Measures name the statements
they show under `shows:`; a measure counts for statements of its own area and of the areas above it.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import shortened
from qaf.model.measure import Measure
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts

CODE = "QAF306"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
good:
  - id: staff-are-heard
    kind: quality
    text: Staff are heard.
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
good:
  - id: staff-are-heard
    kind: quality
    text: Staff are heard.
measures:
  - id: felt-heard
    kind: quality
    text: Sessions at which the worker felt heard
    unit: percent
    base: sessions asked about
    shows: [staff-are-heard]
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each statement that no measure of its area, or of an area below, shows."""
    for item in facts.areas:
        for good in item.area.good:
            if _showing(facts, good.id):
                continue
            message = f"Nothing shows how near this {good.kind} statement is: {shortened(good.text, 90)}"
            advice = f"Add `shows: [{good.id}]` to a measure that tells, or a measure that would."
            area = item.area.id
            yield finding(CODE, facts.place(good.id), message, help=advice, subject=good.id, area=area)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which measures name the statement, and which of them count."""
    area = facts.framework.area_of(about)
    yield f"Looked at measures of `{area}` and of areas below it."
    counted = _showing(facts, about)
    named = facts.framework.shown_by.get(about, ())
    for measure in named:
        verdict = "counted" if measure in counted else "not counted: it stands in an area that is not below"
        yield f"`{measure.id}` shows it: {verdict}."
    if not named:
        yield "No measure names it under `shows`."


def _showing(facts: Facts, good: str) -> list[Measure]:
    framework = facts.framework
    home = framework.area_of(good)
    return [
        measure
        for measure in framework.shown_by.get(good, ())
        if (own := framework.area_of(measure.id)) == home or home in {area.id for area in framework.above(own)}
    ]
