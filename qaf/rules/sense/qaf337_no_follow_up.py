"""QAF337: nobody asks again after closure.

Much gets better for as long as somebody visits. Whether it stays so is seen months later: the same people are asked
again, eight weeks, six, twelve or eighteen months after involvement ended. `follow_up:` of a measure that is rated
before and after names these points; closure and transfer alone are none.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import listing, shortened
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF337"
APPLIES = WORKING_FOLDER

_SCALE = """\
schema: 2
organisation: {id: our-council, name: Our Council, kind: organisation}
scales:
  - {id: how-safe, good_from: mostly, grades: [{id: not-safe}, {id: mostly}, {id: safe}]}
"""
_AREA = """\
name: Neglect
group: practice
measures:
  - id: safer-at-closure
    kind: outcome
    text: Children who are safer at closure than at assessment
    unit: before_after
    scale: how-safe
    follow_up: [closure{later}]
"""

BAD: Files = {"qaf.yaml": _SCALE, "areas/neglect.yaml": _AREA.format(later="")}
GOOD: Files = {"qaf.yaml": _SCALE, "areas/neglect.yaml": _AREA.format(later=", 6m")}

_AT_THE_END = ("closure", "transfer")


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such measure."""
    for item in facts.areas:
        for measure in item.area.measures:
            if measure.unit == "before_after" and not set(measure.follow_up) - set(_AT_THE_END):
                message = f"`{measure.id}` ({shortened(measure.text)}) is not asked about again once work has ended."
                advice = "Add a later point to `follow_up`, such as 6m."
                place = facts.place(measure.id)
                yield finding(CODE, place, message, help=advice, subject=measure.id, area=item.area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    measure = facts.framework.measures[about]
    yield f"Measure `{about}` has unit {measure.unit} and follow-up at: {listing(measure.follow_up) or 'no point'}."
