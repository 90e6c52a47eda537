"""When activities fall due, what was done in time, and what the years leave out."""

from datetime import date

import pytest
from helpers import build_tree
from timetable_folder import files

from qaf.analysis.programme_load import chains, clashes, load
from qaf.api import open_folder
from qaf.api.timetable import timetable

AS_AT = date(2026, 6, 15)


def programme(tmp_path, activities, as_at=AS_AT, **more):
    return timetable(open_folder(build_tree(tmp_path, files(activities, **more))), as_at)


def one(tmp_path, keys, as_at=AS_AT, **more):
    """The times of an activity with these keys."""
    text = f"activities:\n  - {{id: act, name: Act, kind: audit, areas: [neglect], {keys}}}\n"
    return programme(tmp_path, text, as_at, **more).activities[0]


@pytest.mark.parametrize(
    ("frequency", "count", "first", "last"),
    [
        ("monthly", 36, "2025-04", "2028-03"),
        ("quarterly", 12, "2025/26 Q1", "2027/28 Q4"),
        ("six_monthly", 6, "2025/26 H1", "2027/28 H2"),
        ("annual", 3, "2025/26", "2027/28"),
        ("two_yearly", 2, "2025-04..2027-03", "2027/28"),
        ("three_yearly", 1, "2025-04..2028-03", "2025-04..2028-03"),
        ("once", 1, "2025-04..2028-03", "2025-04..2028-03"),
        ("on_event", 0, "", ""),
        ("continuous", 0, "", ""),
    ],
)
def test_a_frequency_asks_for_times(tmp_path, frequency, count, first, last):
    times = one(tmp_path, f"frequency: {frequency}").times
    assert len(times) == count
    assert [time.spelt for time in (*times[:1], *times[-1:])] == ([first, last] if count else [])
    assert not any(time.given for time in times)


def test_years_may_begin_in_september(tmp_path):
    settings = "schema: 2\norganisation: {id: n, name: N, kind: organisation}\nyear_starts: september\n"
    found = one(tmp_path, "frequency: quarterly", qaf=f"{settings}timetable_years: [2025/26 academic]\n")
    assert [time.start for time in found.times][:2] == [date(2025, 9, 1), date(2025, 12, 1)]


def states(item):
    return [time.state for time in item.times]


def test_what_is_done_counts_for_the_nearest_time(tmp_path):
    due = "due: [2025-06-30, 2025-09-30, 2025-12-31, 2026-03-31, 2026-06-30]"
    item = one(tmp_path, f"{due}, done: [{{on: 2025-06-12}}, {{on: 2025-12-11}}, {{on: 2026-04-02}}]")
    assert states(item) == ["done", "missed", "done", "done_late", "ahead"]
    assert [time.days_late for time in item.times] == [0, 0, 0, 2, 0]


def test_a_second_day_near_one_time_is_kept_apart(tmp_path):
    item = one(tmp_path, "due: [2025-10-31], done: [{on: 2025-10-20}, {on: 2025-11-03}]")
    assert item.times[0].done == date(2025, 10, 20)
    assert item.besides == (date(2025, 11, 3),)


def test_what_is_done_after_the_day_is_not_done_yet(tmp_path):
    assert states(one(tmp_path, "due: [2026-06-30], done: [{on: 2026-06-29}]")) == ["ahead"]


def test_done_on_a_day_that_nobody_wrote_down(tmp_path):
    item = one(tmp_path, "due: [2025-10-31, 2026-10-30], done: [{result: Well}]")
    assert states(item) == ["done", "ahead"]
    assert item.times[0].undated


def test_a_frequency_without_a_record_is_never_overdue(tmp_path):
    assert set(states(one(tmp_path, "frequency: quarterly"))[:4]) == {"unrecorded"}


def test_once_something_was_recorded_its_absence_is_overdue(tmp_path):
    item = one(tmp_path, "frequency: quarterly, done: [{on: 2025-08-01}]")
    assert states(item)[:5] == ["unrecorded", "done", "overdue", "overdue", "now"]


def test_due_today_is_not_overdue(tmp_path):
    assert states(one(tmp_path, "due: [2026-06-15]")) == ["ahead"]
    assert states(one(tmp_path, "due: [2026-06-14]")) == ["overdue"]


def test_years_that_an_annual_activity_leaves_out(tmp_path):
    item = one(tmp_path, "frequency: annual, due: [2025-10-31, 2027-10-29]")
    assert [year.name for year in item.years_without] == ["2026/27"]
    done_anyway = one(tmp_path, "frequency: annual, due: [2025-10-31, 2027-10-29], done: [{on: 2026-05-01}]")
    assert done_anyway.years_without == ()


def test_without_years_the_year_of_the_day_and_the_two_after_it(tmp_path):
    settings = "schema: 2\norganisation: {id: n, name: N, kind: organisation}\n"
    found = programme(tmp_path, "activities: []\n", qaf=settings)
    assert [year.name for year in found.years] == ["2026/27", "2027/28", "2028/29"]
    assert not found.years_named


def test_areas_are_reached_from_above_and_in_part_from_below(tmp_path):
    text = "activities:\n  - {id: act, name: Act, kind: audit, areas: [AREA], due: [2026-10-01]}\n"
    below = {"areas/drift": "name: Drift\ngroup: practice\nwithin: neglect\n"}
    for area in ("neglect", "drift"):
        found = programme(tmp_path / area, text.replace("AREA", area), **below)
        assert found.never_reached == ("supervision",)
        reach = {item.area: item.by_year for item in found.reach}
        assert reach["neglect"] == reach["drift"] == ((), ("act",), ())


def test_what_passed_undone_reaches_nothing_once_it_was_done_again(tmp_path):
    found = one(tmp_path, "due: [2025-10-31, 2026-05-29], done: [{on: 2026-05-20}]")
    assert [found.reaches(year) for year in programme(tmp_path, "activities: []\n").years] == [False, True, False]


TWO = """\
activities:
  - {{id: one, name: One, kind: audit, areas: [neglect], lead: analyst, due: [{0}]}}
  - {{id: two, name: Two, kind: survey, areas: [neglect], lead: analyst, due: [{1}]}}
"""


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("2026-10-02", "2026-10-30", [("area", "neglect"), ("lead", "analyst")]),
        ("2026-10-02", "2026-12-30", [("area", "neglect")]),
        ("2026-10-02", "2027-01-04", []),
        ("2026/27", "2026-10-30", []),
        ("2025-10-02", "2025-10-30", []),
    ],
)
def test_clashes_of_what_is_still_to_come(tmp_path, first, second, found):
    folder = open_folder(build_tree(tmp_path, files(TWO.format(first, second))))
    assert sorted((c.kind, c.about) for c in clashes(folder.written, timetable(folder, AS_AT))) == found


def test_load_leaves_out_what_is_done_every_month(tmp_path):
    text = (
        TWO.format("2026-10-02", "2026/27") + "  - {id: r, name: R, kind: audit, frequency: monthly, lead: analyst}\n"
    )
    loads = load(programme(tmp_path, text))
    assert [quarter.count for quarter in loads] == [0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0]
    assert loads[6].leads == (("analyst", 1),)


@pytest.mark.parametrize(
    ("before", "after", "state"),
    [
        ("due: [2026-09-30]", "due: [2026/27 Q3]", "in_order"),
        ("due: [2027-02-26]", "due: [2026/27 Q3]", "out_of_order"),
        ("due: [2026-05-29]", "due: [2026/27 Q3]", "waiting"),
        ("due: [2026-09-30]", "due: [2026-12-01], done: [{on: 2026-06-01}]", "out_of_order"),
        ("frequency: on_event", "due: [2026-12-01]", "no_time"),
    ],
)
def test_chains(tmp_path, before, after, state):
    text = f"""\
activities:
  - {{id: first, name: First, kind: survey, areas: [neglect], {before}}}
  - {{id: then, name: Then, kind: deep_dive, areas: [neglect], follows: first, {after}}}
"""
    assert [(chain.activity, chain.follows, chain.state) for chain in chains(programme(tmp_path, text))] == [
        ("then", "first", state)
    ]
