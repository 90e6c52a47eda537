"""`qaf due` by the front door."""

import json

import pytest
import vobject
from helpers import build_tree, run_qaf
from timetable_folder import files

ACTIONS = """\
actions:
  - id: closing
    text: Sit down with the family before we close
    status: under_way
    owner: head-of-practice
    due: 2026-07-31
    milestones:
      - {text: In use in the north, due: 2026-05-01, done: 2026-04-24}
      - {text: In use in the west, due: 2026-06-01}
  - {id: over, text: Finished long ago, status: done, owner: analyst, due: 2025-01-31}
"""
MEASURES = """\
name: Neglect
group: practice
owner: head-of-practice
measures:
  - {id: plans, kind: quantity, text: Plans, unit: count, frequency: quarterly, ready_after: 6w}
  - {id: visits, kind: quantity, text: Visits, unit: count, frequency: annual, ready_after: 10m, owner: analyst}
  - {id: later-on, kind: quantity, text: Not yet, unit: count, frequency: monthly, status: planned}
  - {id: sometimes, kind: quantity, text: Sometimes, unit: count, frequency: on_event}
"""
GOVERNANCE = """\
posts:
  - {id: head-of-practice, name: Head of Practice}
  - {id: analyst, name: Analyst, until: 2026-06-30}
  - {id: long-gone, name: Long gone, until: 2020-06-30}
bodies:
  - {id: board, name: The Board, role: senior_leadership}
reports:
  - {id: book, name: Report book, form: book, to: [board], when: quarterly}
  - {id: letter, name: Yearly letter, form: summary, to: [board], when: [2026-01-10, 2026-07-01]}
"""
ACCEPTED = """\
accepted:
  - {code: QAF301, about: neglect, reason: Agreed in autumn, by: head-of-practice, until: 2026-06-20}
"""
STORY = """\
---
id: coming-home
voice: parent
area: neglect
consent: {given: 2025-06-01, how: in writing, for: [book], until: 2026-06-01}
names_changed: true
---
She came home on a Tuesday.
"""
SETTINGS = """\
schema: 2
organisation: {id: northmoor, name: Northmoor, kind: organisation}
timetable_years: [2025/26, 2026/27, 2027/28]
approved:
  - {on: 2024-05-01, by: board, version: "1", review_by: 2025-05-01}
  - {on: 2025-06-01, by: board, version: "2", review_by: 2026-06-30}
"""


@pytest.fixture
def folder(tmp_path):
    given = {
        **files(actions=ACTIONS, governance=GOVERNANCE, qaf=SETTINGS, **{"accepted-gaps": ACCEPTED}),
        "areas/neglect.yaml": MEASURES,
        "stories/coming-home.md": STORY,
        "plans.csv": "measure,period,value\nplans,2025/26 Q3,120\n",
    }
    folder = build_tree(tmp_path, given)
    assert run_qaf("--as-at", "2026-06-15", "ingest", "plans.csv", cwd=folder).code == 0
    (folder / "plans.csv").unlink()
    return folder


def due(folder, *arguments, as_at="2026-06-15"):
    return run_qaf("--as-at", as_at, "due", *arguments, cwd=folder)


def told(folder, *arguments, as_at="2026-06-15"):
    ran = due(folder, "--format", "json", *arguments, as_at=as_at)
    assert ran.code == 0, ran.err
    return {(item["kind"], item["about"], item["due"]): item for item in json.loads(ran.out)["due"]}


def test_everything_that_is_overdue_or_due(folder):
    assert sorted(told(folder)) == [
        ("accepted_gap", "QAF301 neglect", "2026-06-20"),
        ("activity", "deep-dive", "2026-05-29"),
        ("activity", "file-reading", "2026-06-30"),
        ("collection", "plans", "2026-05-12"),
        ("collection", "visits", "2026-01-31"),
        ("consent", "coming-home", "2026-06-01"),
        ("milestone", "closing", "2026-06-01"),
        ("post", "analyst", "2026-06-30"),
        ("report", "book", "2026-06-30"),
        ("report", "letter", "2026-07-01"),
        ("review", "northmoor", "2026-06-30"),
    ]


def test_a_collection_says_what_is_awaited_and_from_whom(folder):
    found = told(folder)
    plans = found["collection", "plans", "2026-05-12"]
    assert (plans["detail"], plans["owner"], plans["days"]) == ("2025/26 Q4", "head-of-practice", -34)
    visits = found["collection", "visits", "2026-01-31"]
    assert (visits["detail"], visits["owner"], visits["overdue"]) == ("2024/25", "analyst", True)


def test_what_was_delivered_is_awaited_no_more(folder):
    build_tree(folder, {"q4.csv": "measure,period,value\nplans,2025/26 Q4,x\n"})
    assert run_qaf("--as-at", "2026-06-15", "ingest", "q4.csv", cwd=folder).code == 0
    assert ("collection", "plans", "2026-05-12") not in told(folder)
    assert told(folder, "--within", "90")["collection", "plans", "2026-08-11"]["detail"] == "2026/27 Q1"


def test_further_ahead_and_only_today(folder):
    assert ("action", "closing", "2026-07-31") in told(folder, "--within", "60")
    assert all(item["overdue"] for item in told(folder, "--within", "0").values())
    assert due(folder, "--within", "-1").code == 2
    assert due(folder, "--within", "99999").code == 2


def test_grouped_by_owner(folder):
    page = due(folder, "--format", "md").out
    assert "# Due by 2026-07-15: Northmoor, as at 2026-06-15" in page
    headings = [line.removeprefix("## ") for line in page.splitlines() if line.startswith("## ")]
    assert headings == ["Analyst", "Head of Practice", "The Board", "No owner named"]
    assert "| 2026-06-01 | overdue by 14 days | step of an action | In use in the west (Sit down with" in page
    assert "5 overdue, 6 due within 30 days." in page


def test_one_owner(folder):
    assert {item["owner"] for item in told(folder, "--owner", "analyst").values()} == {"analyst"}
    assert {about for _, about, _ in told(folder, "--owner", "board")} == {"northmoor", "book", "letter"}
    unknown = due(folder, "--owner", "analist")
    assert unknown.code == 2
    assert "`analyst`" in unknown.err


def test_check_fails_where_something_is_overdue(folder, tmp_path_factory):
    assert due(folder, "--check").code == 1
    assert due(folder, "--check", "--owner", "board").code == 0
    quiet = build_tree(tmp_path_factory.mktemp("quiet"), files("activities: []\n"))
    ran = due(quiet, "--check")
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Nothing is overdue, and nothing falls due within 30 days.")


def test_check_fails_where_the_folder_has_errors(tmp_path):
    ran = due(build_tree(tmp_path, files("activities: 7\n")), "--check")
    assert ran.code == 1
    assert "hidden behind the errors" in ran.err


def test_on_an_earlier_day_less_was_overdue(folder):
    early = told(folder, "--within", "10", as_at="2026-01-01")
    overdue = {(about, item["detail"]) for (_, about, _), item in early.items() if item["overdue"]}
    assert overdue == {("visits", "2023/24")}


def test_the_calendar_is_read_by_another_library(folder):
    text = due(folder, "--format", "ics").out
    calendar = vobject.readOne(text)
    uids = [event.uid.value for event in calendar.vevent_list]
    assert len(uids) == len(set(uids)) == 11
    assert "northmoor.deep-dive.1@qaf" in uids
    assert "northmoor.consent.coming-home.2026-06-01@qaf" in uids
    assert "Tuesday" not in text


def test_two_steps_of_one_day_are_two_events(tmp_path):
    steps = ACTIONS.replace("due: 2026-05-01, done: 2026-04-24", "due: 2026-06-01")
    text = due(build_tree(tmp_path, files(actions=steps)), "--format", "ics").out
    uids = [event.uid.value for event in vobject.readOne(text).vevent_list]
    assert "northmoor.milestone.closing.2026-06-01@qaf" in uids
    assert "northmoor.milestone.closing.2026-06-01.2@qaf" in uids


def test_withdrawn_consent_and_a_post_that_owns_nothing_need_nobody(folder):
    story = folder / "stories" / "coming-home.md"
    story.write_text(STORY.replace("2026-06-01}", "2026-06-01, withdrawn: 2026-01-01}"), encoding="utf-8")
    kinds = {(kind, about) for kind, about, _ in told(folder)}
    assert ("consent", "coming-home") not in kinds
    assert ("post", "long-gone") not in kinds
