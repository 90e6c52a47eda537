"""QAF331: activity without a lead.

An audit that everybody agreed to and nobody leads does not take place. As soon as a day has been agreed, or the time
has passed, somebody has to lead it: `lead:` is a post or a member, never a person's name. What is planned for some time
in a quarter or a year can wait, and what is over needs none; `qaf steps` counts them all.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.programme_times import Time
from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.governance.timetable_examples import THREE_YEARS

CODE = "QAF331"
APPLIES = WORKING_FOLDER

_ACTIVITY = """\
activities:
  - id: staff-survey
    name: Staff survey
    kind: survey
    due: [2026-10-30]
"""

BAD: Files = {"qaf.yaml": THREE_YEARS, "timetable.yaml": _ACTIVITY}
GOOD: Files = {"qaf.yaml": THREE_YEARS, "timetable.yaml": f"{_ACTIVITY}    lead: principal-social-worker\n"}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each activity whose next time is a day, or has passed."""
    for item in facts.programme.activities:
        activity = item.activity
        if not activity.lead and item.next and _is_pressing(item.next):
            message = f"Nobody leads `{activity.id}` ({activity.name})."
            area = item.areas[0] if len(item.areas) == 1 else ""
            advice = "Add `lead:` with the id of a post."
            yield finding(CODE, facts.place(activity.id), message, help=advice, subject=activity.id, area=area)


def _is_pressing(time: Time) -> bool:
    return time.state == "overdue" or (time.given and time.start == time.end)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """What was looked at."""
    item = facts.programme.by_id[about]
    following = f"its next time is {item.next.spelt}" if item.next else "it has no time that is still to come"
    yield f"Activity `{about}` has lead {item.activity.lead or 'none'}, and {following}."
