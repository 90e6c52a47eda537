"""QAF406: an activity that comes before what it follows.

`follows` says that an activity builds on another: a deep dive on what a survey found, a second audit on the first. It
cannot come first. Either a date is wrong, or it does not follow; where the other one has no date at all, give it one.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.programme_load import chains
from qaf.ground.findings import Finding, finding
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.governance.timetable_examples import THREE_YEARS

CODE = "QAF406"
APPLIES = WORKING_FOLDER

_ACTIVITIES = """\
activities:
  - id: conversations
    name: Conversations with families in temporary accommodation
    kind: survey
    due: [{due}]
  - id: housing-deep-dive
    name: A year in temporary accommodation
    kind: deep_dive
    follows: conversations
    due: [2026/27 Q3]
"""

BAD: Files = {"qaf.yaml": THREE_YEARS, "timetable.yaml": _ACTIVITIES.format(due="2027-02-26")}
GOOD: Files = {"qaf.yaml": THREE_YEARS, "timetable.yaml": _ACTIVITIES.format(due="2026-09-30")}


def find(facts: Facts) -> Iterator[Finding]:
    """One warning for each such activity."""
    known = facts.programme.by_id
    for chain in chains(facts.programme):
        if chain.state == "out_of_order":
            activity, before = known[chain.activity].activity, known[chain.follows].activity
            message = f"`{activity.id}` ({activity.name}) comes before `{before.id}` ({before.name}), which it follows."
            advice = "Mend the dates, or take `follows` away."
            place = facts.place(activity.id)
            place = place._replace(loc=place.loc[:-1]).at("follows")
            yield finding(CODE, place, message, help=advice, subject=activity.id)
