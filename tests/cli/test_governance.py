"""`qaf governance` by the front door, and the same page in the book."""

import json

import pytest
from helpers import MINIMAL_SETTINGS, build_tree, run_qaf

GOVERNANCE = """\
bodies:
  - {id: cabinet, name: Cabinet, role: senior_leadership, meets: quarterly, trained: {on: 2025-09-11, of: 9, count: 8}}
  - {id: team, name: The team, role: frontline_team}
posts:
  - {id: head, name: Head of Housing}
  - {id: gone, name: Project Officer, until: 2026-01-31}
reports:
  - {id: book, name: The book, form: book, to: [cabinet], when: annual, considered: An evening}
forward_plan:
  - {on: 2026-09-17, body: cabinet, focus: {areas: [housing]}, purpose: One sheet at a time}
self_tests:
  - {on: 2024-11-19, body: cabinet, answers: {time: {score: 1, because: Last item}}}
  - {on: 2025-11-18, body: cabinet, answers: {time: {score: 3, because: First item}}}
"""
MEETINGS = """\
meetings:
  - on: 2025-12-01
    body: cabinet
    assurance: [{about: settled, is: partly, because: So far, revisit: 2026-05-01}]
  - on: 2026-03-19
    body: cabinet
    received: [book]
    minutes_planned: 60
    minutes_spent: 15
    asked:
      - {question: What is a day like in one room?, answer: Nobody knew, led_to: [ask]}
      - {question: Who else has asked?}
    concerns: [{id: unasked, area: housing, why: Nobody has asked the families}]
    agreed: [{text: Ask the families, by: head, due: 2026-05-01, led_to: [ask]}]
"""
ACTIONS = """\
actions:
  - {id: ask, text: Ask the families themselves, area: housing, status: under_way, arises_from: unasked}
"""
AREAS = {
    "areas/housing.yaml": """\
name: Housing
group: wider
priority: 1
good: [{id: settled, kind: outcome, text: Children settle.}]
""",
    "areas/neglect.yaml": "name: Neglect\ngroup: practice\npriority: 2\n",
}


@pytest.fixture
def folder(tmp_path):
    files = {"governance.yaml": GOVERNANCE, "meetings.yaml": MEETINGS, "actions.yaml": ACTIONS}
    return build_tree(tmp_path / "folder", {"qaf.yaml": MINIMAL_SETTINGS, **AREAS, **files})


def page(folder, *more):
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "governance", *more)
    assert ran.code == 0, ran.err
    return ran.out


def test_the_five_questions_are_answered_or_said_to_be_open(folder):
    out = page(folder)
    assert "| Report | To whom does it go? | When? | In what form? | How is it considered? |" in out
    assert "| The book | Cabinet | Once a year, next by 31 March 2027 | Book | An evening | Not said |" in out
    assert "Not every one of the five questions is answered for: The book." in out


def test_bodies_plan_tests_and_what_is_not_settled(folder):
    out = page(folder)
    assert "8 of 9, 11 September 2025" in out
    assert "19 March 2026: 2 questions, 1 concern and 1 thing agreed" in out
    assert "15 of 60 minutes planned" in out
    assert "| 17 September 2026 | Cabinet | Housing | One sheet at a time |" in out
    assert "No meeting to come looks at: Neglect." in out
    assert "| 1, then 3 |" in out
    assert "No report goes to: The team." in out
    assert "Posts that have ended: Project Officer (since 31 January 2026)." in out


def test_nobodys_words_at_a_meeting_stand_on_the_page_for_everybody(folder):
    assert "one room" not in page(folder)
    assert "one room" in page(folder, "cabinet")


def test_a_body_hears_back_what_it_asked_agreed_and_worried_about(folder):
    out = page(folder, "cabinet")
    assert out.index("## Back to Cabinet") < out.index("## The five questions")
    assert "60 minutes were planned for this, and 15 were spent on it." in out
    assert "- What is a day like in one room?\n  - Answer then: Nobody knew\n  - Under way: Ask the families" in out
    assert "- Who else has asked?\n  - It was not answered then.\n  - No action came of it." in out
    assert "- Ask the families **(open)**\n  - Head of Housing, due 1 May 2026, which has passed." in out
    assert "Taken up by: Ask the families themselves." in out
    assert "- Children settle **(open)**" in out
    assert "Next: 17 September 2026, to look at Housing." in out


def test_a_body_without_a_meeting_and_one_that_is_not_there(folder):
    assert "No meeting of this body is on record" in page(folder, "team")
    ran = run_qaf("-C", folder, "governance", "cabnet")
    assert ran.code == 2
    assert "Did you mean `cabinet`?" in ran.err


def test_a_folder_without_governance_says_what_is_missing(tmp_path):
    folder = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS})
    assert "Nobody has written down yet to whom this information goes" in page(folder)


def test_as_json_and_as_a_page(folder, tmp_path):
    data = json.loads(page(folder, "--format", "json", "cabinet"))
    assert data["format"] == "qaf-governance/1"
    assert data["pack"]["body"] == "cabinet"
    out = tmp_path / "out" / "governance.html"
    assert page(folder, "--format", "html", "--out", out).strip() == str(out)
    assert "<h1>How information is used</h1>" in out.read_text(encoding="utf-8")


def test_the_book_has_the_page_and_a_body_its_own(folder, tmp_path):
    def built(*more):
        ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "report", "--out", tmp_path / "book", *more)
        assert ran.code == 0, ran.err
        return (tmp_path / "book" / "book.html").read_text(encoding="utf-8")

    everybody = built()
    assert 'href="#the_governance"' in everybody
    assert "How is it linked to improvement?" in everybody
    assert "one room" not in everybody
    assert "Back to Cabinet" in built("--body", "cabinet")


ASSESSED = """\
self_assessments:
  - {on: 2025-05-01, by: head, tier: service, area: housing, judgements: [{good: settled, is: partly, because: Some}]}
  - on: 2026-05-01
    by: head
    tier: service
    area: housing
    judgements: [{good: settled, is: fully, because: All, moderated: mostly, moderated_by: cabinet}]
"""
MEASURED = """\
measures:
  - id: moves
    kind: outcome
    text: Children who moved again
    unit: percent
    base: children asked
    covers: sample
    drawn: random
    better: lower
    shows: [settled]
"""


@pytest.mark.parametrize(("now", "apart"), [(90, True), (20, False)])
def test_judgements_stand_beside_what_the_figures_say(folder, tmp_path, now, apart):
    area = AREAS["areas/housing.yaml"] + MEASURED
    build_tree(folder, {"areas/housing.yaml": area, "self-assessments.yaml": ASSESSED})
    figures = build_tree(
        tmp_path / "in",
        {"f.csv": f"measure,period,numerator,denominator\nmoves,2024/25,50,200\nmoves,2025/26,{now},200\n"},
    )
    assert run_qaf("-C", folder, "--as-at", "2026-06-15", "ingest", figures / "f.csv").code == 0
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "report", "--out", tmp_path / "book", "--to", "html")
    assert ran.code == 0, ran.err
    book = (tmp_path / "book" / "book.html").read_text(encoding="utf-8")
    assert "1 May 2025, the service (Head of Housing): partly" in book
    assert "1 May 2026, the service (Head of Housing): fully; moderated to mostly by Cabinet" in book
    assert ("The judgement of the service and the figures disagree: the figures say worse." in book) is apart
    gaps = json.loads(run_qaf("-C", folder, "--as-at", "2026-06-15", "gaps", "--format", "json").out)["gaps"]
    assert ("QAF355" in {gap["code"] for gap in gaps}) is apart


def due(folder, as_at="2026-06-15", *more):
    ran = run_qaf("-C", folder, "--as-at", as_at, "due", "--within", "20", "--format", "json", *more)
    return [(item["about"], item["due"]) for item in json.loads(ran.out)["due"] if item["kind"] == "report"]


def test_a_report_that_came_before_and_not_again_is_overdue(folder):
    assert due(folder) == []
    assert due(folder, "2028-04-15") == [("book", "2028-03-31")]


def test_a_report_of_a_day_is_overdue_where_its_body_has_met_since(folder):
    text = GOVERNANCE.replace("when: annual", "when: [2026-03-25]")
    build_tree(folder, {"governance.yaml": text, "meetings.yaml": MEETINGS.replace("    received: [book]\n", "")})
    assert due(folder) == []
    again = MEETINGS.replace("    received: [book]\n", "") + "  - {on: 2026-04-20, body: cabinet}\n"
    build_tree(folder, {"meetings.yaml": again})
    assert due(folder) == [("book", "2026-03-25")]


def test_both_calendars_have_an_activity_that_comes_round_once(folder):
    icalendar = pytest.importorskip("icalendar")
    activity = "activities:\n  - {id: calls, name: Calls, kind: survey, frequency: monthly, lead: head}\n"
    years = f"{MINIMAL_SETTINGS}timetable_years: [2025/26, 2026/27, 2027/28]\n"
    build_tree(folder, {"qaf.yaml": years, "timetable.yaml": activity})
    events = {}
    for command in ("timetable", "due"):
        out = run_qaf("-C", folder, "--as-at", "2026-06-15", command, "--format", "ics").out
        events[command] = [e for e in icalendar.Calendar.from_ical(out).walk("VEVENT") if e["SUMMARY"] == "Calls"]
    (series,), (one,) = events["timetable"], events["due"]
    assert one["UID"] == series["UID"]
    assert one["RECURRENCE-ID"].dt == one["DTSTART"].dt
    assert "RRULE" in series
    assert "RRULE" not in one
