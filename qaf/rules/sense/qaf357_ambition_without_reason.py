"""QAF357: ambition without a day, a reason or who set it.

An ambition is local: somebody set it, for a reason, and it is to be reached by some time. A number of which nobody
knows who wanted it and why is a target that drifts from paper to paper. Each has `period`, `why` and `set_by`.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import listing, plural, shortened
from qaf.model.measure import Measure
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF357"
APPLIES = WORKING_FOLDER

_AREA = """\
name: Supervision
group: organisational
measures:
  - id: felt-heard
    kind: quality
    text: Sessions at which the worker felt heard
    unit: percent
    base: sessions asked about
    ambitions:
      - {{period: 2026/27, at_least: 80{why}}}
"""

BAD: Files = {"areas/supervision.yaml": _AREA.format(why="")}
GOOD: Files = {
    "areas/supervision.yaml": _AREA.format(why=", set_by: Leadership team, why: Four in five would be heard")
}

_KEYS = {"period": "by when", "why": "why", "set_by": "who set it"}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such measure, with what its ambitions leave out."""
    for item in facts.areas:
        for measure in item.area.measures:
            if missing := _missing(measure):
                title = shortened(measure.text)
                said = listing((_KEYS[key] for key in missing), "nor")
                message = f"An ambition of `{measure.id}` ({title}) does not say {said}."
                advice = f"Add {listing((f'`{key}`' for key in missing), 'and')} to the ambition."
                place = facts.place(measure.id)
                yield finding(CODE, place, message, help=advice, subject=measure.id, area=item.area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    measure = facts.framework.measures[about]
    yield f"Measure `{about}` has {plural(len(measure.ambitions), 'ambition')}."
    for key in _KEYS:
        given = sum(bool(getattr(ambition, key)) for ambition in measure.ambitions)
        yield f"With `{key}`: {given}."


def _missing(measure: Measure) -> list[str]:
    return [key for key in _KEYS if any(not getattr(ambition, key) for ambition in measure.ambitions)]
