"""QAF309: priority area without an owner.

An area with a `priority` gets a sheet in the report book, and somebody has to answer for it. `owner:` is a post or a
member, never a person's name.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF309"
APPLIES = WORKING_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
priority: 1
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
priority: 1
owner: head-of-practice
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such area."""
    for item in facts.areas:
        area = item.area
        if area.priority is not None and not area.owner:
            message = f"{area.name} is priority {area.priority} and nobody owns it."
            advice = "Add `owner:` with the id of a post."
            yield finding(CODE, facts.place(area.id), message, help=advice, subject=area.id, area=area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    area = facts.coverage[about].area
    yield f"Area `{area.id}` has priority {area.priority or 'none'} and owner {area.owner or 'none'}."
