"""QAF333: activity that looks at nothing.

An activity with no `areas`, no `measures` and no `sources` stands in the timetable and feeds nothing: what it finds has
no sheet to go to, and no area can count on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.governance.timetable_examples import THREE_YEARS

CODE = "QAF333"
APPLIES = WORKING_FOLDER

_AREA: Files = {"qaf.yaml": THREE_YEARS, "areas/supervision.yaml": "name: Supervision\ngroup: organisational\n"}
_ACTIVITY = """\
activities:
  - id: staff-survey
    name: Staff survey
    kind: survey
    lead: principal-social-worker
    due: [2026-10-30]
"""

BAD: Files = {**_AREA, "timetable.yaml": _ACTIVITY}
GOOD: Files = {**_AREA, "timetable.yaml": f"{_ACTIVITY}    areas: [supervision]\n"}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each such activity."""
    for item in facts.programme.activities:
        activity = item.activity
        if not (activity.areas or activity.measures or activity.sources):
            message = f"`{activity.id}` ({activity.name}) says neither which areas nor which measures it looks at."
            advice = "Add `areas`, `measures` or `sources`."
            yield finding(CODE, facts.place(activity.id), message, help=advice, subject=activity.id)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    activity = facts.programme.by_id[about].activity
    counts = f"{len(activity.areas)} areas, {len(activity.measures)} measures and {len(activity.sources)} sources"
    yield f"Activity `{about}` names {counts}."
