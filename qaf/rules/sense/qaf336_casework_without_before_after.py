"""QAF336: casework without a rating before and after.

Where people work with single children and families, the plainest question is whether things were better at the end
than at the beginning. Each case is rated at assessment and again at closure, by the professional, the child and the
parent, and the ratings are added up: a measure with `unit: before_after`.

A priority area is asked where it is one of practice and knows its work from case records, or counts cases. Measures of
areas below it count.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.coverage import AreaCoverage
from qaf.ground.findings import Finding, finding
from qaf.ground.text import quoted
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF336"
APPLIES = WORKING_FOLDER

_AREA = """\
name: Neglect
group: practice
priority: 1
sources:
  - {id: files-read, family: case_records, method: case_audit}
"""
_SCALE = """\
schema: 2
organisation: {id: our-council, name: Our Council, kind: organisation}
scales:
  - {id: how-safe, good_from: mostly, grades: [{id: not-safe}, {id: mostly}, {id: safe}]}
"""
_MEASURE = """\
measures:
  - id: safer-at-closure
    kind: outcome
    text: Children who are safer at closure than at assessment
    unit: before_after
    scale: how-safe
    follow_up: [closure, 6m]
"""

BAD: Files = {"qaf.yaml": _SCALE, "areas/neglect.yaml": _AREA}
GOOD: Files = {"qaf.yaml": _SCALE, "areas/neglect.yaml": f"{_AREA}{_MEASURE}"}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such area."""
    for item in facts.areas_with_sources:
        area = item.area
        if area.priority is None or area.group != "practice" or not _casework(item) or _rated(item):
            continue
        message = f"{area.name} looks at single cases, and no measure says whether they were better at the end."
        advice = "Add an outcome measure with `unit: before_after`; docs/before-and-after.md says how."
        yield finding(CODE, facts.place(area.id), message, help=advice, subject=area.id, area=area.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was taken for casework, and which measures are rated before and after."""
    item = facts.coverage[about]
    priority = item.area.priority or "none"
    yield f"Area `{about}` is of group {item.area.group} and has priority {priority}."
    yield f"Casework is told by: {quoted(_casework(item), 'and') or 'nothing'}."
    yield f"Rated before and after: {quoted(_rated(item), 'and') or 'nothing'}."


def _casework(item: AreaCoverage) -> list[str]:
    """Ids of its sources that are case records, and of its measures that count cases."""
    sources = [source.id for source in item.from_family("case_records")]
    return sources + [measure.id for measure in item.measures if measure.counts == "cases"]


def _rated(item: AreaCoverage) -> list[str]:
    return [measure.id for measure in item.measures if measure.unit == "before_after"]
