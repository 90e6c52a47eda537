"""QAF350: leaders without planned contact.

Leaders who know the service from papers only know it second-hand. The guidance asks for a yearly programme in which
senior people meet parents and children, and frontline staff, themselves. It is an activity with `by_leaders: true`
that is still to come and whose `sources` are of the family children_parents_carers, or of frontline_staff.

Where an activity names no sources its kind tells: walking the floor and observation meet staff, a focus group may meet
either. Nothing is said in a folder whose timetable has no activity at all.
"""

from __future__ import annotations

from collections.abc import Iterator

from qaf.analysis.programme import Scheduled
from qaf.ground.findings import Finding, finding
from qaf.ground.text import listing, quoted
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts
from qaf.rules.governance.timetable_examples import THREE_YEARS

CODE = "QAF350"
APPLIES = WORKING_FOLDER

_ACTIVITY = """\
activities:
  - id: mornings-with-teams
    name: A morning beside somebody at work
    kind: walking_the_floor
    areas: [supervision]
    lead: director
    by_leaders: true
    due: [2026-10-30]
"""
_EVENING = """\
  - id: evening-with-parents
    name: An evening with parents
    kind: focus_group
    areas: [supervision]
    lead: director
    by_leaders: true
    due: [2026-11-27]
"""
_AREA: Files = {"qaf.yaml": THREE_YEARS, "areas/supervision.yaml": "name: Supervision\ngroup: organisational\n"}

BAD: Files = {**_AREA, "timetable.yaml": _ACTIVITY}
GOOD: Files = {**_AREA, "timetable.yaml": _ACTIVITY + _EVENING}

_VOICES = {"children_parents_carers": "children, parents and carers", "frontline_staff": "frontline staff"}
_BY_KIND = {
    "walking_the_floor": ("frontline_staff",),
    "observation": ("frontline_staff",),
    "focus_group": ("children_parents_carers", "frontline_staff"),
}


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for the whole folder, with whom leaders do not meet."""
    framework = facts.framework
    if not framework.timetable.activities or {"timetable", "sources", "area"} & framework.unread:
        return
    missed = [words for family, words in _VOICES.items() if not _meeting(facts, family)]
    if missed:
        organisation = framework.settings.organisation.id
        message = f"Nothing is planned in which leaders themselves meet {listing(missed, 'nor')}."
        advice = "Plan an activity with `by_leaders: true`, and name in `sources` whom it hears."
        yield finding(CODE, facts.place(organisation), message, help=advice, subject=organisation)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which activities by leaders are still to come, and whom they meet."""
    for family, words in _VOICES.items():
        met = quoted((item.activity.id for item in _meeting(facts, family)), "and") or "no activity"
        yield f"Leaders of `{about}` meet {words} in {met}."
    yield "Not counted: activities that are over, and those without `by_leaders: true`."


def _meeting(facts: Facts, family: str) -> list[Scheduled]:
    """The activities by leaders that are still to come and hear a family of sources."""
    coming = (item for item in facts.programme.activities if item.activity.by_leaders and (item.next or item.always))
    return [item for item in coming if family in _families(facts, item)]


def _families(facts: Facts, item: Scheduled) -> set[str]:
    sources = facts.framework.sources
    named = {sources[id_].family for id_ in item.activity.sources if id_ in sources}
    return {*named} if named else {*_BY_KIND.get(item.activity.kind, ())}
