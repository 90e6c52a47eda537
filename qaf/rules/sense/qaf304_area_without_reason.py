"""QAF304: area without a reason for choosing it.

Nobody can quality-assure everything. What matters is that there is a reason, from local need and from research, for
looking at this area and not at another: `why:` says it in a sentence or two, and is printed at the top of the sheet.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts

CODE = "QAF304"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
why: Two case reviews found that nobody had asked the workers what they thought.
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such area."""
    for item in facts.areas:
        area = item.area
        if not area.why:
            message = f"{area.name} does not say why it was chosen."
            advice = "Add `why:` with what local need and research say."
            yield finding(CODE, facts.place(area.id), message, help=advice, subject=area.id, area=area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    area = facts.coverage[about].area
    given = "given" if area.why else "not given"
    yield f"`why` of area `{area.id}` is {given}. What the areas above say does not count."
