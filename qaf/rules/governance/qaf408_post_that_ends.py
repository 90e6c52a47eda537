"""QAF408: a lead whose post ends before the work.

The post that leads an activity has an end (`until`), and the activity is still to come after it. Unless somebody takes
it over, nobody will do it. Name another post as `lead`, or move the day on which the post ends.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.governance.timetable_examples import THREE_YEARS

CODE = "QAF408"
APPLIES = WORKING_FOLDER

_ACTIVITY = """\
activities:
  - id: staff-survey
    name: Staff survey
    kind: survey
    lead: {lead}
    due: [2026-10-30]
"""
_POSTS = """\
posts:
  - {id: principal-social-worker, name: Principal Social Worker}
  - {id: project-officer, name: Project Officer, until: 2026-07-31}
"""

BAD: Files = {
    "qaf.yaml": THREE_YEARS,
    "governance.yaml": _POSTS,
    "timetable.yaml": _ACTIVITY.format(lead="project-officer"),
}
GOOD: Files = {
    "qaf.yaml": THREE_YEARS,
    "governance.yaml": _POSTS,
    "timetable.yaml": _ACTIVITY.format(lead="principal-social-worker"),
}


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each activity, with the first time that has nobody to lead it."""
    ends = {post.id: post.until for post in facts.framework.governance.posts if post.until}
    for item in facts.programme.activities:
        activity = item.activity
        until = ends.get(activity.lead or "")
        after = next((t for t in item.times if t.state in ("now", "ahead") and until and t.end > until), None)
        if until and after:
            message = (
                f"`{activity.id}` ({activity.name}) is due in {after.spelt}, and the post that leads it, "
                f"`{activity.lead}`, ends on {until.isoformat()}."
            )
            advice = "Name another post as `lead`, or move the end of the post."
            place = facts.place(activity.id)
            place = place._replace(loc=place.loc[:-1]).at("lead")
            yield finding(CODE, place, message, help=advice, subject=activity.id)
