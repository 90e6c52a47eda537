"""QAF342: report without stories.

Figures say how many, and stories say what it is like. The guidance asks that real experiences are shared beside the
figures in every form of report: to a board once a year, to managers each quarter, in a team and in supervision. A
report whose bodies get figures only is a report that moves nobody to ask.

A report is asked where its `form` is one of qaf's. Two of these print no story, `summary` and `questions`: a body that
gets one of them should get stories in another report. The others print those whose consent covers the book on the day;
where there is none, no report can have any. Hearing a story at a meeting (`stories_heard`) within a year counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from qaf.ground.findings import Finding, finding
from qaf.ground.text import quoted
from qaf.model.governance import Report
from qaf.rules.example_folder import Files
from qaf.rules.facts import WORKING_FOLDER, Facts

CODE = "QAF342"
APPLIES = WORKING_FOLDER

_BODIES = """\
bodies:
  - {id: cabinet, name: Cabinet, role: senior_leadership, trained: {on: 2026-01-20, of: 9, count: 9}}
  - {id: scrutiny-committee, name: Scrutiny Committee, role: scrutiny, trained: {on: 2026-01-20, of: 9, count: 9}}
"""
_REPORT = """\
reports:
  - {id: one-page, name: One page, form: summary, to: [cabinet], when: quarterly, considered: First, leads_to: Actions}
"""
_STORIES = """\
  - {id: story-sheets, name: Stories, form: stories, to: [cabinet], when: quarterly, considered: Read, leads_to: Ideas}
"""

_STORY: Files = {
    "areas/neglect.yaml": "name: Neglect\ngroup: practice\n",
    "stories/a-door.md": """\
---
voice: child
area: neglect
names_changed: true
consent: {given: 2026-01-12, how: in writing, for: [book]}
---
I have a door now.
""",
}

BAD: Files = {**_STORY, "governance.yaml": _BODIES + _REPORT}
GOOD: Files = {**_STORY, "governance.yaml": _BODIES + _REPORT + _STORIES}

WITH_STORIES = ("book", "quarterly", "monthly", "team", "supervision", "stories")
WITHOUT = ("summary", "questions")


def find(facts: Facts) -> Iterator[Finding]:
    """One gap for each report whose bodies hear no story; where no story may be printed at all, one for the folder."""
    if {"governance", "story", "meetings"} & facts.framework.unread:
        return
    printable = bool(_printable(facts))
    deaf = {report.id: _deaf(facts, report, printable=printable) for report in _asked(facts)}
    lacking = [id_ for id_, bodies in deaf.items() if bodies]
    advice = "Ask somebody who told a story whether it may stand in the book, and until when."
    if lacking and not printable:
        organisation = facts.framework.settings.organisation.id
        message = f"No story may be printed today, so {quoted(lacking, 'and')} can bring figures only."
        yield finding(CODE, facts.place(organisation), message, help=advice, subject=organisation)
        return
    for id_ in lacking:
        bodies, name = quoted(deaf[id_], "and"), facts.framework.title(id_)
        message = f"`{id_}` ({name}) brings {bodies} figures, and no report brings stories there."
        yield finding(CODE, facts.place(id_), message, help="Send story sheets there too.", subject=id_)


def explain(facts: Facts, about: str) -> Iterator[str]:
    """Which stories may be printed, and through what each body hears them."""
    yield f"Stories that may stand in the book today: {len(_printable(facts))}."
    for report in _asked(facts):
        for body in report.to if about in (report.id, facts.framework.settings.organisation.id) else ():
            forms = quoted((one.form for one in _reports_to(facts, body)), "and")
            heard = "has" if _heard(facts, body) else "has not"
            yield f"`{body}` gets reports of the forms {forms}, and {heard} heard a story at a meeting within a year."


def _asked(facts: Facts) -> list[Report]:
    """The reports of qaf's forms that go to somebody."""
    return [one for one in facts.framework.governance.reports if one.form in (*WITH_STORIES, *WITHOUT) and one.to]


def _deaf(facts: Facts, report: Report, *, printable: bool) -> list[str]:
    return [body for body in report.to if not _hears(facts, body, printable=printable)]


def _hears(facts: Facts, body: str, *, printable: bool) -> bool:
    with_stories = any(one.form in WITH_STORIES for one in _reports_to(facts, body))
    return (printable and with_stories) or _heard(facts, body)


def _reports_to(facts: Facts, body: str) -> list[Report]:
    return [report for report in facts.framework.governance.reports if body in report.to]


def _heard(facts: Facts, body: str) -> bool:
    year_ago = facts.as_at - timedelta(days=365)
    meetings = (one for one in facts.framework.meetings if one.body == body and year_ago < one.on <= facts.as_at)
    return any(meeting.stories_heard for meeting in meetings)


def _printable(facts: Facts) -> list[str]:
    stories = (sheet.story for sheet in facts.framework.stories)
    return [story.id for story in stories if story.may_be_printed("book", facts.as_at)]
