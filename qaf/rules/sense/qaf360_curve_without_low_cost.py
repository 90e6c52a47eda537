"""QAF360: curve without an idea that costs little.

Turning the curve asks for at least one idea that costs little or nothing: a room of people who can only think of new
money has not finished thinking. Ideas are in `what_works`; one that costs little says `low_cost: true`.

Ask who in the room could begin on Monday, and with what.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, Where, finding
from qaf.ground.text import plural
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF360"
APPLIES = WORKING_FOLDER

_BESIDE: Files = {
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

BAD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
what_works:
  - idea: A second post for each team
    low_cost: false
""",
}
GOOD: Files = {
    **_BESIDE,
    "curves/sessions.yaml": """\
measure: sessions-held
what_works:
  - idea: A second post for each team
    low_cost: false
  - idea: Fixed days that nobody but the head of service may move
    low_cost: true
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each curve of which no idea is said to cost little."""
    framework = facts.framework
    for curve in framework.curves.values():
        if any(one.idea and one.low_cost for one in curve.what_works):
            continue
        has = "has no idea that costs little" if curve.what_works else "names no idea of what would work"
        message = f"Curve `{curve.id}` {has}."
        advice = "Add an idea with `low_cost: true` to `what_works`."
        where = Where(framework.where(curve.id).path, ("what_works",) if curve.what_works else ("measure",))
        area = framework.area_of(curve.measure)
        yield finding(CODE, where, message, help=advice, subject=curve.id, area=area)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    ideas = [one for one in facts.framework.curves[about].what_works if one.idea]
    said = sum(one.low_cost is None for one in ideas)
    yield f"Curve `{about}` has {plural(len(ideas), 'idea')}; of {said} of them nobody has said what they cost."
