"""What leaders looked at for themselves: planned, done, and what came of it."""

from __future__ import annotations

from qaf.report import render

TIMETABLE = """\
activities:
  - {id: visit, name: Half a day with a team, kind: walking_the_floor, areas: [front-door], by_leaders: true,
     lead: head, frequency: annual, due: [2024-09-30, 2025-09-30],
     done: [{on: 2024-09-12, by: head, result: They have no room.}]}
  - {id: dive, name: Deep dive, kind: deep_dive, areas: [front-door], lead: head, due: [2024-12-31]}
  - {id: later, name: Peer review, kind: peer_review, areas: [front-door], lead: head, due: [2026-02-01]}
"""


def test_what_leaders_did_stands_first_with_what_came_of_it(book):
    page = book({"timetable.yaml": TIMETABLE}).activity
    (visit,) = page.leaders
    assert visit.found == (("12 September 2024, Head of service", "They have no room."),)
    assert visit.next == "30 September 2025: planned."
    assert page.lead.startswith("Of 3 activities, 1 has something recorded as done in 2024/25, and 1 is overdue.")
    assert "Leaders themselves lead 1 of them, and did 1 in the period." in page.lead


def test_what_ought_to_have_taken_place_is_told_from_what_was_not_planned(book):
    dive, later = book({"timetable.yaml": TIMETABLE}).activity.others
    assert (dive.missed, dive.late, dive.none) == (True, True, "Nothing is recorded as done in 2024/25.")
    assert (later.missed, later.none) == (False, "Not planned for 2024/25.")


def test_the_page_has_the_picture_and_the_same_in_markdown(book):
    made = book({"timetable.yaml": TIMETABLE})
    text = render.html(made).decode()
    assert 'id="the_activity"' in text
    assert "<svg" in made.activity.picture
    for said in ("Half a day with a team", "They have no room.", "Overdue"):
        assert said in text
        assert said in render.markdown(made)["book.md"].decode()


def test_without_activities_the_page_says_so(book):
    page = book().activity
    assert (page.leaders, page.others, page.picture) == ((), (), "")
    assert "Nobody can say yet what leaders have looked at" in page.lead
