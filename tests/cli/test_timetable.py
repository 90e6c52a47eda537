"""`qaf timetable` by the front door; its calendar is read by another library and taken in twice."""

import json
import re
from datetime import date, timedelta
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
import vobject
from helpers import ROOT, build_tree, run_qaf
from timetable_folder import ACTIVITIES, files

EXAMPLE = ROOT / "examples" / "northmoor-council"


@pytest.fixture
def folder(tmp_path):
    return build_tree(tmp_path / "framework", files())


def timetable(folder, *arguments, as_at="2026-06-15"):
    ran = run_qaf("--as-at", as_at, "timetable", *arguments, cwd=folder)
    assert ran.code == 0, ran.err
    return ran.out


def row(page, name):
    return next(line for line in page.splitlines() if name in line)


def test_the_table_shows_each_quarter(folder):
    page = timetable(folder, "--format", "md")
    assert page.startswith("# Timetable of Northmoor, 2025/26 to 2027/28, as at 2026-06-15\n")
    survey = "| Staff survey | Survey, each year | Head of Practice | . . l . | . . o . | . . o . |"
    assert row(page, "Staff survey") == survey
    assert row(page, "Reading files").endswith("| = = = = | = = = = | = = = = |")
    assert row(page, "Deep dive").endswith("| . . . . | ! . . . | . . . . |")


def test_remarks_are_whole_sentences(folder):
    page = timetable(folder)
    assert "Deep dive: who comes back, and why: 29 May 2026." in page
    assert "Staff survey: 31 October 2025, done 12 days late." in page
    assert "Turning the curve waits for Deep dive: who comes back, and why, which is overdue." in page


def test_json(folder):
    told = json.loads(timetable(folder, "--format", "json"))
    assert told["years"] == ["2025/26", "2026/27", "2027/28"]
    dive = next(item for item in told["activities"] if item["id"] == "deep-dive")
    assert dive["times"] == [
        {
            "time": "2026-05-29",
            "from": "2026-05-29",
            "to": "2026-05-29",
            "given": True,
            "state": "overdue",
            "done": None,
            "days_late": 0,
        }
    ]
    assert told["chains"] == [{"activity": "curve", "follows": "deep-dive", "state": "waiting"}]


def test_one_area(folder):
    page = timetable(folder, "--area", "supervision")
    assert "Staff survey" in page
    assert "Reading files" not in page
    ran = run_qaf("timetable", "--area", "supervison", cwd=folder)
    assert ran.code == 2
    assert "`supervision`" in ran.err


def test_nothing_planned_yet(tmp_path):
    folder = build_tree(tmp_path, files("activities: []\n"))
    assert "There are no activities yet." in timetable(folder)
    calendar = timetable(folder, "--format", "ics")
    assert "VEVENT" not in calendar
    assert vobject.readOne(calendar).vtimezone, "a calendar without any component is refused by those who read it"
    assert "There are no activities yet." in timetable(folder, "--format", "html", "--out", "x.html") + (
        folder / "x.html"
    ).read_text(encoding="utf-8")


def test_a_catalogue_has_none(tmp_path):
    settings = "schema: 2\norganisation: {id: c, name: C, kind: catalogue}\n"
    ran = run_qaf("timetable", cwd=build_tree(tmp_path, {"qaf.yaml": settings}))
    assert ran.code == 2
    assert "it has no timetable" in ran.err


# the picture ----------------------------------------------------------------------------------------------------


def page_of(folder, *arguments, as_at="2026-06-15"):
    timetable(folder, "--format", "html", "--out", "page.html", *arguments, as_at=as_at)
    return (folder / "page.html").read_text(encoding="utf-8")


class Outline(HTMLParser):
    """Which tags a page has, how often, and whether each is closed."""

    def __init__(self):
        super().__init__()
        self.open, self.tags, self.attributes = [], [], []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "link", "br"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.attributes += attrs

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_needs_nothing_else(folder):
    page = page_of(folder)
    outline = Outline()
    outline.feed(page)
    assert outline.open == []
    assert not {"script", "link", "img", "iframe"}.intersection(outline.tags)
    assert not {"style", "src", "onclick"}.intersection(name for name, _ in outline.attributes)
    assert "lang" in dict(outline.attributes)


def svg_of(page):
    return ElementTree.fromstring(re.search(r"<svg xmlns.*?</svg>", page, re.S)[0])


def test_each_time_is_a_mark_with_words(folder):
    titles = [title.text for title in svg_of(page_of(folder)).iter("{http://www.w3.org/2000/svg}title")]
    assert "Deep dive: who comes back, and why: 29 May 2026: overdue by 17 days" in titles
    assert "Staff survey: 31 October 2025: done on 12 November 2025, 12 days late" in titles
    assert "Turning the curve: 2026/27 Q3: planned" in titles
    assert "Reading files together: each month" in titles


def test_overdue_is_told_by_shape_and_letter(folder):
    texts = [text.text for text in svg_of(page_of(folder)).iter("{http://www.w3.org/2000/svg}text")]
    assert texts.count("!") == 1


def test_the_legend_has_the_marks_that_are_there(folder):
    page = page_of(folder)
    legend = re.search(r'<ul class="legend">.*?</ul>', page, re.S)[0]
    assert "overdue" in legend
    assert "no time yet" not in legend


def test_the_same_in_words(folder):
    table = re.search(r"<table.*?</table>", page_of(folder), re.S)[0]
    assert "31 October 2025: done on 12 November 2025, 12 days late" in table
    assert "In the course of the work, each month" in table


def test_what_was_found_and_by_whom_is_not_on_the_page(folder):
    for page in (page_of(folder), timetable(folder, "--format", "ics"), timetable(folder, "--format", "json")):
        assert "Joan" not in page


def test_markup_in_a_name_stays_text(tmp_path):
    text = ACTIVITIES.replace("Staff survey", "'<b>Staff</b> & {{ 7 * 7 }} survey'")
    page = page_of(build_tree(tmp_path, files(text)))
    assert "<b>Staff</b>" not in page
    assert "&lt;b&gt;Staff&lt;/b&gt; &amp; {{ 7 * 7 }} survey" in page


def test_by_kind_and_the_day_outside_the_years(folder):
    page = page_of(folder, "--by", "kind", as_at="2031-01-01")
    texts = [text.text for text in svg_of(page).iter("{http://www.w3.org/2000/svg}text")]
    assert "Turning the curve" in texts
    assert "1 January 2031" not in texts


def test_an_area_that_is_never_reached_is_said_so(tmp_path):
    text = ACTIVITIES.replace("areas: [supervision]", "areas: [neglect]")
    page = page_of(build_tree(tmp_path, files(text)))
    assert page.count("✕ no activity") == 3
    assert "1 area is never reached" in page


def test_ten_years_are_drawn_all_the_same(tmp_path):
    years = ", ".join(f"{year}/{(year + 1) % 100:02}" for year in range(2020, 2030))
    settings = files()["qaf.yaml"].replace("2025/26, 2026/27, 2027/28", years)
    drawn = svg_of(page_of(build_tree(tmp_path, files(qaf=settings))))
    texts = [text.text for text in drawn.iter("{http://www.w3.org/2000/svg}text")]
    assert "2020/21" in texts
    assert "2029/30" in texts


def test_the_picture_goes_to_the_build_folder(tmp_path, folder):
    ran = run_qaf("--as-at", "2026-06-15", "-C", folder, "timetable", "--format", "html", cwd=tmp_path)
    assert ran.out.strip().replace("\\", "/") == "build/northmoor/timetable.html"
    assert (tmp_path / "build" / "northmoor" / "timetable.html").is_file()


def test_twice_the_same_bytes(folder):
    assert page_of(folder) == page_of(folder)
    assert timetable(folder, "--format", "ics") == timetable(folder, "--format", "ics")


# the calendar ---------------------------------------------------------------------------------------------------


def events_of(text):
    """The events by UID, read by another library than the one that wrote them."""
    calendar = vobject.readOne(text)
    calendar.validate()
    found = {event.uid.value: event for event in calendar.vevent_list}
    assert len(found) == len(calendar.vevent_list)
    return found


def taken_in(held, text):
    """A calendar that has events already, and takes a file in: what has the same UID and no lower SEQUENCE replaces."""
    for uid, event in events_of(text).items():
        if uid not in held or int(event.sequence.value) >= int(held[uid].sequence.value):
            held[uid] = event
    return held


def test_lines_are_as_the_standard_wants_them(folder):
    text = timetable(folder, "--format", "ics")
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert text.endswith("END:VCALENDAR\r\n")
    assert "\n" not in text.replace("\r\n", "")
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_another_library_reads_every_time(folder):
    events = events_of(timetable(folder, "--format", "ics"))
    assert sorted(events) == [
        "northmoor.curve.1@qaf",
        "northmoor.deep-dive.1@qaf",
        "northmoor.file-reading.monthly@qaf",
        "northmoor.staff-survey.1@qaf",
        "northmoor.staff-survey.2@qaf",
        "northmoor.staff-survey.3@qaf",
    ]
    dive = events["northmoor.deep-dive.1@qaf"]
    assert dive.summary.value == "Overdue: Deep dive: who comes back, and why"
    assert (dive.dtstart.value, dive.dtend.value) == (date(2026, 5, 29), date(2026, 5, 30))
    assert "Led by: Analyst." in dive.description.value
    curve = events["northmoor.curve.1@qaf"]
    assert curve.dtstart.value == date(2026, 12, 31)
    assert "Some time from 1 October 2026 to 31 December 2026." in curve.description.value
    assert "Follows: Deep dive: who comes back, and why." in curve.description.value


def test_what_comes_round_is_one_event_with_a_rule(folder):
    event = events_of(timetable(folder, "--format", "ics"))["northmoor.file-reading.monthly@qaf"]
    days = [day.date() for day in event.getrruleset(addRDate=True)]
    assert len(days) == 36
    assert days[:2] + days[-1:] == [date(2025, 4, 30), date(2025, 5, 31), date(2028, 3, 31)]


@pytest.mark.parametrize(
    ("frequency", "days"),
    [
        ("quarterly", ["2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31"]),
        ("six_monthly", ["2025-09-30", "2026-03-31", "2026-09-30", "2027-03-31"]),
        ("annual", ["2026-03-31", "2027-03-31", "2028-03-31"]),
    ],
)
def test_rules_agree_with_the_times(tmp_path, frequency, days):
    text = f"activities:\n  - {{id: act, name: Act, kind: audit, areas: [neglect], frequency: {frequency}}}\n"
    folder = build_tree(tmp_path, files(text))
    (event,) = events_of(timetable(folder, "--format", "ics")).values()
    told = [day.date().isoformat() for day in event.getrruleset(addRDate=True)]
    (activity,) = json.loads(timetable(folder, "--format", "json"))["activities"]
    assert told == [time["to"] for time in activity["times"]]
    assert told[:4] == days


def test_alarms_ring_before_what_is_still_to_come(folder):
    events = events_of(timetable(folder, "--format", "ics"))
    coming = events["northmoor.staff-survey.2@qaf"]
    assert coming.valarm.action.value == "DISPLAY"
    assert coming.valarm.trigger.value == timedelta(days=-14)
    for uid in ("northmoor.staff-survey.1@qaf", "northmoor.deep-dive.1@qaf"):
        assert not hasattr(events[uid], "valarm")


def test_taken_in_again_nothing_is_there_twice(folder):
    held = taken_in({}, timetable(folder, "--format", "ics"))
    before = len(held)
    file = folder / "timetable.yaml"
    changed = file.read_text(encoding="utf-8").replace(
        "due: [2026-05-29]", "due: [2026-05-29], done: [{on: 2026-06-19}]"
    )
    file.write_text(changed.replace("due: [2026-05-29], done", "due: [2026-05-29]\n    done"), encoding="utf-8")
    held = taken_in(held, timetable(folder, "--format", "ics", as_at="2026-06-22"))
    assert len(held) == before
    dive = held["northmoor.deep-dive.1@qaf"]
    assert dive.summary.value.startswith("Done: ")
    assert dive.last_modified.value.date() == date(2026, 6, 22)
    old = taken_in(dict(held), timetable(folder, "--format", "ics", as_at="2026-06-15"))
    assert old["northmoor.deep-dive.1@qaf"] is dive


def test_a_day_that_was_moved_moves_in_the_calendar_too(folder):
    held = taken_in({}, timetable(folder, "--format", "ics"))
    before = set(held)
    file = folder / "timetable.yaml"
    moved = file.read_text(encoding="utf-8").replace("2026-10-30", "2026-11-27")
    file.write_text(moved.replace("[2026-05-29]", "[2026-07-03]"), encoding="utf-8")
    held = taken_in(held, timetable(folder, "--format", "ics", as_at="2026-06-22"))
    assert set(held) == before
    assert held["northmoor.staff-survey.2@qaf"].dtstart.value == date(2026, 11, 27)
    assert held["northmoor.deep-dive.1@qaf"].dtstart.value == date(2026, 7, 3)
    due = events_of(run_qaf("-C", folder, "--as-at", "2026-06-22", "due", "--format", "ics").out)
    assert due["northmoor.deep-dive.1@qaf"].dtstart.value == date(2026, 7, 3)


def test_a_lead_who_is_no_post_is_not_named(tmp_path):
    text = ACTIVITIES.replace("lead: analyst", "lead: Joan Smith").replace("lead: head-of-practice", "lead: Ali Khan")
    given = files(text.replace("by: head-of-practice", "by: Ali Khan"))
    areas = {"areas/neglect.yaml": "name: Neglect\ngroup: practice\n"}
    folder = build_tree(tmp_path, {**given, **areas, "governance.yaml": "bodies: []\n"})
    page = timetable(folder, "--format", "ics")
    assert "Joan" not in page
    assert "Khan" not in page


def test_names_with_anything_in_them(tmp_path):
    text = ACTIVITIES.replace("name: Staff survey", 'name: "Survey; of staff, \\"all\\": \\u00e9\\nEND:VEVENT"')
    events = events_of(timetable(build_tree(tmp_path, files(text)), "--format", "ics"))
    assert events["northmoor.staff-survey.2@qaf"].summary.value == 'Survey; of staff, "all": é END:VEVENT'


def test_the_example_in_a_calendar():
    text = timetable(EXAMPLE, "--format", "ics")
    assert len(events_of(text)) == text.count("BEGIN:VEVENT") > 30
