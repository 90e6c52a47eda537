"""`qaf trace`: what feeds an entry and what it feeds, both ways, without a number and without end."""

import json
import re

import pytest
from helpers import MINIMAL_SETTINGS, ROOT, build_tree, run_qaf

from qaf.analysis.trace import FED_BY_WHAT_IT_NAMES, FEEDS_WHAT_IT_NAMES, trace
from qaf.api import open_folder
from qaf.model.fields import reference_tree
from qaf.model.layout import FILE_KINDS, model_of
from qaf.report.trace_page import trace_page

EXAMPLE = ROOT / "examples" / "northmoor-council"
AREA = """\
name: Heat
group: wider
priority: 1
good:
  - {id: warm, kind: outcome, text: Children are warm.}
sources:
  - {id: visits, family: case_records, method: observation, text: Visits at home.}
measures:
  - {id: warm-homes, kind: outcome, text: Warm homes, unit: count, shows: [warm], sources: [visits]}
  - {id: cold-calls, kind: quantity, text: Calls about cold, unit: count}
questions:
  - {id: who-is-cold, text: Who is cold?, about: [warm-homes]}
"""
FILES = {
    "qaf.yaml": MINIMAL_SETTINGS,
    "areas/heat.yaml": AREA,
    "timetable.yaml": "activities: [{id: winter-visits, name: Winter visits, kind: audit, sources: [visits]}]\n",
    "governance.yaml": (
        "bodies: [{id: board, name: The board, role: senior_leadership}]\n"
        "reports: [{id: the-book, name: The book, form: book, to: [board]}]\n"
    ),
    "actions.yaml": (
        "actions:\n"
        "  - {id: mend-boilers, text: Mend boilers, status: planned, aims_at: [warm-homes], depends_on: [buy-parts]}\n"
        "  - {id: buy-parts, text: Buy parts, status: planned, arises_from: too-cold}\n"
    ),
    "meetings.yaml": (
        "meetings:\n  - on: 2026-03-19\n    body: board\n    received: [the-book]\n"
        "    concerns: [{id: too-cold, area: heat, why: It is too cold}]\n"
        "    asked: [{question: What now?, led_to: [mend-boilers]}]\n"
    ),
    "figures.csv": "measure,period,value\nwarm-homes,2023/24,4711\nwarm-homes,2025/26,4712\n",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = build_tree(tmp_path_factory.mktemp("folder"), FILES)
    assert run_qaf("-C", folder, "--as-at", "2026-05-01", "ingest", folder / "figures.csv", cwd=folder).code == 0
    return folder


def qaf(folder, *words, code=0):
    ran = run_qaf("-C", folder, "--as-at", "2026-06-15", "trace", *words, cwd=folder)
    assert ran.code == code, ran.out + ran.err
    return ran


def paths(branches, above=()):
    """Each way down a tree, as ids."""
    for item in branches:
        here = (*above, item["id"])
        yield here
        yield from paths(item["below"], here)


def ways(folder, *words):
    found = json.loads(qaf(folder, *words, "--format", "json").out)
    return set(paths(found["fed_by"])), set(paths(found["feeds"]))


def test_a_good_statement_is_traced_to_the_activity_that_finds_out_and_to_the_board_that_hears(folder):
    fed_by, feeds = ways(folder, "warm")
    assert ("warm-homes", "visits", "winter-visits") in fed_by
    assert ("heat", "the-book", "board") in feeds


def test_a_source_is_traced_forwards_to_what_it_tells(folder):
    fed_by, feeds = ways(folder, "visits")
    assert fed_by == {("winter-visits",)}
    assert ("warm-homes", "warm") in feeds
    assert ("warm-homes", "mend-boilers") in feeds and ("warm-homes", "who-is-cold") in feeds


def test_a_body_is_traced_to_the_reports_meetings_areas_and_measures_that_reach_it_and_back(folder):
    fed_by, _ = ways(folder, "board")
    assert {("the-book",), ("the-book", "heat"), ("the-book", "heat", "warm-homes"), ("board 2026-03-19",)} <= fed_by
    assert ("the-book", "board") in ways(folder, "heat")[1]
    out = qaf(folder, "board").out
    assert "receives `the-book`" in out
    assert "prints `heat`" in out


def test_an_action_is_traced_back_to_the_worry_and_the_meeting(folder):
    fed_by, feeds = ways(folder, "mend-boilers")
    assert ("buy-parts", "too-cold", "heat") in fed_by
    assert ("board 2026-03-19", "the-book") in fed_by or ("board 2026-03-19",) in fed_by
    assert feeds == set()


def test_a_meeting_goes_by_body_and_day(folder):
    fed_by, feeds = ways(folder, "board 2026-03-19")
    assert {("the-book",), ("too-cold",)} <= fed_by
    assert {("board",), ("mend-boilers",)} <= feeds


def test_periods_of_figures_are_told_and_no_number(folder):
    for format_ in ("table", "md", "json"):
        out = qaf(folder, "heat", "--format", format_).out
        assert "4711" not in out and "4712" not in out
    text = qaf(folder, "warm-homes").out
    assert "It has figures for 2023/24 to 2025/26." in text
    assert "It has no figures." in qaf(folder, "cold-calls").out
    assert "(has figures for 2023/24 to 2025/26)" in qaf(folder, "warm").out
    assert "What feeds it\n  - comes from `visits`, source: Visits at home.\n" in text


def test_the_depth_is_how_far_it_goes(folder):
    fed_by, feeds = ways(folder, "warm", "--depth", "1")
    assert {len(way) for way in fed_by | feeds} == {1}


def test_near_misses_and_nothing(folder):
    assert "Did you mean `warm-homes`?" in qaf(folder, "warm-home", code=2).err
    assert "`qaf list KIND` lists what there is." in qaf(folder, "zzzzzz", code=2).err


def test_circles_end(tmp_path):
    circle = (
        "actions:\n  - {id: one, text: One, status: planned, depends_on: [two]}\n"
        "  - {id: two, text: Two, status: planned, depends_on: [one]}\n"
    )
    folder = build_tree(tmp_path, {"qaf.yaml": MINIMAL_SETTINGS, "actions.yaml": circle})
    fed_by, feeds = ways(folder, "one", "--depth", "9")
    assert fed_by == {("two",), ("two", "one")} and feeds == {("two",), ("two", "one")}


def test_everything_in_the_example_can_be_traced_in_every_format():
    folder = open_folder(EXAMPLE)
    kept = folder.written.links.things
    assert {*folder.framework.measures, "northmoor-police", "team", "file-reading-grades", "young-voices"} <= set(kept)
    for id_ in kept:
        out = trace_page(trace(folder.written, folder.figures, id_, 3), "md", 80)
        if id_ in ("second-plans", "team", "repeat-referrals"):
            assert out == qaf(EXAMPLE, id_, "--format", "md").out
        assert out.startswith("# ") and "None" not in out
        assert not re.search(r"- \w+_\w+ `", out), "a key of a file where words should be"


def test_every_key_that_names_something_leads_one_way_or_is_left_out_on_purpose():
    def keys(tree):
        for key, branch in tree.items():
            yield from keys(branch) if isinstance(branch, dict) else [key]

    named = {key for kind in FILE_KINDS if kind.model for key in keys(reference_tree(model_of(kind)))}
    told = {one.rpartition(".")[2] for one in FEEDS_WHAT_IT_NAMES | FED_BY_WHAT_IT_NAMES}
    assert named - told == {"interacts_with"}
