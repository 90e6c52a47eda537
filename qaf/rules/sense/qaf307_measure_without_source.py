"""QAF307: measure without a source.

Whoever asks where a figure comes from has to get an answer. `sources:` of a measure names the sources, of its area or
of `sources.yaml`, that it is taken from.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import shortened
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts

CODE = "QAF307"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
sources:
  - id: staff-survey
    family: frontline_staff
    method: survey
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
sources:
  - id: staff-survey
    family: frontline_staff
    method: survey
measures:
  - id: felt-heard
    kind: quality
    text: Sessions at which the worker felt heard
    unit: percent
    base: sessions asked about
    sources: [staff-survey]
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such measure."""
    framework = facts.framework
    for area in framework.areas.values():
        if area.id in facts.unsure:
            continue
        for measure in area.measures:
            if not measure.sources:
                message = f"`{measure.id}` ({shortened(measure.text)}) does not say where its figures come from."
                advice = "Add `sources:` with the id of the source."
                yield finding(CODE, facts.place(measure.id), message, help=advice, subject=measure.id, area=area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    measure = facts.framework.measures[about]
    named = ", ".join(measure.sources) or "none"
    yield f"`sources` of measure `{measure.id}`: {named}. `supplied_by` and `cite` do not count."
