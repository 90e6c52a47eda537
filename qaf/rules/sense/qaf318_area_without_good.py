"""QAF318: area without good statements.

Figures can be judged only against something. `good:` says what an area should look like when it goes well: as an
outcome for children and families, or as quality of the work. Two or three statements will do, best in the words of
families and staff.

A statement counts where the area gives it, an area above or an area below: measures may show statements of areas above.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.model.area import Area
from qaf.rules.example_folder import Files
from qaf.rules.facts import ANY_FOLDER, Facts

CODE = "QAF318"
APPLIES = ANY_FOLDER

BAD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
why: Two case reviews found that nobody had asked the workers what they thought.
""",
}
GOOD: Files = {
    "areas/supervision.yaml": """\
name: Supervision
group: organisational
why: Two case reviews found that nobody had asked the workers what they thought.
good:
  - id: staff-are-heard
    kind: quality
    text: Staff are heard.
""",
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each area for which nobody says what good looks like, neither in it nor above nor below."""
    for item in facts.areas:
        looked_at = _looked_at(facts, item.area)
        if not _all_readable(facts, looked_at) or any(area.good for area in looked_at):
            continue
        area = item.area.id
        message = f"{item.area.name} does not say what good looks like."
        advice = "Add `good:` with a statement of kind outcome, and one of kind quality."
        yield finding(CODE, facts.place(area), message, help=advice, subject=area, area=area)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which areas were looked at, and how many statements each has."""
    for area in _looked_at(facts, facts.coverage[about].area):
        yield f"Area `{area.id}` has {len(area.good)} under `good`."


def _looked_at(facts: Facts, area: Area) -> tuple[Area, ...]:
    """The area itself, those above it and those below it."""
    above = tuple(one for one in facts.framework.above(area.id) if one.id != area.id)
    return (*above, *facts.coverage[area.id].counted)


def _all_readable(facts: Facts, areas: tuple[Area, ...]) -> bool:
    """Whether each of them could be read whole, and none lies within an area that could not be read at all."""
    known = facts.framework.areas
    return not any(area.id in facts.unsure or (area.within and area.within not in known) for area in areas)
