"""QAF354: ambition on how many people have a status.

How many children are looked after, or have a protection plan, is neither good nor bad by itself: fewer can mean that
families are helped earlier, or that nobody looks. An ambition for such a number rewards whoever closes the door. Set
it on what changes for the children who have the status, or on how well the work is done.

Taken for one is an ambition of a measure that counts people or cases, or gives them as a rate, at the end of a period
(`window: at_end`), or whose text speaks of being looked after, in care, on a plan or on a register.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import plural, shortened
from qaf.model.measure import Measure
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF354"
APPLIES = WORKING_FOLDER

_AREA = """\
name: Children in care
group: practice
measures:
  - id: children-looked-after
    kind: quantity
    text: Children looked after
    unit: count
    window: at_end
{more}"""
_AMBITION = "    ambitions: [{period: 2026/27, at_most: 300, why: Neighbours have fewer, set_by: Cabinet}]\n"

BAD: Files = {"areas/children-in-care.yaml": _AREA.format(more=_AMBITION)}
GOOD: Files = {"areas/children-in-care.yaml": _AREA.format(more="")}

_PEOPLE = ("children", "parents", "families", "cases")
_STATUS = re.compile(
    r"\b(looked[ -]after|in care|child protection plans?|child in need plans?|on a (?:plan|register)|subject to a)\b",
    re.IGNORECASE,
)


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such measure."""
    for item in facts.areas:
        for measure in item.area.measures:
            if measure.ambitions and _is_of_status(measure):
                title = shortened(measure.text)
                message = (
                    f"An ambition is set on `{measure.id}` ({title}): how many have a status is neither good nor bad."
                )
                advice = "Set it on what changes for these children, or on the quality of the work."
                place = facts.place(measure.id)
                yield finding(CODE, place, message, help=advice, subject=measure.id, area=item.area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    measure = facts.framework.measures[about]
    yield f"Measure `{about}`: unit {measure.unit}, counts {measure.counts}, window {measure.window}."
    words = "speaks" if _STATUS.search(measure.text) else "does not speak"
    yield f"Its text {words} of a status. It has {plural(len(measure.ambitions), 'ambition')}."


def _is_of_status(measure: Measure) -> bool:
    if measure.unit not in ("count", "rate") or measure.counts not in _PEOPLE or measure.kind == "outcome":
        return False
    return measure.window == "at_end" or bool(_STATUS.search(measure.text))
