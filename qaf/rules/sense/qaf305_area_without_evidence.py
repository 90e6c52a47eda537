"""QAF305: area without evidence.

A reason is worth what it rests on. `evidence:` lists who says so and what they say: a needs assessment, a review, a
piece of research. It stands beside the reason on the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.ground.text import plural
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts

CODE = "QAF305"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
why: It matters.
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
why: It matters.
evidence:
  - cite: Review of two cases, 2024
    says: Nobody had asked the workers what they thought.
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such area."""
    for item in facts.areas:
        area = item.area
        if not area.evidence:
            message = f"{area.name} cites no evidence for its reason."
            advice = "Add `evidence:` with `cite` and `says`."
            yield finding(CODE, facts.place(area.id), message, help=advice, subject=area.id, area=area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    area = facts.coverage[about].area
    entries = plural(len(area.evidence), "entry", "entries")
    yield f"Area `{area.id}` has {entries} under `evidence`. Its own `cite` does not count."
